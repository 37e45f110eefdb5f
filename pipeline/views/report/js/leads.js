// Who leads how many points; names that may be one unit stand side by side, with the finding that says so.
const BAR = 28;

function leadsCard(width) {
  const leads = leadPoints();
  return card(t("leads"), h("p", { class: "note" }, t("leads_note")), leadsLegend(), picked("leads-picture", t("leads"), leadsPicture(leads, width)), oneUnit(), leadsTable(leads));
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
  const sorted = [...found.values()].sort((a, b) => b.alone + b.joint - a.alone - a.joint || a.name.localeCompare(b.name));
  return besideOther(sorted);
}

// The name that may be another's stands right below it.
function besideOther(leads) {
  const placed = [...leads];
  for (const [name, longer] of DATA.one_unit) {
    const own = placed.findIndex((lead) => lead.name === name);
    const other = placed.findIndex((lead) => lead.name === longer);
    if (own < 0 || other < 0) continue;
    const [lead] = placed.splice(own, 1);
    lead.maybe = longer;
    placed.splice(placed.findIndex(({ name: placedName }) => placedName === longer) + 1, 0, lead);
  }
  return placed;
}

const swatch = (name) => s("svg", { width: 16, height: 16, "aria-hidden": "true" }, rect(1, 2, 14, 12, { class: name }));
const leadsLegend = () => h("p", { class: "legend" }, h("span", { class: "key" }, swatch("alone"), t("alone_led")), h("span", { class: "key" }, swatch("joint"), t("jointly")));

function leadsPicture(leads, width) {
  const narrow = width < 620;
  const left = narrow ? 0 : Math.max(...leads.map(({ name }) => widthOf(name))) + 12;
  const high = narrow ? 42 : BAR;
  const scale = (width - left - 130) / Math.max(1, ...leads.map((lead) => lead.alone + lead.joint));
  return drawing(width, leads.length * high, leads.map((lead, i) => leadBar(lead, { left, narrow, scale, width, y: i * high + (narrow ? 18 : 0), name: i * high + 14 })));
}

function leadBar({ name, alone, joint, maybe }, { left, narrow, scale, width, y, name: top }) {
  const high = narrow ? 16 : LINE;
  const parts = [alone ? `${t("alone_led")} ${number(alone)}` : "", joint ? `${t("jointly")} ${number(joint)}` : ""].filter(Boolean).join(" + ");
  const doubt = maybe ? t("maybe_one", maybe) : "";
  const figures = [alone ? number(alone) : "", joint ? `+ ${number(joint)}` : ""].filter(Boolean).join(" ");
  const end = left + (alone + joint) * scale + 6;
  // The name says first what is seen: who speaks to a machine says that.
  const seen = [name, figures, doubt && `? ${doubt}`].filter(Boolean).join(" ");
  return mark(`${seen}${colon()}${parts}`, `lead-bar${maybe ? " maybe" : ""}`, ["lead", name].join("\n"),
    rect(0, narrow ? y - 18 : y, width, narrow ? 36 : LINE, { class: "hit" }), text(0, top, `${cut(name, narrow ? width : left - 8)} `),
    rect(left, y, alone * scale, high, { class: "alone" }), rect(left + alone * scale, y, joint * scale, high, { class: "joint" }),
    text(end, y + high / 2 + 4, `${figures} `, { class: "total" }),
    doubt ? text(narrow ? widthOf(name) + 10 : end + widthOf(figures) + 12, narrow ? top : y + 15, narrow ? `? ${cut(doubt, width - widthOf(name) - 24, 11)}` : `? ${doubt}`, { class: "doubt" }) : null);
}

// The findings that two names may be one unit.
function oneUnit() {
  return DATA.one_unit.length ? h("ul", { class: "plain", id: "one-unit" }, DATA.one_unit.map(([, , finding]) => h("li", { class: "warning" }, `? ${say(finding)}`))) : null;
}

function leadsTable(leads) {
  const heads = [columnName("lead_units"), t("alone_led"), t("jointly"), t("total"), t("remark")];
  return asTable("leads-table", heads, leads.map(({ name, alone, joint, maybe }) => [name, number(alone), number(joint), number(alone + joint), maybe ? t("maybe_one", maybe) : ""]));
}
