// Decisions that a person makes on this page: a tray of them, what follows from each, the file they are saved as.
const QUESTIONS = DATA.questions.map((question, at) => ({ ...question, at, keys: question.cells.map(([seq, column]) => key(seq, column)) }));
const QUESTION_OF = new Map(QUESTIONS.flatMap((question) => question.keys.map((k) => [k, question])));
// Question → the readings chosen of its cells, the reason, and who decides.
const TRAY = new Map();
const STORE = key("decisions", DATA.notice.notice_id, DATA.notice.source_sha256);
let decider = "";

// --- what follows

// The readings of all cells together that hold with what is chosen, but for the choice at ``except``.
function optionsLeft(question, except) {
  const chosen = TRAY.get(question)?.values || new Map();
  const holds = (k, text) => k === except || !chosen.has(k) || chosen.get(k) === text;
  return question.options.filter((option) => question.keys.every((k, i) => holds(k, option[i])));
}

function readingsLeft(question, k) {
  const at = question.keys.indexOf(k);
  return [...new Set(optionsLeft(question, k).map((option) => option[at]))];
}

// What the tray makes of each cell of a question: chosen, settled by what is chosen, or still open.
function outcome(question) {
  const { values } = TRAY.get(question);
  return question.keys.map((k, i) => {
    const [seq, column] = question.cells[i];
    if (values.has(k)) return { seq, column, state: "chosen", value: values.get(k) };
    const left = readingsLeft(question, k);
    return left.length === 1 ? { seq, column, state: "settled", value: left[0] } : { seq, column, state: "open", left };
  });
}

// What is known of the cells that follow, once one reading of the question is left.
function following(question) {
  const left = optionsLeft(question);
  return left.length === 1 ? question.then[question.options.indexOf(left[0])] || [] : [];
}

// The cells that the tray gives a text to, in the order of the notice.
function drafted() {
  const found = [...TRAY].flatMap(([question, { reason, by }]) => outcome(question).filter(({ state }) => state !== "open").map((cell) => ({ ...cell, reason, by })));
  const columnAt = ({ column }) => DATA.words.columns.indexOf(column);
  return found.sort((a, b) => a.seq - b.seq || columnAt(a) - columnAt(b));
}

// --- choosing

function take(question, values) {
  const held = TRAY.get(question) || { values: new Map(), reason: "", by: decider };
  TRAY.set(question, held);
  for (const [k, text] of values) held.values.set(k, text);
  // What no longer goes with the last choice gives way to it.
  if (!optionsLeft(question).length) held.values = new Map(values);
  trayChanged();
}

function takeBack(question) {
  TRAY.delete(question);
  trayChanged();
}

function trayChanged() {
  keep();
  renderTray();
  renderOpen();
  markDrafted();
}

// The cells of the table that the tray gives a text to.
function markDrafted() {
  for (const old of document.querySelectorAll("#table td.drafted")) {
    old.classList.remove("drafted");
    delete old.dataset.drafted;
  }
  for (const { seq, column, value } of drafted()) {
    const td = cellOf(seq, column);
    if (!td) continue;
    td.classList.add("drafted");
    td.dataset.drafted = value ?? nothing(column);
  }
}

// --- keeping: a browser may refuse a page from a file its storage; then the tray lasts as long as the page

function keep() {
  const kept = [...TRAY].map(([, { values, reason, by }]) => ({ values: [...values], reason, by }));
  try {
    if (kept.length) localStorage.setItem(STORE, JSON.stringify(kept));
    else localStorage.removeItem(STORE);
  } catch {
    // kept in the page alone
  }
}

function remember() {
  let kept = [];
  try {
    kept = JSON.parse(localStorage.getItem(STORE) || "[]");
  } catch {
    return;
  }
  for (const { values, reason, by } of kept) recall(values, String(reason ?? ""), String(by ?? ""));
}

// A decision of before, as far as its cells are still open and may still be read so.
function recall(values, reason, by) {
  for (const [k, text] of values) {
    const question = QUESTION_OF.get(k);
    if (!question || !readingsLeft(question, k).includes(text)) continue;
    const held = TRAY.get(question) || { values: new Map(), reason, by };
    held.values.set(k, text);
    TRAY.set(question, held);
    decider = by || decider;
  }
}

// --- the file

// A double-quoted YAML scalar: JSON's notation, with the characters escaped that YAML bars or folds.
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const scalar = (text) => (text === null ? "null" : quoted(text));
const filled = (text) => (text.trim() ? ` ${quoted(text.trim())}` : "");

function entry({ seq, column, value, reason, by }, printed) {
  return [`- notice: ${quoted(DATA.notice.notice_id)}`, `  target: {seq: ${seq}, column: ${column}}`, `  expects: ${quoted(printed)}`,
    `  value: ${scalar(value)}`, `  reason:${filled(reason)}`, `  decided_by:${filled(by)}`].join("\n");
}

// Decisions of before, which the file holds too: it takes the place of the old one.
function decidedBefore() {
  const known = DATA.decisions.filter(({ by }) => by !== null);
  return known.map(({ seq, column, after, reason, by }) => entry({ seq, column, value: after || null, reason: say(reason), by },
    PROVENANCE.get(key(seq, column))?.printed || ""));
}

function corrections() {
  const made = drafted().map((cell) => entry(cell, OPEN.get(key(cell.seq, cell.column)).printed));
  return [`# ${t("file_note")}`, ...decidedBefore(), ...made].join("\n") + "\n";
}

const unfinished = () => [...TRAY.values()].filter(({ reason, by }) => !reason.trim() || !by.trim()).length;

function save() {
  if (!TRAY.size || unfinished()) return tellUnfinished();
  const address = `data:application/yaml;charset=utf-8,${encodeURIComponent(corrections())}`;
  const file = h("a", { href: address, download: "corrections.yml", class: "hidden" });
  document.body.append(file);
  file.click();
  file.remove();
  say_aloud(t("saved"));
}

// The first field that the file needs and nobody has filled in.
function tellUnfinished() {
  const shown = [...document.querySelectorAll("#detail .decide input[data-field], #tray input[data-field]")];
  const empty = shown.find((field) => !field.value.trim());
  say_aloud(t("unfinished"));
  empty?.focus();
}

// --- what is shown of it

function renderTray() {
  const made = drafted().length;
  $("to-tray").hidden = !TRAY.size;
  $("to-tray").replaceChildren(t("tray"), h("span", { class: "count" }, String(made)));
  if (!TRAY.size) return put("tray");
  put("tray", h("h2", null, t("tray"), h("span", { class: "count" }, String(made))), h("p", { class: "note" }, t("tray_note")),
    h("ul", { class: "findings" }, [...TRAY.keys()].map(trayItem)), saving("tray"), asText());
  updateFile();
}

function trayItem(question) {
  return h("li", { "data-question": question.at }, h("div", { class: "taken" }, outcomes(question)), proof(question, "tray"),
    button(t("take_back"), () => { takeBack(question); renderDetail(); }, { class: "link" }));
}

// One line for each cell of a question: what it is by the tray, or may still be.
function outcomes(question) {
  const line = (cell) => h("li", { class: cell.state, "data-seq": cell.seq, "data-column": cell.column }, link(cell.seq, cell.column, `${cell.seq} ${columnName(cell.column)}`), colon(),
    cell.state === "open" ? t("still", cell.left.map((text) => text ?? nothing(cell.column)).join(t("or"))) : h("b", null, cell.value ?? nothing(cell.column)),
    cell.state === "settled" ? h("span", { class: "note" }, ` ${t("settled")}`) : null);
  const then = ([seq, column, text]) => h("li", { class: "settled", "data-seq": seq, "data-column": column }, `${seq} ${columnName(column)}`, colon(), h("b", null, text), h("span", { class: "note" }, ` ${t("computed")}`));
  return h("ul", { class: "outcome" }, outcome(question).map(line), following(question).map(then));
}

// The fields that a decision needs: what proves it, and who answers for it.
function proof(question, where) {
  const held = TRAY.get(question);
  const field = (name, words) => h("label", null, words, h("input", { id: `${where}-${name}-${question.at}`, "data-field": name, value: held[name], oninput: (event) => {
    held[name] = event.target.value;
    if (name === "by") decider = event.target.value;
    for (const other of document.querySelectorAll(`[data-field=${name}][id$="-${name}-${question.at}"]`)) other.value = event.target.value;
    keep();
    updateFile();
  } }));
  return h("div", { class: "proof" }, field("reason", t("reason")), field("by", t("by")));
}

function saving(where) {
  return h("p", { class: "saving" }, button(t("save"), save, { id: `${where}-save`, class: "primary" }), h("span", { class: "note" }, t("save_note")));
}

function asText() {
  return h("details", null, h("summary", null, t("entry")), h("textarea", { id: "entry", readonly: true, rows: 8, spellcheck: "false", "aria-label": t("entry") }),
    h("p", null, button(t("copy"), (event) => copy($("entry"), event.currentTarget), { id: "copy" })));
}

function updateFile() {
  if ($("entry")) $("entry").value = corrections();
  for (const note of document.querySelectorAll(".saving .note")) note.textContent = unfinished() ? t("unfinished") : t("save_note");
}
