// What is open, as questions that one decision each settles, under what is said of them.
function renderOpen() {
  const asked = QUESTIONS.length;
  put("open", h("h2", null, t("open"), h("span", { class: "count" }, String(asked))),
    h("p", { class: "note" }, asked ? t("open_note", DATA.open.length, OPEN_ROWS, asked) : t("open_none")),
    [...group(QUESTIONS, (question) => reasonOf(question))].map(([reason, alike]) => h("div", { class: "asked" },
      h("h3", null, say(reason)), h("ul", { class: "open" }, alike.map(questionItem)))));
}

const reasonOf = ({ keys }) => OPEN.get(keys[0]).reason;
const rowsOf = ({ cells }) => [...new Set(cells.map(([seq]) => seq))];

function questionItem(question) {
  const rows = rowsOf(question);
  const names = rows.map((seq) => link(seq, question.cells.find(([s]) => s === seq)[1], `${seq} ${ROWS.get(seq).indicator || ""}`, { class: "link name" }));
  return h("li", { "data-question": question.at, class: TRAY.has(question) && "taken" }, h("div", { class: "alike" }, names),
    question.options.length ? h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("readings") }, optionTable(question, rows.length > 1)) : h("p", { class: "note" }, t("follows_none")));
}

// One line for each way of reading the cells together; choosing it puts the decision into the tray.
function optionTable(question, manyRows) {
  const head = ([seq, column]) => h("th", { scope: "col" }, `${manyRows ? `${seq} ` : ""}${columnName(column)}`);
  return h("table", { class: "small left options" }, h("thead", null, h("tr", null, question.cells.map(head), h("td"))),
    h("tbody", null, question.options.map((option) => optionLine(question, option))));
}

function optionLine(question, option) {
  const values = question.keys.map((k, i) => [k, option[i]]);
  const pressed = TRAY.has(question) && optionsLeft(question).length === 1 && optionsLeft(question)[0] === option;
  const words = question.cells.map(([, column], i) => option[i] ?? nothing(column));
  const choose = () => {
    if (pressed) takeBack(question);
    else take(question, values);
    renderDetail();
    document.querySelector(`#open [data-question="${question.at}"] [data-option="${question.options.indexOf(option)}"]`)?.focus();
  };
  const name = t(pressed ? "taken" : "decide_so");
  const chip = button(name, choose, { class: "chip", "aria-pressed": String(pressed), "aria-label": `${name}${colon()}${words.join(", ")}`, "data-option": question.options.indexOf(option) });
  return h("tr", { class: pressed && "taken" }, words.map((text) => h("td", null, text)), h("td", null, chip));
}

// What a cell without text means: a weight is then shared.
const nothing = (column, long) => t(column === "weight" ? "with_others" : long ? "nothing_long" : "nothing");

const reading = (cell) => cell.decided_by === cell.column
  ? cell.readings.map((text) => text ?? nothing(cell.column)).join(t("or")) : t("follows", columnName(cell.decided_by));
