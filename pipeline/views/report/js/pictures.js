// Plain SVG drawn at the width there is: points by group, rankings against their target, points by lead unit.
const LINE = 22;
// Rows of rankings under one axis, which a printed page can hold; pixels for one mark of what is missing.
const PART = 30;
const SLOT = 30;
let weighted = true;
let order = "seq";

const shareOf = (unit) => (weighted && section(unit.section) ? section(unit.section).share : 1);
const worth = (unit) => unit.points * shareOf(unit);
const text = (x, y, words, attributes) => s("text", { x, y, ...attributes }, words);
const hint = (words) => s("title", null, words);

// About how many pixels a text takes: a Chinese character is twice as wide as a Latin letter.
const widthOf = (words, size = 12) => sum([...words].map((c) => (c.charCodeAt(0) > 0x2e7f ? size : size * 0.56)));

function cut(words, room, size = 12) {
  if (widthOf(words, size) <= room) return words;
  let end = words.length;
  while (end > 0 && widthOf(words.slice(0, end), size) > room - size) end -= 1;
  return widthOf(words.slice(0, end), size) >= 2 * size ? words.slice(0, end) + "…" : "";
}

const drawing = (width, height, name, id, ...children) =>
  s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": name, id }, ...children);

function renderPictures() {
  const width = Math.max(300, Math.min(1180, $("main").clientWidth - 34));
  put("pictures", h("h2", { class: "with" }, t("pictures"), T.scoring_units.length ? weigh() : null),
    T.scoring_units.length ? [h("div", { class: "card" }, h("h3", null, t("points_by")), pointsLegend(), pointsPicture(width), pointsTable())] : null,
    h("div", { class: "card" }, h("h3", null, t("ranks"), ordering()), h("p", { class: "note" }, t("ranks_note")), rankLegend(), ranksPicture(width)),
    T.scoring_units.length ? h("div", { class: "card" }, h("h3", null, t("leads")), h("p", { class: "note" }, t("leads_note")), leadsLegend(), leadsPicture(width)) : null);
}

const choices = (id, label, value, options, change) => {
  const select = h("select", { id, "aria-label": label, onchange: (e) => { change(e.target.value); renderPictures(); $(id).focus(); } }, options.map(([v, words]) => h("option", { value: v }, words)));
  select.value = value;
  return select;
};
const weigh = () => choices("weigh", t("weigh"), weighted ? "1" : "", [["1", t("weighed")], ["", t("nominal")]], (v) => { weighted = Boolean(v); });
const ordering = () => choices("order", t("order"), order, [["seq", t("by_seq")], ["gap", t("by_gap")]], (v) => { order = v; });

// What a segment's look means, where there is one that looks so.
function pointsLegend() {
  const looks = [["lost", "no_label", (unit) => unit.level2 === null], ["open", "unit_in_doubt", (unit) => unit.status === "open"]].filter(([, , has]) => T.scoring_units.some(has));
  return looks.length ? h("p", { class: "legend" }, looks.map(([look, words]) => h("span", { class: "key" },
    s("svg", { width: 22, height: 16, "aria-hidden": "true" }, s("g", { class: `segment odd ${look}` }, s("rect", { x: 1, y: 2, width: 20, height: 12, rx: 2 }))), t(words)))) : null;
}

function pointsPicture(width) {
  const groups = [...group(T.scoring_units, (unit) => key(unit.section, unit.level1)).values()];
  const narrow = width < 620;
  const left = narrow ? 0 : 150;
  const room = width - left - 92;
  const most = Math.max(...groups.map((units) => sum(units.map(worth))));
  const parts = [];
  let y = 0;
  let last = null;
  for (const units of groups) {
    const [unit] = units;
    if (unit.section !== last) {
      const all = T.scoring_units.filter((u) => u.section === unit.section);
      parts.push(text(0, y + 16, `${sectionName(unit.section)}  ${number(sum(all.map(worth)))}`, { class: "heading" }));
      y += 26;
      last = unit.section;
    }
    const printed = labelName(unit, "level1");
    parts.push(text(0, y + 15, narrow ? printed : cut(printed, left - 8), null));
    if (narrow) y += 20;
    parts.push(...segments(units, left, y, room / most));
    y += 30;
  }
  return drawing(width, y, t("points_by"), "points-picture", parts);
}

// The same points as words: a narrow bar has no room for its name, and not everybody sees bars.
function pointsTable() {
  const lines = [...group(T.scoring_units, (unit) => key(unit.section, unit.level1, unit.level2 ?? unit.scoring_unit)).values()];
  const heads = ["section", "level1", "level2", "seq"].map((name) => h("th", { scope: "col" }, columnName(name)));
  return h("details", null, h("summary", null, t("as_table")), h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("as_table") },
    h("table", { class: "small left", id: "points-table" }, h("thead", null, h("tr", null, heads, h("th", { scope: "col" }, t("weigh")))),
      h("tbody", null, lines.map((units) => h("tr", null, h("td", null, sectionName(units[0].section)), h("td", null, labelName(units[0], "level1")), h("td", null, labelName(units[0], "level2")),
        h("td", null, units.map((unit) => unit.rows).join(",")), h("td", null, number(sum(units.map(worth))))))))));
}

function segments(units, left, y, scale) {
  const runs = [];
  for (const unit of units) {
    if (runs.length && unit.level2 !== null && runs.at(-1)[0].level2 === unit.level2) runs.at(-1).push(unit);
    else runs.push([unit]);
  }
  let x = left;
  const drawn = runs.map((run, i) => {
    const points = sum(run.map(worth));
    const name = labelName(run[0], "level2");
    const open = run.filter((unit) => unit.status === "open").map((unit) => t("unit_open", unit.candidates));
    const wide = points * scale;
    const words = cut(name, wide - 34, 11);
    const node = s("g", { class: `segment ${i % 2 ? "odd" : "even"}${open.length ? " open" : ""}${run[0].level2 ? "" : " lost"}` },
      s("rect", { x: x + 0.5, y, width: Math.max(1, wide - 1.5), height: LINE, rx: 2 }, hint([`${name}: ${number(points)}`, ...open].join("\n"))),
      wide > 18 ? text(x + 5, y + 15, words ? `${words} ${number(points)}` : number(points), { class: "inside" }) : null);
    x += wide;
    return node;
  });
  const printed = sum(units.map((unit) => unit.points));
  const counted = sum(units.map(worth));
  return [...drawn, text(x + 6, y + 15, close(printed, counted) ? number(counted) : `${number(printed)} → ${number(counted)}`, { class: "total" })];
}

function rankRows() {
  const rows = T.indicators.map((row) => {
    const places = PERIODS.map(({ span }) => RANKINGS.get(key(row.seq, span)) || { rank: null, status: null });
    const latest = places.map((p) => p.rank).filter((rank) => rank !== null).at(-1) ?? null;
    return { row, places, latest, gap: latest === null || row.target_rank === null ? -Infinity : latest - row.target_rank };
  });
  return order === "gap" ? rows.sort((a, b) => b.gap - a.gap || a.row.seq - b.row.seq) : rows;
}

// The later the period, the larger and darker its dot.
const dot = (x, y, i) => s("circle", { cx: x, cy: y, r: Math.min(5, 3 + i), class: i === PERIODS.length - 1 ? "p2" : `p${Math.min(i, 1)}` });
const diamond = (x, y, look) => s("path", { d: `M${x} ${y - 6}l6 6l-6 6l-6-6z`, class: `aim ${look || ""}` });
const periodName = ({ months: [first, last] }) => (first === 1 ? t("months", last) : t("span", first, last));

function rankLegend() {
  const entry = (mark, words) => h("span", { class: "key" }, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, mark), words);
  const missing = [["/", "not_published"], ["?", "ambiguous"], ["·", "blank"]];
  return h("p", { class: "legend" }, PERIODS.map((period, i) => entry(dot(8, 8, i), periodName(period))), T.indicators.some((row) => row.target_rank !== null) ? [entry(diamond(8, 8), t("target_met")), entry(diamond(8, 8, "late"), t("target_behind"))] : null,
    missing.map(([mark, status]) => h("span", { class: "key" }, h("b", null, mark), t("missing")[status])));
}

function ranksPicture(width) {
  const rows = rankRows();
  const left = Math.min(330, Math.max(120, width * 0.34));
  const aimed = T.indicators.some((row) => row.target_rank !== null);
  const slots = [...PERIODS.map(({ months }) => t("month", months[1])), ...(aimed ? [t("target")] : [])];
  const gutter = 24 + slots.length * SLOT;
  const most = Math.max(2, ...T.rankings.map((r) => r.rank || 0), ...T.indicators.map((r) => r.target_rank || 0));
  const step = (width - left - gutter - 16) / (most - 1);
  const at = (rank) => left + 8 + (rank - 1) * step;
  const ticks = Array.from({ length: most }, (_, i) => i + 1).filter((rank) => step > 16 || rank === 1 || rank % 5 === 0);
  const part = (from) => {
    const shownRows = rows.slice(from, from + PART);
    const height = 24 + shownRows.length * LINE;
    return drawing(width, height, `${t("ranks")}: ${from + 1}–${from + shownRows.length}`, null,
      s("rect", { x: width - gutter + 18, y: 0, width: gutter - 18, height, class: "gutter" }),
      ticks.map((rank) => [text(at(rank), 12, String(rank), { class: "tick" }), s("line", { x1: at(rank), x2: at(rank), y1: 18, y2: height, class: "grid" })]),
      slots.map((slot, i) => text(slotAt(width - gutter, i), 12, slot, { class: "tick" })),
      shownRows.map((entry, i) => rankLine(entry, 24 + i * LINE + LINE / 2, at, left, width, width - gutter, aimed)));
  };
  return h("div", { id: "ranks-picture" }, Array.from({ length: Math.ceil(rows.length / PART) }, (_, i) => part(i * PART)));
}

// Where the marks for what is missing stand, one below each period's name.
const slotAt = (gutter, i) => gutter + 22 + (i + 0.5) * SLOT;

function rankLine({ row, places, latest }, y, at, left, width, gutter, aimed) {
  const known = places.filter((p) => p.rank !== null).map((p) => at(p.rank));
  const mark = { not_published: "/", ambiguous: "?", blank: "·" };
  const missing = places.map((p, i) => (p.rank === null ? text(slotAt(gutter, i), y + 4, mark[p.status] || "·", { class: `gap ${p.status}` }) : null));
  const noAim = PROVENANCE.get(key(row.seq, "target_rank"))?.status === "ambiguous" ? "?" : "·";
  const words = places.map((p, i) => `${periodName(PERIODS[i])}: ${p.rank ?? t("missing")[p.status]}`);
  const behind = latest !== null && row.target_rank !== null && latest > row.target_rank;
  return s("g", { class: `rank${behind ? " behind" : ""}`, "data-seq": row.seq, onclick: () => go(row.seq, PERIODS.at(-1)?.column || "indicator") },
    hint([row.indicator, ...words, `${t("target")}: ${row.target_rank ?? t("missing").null}`].join("\n")),
    s("rect", { x: 0, y: y - LINE / 2, width, height: LINE, class: "hit" }),
    text(0, y + 4, cut(`${row.seq} ${row.indicator || ""}`, left - 14), null),
    known.length > 1 ? s("line", { x1: Math.min(...known), x2: Math.max(...known), y1: y, y2: y, class: "span" }) : null,
    row.target_rank !== null ? diamond(at(row.target_rank), y) : aimed ? text(slotAt(gutter, places.length), y + 4, noAim, { class: "gap" }) : null,
    places.map((p, i) => (p.rank === null ? null : dot(at(p.rank), y, i))), missing);
}

// Points each unit leads: alone, where every row of the scoring unit is its own, or together with others.
function leadPoints() {
  const found = new Map();
  for (const unit of T.scoring_units) {
    const names = new Set(serials(unit.rows).flatMap((seq) => (LEADS_OF.get(seq) || []).map((l) => l.lead_unit)));
    for (const name of names) {
      const entry = found.get(name) || { name, alone: 0, joint: 0 };
      entry[names.size === 1 ? "alone" : "joint"] += worth(unit);
      found.set(name, entry);
    }
  }
  return [...found.values()].sort((a, b) => b.alone + b.joint - a.alone - a.joint || a.name.localeCompare(b.name));
}

const swatch = (name) => s("svg", { width: 16, height: 16, "aria-hidden": "true" }, s("rect", { x: 1, y: 2, width: 14, height: 12, class: name }));
const leadsLegend = () => h("p", { class: "legend" }, h("span", { class: "key" }, swatch("alone"), t("alone_led")), h("span", { class: "key" }, swatch("joint"), t("jointly")));

function leadsPicture(width) {
  const leads = leadPoints();
  const left = Math.min(150, width * 0.36);
  const scale = (width - left - 110) / Math.max(1, ...leads.map((lead) => lead.alone + lead.joint));
  return drawing(width, leads.length * 28, t("leads"), "leads-picture", leads.map(({ name, alone, joint }, i) => {
    const y = i * 28;
    const parts = [alone ? `${t("alone_led")} ${number(alone)}` : "", joint ? `${t("jointly")} ${number(joint)}` : ""].filter(Boolean).join(" + ");
    return s("g", { class: "lead-bar" }, hint(`${name}: ${parts}`), text(0, y + 15, cut(name, left - 8), null),
      s("rect", { x: left, y, width: alone * scale, height: LINE, class: "alone" }), s("rect", { x: left + alone * scale, y, width: joint * scale, height: LINE, class: "joint" }),
      text(left + (alone + joint) * scale + 6, y + 15, [alone ? number(alone) : "", joint ? `+ ${number(joint)}` : ""].join(" "), { class: "total" }));
  }));
}
