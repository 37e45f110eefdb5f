// What is known of the chosen value: where it stands, what was done to it, what it may still be.
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

// The readings of an open cell: choosing one puts it into the tray and shows what follows.
function decide(open) {
  if (open.decided_by !== open.column)
    return h("p", { class: "decide" }, link(open.seq, open.decided_by, t("follows_long", columnName(open.decided_by))));
  const question = QUESTION_OF.get(key(open.seq, open.column));
  return h("div", { class: "decide" }, h("fieldset", null, h("legend", null, t("readings")), open.readings.map((text, i) => readingChoice(question, open, text, open.costs[i]))),
    open.costs.some(Boolean) ? h("p", { class: "note" }, t("costs_more")) : null,
    h("p", { class: "note", id: "settles" }, h("b", null, t("settles")), colon(), say(open.settles)),
    TRAY.has(question) ? [outcomes(question), proof(question, "detail"), saving("detail"),
      h("p", null, button(t("take_back"), () => { takeBack(question); renderDetail(); }, { class: "link" }))] : null);
}

function readingChoice(question, open, text, cost) {
  const at = key(open.seq, open.column);
  const settled = TRAY.has(question) ? outcome(question).find((cell) => key(cell.seq, cell.column) === at) : null;
  const excluded = TRAY.has(question) && !readingsLeft(question, at).includes(text);
  const index = open.readings.indexOf(text);
  const choose = () => {
    take(question, [[at, text]]);
    renderDetail();
    document.querySelector(`#detail input[name=reading][value="${index}"]`).focus({ preventScroll: true });
    updateFile();
  };
  return h("label", { class: `inline${excluded ? " excluded" : ""}` }, h("input", { type: "radio", name: "reading", value: String(index), checked: settled?.value === text && settled?.state !== "open", onchange: choose }),
    text ?? nothing(open.column, true), cost ? h("span", { class: "note" }, `+${number(cost)}`) : null);
}
