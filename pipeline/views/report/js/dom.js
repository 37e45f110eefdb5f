// Elements from plain values; text is only ever set as text.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(node.style, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const $ = (id) => document.getElementById(id);
const put = (id, ...children) => $(id).replaceChildren(...children.flat(9).filter(Boolean));
const button = (text, click, attributes) => h("button", { type: "button", onclick: click, ...attributes }, text);
const say_aloud = (text) => { $("said").textContent = text; };

// A button that leads to a cell of the table.
const link = (seq, column, text, attributes) => button(text, () => go(seq, column), { class: "link", ...attributes });

// The button says for a while that it is done: what is only read aloud is seen by nobody.
async function copy(field, pressed) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    document.execCommand("copy");
  }
  say_aloud(t("copied"));
  pressed.textContent = `${t("copied")} ✓`;
  setTimeout(() => { pressed.textContent = t("copy"); }, 2500);
}
