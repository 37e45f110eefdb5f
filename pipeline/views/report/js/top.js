// The head of the page, and the figures of the notice: what was published, the sums.
function renderTop() {
  const { notice } = DATA;
  const critical = DATA.checks.filter((check) => !check.success && check.severity === "critical").length;
  put("top",
    critical ? h("p", { class: "alarm" }, t("rejected", critical)) : null,
    h("h1", null, notice.title || notice.notice_id),
    h("p", { class: "lead" }, [notice.issuer, notice.issued_on, notice.attachment_title].filter(Boolean).join(" · ")),
    state());
}

function renderFigures() {
  put("figures", h("h2", null, t("figures")), h("div", { class: "cards" }, published(), sums(), facts()));
}

// What is open, found, agreed and checked, each in a line that leads to its part of the page.
function state() {
  const count = (...levels) => T.findings.filter((f) => levels.includes(f.severity)).length;
  const rows = new Set(DATA.open.map((cell) => cell.seq)).size;
  const read = T.cells.filter((cell) => cell.engines);
  const alike = read.filter((cell) => cell.engines.includes(",")).length;
  const held = DATA.checks.filter((check) => check.success).length;
  const lines = [["open", DATA.open.length ? "?" : "✓", t("state_open", DATA.open.length, rows)],
    ["findings", count("error", "warning") ? "!" : "✓", t("state_findings", count("error", "warning"), count("info"))],
    alike ? ["engines", alike === read.length ? "✓" : "≈", t("state_engines", alike, read.length)] : null,
    ["checks", held === DATA.checks.length ? "✓" : "✗", t("state_checks", held, DATA.checks.length)]];
  return h("ul", { class: "state", "aria-label": t("state") }, lines.filter(Boolean).map(([id, mark, words]) =>
    h("li", null, h("a", { href: `#${id}`, "data-state": id }, h("span", { class: `mark ${{ "✓": "ok", "✗": "bad" }[mark] || "look"}`, "aria-hidden": "true" }, mark), words))));
}

function published() {
  const count = (...statuses) => T.provenance.filter((row) => statuses.includes(row.status)).length;
  const open = count("ambiguous");
  const rows = new Set(DATA.open.map((cell) => cell.seq)).size;
  const figures = [
    [T.indicators.length, t("indicators")], [T.provenance.length, t("values")], [T.provenance.length - open, t("certain")],
    [count("repaired", "derived"), t("repaired")], [open, t("open_cells"), t("rows_open", rows)], [count("corrected"), t("decided")],
  ];
  return h("div", { class: "card" }, h("h2", { class: "small" }, t("published")), h("dl", { class: "figures" },
    figures.map(([n, name, more]) => h("div", null, h("dt", null, name, more ? ` ${more}` : ""), h("dd", { "data-figure": name }, String(n))))));
}

const close = (a, b) => Math.abs(a - b) < 1e-6;
const unitPoints = (name) => sum(T.scoring_units.filter((unit) => unit.section === name).map((unit) => unit.points));

function sums() {
  const lines = T.sections.map((row) => sumLine(sectionName(row.section), unitPoints(row.section), row.points, row.share));
  const all = sum(T.sections.map((row) => unitPoints(row.section) * row.share));
  if (T.sections.length) lines.push(sumLine(t("full"), all, DATA.notice.full_marks, 1));
  return h("div", { class: "card" }, h("h2", { class: "small" }, t("sums")), lines.length ? h("ul", { class: "sums" }, lines) : null,
    h("p", { class: "note" }, t(lines.length ? "sum_note" : "no_points")));
}

function sumLine(name, found, stated, share) {
  const ok = stated !== null && close(found, stated);
  const state = stated === null ? t("unstated") : ok ? t("holds") : t("holds_not");
  return h("li", { class: ok ? "ok" : stated === null ? "" : "bad", "data-sum": number(found) },
    h("span", { class: "mark", "aria-hidden": "true" }, ok ? "✓" : stated === null ? "·" : "✗"), h("span", null, name),
    h("b", null, number(found)), h("span", { class: "note" }, ok ? state : `${state}${stated === null ? "" : ` (${number(stated)})`}`,
      share === 1 ? null : ` · ${t("counted", percent(share))}`));
}

function facts() {
  const { notice } = DATA;
  const span = notice.window_start && `${notice.window_start} – ${notice.window_end}`;
  const lines = [[t("issued"), notice.issued_on], [t("window"), span], [t("contact"), notice.contact_email], [t("source"), DATA.source],
    [t("sha"), notice.source_sha256.slice(0, 16) + "…"]];
  return h("div", { class: "card" }, h("h2", { class: "small" }, notice.notice_id), h("dl", { class: "facts" },
    lines.filter(([, value]) => value).map(([name, value]) => [h("dt", null, name), h("dd", null, value)])));
}

function renderOpen() {
  put("open", h("h2", null, t("open"), h("span", { class: "count" }, String(DATA.open.length))),
    h("p", { class: "note" }, DATA.open.length ? t("open_note") : t("open_none")),
    DATA.open.length ? h("ul", { class: "open" }, openRuns().map(openRun)) : null);
}

// Rows one after the other that leave the same questions open are told together.
function openRuns() {
  const runs = [];
  for (const [seq, cells] of group(DATA.open, (cell) => cell.seq)) {
    const asked = JSON.stringify(cells.map((cell) => [cell.column, reading(cell), cell.reason]));
    const run = runs.at(-1);
    if (run && run.asked === asked && run.rows.at(-1).seq === seq - 1) run.rows.push({ seq, name: cells[0].indicator });
    else runs.push({ asked, cells, rows: [{ seq, name: cells[0].indicator }] });
  }
  return runs;
}

function openRun({ cells, rows }) {
  const reasons = [...new Set(cells.map((cell) => cell.reason))];
  const [first, last] = [rows[0].seq, rows.at(-1).seq];
  const chip = (cell) => link(first, cell.column, [columnName(cell.column), h("span", { class: "readings" }, reading(cell))], { class: "chip open" });
  return h("li", null, h("span", { class: "seq" }, String(first), first === last ? null : [h("br"), `–${last}`]), h("div", null,
    rows.length === 1 ? h("b", null, rows[0].name || "") : h("div", { class: "alike" }, rows.map(({ seq, name }) => link(seq, cells[0].column, `${seq} ${name || ""}`))),
    h("div", { class: "chips" }, cells.map(chip)), reasons.map((reason) => h("p", { class: "note" }, say(reason)))));
}

// What a cell without text means: a weight is then shared.
const nothing = (column, long) => t(column === "weight" ? "with_others" : long ? "nothing_long" : "nothing");

const reading = (cell) => cell.decided_by === cell.column
  ? cell.readings.map((text) => text ?? nothing(cell.column)).join(t("or")) : t("follows", columnName(cell.decided_by));
