// Rankings against their target: a line for each indicator, in the order that is asked for.
// Rows under one axis, which a printed page can hold; pixels for one mark of what is missing.
const PART = 30;
const SLOT = 38;
const ORDERS = ["seq", "lead", "change", "gap"];

function ranksCard(width) {
  return h("div", { class: "card" }, h("h3", null, t("ranks"), choices("order", t("order"), order, ORDERS.map((name) => [name, t(`by_${name}`)]), (v) => { order = v; })),
    h("p", { class: "note" }, t("ranks_note")), rankLegend(), picked("ranks-picture", t("ranks"), ranksPicture(width)), ranksTable());
}

// What the published rankings say of a row. Nothing is said of a change or a target where a ranking that bears on it is open or blank.
function ranked(row) {
  const places = PERIODS.map(({ span }) => RANKINGS.get(key(row.seq, span)) || { rank: null, status: null });
  const published = places.map((place, i) => ({ ...place, i })).filter(({ status }) => status !== "not_published");
  const latest = published.at(-1);
  const known = latest !== undefined && latest.rank !== null;
  const gap = known && row.target_rank !== null ? latest.rank - row.target_rank : null;
  const all = published.every(({ rank }) => rank !== null);
  const change = all && published.length > 1 ? latest.rank - published[0].rank : null;
  return { row, places, gap, change, latest: known ? latest : null, lead: row.lead_units };
}

// Groups of rows, each with its heading or none.
function rankGroups() {
  const all = T.indicators.map(ranked);
  const unknownLast = (of) => (a, b) => (of(a) === null) - (of(b) === null) || of(a) - of(b) || a.row.seq - b.row.seq;
  if (order === "gap") return [[null, all.sort(unknownLast(({ gap }) => (gap === null ? null : -gap)))]];
  if (order === "change") return changeGroups(all);
  if (order === "lead") return [...group(all, ({ lead }) => lead ?? t("missing").null)].sort((a, b) => b[1].length - a[1].length);
  return [...group(all, ({ row }) => row.section)].map(([name, rows]) => [sectionName(name), rows]);
}

function changeGroups(all) {
  const sorted = all.sort((a, b) => (a.change ?? 0) - (b.change ?? 0) || a.row.seq - b.row.seq);
  const parts = [["better", ({ change }) => change !== null && change < 0], ["same", ({ change }) => change === 0], ["worse", ({ change }) => change !== null && change > 0], ["unknown", ({ change }) => change === null]];
  return parts.map(([name, has]) => [t("change_groups")[name], sorted.filter(has)]).filter(([, rows]) => rows.length);
}

const aimOf = ({ gap }) => (gap === null ? "unknown" : gap <= 0 ? "met" : "late");

// The later the period, the larger and darker its dot.
const dot = (x, y, i) => s("circle", { cx: x, cy: y, r: Math.min(5, 3 + i), class: i === PERIODS.length - 1 ? "p2" : `p${Math.min(i, 1)}` });
const diamond = (x, y, look) => s("path", { d: `M${x} ${y - 6}l6 6l-6 6l-6-6z`, class: `aim ${look}` });
const periodName = ({ months: [first, last] }) => (first === 1 ? t("months", last) : t("span", first, last));
const isAimed = () => T.indicators.some((row) => row.target_rank !== null);

function rankLegend() {
  const entry = (drawn, words) => h("span", { class: "key" }, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, drawn), words);
  const missing = [["/", "not_published"], ["?", "ambiguous"], ["·", "blank"]];
  const aims = isAimed() ? ["met", "late", "unknown"].map((look) => entry(diamond(8, 8, look), t("aims")[look])) : [];
  const moves = ["better", "worse"].map((look) => entry(s("line", { x1: 0, x2: 16, y1: 8, y2: 8, class: `span ${look}` }), t("moves")[look]));
  return h("p", { class: "legend" }, PERIODS.map((period, i) => entry(dot(8, 8, i), periodName(period))), aims, PERIODS.length > 1 ? moves : null,
    missing.map(([sign, status]) => h("span", { class: "key" }, h("b", null, sign), t("missing")[status])));
}

function ranksPicture(width) {
  const narrow = width < 620;
  const frame = rankFrame(width, narrow);
  const svgs = [];
  for (const [heading, rows] of rankGroups())
    for (let from = 0; from < rows.length; from += PART) svgs.push(rankPart(frame, from || !heading ? null : `${heading} (${rows.length})`, rows.slice(from, from + PART)));
  return svgs;
}

// Where things stand across: names, the axis, the marks of what is missing.
function rankFrame(width, narrow) {
  const longest = Math.max(...T.indicators.map(nameOf).map((name) => widthOf(name)));
  const left = narrow ? 0 : Math.min(longest + 14, width * 0.42);
  const slots = [...PERIODS.map(({ months }) => t("month", months[1])), ...(isAimed() ? [t("target")] : [])];
  const gutter = width - (narrow ? 8 : 24) - slots.length * SLOT;
  const most = Math.max(2, ...T.rankings.map((r) => r.rank || 0), ...T.indicators.map((r) => r.target_rank || 0));
  const step = (gutter - left - 24) / (most - 1);
  const ticks = Array.from({ length: most }, (_, i) => i + 1).filter((rank) => step > 16 || rank === 1 || rank % 5 === 0);
  return { width, narrow, left, slots, gutter, ticks, room: narrow ? width - 4 : left - 6, at: (rank) => left + 8 + (rank - 1) * step };
}

const nameOf = (row) => `${row.seq} ${row.indicator || ""}`;
// Where the marks for what is missing stand, one below each period's name.
const slotAt = ({ gutter }, i) => gutter + (i + 0.5) * SLOT;

function rankPart(frame, heading, rows) {
  const { width, gutter, ticks, slots, at } = frame;
  const top = heading ? 46 : 24;
  const placed = [];
  let height = top;
  for (const entry of rows) {
    const lines = inLines(nameOf(entry.row), frame.room);
    placed.push({ entry, lines, top: height });
    height += highOf(frame, lines);
  }
  return drawing(width, height, heading ? text(0, 16, heading, { class: "heading" }) : null,
    rect(gutter - 4, top - 24, width - gutter + 4, height - top + 24, { class: "gutter" }),
    ticks.map((rank) => [text(at(rank), top - 12, String(rank), { class: "tick" }), s("line", { x1: at(rank), x2: at(rank), y1: top - 6, y2: height, class: "grid" })]),
    slots.map((slot, i) => text(slotAt(frame, i), top - 12, slot, { class: "tick" })),
    placed.map((line) => rankLine(frame, line)));
}

const TEXT = 15;
const highOf = ({ narrow }, lines) => (narrow ? 25 : LINE - TEXT) + lines.length * TEXT;

// A name in as many lines as it takes.
function inLines(name, room) {
  const lines = [""];
  for (const character of name) {
    if (widthOf(lines.at(-1) + character) > room) lines.push("");
    lines[lines.length - 1] += character;
  }
  return lines;
}

const missingName = ({ status }) => t("missing")[status] || t("missing").null;

// All that is known of a row, in words.
function rankWords(entry) {
  const { row, places, change } = entry;
  const words = places.map((place, i) => `${periodName(PERIODS[i])}${colon()}${place.rank ?? missingName(place)}`);
  const aim = row.target_rank === null ? t("missing")[targetStatus(row)] : `${row.target_rank}, ${t("aims")[aimOf(entry)]}`;
  const changed = change === null ? [] : [t("changed", change)];
  return [nameOf(row), ...words, ...(isAimed() ? [`${t("target")}${colon()}${aim}`] : []), ...changed].join("\n");
}

const targetStatus = (row) => (PROVENANCE.get(key(row.seq, "target_rank"))?.status === "ambiguous" ? "ambiguous" : "null");

function rankLine(frame, { entry, lines, top }) {
  const { row, places, change } = entry;
  const { at, width, narrow } = frame;
  const high = highOf(frame, lines);
  const y = narrow ? top + lines.length * TEXT + 12 : top + high / 2;
  const signs = { not_published: "/", ambiguous: "?", blank: "·" };
  const known = places.filter((place) => place.rank !== null).map((place) => at(place.rank));
  const missing = places.map((place, i) => (place.rank === null ? text(slotAt(frame, i), y + 4, signs[place.status] || "·", { class: `gap ${place.status}` }) : null));
  const noAim = targetStatus(row) === "ambiguous" ? "?" : "·";
  const moved = change === null ? "" : change < 0 ? " better" : change > 0 ? " worse" : "";
  return mark(rankWords(entry), "rank", ["cell", row.seq, PERIODS.at(-1)?.column || "indicator"].join("\n"),
    rect(0, top, width, high, { class: "hit" }),
    lines.map((line, i) => text(0, top + 14 + i * TEXT, line)),
    known.length > 1 ? s("line", { x1: Math.min(...known), x2: Math.max(...known), y1: y, y2: y, class: `span${moved}` }) : null,
    row.target_rank !== null ? diamond(at(row.target_rank), y, aimOf(entry)) : isAimed() ? text(slotAt(frame, places.length), y + 4, noAim, { class: "gap" }) : null,
    places.map((place, i) => (place.rank === null ? null : dot(at(place.rank), y, i))), missing);
}

function ranksTable() {
  const heads = [columnName("seq"), columnName("indicator"), columnName("lead_units"), ...PERIODS.map(periodName), ...(isAimed() ? [t("target"), t("gap")] : []), t("change")];
  const line = (entry) => {
    const { row, places, gap, change } = entry;
    const aims = isAimed() ? [number(row.target_rank) || t("missing")[targetStatus(row)], gap === null ? t("aims").unknown : String(gap)] : [];
    return [String(row.seq), row.indicator || "", row.lead_units || "", ...places.map((place) => (place.rank === null ? missingName(place) : String(place.rank))), ...aims, change === null ? "" : String(change)];
  };
  return asTable("ranks-table", heads, rankGroups().flatMap(([, rows]) => rows).map(line));
}
