// Words of the page in both languages; what the tables themselves say stays as it is.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const UI = {
  en: {
    skip: "Skip to the table", print: "Print", language: "中文", theme: ["System", "Light", "Dark"], theme_of: "Colours: ",
    nav: { work: "Table", open: "Open", figures: "Figures", pictures: "Pictures", findings: "Findings", checks: "Checks" }, nav_label: "Parts of this page", figures: "Figures", filters: "Filters", to_read: "To read",
    issued: "Issued", window: "Campaign", source: "Source", contact: "Contact", sha: "SHA-256", generation: "Generation",
    published: "Published", indicators: "indicators", values: "values", certain: "certain", repaired: "repaired or derived",
    open_cells: "open", rows_open: (n) => `on ${n} rows`, decided: "decided by people",
    state: "State at a glance", state_open: (n, rows) => (n ? `${n} values open on ${rows} rows` : "nothing open"), state_findings: (warnings, notes) => `${warnings} warnings, ${notes} notes`,
    state_engines: (n, of) => `engines agree on ${n} of ${of} cells`, state_checks: (n, of) => (n === of ? `all ${n} checks hold` : `${of - n} of ${of} checks fail`),
    sums: "Sums", points: (n) => `${n} points`, counted: (share) => `counts ${share}`, full: "Full marks",
    holds: "adds up", holds_not: "does not add up", unstated: "not stated", sum_note: "from the scoring units, against the closing note", no_points: "This notice states no points.",
    open: "Open questions", open_none: "Nothing is open.", open_note: "What the notice does not settle is null in the tables. Choose a cell to see the evidence and to decide it.",
    follows: (name) => `follows from ${name}`, nothing: "none", nothing_long: "nothing: lost, or never printed", with_others: "shared with other rows", or: " or ",
    work: "Table and pages", search: "Search", search_hint: "Search: name or serial", damage: "Damage", lead: "Lead unit", any: "any", clear: "Clear",
    all_columns: "All columns", shown: (n, of) => `${n} of ${of} rows`, cells_of: (n) => `${n} cells`, no_rows: "No row fits. Clear the filters.",
    page: "Page", zoom: "Zoom", fit: "Whole width", previous: "Previous page", next: "Next page", overlay: "Cells of this page; arrow keys move between them",
    no_value: "No value was taken from this cell.", read_as: "Text of the cell", no_place: "The value has no cell of its own on the page; its row is marked.",
    close: "Close", null: "null", row: "Row", printed: "Printed", place_of: (p, r, c) => `page ${p}, row ${r}, column ${c}`, place_of_table: (p, r, c) => `table ${p}, row ${r}, column ${c}`,
    why: "Why", repairs: "Repairs", cost: "cost", unit_of: (n, rows, points) => `Scoring unit ${n}: rows ${rows} share ${points} points`,
    unit_own: (n, points) => `Scoring unit ${n}: ${points} points`, as_printed: "As printed", serves: "Also read from this cell",
    decide: "Decide it", readings: "What it may be", costs_more: "+ is how much more a reading costs than the likeliest", settles: "Would decide it", reason: "Reason: what proves it", by: "Decided by", copy: "Copy", copied: "Copied",
    entry: "Entry for corrections.yml", paste: "Put it into corrections.yml beside the source and extract again. Reason and name must be filled in.",
    pair: (n, v) => `Row ${n} then has ${v}: its entry is below it.`, follows_long: (name) => `This value follows from ${name}; decide that one.`,
    shared_of: (n) => `of ${n}`, rejected: (n) => `Not published: ${n} critical checks fail. What was published before is untouched.`,
    empty_cell: "(blank)", decisions: "Decisions", findings: "Findings", findings_none: "None.", severity: { error: "error", warning: "warning", info: "note" },
    rows_at: (rows) => `Rows ${rows}`, row_at: (row) => `Row ${row}`, page_at: (page) => `Page ${page}`, table_at: (page) => `Table ${page}`, sheet_at: (page) => `Sheet ${page}`, engines: "Reading engines", engines_note: "Cells that each engine read on its own, page by page, and where they saw the same.",
    both: "all alike", alone: (names) => `${names} alone`, checks: "Checks", checks_ok: (n) => `All ${n} checks hold.`, checks_bad: (n, of) => `${n} of ${of} checks fail.`,
    check_severity: { critical: "critical", warning: "warning", info: "note" }, show_all: "Show all", notes: (n) => `Notes (${n})`, damage_kinds: "Repairs by kind of damage",
    pictures: "Pictures", weighed: "as they count towards full marks", nominal: "as printed", weigh: "Points", points_by: "Points by first and second level",
    ranks: "Rankings and target ranking", ranks_note: "1 is best. A mark at the right says why a ranking is missing.", leads: "Who leads how many points",
    leads_note: "A scoring unit's points count for each of the units that lead one of its rows.", target: "target", target_met: "target, reached", target_behind: "target, not reached yet", months: (m) => `Jan–${MONTHS[m - 1]}`, span: (a, b) => (a === b ? MONTHS[a - 1] : `${MONTHS[a - 1]}–${MONTHS[b - 1]}`), month: (m) => MONTHS[m - 1],
    missing: { not_published: "not published", blank: "blank", ambiguous: "open", null: "none" }, alone_led: "led alone", jointly: "led jointly", no_label: "label lost", open_label: "label open", unit_in_doubt: "a row in doubt may belong too",
    as_table: "As a table", order: "Order", by_seq: "as in the notice", by_gap: "farthest from target first", total: "in all", legend: "Marks", of_page: (n, i, of) => `Page ${n} (${i} of ${of})`, of_table: (n, i, of) => `Table ${n} (${i} of ${of})`, of_sheet: (n, i, of) => `Sheet ${n} (${i} of ${of})`,
    files: "Tables", made: "Made from the published tables; needs no network.", light_up: (text) => `Marked on the page: ${text}`, unit_open: (rows) => `row ${rows} may belong too`,
  },
  zh: {
    skip: "跳到表格", print: "打印", language: "English", theme: ["跟随系统", "浅色", "深色"], theme_of: "配色：",
    nav: { work: "表格", open: "未决", figures: "概况", pictures: "图示", findings: "发现", checks: "校验" }, nav_label: "本页各部分", figures: "概况", filters: "筛选", to_read: "便于阅读",
    issued: "发文日期", window: "攻坚期", source: "来源", contact: "联系邮箱", sha: "SHA-256", generation: "批次",
    published: "已发布", indicators: "项指标", values: "个值", certain: "确定", repaired: "修复或推算",
    open_cells: "未决", rows_open: (n) => `涉及${n}行`, decided: "人工决定",
    state: "总体情况", state_open: (n, rows) => (n ? `未决${n}个值，涉及${rows}行` : "没有未决的值"), state_findings: (warnings, notes) => `警告${warnings}项，提示${notes}项`,
    state_engines: (n, of) => `引擎识读一致${n}／${of}格`, state_checks: (n, of) => (n === of ? `${n}项校验全部通过` : `${of}项校验中有${of - n}项未通过`),
    sums: "分值核对", points: (n) => `${n}分`, counted: (share) => `按${share}计入`, full: "满分",
    holds: "相符", holds_not: "不符", unstated: "未写明", sum_note: "计分单元之和，对照文末说明", no_points: "本通知未写明分值。",
    open: "未决问题", open_none: "没有未决问题。", open_note: "通知本身不能确定的值，表中留空。点选单元格可查看依据并作出决定。",
    follows: (name) => `随“${name}”而定`, nothing: "无", nothing_long: "无（缺失或未印）", with_others: "与他行共享", or: " 或 ",
    work: "表格与原页", search: "搜索", search_hint: "搜索名称、单位、序号", damage: "损坏类型", lead: "责任单位", any: "不限", clear: "清除",
    all_columns: "显示全部列", shown: (n, of) => `${n}／${of}行`, cells_of: (n) => `${n}格`, no_rows: "没有符合的行，请清除筛选。",
    page: "页", zoom: "缩放", fit: "整页宽度", previous: "上一页", next: "下一页", overlay: "本页单元格，方向键移动",
    no_value: "没有从此格取值。", read_as: "该格文本", no_place: "此值在页上没有自己的单元格，仅标出所在行。",
    close: "关闭", null: "空", row: "第", printed: "原文", place_of: (p, r, c) => `第${p}页 第${r}行 第${c}列`, place_of_table: (p, r, c) => `第${p}个表格 第${r}行 第${c}列`,
    why: "原因", repairs: "修复", cost: "代价", unit_of: (n, rows, points) => `计分单元${n}：第${rows}行共${points}分`,
    unit_own: (n, points) => `计分单元${n}：${points}分`, as_printed: "页上原样", serves: "此格还用于",
    decide: "作出决定", readings: "可能的取值", costs_more: "“+”为比首选读法高出的代价", settles: "可据以判定", reason: "理由（凭据）", by: "决定人", copy: "复制", copied: "已复制",
    entry: "corrections.yml 条目", paste: "放入来源文件旁的 corrections.yml，重新提取即可。理由和决定人必须填写。",
    pair: (n, v) => `第${n}行随之为${v}，其条目附在后面。`, follows_long: (name) => `此值随“${name}”而定，请决定该项。`,
    shared_of: (n) => `共${n}`, rejected: (n) => `未发布：${n}项关键校验未通过。此前发布的文件未改动。`,
    empty_cell: "（空白）", decisions: "人工决定", findings: "发现", findings_none: "无。", severity: { error: "错误", warning: "警告", info: "提示" },
    rows_at: (rows) => `第${rows}行`, row_at: (row) => `第${row}行`, page_at: (page) => `第${page}页`, table_at: (page) => `第${page}个表格`, sheet_at: (page) => `第${page}张工作表`, engines: "识读引擎", engines_note: "各引擎分别逐页识读，下表为读法一致的单元格数。",
    both: "一致", alone: (names) => `仅 ${names}`, checks: "校验", checks_ok: (n) => `${n}项校验全部通过。`, checks_bad: (n, of) => `${of}项校验中有${n}项未通过。`,
    check_severity: { critical: "关键", warning: "警告", info: "提示" }, show_all: "显示全部", notes: (n) => `提示（${n}）`, damage_kinds: "各类损坏的修复次数",
    pictures: "图示", weighed: "按计入满分折算", nominal: "按原分值", weigh: "分值", points_by: "一级、二级指标的分值",
    ranks: "各期排名与目标排名", ranks_note: "1为最好。缺失的排名在右侧注明原因。", leads: "各责任单位牵头的分值",
    leads_note: "计分单元的分值记给牵头其任一行的各单位。", target: "目标", target_met: "目标（已达到）", target_behind: "目标（尚未达到）", months: (m) => `1–${m}月`, span: (a, b) => (a === b ? `${a}月` : `${a}–${b}月`), month: (m) => `${m}月`,
    missing: { not_published: "未公布", blank: "空白", ambiguous: "未决", null: "无" }, alone_led: "单独牵头", jointly: "共同牵头", no_label: "标签缺失", open_label: "标签未决", unit_in_doubt: "有一行归属未决",
    as_table: "以表格查看", order: "排序", by_seq: "按通知顺序", by_gap: "离目标最远者在前", total: "合计", legend: "标记", of_page: (n, i, of) => `第${n}页（${i}／${of}）`, of_table: (n, i, of) => `第${n}个表格（${i}／${of}）`, of_sheet: (n, i, of) => `第${n}张工作表（${i}／${of}）`,
    files: "数据表", made: "由已发布的数据表生成，无需联网。", light_up: (text) => `已在页上标出：${text}`, unit_open: (rows) => `第${rows}行可能也属于它`,
  },
};

// What the columns are called in English; a column without a name here goes by its own.
const COLUMN_NAMES = {
  seq: "No.", section: "Section", level1: "Level 1", level1_points: "Level 1 points", level2: "Level 2", level2_points: "Level 2 points", indicator: "Indicator",
  unit: "Unit", weight: "Weight", scoring_unit: "Scoring unit", rank_jan_jun: "Rank Jan–Jun", rank_jan_aug: "Rank Jan–Aug", rank_jan_sep: "Rank Jan–Sep",
  target: "Year-end target", target_value: "Target value", target_unit: "Target unit", target_comparator: "Target relation", target_rank: "Target rank", lead_units: "Lead units",
};

let lang = (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";

const colon = () => (lang === "zh" ? "：" : ": ");

function t(key, ...values) {
  const word = UI[lang][key];
  return typeof word === "function" ? word(...values) : word;
}
