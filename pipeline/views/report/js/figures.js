// The figures of the notice: the parts that all values fall into, the sums, where it comes from.
function renderFigures() {
  put("figures", h("h2", null, t("figures")), h("div", { class: "cards" }, published(), sums(), facts()));
}

// The parts of all values, in the order that the schema tells them in.
const PARTS = Object.entries(DATA.parts).map(([name, statuses]) => {
  const n = T.provenance.filter((row) => statuses.includes(row.status)).length;
  return { name, n };
});
const OPEN_ROWS = new Set(DATA.open.map((cell) => cell.seq)).size;
const TO_REVIEW = T.indicators.filter((row) => row.needs_review).length;

function published() {
  const all = T.provenance.length;
  const bars = PARTS.filter((part) => part.n).map(({ name, n }) => h("span", { class: `part-${name}`, style: { flexGrow: String(n) } }));
  return h("div", { class: "card" }, h("h2", { class: "small" }, t("all_values")),
    h("div", { class: "whole", "aria-hidden": "true" }, bars),
    h("ul", { class: "parts" }, PARTS.map(partLine), h("li", { class: "all" }, h("span", null, t("total")), h("b", { "data-part": "all" }, String(all)))),
    h("p", { class: "note" }, t("values_of", T.indicators.length, number(all / T.indicators.length))),
    h("p", { class: "note", id: "review-note" }, t("to_review", TO_REVIEW, OPEN_ROWS)));
}

function partLine({ name, n }) {
  const measured = DATA.measured[name];
  return h("li", null, h("span", { class: `swatch part-${name}`, "aria-hidden": "true" }), h("span", null, t("parts")[name],
    measured === undefined ? null : h("span", { class: "note" }, say(measured))), h("b", { "data-part": name }, String(n)));
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
