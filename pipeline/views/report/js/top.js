// The head of the page: the notice, and the state of everything in a line.
function renderTop() {
  const { notice } = DATA;
  const critical = DATA.checks.filter((check) => !check.success && check.severity === "critical").length;
  put("top",
    critical ? h("p", { class: "alarm" }, t("rejected", critical)) : null,
    h("h1", null, notice.title || notice.notice_id),
    h("p", { class: "lead" }, [notice.issuer, notice.issued_on, notice.attachment_title].filter(Boolean).join(" · ")),
    state());
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
