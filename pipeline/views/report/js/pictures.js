// What the pictures share: plain SVG drawn at the width there is, marks that keys reach, figures as a table.
const LINE = 22;
let weighted = true;
let order = "seq";

const shareOf = (unit) => (weighted && section(unit.section) ? section(unit.section).share : 1);
const worth = (unit) => unit.points * shareOf(unit);
const text = (x, y, words, attributes) => s("text", { x, y, ...attributes }, words);
const rect = (x, y, width, height, attributes) => s("rect", { x, y, width, height, ...attributes });
const hint = (words) => s("title", null, words);

// About how many pixels a text takes: a Chinese character is twice as wide as a Latin letter.
const widthOf = (words, size = 12) => sum([...words].map((c) => (c.charCodeAt(0) > 0x2e7f ? size : size * 0.58)));

function cut(words, room, size = 12) {
  if (widthOf(words, size) <= room) return words;
  let end = words.length;
  while (end > 0 && widthOf(words.slice(0, end), size) > room - size) end -= 1;
  return `${words.slice(0, Math.max(1, end))}…`;
}

function renderPictures() {
  const width = Math.max(300, Math.min(1700, $("main").clientWidth - 34));
  const points = T.scoring_units.length;
  put("pictures", h("h2", { class: "with" }, t("pictures"), points ? weigh() : null), points ? pointsCard(width) : null, ranksCard(width), points ? leadsCard(width) : null);
  for (const picture of document.querySelectorAll("#pictures .picked")) makeReachable(picture);
}

const choices = (id, label, value, options, change) => {
  const changed = (event) => {
    change(event.target.value);
    renderPictures();
    $(id).focus();
  };
  const select = h("select", { id, "aria-label": label, onchange: changed }, options.map(([v, words]) => h("option", { value: v }, words)));
  select.value = value;
  return select;
};
const weigh = () => choices("weigh", t("weigh"), weighted ? "1" : "", [["1", t("weighed")], ["", t("nominal")]], (v) => { weighted = Boolean(v); });

const card = (heading, ...parts) => h("div", { class: "card" }, h("h3", null, heading), parts);
const drawing = (width, height, ...children) => s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": null, role: "presentation" }, ...children);

// A picture whose marks can be chosen: one of them is in the tab order, keys move between them, and each has a name.
const picked = (id, name, ...svgs) => h("div", { id, class: "picked", role: "group", "aria-label": name }, svgs, h("p", { class: "note told", "aria-hidden": "true" }, t("keys")));

const mark = (name, look, chosen, ...children) => s("g", { class: `pick ${look}`, role: "button", tabindex: "-1", "aria-label": name, "data-pick": chosen }, hint(name), ...children);

const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

function makeReachable(picture) {
  const marks = [...picture.querySelectorAll(".pick")];
  const told = picture.querySelector(".told");
  if (marks.length) marks[0].setAttribute("tabindex", "0");
  const tell = (event) => {
    const found = event.target.closest(".pick");
    if (found) told.textContent = found.getAttribute("aria-label");
  };
  picture.addEventListener("focusin", tell);
  picture.addEventListener("mouseover", tell);
  picture.addEventListener("click", (event) => pick(event.target.closest(".pick")));
  picture.addEventListener("keydown", (event) => onPictureKey(event, marks));
}

function onPictureKey(event, marks) {
  const from = event.target.closest(".pick");
  if (event.key === "Enter" || event.key === " ") pick(from);
  else if (event.key in MOVES) moveTo(marks, from, marks.indexOf(from) + MOVES[event.key]);
  else return;
  event.preventDefault();
}

function moveTo(marks, from, index) {
  const next = marks[Math.max(0, Math.min(marks.length - 1, index))];
  from.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

// A mark leads to the cell it is drawn from, or to the rows of a lead unit.
function pick(found) {
  if (!found) return;
  const [kind, what, column] = found.dataset.pick.split("\n");
  if (kind === "cell") return go(Number(what), column);
  clearFilters();
  filters.lead = what;
  renderFilters();
  renderTable();
  $("work").scrollIntoView();
}

// A picture's figures as a table: for who does not see it, and for who wants the numbers.
function asTable(id, heads, rows) {
  return h("details", null, h("summary", null, t("as_table")), h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("as_table") },
    h("table", { class: "small left", id }, h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, rows.map((cells) => h("tr", null, cells.map((cell) => h("td", null, cell))))))));
}

// Words in lines no wider than there is room for.
function wrapped(words, room, size) {
  const lines = [];
  for (const word of words) {
    const joined = lines.length ? `${lines.at(-1)} · ${word}` : word;
    if (lines.length && widthOf(joined, size) <= room) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}
