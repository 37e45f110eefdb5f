// What is known of the chosen value: where it stands, what was done to it, what it may still be.
let decision = { value: null, reason: "", by: "" };

function renderDetail() {
  const cell = CELLS.get(chosen.place);
  $("detail").classList.toggle("filled", chosen.seq !== null || Boolean(cell));
  if (chosen.seq === null) return put("detail", cell ? bareCell(cell) : null);
  const row = ROWS.get(chosen.seq);
  const source = PROVENANCE.get(key(chosen.seq, chosen.column));
  const open = OPEN.get(key(chosen.seq, chosen.column));
  put("detail", closer(), h("h3", null, h("span", { class: "seq" }, String(row.seq)), " ", row.indicator || "", " · ", columnName(chosen.column)),
    h("p", { class: "value" }, h("b", null, open ? reading(open) : shown(row.seq, chosen.column).text || t("null")), h("span", { class: `tag ${source.status}` }, statusName(source.status)),
      open && open.decided_by === open.column ? button(t("decide"), toDecision, { id: "to-decision", class: "link" }) : null),
    open ? null : h("p", { class: "note" }, statusNote(source.status)),
    source.reason !== null ? h("p", { class: "why" }, say(source.reason)) : null, calibrated(), related(row), context(row), evidence(source),
    open ? decide(open) : null, changes(chosen.seq, chosen.column), alsoRead(source));
}

// How often values found like this one were right where the truth is known.
function calibrated() {
  const text = CALIBRATED.get(key(chosen.seq, chosen.column));
  return text === undefined ? null : h("p", { class: "note", id: "calibrated" }, say(text));
}

const closer = () => button("×", unchoose, { class: "close", "aria-label": t("close") });

function bareCell(cell) {
  return [closer(), h("h3", null, t("read_as")), h("blockquote", null, cell.text || t("empty_cell")),
    h("p", { class: "note" }, placed(cell), " · ", t("no_value")),
    T.repairs.filter((r) => r.page === cell.page && r.row === cell.row && r.col === cell.col).map(change)];
}

function toDecision() {
  $("detail").scrollTop = document.querySelector("#detail .decide").offsetTop - 10;
  document.querySelector("#detail .decide input").focus({ preventScroll: true });
}

function evidence(source) {
  const cell = source.page !== null && source.col !== null ? CELLS.get(chosen.place) : null;
  if (!cell) return h("p", { class: "note" }, t("no_place"));
  return [cell.x0 !== null && DATA.pages[cell.page] ? crop(cell) : null, h("p", { class: "note" }, t("printed"), " ",
    h("q", null, source.printed ?? t("empty_cell")), " · ", placed(source))];
}

function alsoRead(source) {
  const others = (SERVES.get(chosen.place) || []).filter((p) => p.seq !== source.seq || p.column !== source.column);
  return others.length ? h("p", { class: "note" }, t("serves"), colon(), others.slice(0, 8).map((p, i) => [i ? ", " : "",
    link(p.seq, p.column, `${p.seq} ${columnName(p.column)}`)]), others.length > 8 ? " …" : null) : null;
}

// The surroundings of the cell, cut from the page's picture.
function crop(cell) {
  const { w, h: high, src } = DATA.pages[cell.page];
  const wide = Math.min(w, Math.max(220, cell.x1 - cell.x0 + 60));
  const tall = Math.min(64, cell.bottom - cell.top + 10);
  const left = Math.min(Math.max(0, (cell.x0 + cell.x1 - wide) / 2), w - wide);
  const top = Math.max(0, (cell.top + cell.bottom - tall) / 2);
  const at = (value, of) => `${(value / of) * 100}%`;
  return h("figure", { class: "crop", style: { aspectRatio: `${wide} / ${tall}` } },
    h("img", { src, alt: t("as_printed"), style: { width: at(w, wide), left: at(-left, wide), top: at(-top, tall) } }),
    h("span", { class: "box lit", style: { left: at(cell.x0 - left, wide), top: at(cell.top - top, tall), width: at(cell.x1 - cell.x0, wide), height: at(cell.bottom - cell.top, tall) } }));
}

function changes(seq, column) {
  const found = REPAIRS_OF.get(key(seq, column)) || [];
  return found.length ? [h("h4", null, t("repairs")), found.map(change)] : null;
}

function change(repair) {
  return h("div", { class: "change" },
    h("p", null, h("del", null, repair.before || t("empty_cell")), h("span", { class: "arrow" }, " → "), h("ins", null, repair.after || t("empty_cell"))),
    h("p", { class: "note" }, kinds(repair).map(damageName).join(lang === "zh" ? "；" : ", "), repair.cost ? ` · ${t("cost")} ${number(repair.cost)}` : "",
      " — ", say(repair.reason)));
}

// What else bears on the value: its scoring unit, and the findings that concern its row.
function context(row) {
  const unit = UNITS.get(row.scoring_unit);
  if (!unit || !["weight", "scoring_unit", "level1", "level2"].includes(chosen.column)) return null;
  const rows = serials(unit.rows);
  return h("p", { class: "why" }, rows.length > 1 ? t("unit_of", unit.scoring_unit, numerals(unit.rows), number(unit.points)) : t("unit_own", unit.scoring_unit, number(unit.points)));
}

function related(row) {
  const about = T.findings.filter((f) => f.seq === row.seq || (f.first_seq !== null && f.first_seq <= row.seq && row.seq <= (f.last_seq ?? f.first_seq)));
  return about.length ? h("ul", { class: "plain" }, about.map((f) => h("li", { class: f.severity }, say(f.message)))) : null;
}

function decide(open) {
  if (open.decided_by !== open.column)
    return h("p", { class: "decide" }, link(open.seq, open.decided_by, t("follows_long", columnName(open.decided_by))));
  if (decision.cell !== open) decision = { cell: open, value: undefined, reason: decision.reason, by: decision.by };
  const output = h("textarea", { id: "entry", readonly: true, rows: 6, spellcheck: "false", "aria-label": t("entry") });
  const pair = h("p", { class: "note" });
  const update = () => writeEntry(open, output, pair);
  const field = (name, text) => h("label", null, text, h("input", { id: `decision-${name}`, value: decision[name], oninput: (e) => { decision[name] = e.target.value; update(); } }));
  const options = open.readings.map((text, i) => h("label", { class: "inline" }, h("input", { type: "radio", name: "reading", value: String(i),
    checked: decision.value === text, onchange: () => { decision.value = text; update(); } }), text ?? nothing(open.column, true), open.costs[i] ? h("span", { class: "note" }, `+${number(open.costs[i])}`) : null));
  update();
  return h("div", { class: "decide" }, h("fieldset", null, h("legend", null, t("readings")), options),
    open.costs.some(Boolean) ? h("p", { class: "note" }, t("costs_more")) : null, h("p", { class: "note", id: "settles" }, h("b", null, t("settles")), colon(), say(open.settles)), field("reason", t("reason")), field("by", t("by")), output, pair,
    h("p", null, button(t("copy"), (event) => copy(output, event.currentTarget), { id: "copy", class: "primary" }), h("span", { class: "note" }, " ", t("paste"))));
}

function writeEntry(open, output, pair) {
  const other = decision.value === undefined ? null : partner(open, decision.value);
  const entries = [entry(open, decision.value)];
  if (other) entries.push(entry(other.cell, other.value));
  output.value = entries.join("\n");
  output.rows = entries.length * 6;
  pair.textContent = other ? t("pair", other.cell.seq, other.value) : "";
}

// A double-quoted YAML scalar: JSON's notation, with the characters escaped that YAML bars or folds.
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

function entry(open, value) {
  const text = (v) => (v ? " " + quoted(v) : "");
  return [`- notice: ${quoted(DATA.notice.notice_id)}`, `  target: {seq: ${open.seq}, column: ${open.column}}`, `  expects: ${quoted(open.printed)}`,
    `  value:${value === undefined ? "" : " " + (value === null ? "null" : quoted(value))}`, `  reason:${text(decision.reason)}`, `  decided_by:${text(decision.by)}`].join("\n");
}

// The one other open weight of the same scoring unit, which the unit's points then settle.
function partner(open, value) {
  const unit = open.column === "weight" && UNITS.get(ROWS.get(open.seq).scoring_unit);
  if (!unit || unit.status !== "certain" || value === null) return null;
  const rows = serials(unit.rows).filter((seq) => seq !== open.seq);
  const others = rows.filter((seq) => OPEN.has(key(seq, "weight")));
  if (others.length !== 1) return null;
  const known = rows.filter((seq) => seq !== others[0]).map((seq) => ROWS.get(seq).weight);
  if (known.includes(null)) return null;
  const rest = number(unit.points - Number(value) - sum(known));
  const cell = OPEN.get(key(others[0], "weight"));
  return cell.readings.includes(rest) ? { cell, value: rest } : null;
}
