// Choosing, language, colours, and the first drawing.
const THEMES = ["", "light", "dark"];
let theme = 0;

function choose(seq, column, { at, focus } = {}) {
  const source = PROVENANCE.get(key(seq, column));
  const own = source && source.page !== null && source.col !== null ? key(source.page, source.row, source.col) : null;
  Object.assign(chosen, { seq, column, place: at || own });
  refresh();
  const td = cellOf(seq, column);
  if (td) {
    if (focus || document.activeElement === document.body) td.focus({ preventScroll: true });
    reveal($("table"), td.getBoundingClientRect());
  }
  say_aloud(source && own ? t("light_up", placed(source)) : t("no_place"));
}

function refresh() {
  const page = CELLS.get(chosen.place)?.page ?? (chosen.seq === null ? null : rowPlace(chosen.seq)?.page);
  if (page && page !== view.page) showPage(page);
  markTable();
  // Before the page is marked: the detail takes room from it.
  renderDetail();
  markPage();
}

function unchoose() {
  const td = cellOf(chosen.seq, chosen.column);
  Object.assign(chosen, { seq: null, column: null, place: null });
  refresh();
  td?.focus({ preventScroll: true });
}

// Chooses a cell from elsewhere on the page: whatever filter hides it gives way.
function go(seq, column) {
  if (!visible().some((row) => row.seq === seq)) clearFilters();
  if (!columns().includes(column)) filters.all = true;
  renderFilters();
  renderTable();
  (window.innerWidth > 900 ? $("work") : $("table")).scrollIntoView();
  choose(seq, column, { focus: true });
}

function renderBar() {
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  $("language").textContent = t("language");
  $("language").lang = lang === "zh" ? "en" : "zh-CN";
  $("theme").textContent = t("theme_of") + t("theme")[theme];
  put("nav", Object.entries(t("nav")).map(([id, name]) => h("a", { href: `#${id}` }, name)));
  $("nav").setAttribute("aria-label", t("nav_label"));
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

function renderAll() {
  for (const render of [renderBar, renderTop, renderFilters, renderTable, renderDetail, renderPage, renderTray, renderOpen, renderFigures, renderPictures, renderFindings, renderChecks, renderFoot]) render();
}

$("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  renderAll();
});
$("theme").addEventListener("click", () => {
  theme = (theme + 1) % THEMES.length;
  document.documentElement.dataset.theme = THEMES[theme];
  renderBar();
});
$("to-tray").addEventListener("click", () => $("tray").scrollIntoView());
$("print").addEventListener("click", () => window.print());
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault();
    $("search").focus();
  }
  if (event.key === "Escape" && (chosen.seq !== null || chosen.place)) unchoose();
});

// What is folded away is printed too, but for the checks that hold and the tables whose figures the pictures say.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("#findings details:not([open]), #pictures details:has(#points-table):not([open])")) Object.assign(folded, { open: true }).dataset.folded = "";
});
window.addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("details[data-folded]")) {
    folded.open = false;
    delete folded.dataset.folded;
  }
});

// The order of the columns depends on the room there is.
NARROW.addEventListener("change", renderTable);

let resized;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(renderPictures, 150);
});

remember();
renderAll();
