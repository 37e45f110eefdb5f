// Decisions, findings, engines, checks.
function renderFindings() {
  put("findings", decisions(), h("h2", null, t("findings"), h("span", { class: "count" }, String(T.findings.length))),
    pagesNote(), T.findings.length ? h("ul", { class: "findings" }, withSeverity("error", "warning").map(finding)) : h("p", null, t("findings_none")), notes(), damages(), engines());
}

// Sentences give the file's pages alone.
function pagesNote() {
  const shifted = [...ATTACHED].find(([file, attached]) => file !== attached);
  return COUNTED === "page" && shifted ? h("p", { class: "note", id: "pages-note" }, t("pages_note", shifted[1], shifted[0])) : null;
}

const withSeverity = (...levels) => levels.flatMap((level) => T.findings.filter((f) => f.severity === level));

// Notes are many and ask for nothing: they are folded away.
function notes() {
  const found = withSeverity("info");
  return found.length ? h("details", null, h("summary", null, t("notes", found.length)), h("ul", { class: "findings" }, found.map(finding))) : null;
}

function decisions() {
  const made = DATA.decisions;
  if (!made.length) return null;
  return [h("h2", null, t("decisions"), h("span", { class: "count" }, String(made.length))), h("ul", { class: "findings", id: "decisions" }, made.map(decided))];
}

function decided({ seq, column, before, after, reason, by }) {
  return h("li", { class: "ok" }, link(seq, column, `${seq} ${columnName(column)}`), " ", h("del", null, before || t("empty_cell")), " → ", h("ins", null, after || t("nothing")),
    h("p", null, say(reason)), by ? h("p", { class: "note" }, t("by"), colon(), by) : null);
}

function finding(f) {
  const seq = f.seq ?? f.first_seq;
  const rows = seq === null ? null : f.last_seq && f.last_seq !== seq ? `${seq}–${f.last_seq}` : String(seq);
  const column = seq !== null && (PROVENANCE_OF.get(seq) || []).find((p) => p.status === "ambiguous")?.column;
  return h("li", { class: f.severity }, h("span", { class: `tag ${f.severity}` }, t("severity")[f.severity]), " ",
    rows && ROWS.has(seq) ? link(seq, column || "indicator", t(rows.includes("–") ? "rows_at" : "row_at", rows)) : null,
    !rows && PAGES.includes(f.page) ? button(pageName(f.page), () => toPage(f), { class: "link" }) : null, " ", say(f.message), h("code", { class: "note" }, f.check));
}

function toPage(f) {
  $("work").scrollIntoView();
  view.page = f.page;
  const at = key(f.page, f.row, f.col);
  renderPage();
  if (CELLS.has(at)) choosePlace(at);
}

function damages() {
  const counts = new Map();
  for (const repair of T.repairs) for (const kind of kinds(repair)) counts.set(kind, (counts.get(kind) || 0) + 1);
  if (!counts.size) return null;
  return h("details", null, h("summary", null, t("damage_kinds")), h("div", { class: "chips" }, [...counts].sort((a, b) => b[1] - a[1]).map(([kind, n]) =>
    button([damageName(kind), h("span", { class: "count" }, String(n))], () => { clearFilters(); filters.damage = kind; renderFilters(); renderTable(); $("work").scrollIntoView(); }, { class: "chip" }))));
}

function engines() {
  const read = T.cells.filter((cell) => cell.engines);
  if (!read.length) return null;
  const names = [...new Set(read.map((cell) => cell.engines))].sort((a, b) => b.split(",").length - a.split(",").length || a.localeCompare(b));
  const heading = (name) => (name.includes(",") ? t("both") : t("alone", name));
  const line = (page, cells) => h("tr", null, h("th", { scope: "row" }, page), names.map((name) => h("td", null, String(cells.filter((c) => c.engines === name).length))));
  return [h("h3", { id: "engines" }, t("engines")), h("p", { class: "note" }, t("engines_note")), h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("engines") },
    h("table", { class: "small" }, h("thead", null, h("tr", null, h("th", { scope: "col" }, t("page")), names.map((n) => h("th", { scope: "col" }, heading(n))))),
      h("tbody", null, PAGES.map((page) => line(pageName(page), CELLS_OF.get(page).filter((c) => c.engines))), line(t("total"), read))))];
}

function renderChecks() {
  const failed = DATA.checks.filter((check) => !check.success);
  const passed = DATA.checks.filter((check) => check.success);
  put("checks", h("h2", null, t("checks"), h("span", { class: "count" }, String(DATA.checks.length))),
    h("p", { class: failed.length ? "bad" : "ok" }, failed.length ? t("checks_bad", failed.length, DATA.checks.length) : t("checks_ok", passed.length)),
    failed.length ? h("ul", { class: "findings" }, failed.map((check) => h("li", { class: check.severity === "critical" ? "error" : "warning" },
      h("span", { class: "tag" }, t("check_severity")[check.severity]), " ", say(check.message), h("p", { class: "note" }, checked(check))))) : null,
    h("details", null, h("summary", null, t("show_all")), h("ul", { class: "plain checks" }, passed.map((check) => h("li", null, checked(check))))));
}

// A check in words: in English the suite's reason, in Chinese what is checked of which table and column.
function checked(check) {
  if (lang === "en") return [h("code", null, `${check.table}${check.column ? "." + check.column : ""} `), check.reason];
  const column = check.column ? `·${columnName(check.column)}` : "";
  return [h("b", null, `${DATA.words.zh.table[check.table] || check.table}${column}`), " ", checkName(check.expectation)];
}

function renderFoot() {
  const tables = Object.entries(DATA.counts).map(([name, n]) => `${lang === "zh" ? DATA.words.zh.table[name] : name} ${n}`);
  put("foot", h("p", null, t("files"), colon(), tables.join(" · ")), h("p", null, t("generation"), " ", h("code", null, DATA.generation.slice(0, 16)), " · ", t("made")));
}
