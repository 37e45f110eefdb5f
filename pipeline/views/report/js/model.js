// The tables as objects, and the look-ups between them.
const DATA = JSON.parse(document.getElementById("data").textContent);
const T = {};
for (const [name, { columns, rows }] of Object.entries(DATA.tables))
  T[name] = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));

const key = (...parts) => parts.join("/");
const group = (rows, of) => {
  const found = new Map();
  for (const row of rows) {
    const k = of(row);
    if (!found.has(k)) found.set(k, []);
    found.get(k).push(row);
  }
  return found;
};

const ROWS = new Map(T.indicators.map((row) => [row.seq, row]));
const PROVENANCE = new Map(T.provenance.map((row) => [key(row.seq, row.column), row]));
const PROVENANCE_OF = group(T.provenance, (row) => row.seq);
const OPEN = new Map(DATA.open.map((cell) => [key(cell.seq, cell.column), cell]));
const CALIBRATED = new Map(DATA.calibrated.map(([seq, column, text]) => [key(seq, column), text]));
const REPAIRS_OF = group(T.repairs, (row) => key(row.seq, row.column));
const REPAIRS_OF_ROW = group(T.repairs, (row) => row.seq);
const CELLS = new Map(T.cells.map((cell) => [key(cell.page, cell.row, cell.col), cell]));
// What the source's pages are: pages, or where it has none its tables or sheets.
const PLACED = T.cells.find((cell) => cell.place);
const COUNTED = !PLACED ? "page" : PLACED.place.includes("!") ? "sheet" : "table";
const CELLS_OF = group(T.cells, (cell) => cell.page);
const SERVES = group(T.provenance.filter((row) => row.page !== null && row.col !== null), (row) => key(row.page, row.row, row.col));
const UNITS = new Map(T.scoring_units.map((unit) => [unit.scoring_unit, unit]));
const monthOf = (day) => Number(day.slice(5, 7));
const spanOf = (row) => key(monthOf(row.period_start), monthOf(row.period_end));
// Of the same months of several years the latest: those that indicators has.
const ENDS = group(T.rankings, spanOf);
const isLatest = (row) => ENDS.get(spanOf(row)).every((other) => other.period_end <= row.period_end);
const RANKINGS = new Map(T.rankings.filter(isLatest).map((row) => [key(row.seq, spanOf(row)), row]));
const LEADS_OF = group(T.lead_units, (row) => row.seq);
// Page of the file → page of the attachment, where a row says both.
const ATTACHED = new Map(T.provenance.filter((p) => p.column === "indicator" && p.page !== null && ROWS.get(p.seq).source_page !== null).map((p) => [p.page, ROWS.get(p.seq).source_page]));
const PAGES = [...CELLS_OF.keys()].sort((a, b) => a - b);
const SPAN_OF = Object.fromEntries(DATA.periods.map(({ column, months }) => [column, key(...months)]));
// The periods the notice ranks, in the order of their ends; a period that indicators has no column for has none here.
const PERIODS = [...group(T.rankings, spanOf)].map(([span, [row]]) => ({ span, months: [monthOf(row.period_start), monthOf(row.period_end)], start: row.period_start, end: row.period_end,
  column: Object.keys(SPAN_OF).find((column) => SPAN_OF[column] === span) || null })).sort((a, b) => a.end.localeCompare(b.end) || a.start.localeCompare(b.start));

const kinds = (repair) => repair.rule.split("+");
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const number = (value) => (value === null ? "" : String(Math.round(value * 1000) / 1000));
const percent = (share) => `${number(share * 100)}%`;

// "14-23,25" → [14, …, 23, 25]
function serials(text) {
  return (text || "").split(",").filter(Boolean).flatMap((part) => {
    const [first, last] = part.split("-").map(Number);
    return Array.from({ length: (last || first) - first + 1 }, (_, i) => first + i);
  });
}

// A unit's label; where none is published, whether it is open or lost.
const labelName = (unit, level) => unit[level] || t(serials(unit.rows).some((seq) => OPEN.has(key(seq, level))) ? "open_label" : "no_label");

const columnName = (name) => (lang === "zh" ? DATA.words.zh.column[name] : COLUMN_NAMES[name]) || name;
const statusName = (name) => (lang === "zh" ? DATA.words.zh.status[name] || name : name === "ambiguous" ? "open" : name);
const damageName = (name) => (lang === "zh" && DATA.words.zh.damage[name]) || name.replaceAll("_", " ");
const section = (name) => T.sections.find((row) => row.section === name) || null;
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
// One name for a section wherever it is spoken of; its label in print only where it has no other.
const sectionName = (name) => (lang === "zh" && (DATA.words.zh.section[name] || section(name)?.label)) || capital(name || "");
const statusNote = (name) => (lang === "zh" ? DATA.words.zh.status_note : DATA.words.status)[name].replaceAll("`", "");
const checkName = (name) => (lang === "zh" && DATA.words.zh.check[name]) || name;

// The sentence of a number, in the language of the page; what has no Chinese stays as it is.
function say(number) {
  if (number === null) return "";
  const [english, chinese = english] = DATA.texts[number];
  return lang === "zh" ? chinese : english;
}

// "35, 36" and "33-38" as Chinese writes them.
const numerals = (list) => list.replaceAll(", ", "、").replaceAll("-", "–");

// A page by both its numbers, the attachment's and the file's; a table or sheet by its one.
function pageName(page) {
  if (COUNTED !== "page") return t(`${COUNTED}_at`, page);
  return ATTACHED.has(page) ? t("page_both", ATTACHED.get(page), page) : t("page_file", page);
}

// The text a cell of the table shows, and how.
function shown(seq, column) {
  const value = ROWS.get(seq)[column];
  const { status } = PROVENANCE.get(key(seq, column)) || { status: "absent" };
  if (status === "ambiguous") return { text: OPEN.get(key(seq, column)).readings.map((r) => r ?? nothing(column)).join(" | "), status };
  if (value !== null) return { text: typeof value === "number" ? number(value) : value, status };
  const unit = UNITS.get(ROWS.get(seq).scoring_unit);
  if (status === "shared" && unit) return { text: t("shared_of", number(unit.points)), status };
  // Blank, it would look like a label that goes on from above.
  if (status === "absent" && ["level1", "level2"].includes(column) && BASE.includes(column)) return { text: t("no_label"), status };
  const ranking = RANKINGS.get(key(seq, SPAN_OF[column]));
  if (ranking && ranking.status === "not_published") return { text: "/", status };
  return { text: status === "repaired" ? t("emptied") : "", status };
}
