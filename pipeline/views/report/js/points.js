// Points by first and second level: a bar for each first level, cut into its second levels.
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const pointGroups = () => [...group(T.scoring_units, (unit) => key(unit.section, unit.level1)).values()];

function pointsCard(width) {
  const narrow = width < 620;
  const draw = narrow ? narrowPoints : widePoints;
  return card(t("points_by"), pointsLegend(), picked("points-picture", t("points_by"), draw(width)), pointsTable());
}

// What a segment's look means, where there is one that looks so.
function pointsLegend() {
  const looks = [["lost", "no_label", (unit) => unit.level2 === null], ["open", "unit_in_doubt", (unit) => unit.status === "open"]].filter(([, , has]) => T.scoring_units.some(has));
  return looks.length ? h("p", { class: "legend" }, looks.map(([look, words]) => h("span", { class: "key" },
    s("svg", { width: 22, height: 16, "aria-hidden": "true" }, s("g", { class: `segment odd ${look}` }, rect(1, 2, 20, 12, { rx: 2 }))), t(words)))) : null;
}

// Units that follow one another under the same second level are one segment.
function runsOf(units) {
  const runs = [];
  for (const unit of units) {
    if (runs.length && unit.level2 !== null && runs.at(-1)[0].level2 === unit.level2) runs.at(-1).push(unit);
    else runs.push([unit]);
  }
  return runs.map((run) => ({ run, name: labelName(run[0], "level2"), points: sum(run.map(worth)), open: run.filter((unit) => unit.status === "open") }));
}

function segmentMark({ run, name, points, open }, i, ...children) {
  const told = [`${name} ${number(points)}`, ...open.map((unit) => t("unit_open", unit.candidates))].join("\n");
  const look = `segment ${i % 2 ? "odd" : "even"}${open.length ? " open" : ""}${run[0].level2 === null ? " lost" : ""}`;
  return mark(told, look, ["cell", run[0].first_seq, "level2"].join("\n"), ...children);
}

function totalOf(units) {
  const printed = sum(units.map((unit) => unit.points));
  const counted = sum(units.map(worth));
  return close(printed, counted) ? number(counted) : `${number(printed)} → ${number(counted)}`;
}

// The groups one below the other; ``draw`` gives the parts of one and how high they are.
function inSections(draw) {
  const parts = [];
  let y = 0;
  let last = null;
  for (const units of pointGroups()) {
    const [unit] = units;
    if (unit.section !== last) {
      const all = T.scoring_units.filter((u) => u.section === unit.section);
      parts.push(text(0, y + 16, `${sectionName(unit.section)}  ${number(sum(all.map(worth)))}`, { class: "heading" }));
      y += 26;
      last = unit.section;
    }
    const drawn = draw(units, y);
    parts.push(drawn.parts);
    y += drawn.height;
  }
  return { parts, height: y };
}

const mostPoints = () => Math.max(...pointGroups().map((units) => sum(units.map(worth))));

function widePoints(width) {
  const left = Math.min(220, Math.max(...pointGroups().map(([unit]) => widthOf(labelName(unit, "level1")))) + 12);
  const room = width - left - 92;
  const scale = room / mostPoints();
  const { parts, height } = inSections((units, y) => {
    const { nodes, below, end } = segments(units, left, y, scale);
    const lines = wrapped(below, width - left, 11);
    return { height: LINE + 10 + lines.length * 15, parts: [text(0, y + 15, cut(labelName(units[0], "level1"), left - 8)), nodes, text(end + 6, y + 15, totalOf(units), { class: "total" }),
      lines.map((words, i) => text(left, y + LINE + 13 + i * 15, words, { class: "below" }))] };
  });
  return drawing(width, height, parts);
}

// A name that has no room in its segment stands below the bar, under a letter that does.
function segments(units, left, y, scale) {
  const below = [];
  let x = left;
  const nodes = runsOf(units).map((segment, i) => {
    const wide = segment.points * scale;
    const whole = `${segment.name} ${number(segment.points)}`;
    const fits = widthOf(whole, 11) <= wide - 10;
    const letter = fits ? "" : LETTERS[below.length % LETTERS.length];
    if (!fits) below.push(`${letter} ${whole}`);
    const node = segmentMark(segment, i, rect(x + 0.5, y, Math.max(1, wide - 1.5), LINE, { rx: 2 }), text(fits ? x + 5 : x + wide / 2, y + 15, fits ? whole : letter, { class: fits ? "inside" : "inside letter" }));
    x += wide;
    return node;
  });
  return { nodes, below, end: x };
}

// On a phone each second level has a bar and a line of its own.
function narrowPoints(width) {
  const most = Math.max(...pointGroups().flatMap((units) => runsOf(units).map(({ points }) => points)));
  const room = width - 50;
  const { parts, height } = inSections((units, y) => {
    const lines = runsOf(units);
    const each = 36;
    const nodes = lines.map((segment, i) => {
      const top = y + 22 + i * each;
      const wide = Math.max(2, (segment.points / most) * room);
      return segmentMark(segment, i, text(8, top + 12, `${cut(segment.name, width - 10)} `), rect(8, top + 17, wide, 12, { rx: 2 }), text(wide + 14, top + 27, number(segment.points), { class: "total" }));
    });
    return { height: 30 + lines.length * each, parts: [text(0, y + 15, `${labelName(units[0], "level1")}  ${totalOf(units)}`, { class: "total" }), nodes] };
  });
  return drawing(width, height, parts);
}

function pointsTable() {
  const heads = [...["section", "level1", "level2", "seq"].map(columnName), t("weigh")];
  const lines = [...group(T.scoring_units, (unit) => key(unit.section, unit.level1, unit.level2 ?? unit.scoring_unit)).values()];
  return asTable("points-table", heads, lines.map((units) => [sectionName(units[0].section), labelName(units[0], "level1"), labelName(units[0], "level2"),
    units.map((unit) => unit.rows).join(","), number(sum(units.map(worth)))]));
}
