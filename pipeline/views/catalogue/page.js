// The catalogue: documents filtered, sorted and shown; text is only ever set as text.
const DATA = JSON.parse(document.getElementById("data").textContent);
const DOCUMENTS = DATA.documents;
const WORDS = {
  en: {
    skip: "Skip to the documents", print: "Print", language: "中文", theme: ["System", "Light", "Dark"], theme_of: "Colours: ",
    title: "Notices of this batch", made: "Made from catalogue.parquet; needs no network.",
    search: "Search", search_hint: "name, source, reason", state: "State", form: "Form", open: "Open cells", any: "any", no_form: "on no known form",
    some_open: "some open", none_open: "none open", sort: "Sort by", descending: "descending", clear: "Clear",
    rows: "Rows", findings: "Findings", points: "Points", to: "Look", report: "report", files: "files", report_of: (id) => `report of ${id}`, files_of: (id) => `files of ${id}`,
    document: "Document", status: { published: "published", rejected: "rejected", unusable: "unusable", copy: "copy" },
    finding: [["error", "errors"], ["warning", "warnings"], ["note", "notes"]], no_findings: "none", earlier: "an earlier publication lies there",
    shown: (n, of, open) => `${n} of ${of} documents, ${open} open cells`, nobody: "No document fits. Clear the filters.", count: (n, word) => `${n} ${word}`,
    all: "all", more: (n) => `Show all ${n}`, not_all: (n, of) => `${n} of ${of} documents are on this page, those that need a look first; all are in catalogue.parquet.`,
  },
  zh: {
    skip: "跳到文件列表", print: "打印", language: "English", theme: ["跟随系统", "浅色", "深色"], theme_of: "配色：",
    title: "本批通知", made: "由 catalogue.parquet 生成，无需联网。",
    search: "搜索", search_hint: "名称、来源或原因", state: "状态", form: "表式", open: "未决", any: "不限", no_form: "不属已知表式",
    some_open: "有未决", none_open: "无未决", sort: "排序", descending: "降序", clear: "清除",
    rows: "行数", findings: "发现", points: "分值", to: "查看", report: "报告", files: "文件", report_of: (id) => `${id}的报告`, files_of: (id) => `${id}的文件`,
    document: "文件", status: { published: "已发布", rejected: "未通过", unusable: "无法处理", copy: "副本" },
    finding: [["错误", "错误"], ["警告", "警告"], ["提示", "提示"]], no_findings: "无", earlier: "该处仍为此前的发布",
    shown: (n, of, open) => `${n}／${of}份文件，未决${open}格`, nobody: "没有符合的文件，请清除筛选。", count: (n, word) => `${word}${n}`,
    all: "全部", more: (n) => `显示全部${n}份`, not_all: (n, of) => `本页列出${of}份文件中的${n}份，需要查看的在先；全部见 catalogue.parquet。`,
  },
};
const THEMES = ["", "light", "dark"];
const STATES = ["published", "rejected", "unusable", "copy"];
const NO_FORM = "\u0000";
const AT_ONCE = 1500; // rows that are drawn without being asked for
let lang = (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
let theme = 0;
const wanted = { search: "", state: "", form: "", open: "" };
const order = { by: "document", down: false };

function t(key, ...values) {
  const word = WORDS[lang][key];
  return typeof word === "function" ? word(...values) : word;
}

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const $ = (id) => document.getElementById(id);
const why = (one) => (one.why ? one.why[lang === "zh" ? 1 : 0] : "");
const rows = new Map(); // each document's row, drawn once in a language
const collator = new Intl.Collator(["zh", "en"], { numeric: true });

// --- columns: what each shows, and what it is sorted by

const weight = (one) => (one.findings ? one.findings[0] * 1e8 + one.findings[1] * 1e4 + one.findings[2] : null);
const total = (one) => (one.points.length ? one.points.reduce((sum, [, points]) => sum + points, 0) : null);
const COLUMNS = [
  { name: "document", key: (one) => one.id, cell: documentCell },
  { name: "state", key: (one) => STATES.indexOf(one.status), cell: (one) => h("span", { class: `state-tag ${one.status}` }, t("status")[one.status]) },
  { name: "form", key: (one) => one.form, cell: (one) => one.form },
  { name: "rows", key: (one) => one.rows, cell: (one) => number(one.rows), numeric: true },
  { name: "open", key: (one) => one.open, cell: (one) => (one.open ? h("b", {}, number(one.open)) : number(one.open)), numeric: true },
  { name: "findings", key: weight, cell: findingsCell, numeric: true },
  { name: "points", key: total, cell: pointsCell },
  { name: "to", cell: linkCell },
];

const figures = new Intl.NumberFormat("en");
const number = (value) => (value === null ? null : figures.format(value));

function documentCell(one) {
  return [
    h("div", { class: "id" }, one.id),
    h("div", { class: "source" }, one.source),
    one.why ? h("p", { class: "why" }, why(one)) : null,
  ];
}

function findingsCell(one) {
  if (!one.findings) return null;
  const kinds = ["error", "warning", "info"];
  const some = one.findings.map((count, at) => (count ? h("span", { class: kinds[at] }, t("count", number(count), t("finding")[at][count === 1 ? 0 : 1])) : null));
  return some.some(Boolean) ? some : h("span", { class: "none" }, t("no_findings"));
}

function pointsCell(one) {
  if (!one.points.length) return null;
  return h("div", {}, one.points.map(([section, points]) => h("span", {}, `${lang === "zh" ? DATA.sections[section] || section : section} ${number(points)}`)));
}

function linkCell(one) {
  const to = one.report || one.folder;
  if (!to) return null;
  const kind = one.report ? "report" : "files";
  const note = one.status === "published" ? null : h("div", { class: "source" }, t("earlier"));
  return [h("a", { href: to, "aria-label": t(`${kind}_of`, one.id) }, t(kind)), note];
}

// --- choosing

function fits(one) {
  if (wanted.state && one.status !== wanted.state) return false;
  if (wanted.form && (one.form || NO_FORM) !== wanted.form) return false;
  if (wanted.open === "some" && !one.open) return false;
  if (wanted.open === "none" && one.open !== 0) return false;
  const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [one.id, one.source, one.form || "", why(one)].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

function compare(a, b) {
  const key = COLUMNS.find((column) => column.name === order.by).key;
  const [x, y] = [key(a), key(b)];
  if (x === null || y === null) return (x === null) - (y === null); // what is not known comes last
  const difference = typeof x === "number" ? x - y : collator.compare(x, y);
  return order.down ? -difference : difference;
}

function sortBy(name, down) {
  order.by = name;
  order.down = down;
  renderList();
  const select = $("sort");
  if (select) select.value = name;
}

// --- drawing

function renderSums() {
  const counts = STATES.map((state) => [state, DOCUMENTS.filter((one) => one.status === state).length]).filter(([, count]) => count);
  const chip = (state, count, word) => h("button", { type: "button", "aria-pressed": String(wanted.state === state), onclick: () => { chooseState(state); document.querySelector(`#sums [data-state="${state}"]`).focus(); }, "data-state": state }, word, " ", h("b", {}, number(count)));
  const parts = [chip("", DOCUMENTS.length, t("all")), ...counts.map(([state, count]) => chip(state, count, t("status")[state]))];
  const left = DATA.all > DOCUMENTS.length ? h("span", { class: "left" }, ` ${t("not_all", number(DOCUMENTS.length), number(DATA.all))}`) : "";
  $("sums").replaceChildren(...parts, left);
}

function chooseState(state) {
  wanted.state = state;
  renderAll();
}

function select(name, label, choices, attributes) {
  const node = h("select", { id: name, onchange: (event) => { wanted[name] = event.target.value; renderSums(); renderList(); } }, choices.map(([value, text]) => h("option", { value }, text)));
  node.value = wanted[name];
  return h("label", attributes, label, node);
}

function renderChoices() {
  const forms = [...new Set(DOCUMENTS.map((one) => one.form || NO_FORM))].sort(collator.compare);
  const states = STATES.filter((state) => DOCUMENTS.some((one) => one.status === state));
  const any = ["", t("any")];
  const search = h("input", { id: "search", type: "search", placeholder: t("search_hint"), autocomplete: "off", oninput: (event) => { wanted.search = event.target.value; renderList(); } });
  search.value = wanted.search;
  const sort = h("select", { id: "sort", onchange: (event) => sortBy(event.target.value, order.down) }, COLUMNS.filter((column) => column.key).map(({ name }) => h("option", { value: name }, t(name))));
  sort.value = order.by;
  const down = h("button", { type: "button", class: "narrow", "aria-pressed": String(order.down), onclick: (event) => { sortBy(order.by, !order.down); event.target.setAttribute("aria-pressed", String(order.down)); } }, `↓ ${t("descending")}`);
  $("choose").replaceChildren(
    h("label", { class: "grows" }, t("search"), search),
    select("state", t("state"), [any, ...states.map((state) => [state, t("status")[state]])]),
    select("form", t("form"), [any, ...forms.map((form) => [form, form === NO_FORM ? t("no_form") : form])]),
    select("open", t("open"), [any, ["some", t("some_open")], ["none", t("none_open")]]),
    h("label", { class: "narrow" }, t("sort"), sort), down,
    h("button", { type: "button", id: "clear", onclick: clear }, t("clear")),
  );
}

function clear() {
  for (const name of Object.keys(wanted)) wanted[name] = "";
  renderAll();
  $("search").focus();
}

function heading(column) {
  const sorted = column.name === order.by;
  const attributes = { scope: "col", role: "columnheader", class: column.numeric ? "number" : null, "aria-sort": sorted ? (order.down ? "descending" : "ascending") : null };
  if (!column.key) return h("th", attributes, h("span", {}, t(column.name)));
  const press = () => { sortBy(column.name, sorted && !order.down); $(`by-${column.name}`).focus(); };
  return h("th", attributes, h("button", { type: "button", id: `by-${column.name}`, onclick: press }, t(column.name)));
}

function row(one) {
  // Below 900 pixels rows are cards: the roles keep what a table is.
  return h("tr", { role: "row", class: one.status }, COLUMNS.map((column) => {
    const named = column.name === "document" || column.name === "state" ? null : t(column.name);
    const kind = column.numeric && column.name !== "findings" ? " number" : "";
    return h("td", { role: "cell", class: `c-${column.name}${kind}`, "data-name": named }, column.cell(one));
  }));
}

function rowOf(one) {
  if (!rows.has(one)) rows.set(one, row(one));
  return rows.get(one);
}

function renderList(all) {
  const found = DOCUMENTS.filter(fits).sort(compare);
  const open = found.reduce((sum, one) => sum + (one.open || 0), 0);
  $("shown").textContent = t("shown", number(found.length), number(DOCUMENTS.length), number(open));
  if (!found.length) {
    $("list").replaceChildren(h("p", { class: "nobody" }, t("nobody")));
    return;
  }
  const drawn = all ? found : found.slice(0, AT_ONCE);
  const more = drawn.length < found.length ? h("button", { type: "button", class: "more", onclick: () => { renderList(true); $("list").focus(); } }, t("more", number(found.length))) : null;
  $("list").replaceChildren(h("table", { class: "documents", role: "table" },
    h("caption", {}, t("title")),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map(heading))),
    h("tbody", { role: "rowgroup" }, drawn.map(rowOf))), ...(more ? [more] : []));
}

function renderAll() {
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  $("language").textContent = t("language");
  $("language").lang = lang === "zh" ? "en" : "zh-CN";
  $("theme").textContent = t("theme_of") + t("theme")[theme];
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  renderSums();
  renderChoices();
  renderList();
}

$("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  rows.clear();
  renderAll();
});
$("theme").addEventListener("click", () => {
  theme = (theme + 1) % THEMES.length;
  document.documentElement.dataset.theme = THEMES[theme];
  $("theme").textContent = t("theme_of") + t("theme")[theme];
});
$("print").addEventListener("click", () => window.print());
$("choose").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault();
    $("search").focus();
  }
});
renderAll();
