// The source's pages: a picture with the cells laid over it, or a grid of the cells where there is none.
// About a row of print above and below the chosen one, in pixels.
const AROUND = 24;
// A zoom of 0 is the one to read at: the columns from the indicator on fill the width.
const view = { page: PAGES[0] ?? null, zoom: 0 };

function renderPage() {
  if (view.page === null) return put("page");
  const i = PAGES.indexOf(view.page);
  const turn = (by) => () => showPage(PAGES[i + by]);
  put("page", h("div", { class: "pagebar" },
    button("‹", turn(-1), { disabled: i === 0, "aria-label": t("previous") }),
    h("span", { id: "page-name", "data-page": view.page }, pageName(view.page)),
    button("›", turn(1), { disabled: i === PAGES.length - 1, "aria-label": t("next") }),
    h("label", { class: "inline" }, t("zoom"), zoomChoice())),
  h("div", { class: "paper", tabindex: "0", role: "group", "aria-label": t("overlay"), onclick: onPage, onkeydown: onPageKey },
    DATA.pages[view.page] ? picture(view.page) : sheet(view.page)));
  scrollToRead();
  markPage();
}

function zoomChoice() {
  const select = h("select", { id: "zoom", onchange: (e) => { view.zoom = Number(e.target.value); renderPage(); } },
    [[0, t("to_read")], [1, t("fit")], [1.5, "150 %"], [2, "200 %"], [3, "300 %"]].map(([value, text]) => h("option", { value }, text)));
  select.value = String(view.zoom);
  return select;
}

function showPage(page) {
  view.page = page;
  renderPage();
}

const place = (cell) => key(cell.page, cell.row, cell.col);

// A place in the words of its source.
function placed(cell) {
  if (COUNTED === "sheet" && cell.place) return cell.place;
  return t("place_of", pageName(cell.page), cell.row + 1, cell.col + 1);
}

// From where to where the columns from the indicator on stand on a page, in points.
function readable(page) {
  const cells = CELLS_OF.get(page).filter((cell) => cell.x0 !== null);
  const named = T.provenance.filter((p) => p.page === page && p.column === "indicator" && p.col !== null);
  const starts = named.map((p) => CELLS.get(place(p))?.x0).filter((x) => x !== undefined && x !== null);
  const ends = cells.map((cell) => cell.x1);
  if (!starts.length) return { from: 0, to: DATA.pages[page].w };
  const to = Math.max(...ends);
  // Half the page at least: what is wider than the pane scrolls.
  const from = Math.min(median(starts), to - DATA.pages[page].w / 2);
  return { from: Math.max(0, from - 4), to: to + 4 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// The width of a page's picture: never so small that its print, at a pixel for a point, is lost.
function widthOfPage(page) {
  if (view.zoom) return `${view.zoom * 100}%`;
  const { from, to } = readable(page);
  const { w } = DATA.pages[page];
  return `max(${(w / (to - from)) * 100}%, ${w}px)`;
}

function scrollToRead() {
  const paper = document.querySelector("#page .paper");
  const drawn = paper.querySelector(".picture");
  if (view.zoom || !drawn) return;
  const { from } = readable(view.page);
  paper.scrollLeft = (from / DATA.pages[view.page].w) * drawn.offsetWidth;
}

function picture(page) {
  const { w, h: high, src } = DATA.pages[page];
  const at = (box) => ({ left: `${(box.x0 / w) * 100}%`, top: `${(box.top / high) * 100}%`,
    width: `${((box.x1 - box.x0) / w) * 100}%`, height: `${((box.bottom - box.top) / high) * 100}%` });
  const cells = CELLS_OF.get(page).filter((cell) => cell.x0 !== null);
  return h("div", { class: "picture", style: { width: widthOfPage(page), aspectRatio: `${w} / ${high}` } },
    h("img", { src, alt: pageName(page), width: Math.round(w), height: Math.round(high) }),
    h("div", { class: "band", hidden: true }),
    cells.map((cell) => h("span", { class: `box ${boxStatus(cell)}`, "data-at": place(cell), title: cell.text, style: at(cell) })));
}

// The status that shows on the page: only what a reader should stop at.
function boxStatus(cell) {
  const served = (SERVES.get(place(cell)) || []).map((p) => p.status);
  return ["ambiguous", "corrected", "repaired"].find((status) => served.includes(status)) || "";
}

// The cells of a page as they are drawn; what nothing is drawn on stays open.
function sheet(page) {
  const cells = CELLS_OF.get(page);
  const drawn = new Map();
  for (const cell of cells)
    for (let r = cell.row; r < cell.row + cell.rowspan; r++)
      for (let c = cell.col; c < cell.col + cell.colspan; c++) drawn.set(key(r, c), cell);
  const rows = Math.max(...cells.map((cell) => cell.row + cell.rowspan));
  const columns = Math.max(...cells.map((cell) => cell.col + cell.colspan));
  const at = (r) => Array.from({ length: columns }, (_, c) => {
    const cell = drawn.get(key(r, c));
    if (!cell) return h("td", { class: "undrawn" });
    return cell.row === r && cell.col === c ? sheetCell(cell) : null;
  });
  return h("table", { class: "sheet", role: "presentation", style: { fontSize: `${(view.zoom || 1) * 11}px` } },
    h("tbody", null, Array.from({ length: rows }, (_, r) => h("tr", { "data-row": r }, at(r)))));
}

function sheetCell(cell) {
  return h("td", { class: `box ${boxStatus(cell)}`, "data-at": place(cell), rowspan: cell.rowspan > 1 && cell.rowspan,
    colspan: cell.colspan > 1 && cell.colspan }, cell.text);
}

function onPage(event) {
  const box = event.target.closest(".box");
  if (box) choosePlace(box.dataset.at);
}

// A place on the page → the first value that was read from it, or the cell alone.
function choosePlace(at) {
  const served = SERVES.get(at);
  const first = served && (served.find((p) => p.seq === chosen.seq && p.column === chosen.column) || served.find((p) => BASE.includes(p.column)) || served[0]);
  if (first) return choose(first.seq, first.column, { at });
  Object.assign(chosen, { seq: null, column: null, place: at });
  markTable();
  renderDetail();
  markPage();
}

function onPageKey(event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  const from = CELLS.get(chosen.place);
  if (!step) return;
  event.preventDefault();
  if (!from || from.page !== view.page) return choosePlace(place(CELLS_OF.get(view.page)[0]));
  const cells = CELLS_OF.get(view.page);
  const row = step[0] === 1 ? from.row + from.rowspan : from.row + step[0];
  const col = step[1] === 1 ? from.col + from.colspan : from.col + step[1];
  const next = cells.find((c) => c.row <= row && row < c.row + c.rowspan && c.col <= col && col < c.col + c.colspan);
  if (next) choosePlace(place(next));
}

// Where the chosen value's row stands: the page, row and box of the cells it was read from.
function rowPlace(seq) {
  const own = PROVENANCE.get(key(seq, "indicator"));
  const [page, row] = own && own.page !== null ? [own.page, own.row] : [null, null];
  if (page === null) return null;
  const cells = CELLS_OF.get(page).filter((cell) => cell.row === row && cell.x0 !== null);
  if (!cells.length) return { page, row, box: null };
  return { page, row, box: { x0: Math.min(...cells.map((c) => c.x0)), x1: Math.max(...cells.map((c) => c.x1)),
    top: Math.min(...cells.map((c) => c.top)), bottom: Math.min(...cells.filter((c) => c.rowspan === 1).map((c) => c.bottom)) } };
}

function markPage() {
  for (const lit of document.querySelectorAll("#page .lit, #page .band-row")) lit.classList.remove("lit", "band-row");
  const band = document.querySelector("#page .band");
  if (band) band.hidden = true;
  const row = chosen.seq === null ? null : rowPlace(chosen.seq);
  if (row && row.page === view.page) lightRow(row, band);
  const box = chosen.place && document.querySelector(`#page [data-at="${chosen.place}"]`);
  if (box) {
    box.classList.add("lit");
    reveal(document.querySelector("#page .paper"), box.getBoundingClientRect(), AROUND);
  }
}

function lightRow(row, band) {
  document.querySelector(`#page tr[data-row="${row.row}"]`)?.classList.add("band-row");
  if (!band || !row.box || !Number.isFinite(row.box.bottom)) return;
  const { w, h: high } = DATA.pages[row.page];
  const { x0, x1, top, bottom } = row.box;
  Object.assign(band.style, { left: `${(x0 / w) * 100}%`, top: `${(top / high) * 100}%`, width: `${((x1 - x0) / w) * 100}%`, height: `${((bottom - top) / high) * 100}%` });
  band.hidden = false;
  if (!chosen.place) revealRow(document.querySelector("#page .paper"), band.getBoundingClientRect());
}

// A row is as wide as the table: only its height is brought into view.
function revealRow(paper, { top, bottom }) {
  const { left } = paper.getBoundingClientRect();
  reveal(paper, { top, bottom, left, right: left }, AROUND);
}
