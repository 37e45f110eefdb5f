// Filters and the table of indicators; one cell at a time is in the tab order, arrow keys move.
const USUAL = ["level1", "level2", "indicator", "unit", "weight", ...DATA.periods.map((p) => p.column), "target", "target_rank", "lead_units", ...DATA.words.own];
// Without those that no row has: another form may have no weights, or rank other periods.
const BASE = USUAL.filter((column) => T.provenance.some((p) => p.column === column && p.status !== "absent"));
const GROUPED = ["section", "level1", "level2"];
const MARKED = ["repaired", "derived", "shared", "ambiguous", "corrected"];
const filters = { statuses: new Set(), damage: "", lead: "", text: "", all: false, unfolded: false };
const NARROW = window.matchMedia("(max-width: 900px)");
const chosen = { seq: null, column: null, place: null };

const matches = {
  status: (row) => !filters.statuses.size || PROVENANCE_OF.get(row.seq).some((p) => filters.statuses.has(p.status)),
  damage: (row) => !filters.damage || (REPAIRS_OF_ROW.get(row.seq) || []).some((r) => kinds(r).includes(filters.damage)),
  lead: (row) => !filters.lead || (LEADS_OF.get(row.seq) || []).some((l) => l.lead_unit === filters.lead),
  text: (row) => !filters.text || haystack(row).includes(filters.text.toLowerCase()) || String(row.seq) === filters.text,
};
const visible = () => T.indicators.filter((row) => Object.values(matches).every((fits) => fits(row)));
const haystacks = new Map();

function haystack(row) {
  if (!haystacks.has(row.seq)) {
    const printed = PROVENANCE_OF.get(row.seq).map((p) => (p.printed || "").replace(/\s+/g, ""));
    haystacks.set(row.seq, [row.level1, row.level2, row.indicator, row.target, row.lead_units, row.unit, ...printed].join("\n").toLowerCase());
  }
  return haystacks.get(row.seq);
}

// The columns on show: the usual ones, and those that hold what is filtered for.
function columns() {
  const wanted = new Set(filters.all ? DATA.words.columns : BASE);
  for (const p of T.provenance) if (filters.statuses.has(p.status)) wanted.add(p.column);
  const shown = DATA.words.columns.filter((column) => wanted.has(column));
  return NARROW.matches ? nameFirst(shown) : shown;
}

// Where there is little room the indicator comes first and the groups it belongs to last.
function nameFirst(names) {
  const last = (name) => ["section", "level1", "level1_points", "level2", "level2_points"].includes(name);
  const rest = names.filter((name) => name !== "indicator");
  return ["indicator", ...rest.filter((name) => !last(name)), ...rest.filter(last)];
}

function renderFilters() {
  put("filters", searchField(), moreFilters(), h("div", { id: "more", class: filters.unfolded && "unfolded" },
    h("div", { class: "chips", role: "group", "aria-label": t("legend") }, MARKED.filter(countOf).map(statusChip)),
    choice("damage", damagesFound()), choice("lead", leadsFound()), allColumns(),
    button(t("clear"), clearFilters, { id: "clear" })), h("output", { id: "shown" }));
}

const countOf = (status) => T.provenance.filter((row) => row.status === status).length;

function searchField() {
  const search = (event) => {
    filters.text = event.target.value.trim();
    renderTable();
  };
  return h("input", { type: "search", id: "search", placeholder: t("search_hint"), "aria-label": t("search"), value: filters.text, oninput: search });
}

// On a narrow screen the filters are folded away.
function moreFilters() {
  const unfold = () => {
    filters.unfolded = !filters.unfolded;
    $("more").classList.toggle("unfolded", filters.unfolded);
    $("to-more").setAttribute("aria-expanded", String(filters.unfolded));
  };
  return button(t("filters"), unfold, { id: "to-more", "aria-expanded": String(filters.unfolded), "aria-controls": "more" });
}

function statusChip(status) {
  const words = [h("span", { class: "mark" }, statusName(status)), h("span", { class: "count" }, String(countOf(status)))];
  const pressed = String(filters.statuses.has(status));
  return button(words, () => toggle(status), { class: `chip ${status}`, "data-status": status, title: statusNote(status), "aria-pressed": pressed });
}

function damagesFound() {
  const found = new Map();
  for (const repair of T.repairs) for (const kind of kinds(repair)) found.set(kind, (found.get(kind) || 0) + 1);
  return [...found].map(([kind, n]) => [kind, `${damageName(kind)} (${n})`]);
}

function leadsFound() {
  const found = [...group(T.lead_units, (row) => row.lead_unit)].sort((a, b) => b[1].length - a[1].length);
  return found.map(([name, rows]) => [name, `${name} (${rows.length})`]);
}

function allColumns() {
  const change = (event) => {
    filters.all = event.target.checked;
    renderTable();
  };
  return h("label", { class: "inline" }, h("input", { type: "checkbox", id: "all-columns", checked: filters.all, onchange: change }), t("all_columns"));
}

// A choice says in its first line what it chooses, so that it needs no label above it.
function choice(name, options) {
  const change = (event) => {
    filters[name] = event.target.value;
    renderTable();
  };
  const none = h("option", { value: "" }, `${t(name)}${colon()}${t("any")}`);
  const select = h("select", { id: `by-${name}`, "aria-label": t(name), onchange: change }, none, options.map(([value, text]) => h("option", { value }, text)));
  select.value = filters[name];
  return select;
}

function toggle(status) {
  if (!filters.statuses.delete(status)) filters.statuses.add(status);
  renderFilters();
  renderTable();
  document.querySelector(`[data-status=${status}]`).focus();
}

function clearFilters() {
  filters.statuses.clear();
  Object.assign(filters, { damage: "", lead: "", text: "" });
  renderFilters();
  renderTable();
}

function renderTable() {
  const rows = visible();
  const names = columns();
  const head = h("tr", null, h("th", { scope: "col", class: "seq" }, columnName("seq")),
    names.map((name) => h("th", { scope: "col", class: `c-${name}` }, heading(name))));
  const body = rows.map((row, i) => tableRow(row, rows[i - 1], names));
  put("table", rows.length ? h("table", { class: "data", role: "grid", "aria-label": t("work"), onclick: onTable, onkeydown: onTableKey },
    h("thead", null, head), h("tbody", null, body)) : h("p", { class: "empty" }, t("no_rows")));
  const cells = T.provenance.filter((p) => filters.statuses.has(p.status)).length;
  $("shown").textContent = t("shown", rows.length, T.indicators.length) + (filters.statuses.size ? ` · ${t("cells_of", cells)}` : "");
  markTable();
  markDrafted();
}

// A heading may break before its last word, not in the middle of one or of a period.
const heading = (name) => columnName(name).replaceAll("–", "\u2060–\u2060").replace(/^(.{2,})(排名|指标|单位|目标)$/, "$1\u200b$2");

function tableRow(row, above, names) {
  const first = !above || above.section !== row.section || above.level1 !== row.level1;
  return h("tr", { "data-seq": row.seq, class: first ? "first" : null }, h("th", { scope: "row", class: "seq" }, String(row.seq)),
    names.map((name) => tableCell(row, above, name)));
}

function tableCell(row, above, name) {
  const { text, status } = shown(row.seq, name);
  const upTo = GROUPED.slice(0, GROUPED.indexOf(name) + 1);
  const again = upTo.length && above && row[name] !== null && upTo.every((n) => above[n] === row[n]);
  return h("td", { class: `c-${name} ${status}${again ? " again" : ""}`, "data-column": name, tabindex: "-1",
    title: status === "ambiguous" ? reading(OPEN.get(key(row.seq, name))) : null, "aria-label": `${columnName(name)}: ${text || t("null")}, ${statusName(status)}` }, h("span", { class: status === "ambiguous" && text.length < 6 && "short" }, text));
}

const cellOf = (seq, column) => document.querySelector(`#table tr[data-seq="${seq}"] td[data-column="${column}"]`);

function onTable(event) {
  const td = event.target.closest("td");
  if (td) choose(Number(td.parentNode.dataset.seq), td.dataset.column);
}

function onTableKey(event) {
  const td = event.target.closest("td");
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!td || !step) return;
  event.preventDefault();
  const row = td.parentNode;
  const target = step[0] === -1 ? row.previousElementSibling : step[0] === 1 ? row.nextElementSibling : row;
  const next = target && target.cells[td.cellIndex + step[1]];
  if (next && next.tagName === "TD") choose(Number(target.dataset.seq), next.dataset.column, { focus: true });
}

// The chosen cell, and where the tab key enters the table.
function markTable() {
  for (const old of document.querySelectorAll("#table .chosen, #table td[tabindex='0']")) {
    old.classList.remove("chosen");
    if (old.tagName === "TD") old.tabIndex = -1;
    old.removeAttribute("aria-selected");
  }
  const td = cellOf(chosen.seq, chosen.column);
  const entry = td || document.querySelector("#table td");
  if (entry) entry.tabIndex = 0;
  if (!td) return;
  td.classList.add("chosen");
  td.setAttribute("aria-selected", "true");
  td.parentNode.classList.add("chosen");
}

// Serial and indicator are kept in sight only while the table is scrolled sideways: a thousand kept cells make scrolling slow.
$("table").addEventListener("scroll", () => { $("table").classList.toggle("aside", $("table").scrollLeft > 0); }, { passive: true });

// Scrolls a pane so that the box is in the middle of it, where it is not in sight with `margin` pixels around.
function reveal(pane, box, margin = 0) {
  const inside = pane.getBoundingClientRect();
  const top = inside.top + (pane.querySelector("thead")?.offsetHeight || 0);
  const left = inside.left + keptWidth(pane);
  const bottom = Math.min(inside.bottom, sheetTop());
  if (box.top - margin < top || box.bottom + margin > bottom) pane.scrollTop += (box.top + box.bottom - top - bottom) / 2;
  if (box.left < left || box.right > inside.right) pane.scrollLeft += (box.left + box.right - left - inside.right) / 2;
}

// Where on a narrow screen the detail begins, which lies over the table.
function sheetTop() {
  const detail = $("detail");
  return NARROW.matches && detail.classList.contains("filled") ? detail.getBoundingClientRect().top : Infinity;
}

// What the serial and the indicator cover of a table that is scrolled sideways.
function keptWidth(pane) {
  const serial = pane.querySelector("thead th.seq");
  const indicator = pane.querySelector("thead th.c-indicator");
  return (serial?.offsetWidth || 0) + (indicator?.offsetWidth || 0);
}
