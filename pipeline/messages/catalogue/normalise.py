"""What is said of typed values, of the notice's own words about itself, and of its targets."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

# Why a value is what it is.
REASONS: Catalogue = {
    "normalise.year-of-notice": Words(
        "no year is printed; {year} is the notice's",
        "原文未写年份，按通知年份{year}年",
    ),
    "normalise.heading-row": Words(
        "printed in the row that heads it",
        "取自其上的标题行",
    ),
    "normalise.date-open": Words(
        "{printed!q} is up to the end of that time, or to the day before it",
        "{printed!q}可指该时段结束之前，也可指该时段开始之前",
    ),
    "normalise.date-year-open": Words(
        "{printed!q} prints no year, and the notice states several",
        "{printed!q}未写年份，而通知中有多个年份",
    ),
    "normalise.no-column": Words(
        "the form has no such column",
        "表中无此列",
    ),
    "normalise.no-period": Words(
        "the notice has no ranking for this period",
        "通知无此期排名",
    ),
    "normalise.section-stated": Words(
        "the closing note states the serials of each section",
        "说明写明了各部分的序号范围",
    ),
    "normalise.no-sections": Words(
        "the notice states no sections",
        "通知未写明考核部分",
    ),
    "normalise.no-points": Words(
        "the notice states no points",
        "通知未写明分值",
    ),
    "normalise.own-weight": Words(
        "the row's own weight",
        "本行自有权重",
    ),
    "normalise.label-points": Words(
        "the points of its second-level label",
        "取自二级标签所印分值",
    ),
    "normalise.left-by-sums": Words(
        "what the printed sums leave",
        "由所印分值之和推得",
    ),
    "normalise.unit-open": Words(
        "the printed sums leave open which of these units the row belongs to",
        "所印分值之和不足以确定本行属于哪个计分单元",
    ),
    "normalise.unit-of-open-points": Words(
        "the row's points are in doubt, and with them whether it is a unit of its own",
        "本行分值存疑，是否单独计分亦存疑",
    ),
    "normalise.no-ranking": Words(
        "no ranking is printed but {printed!q}",
        "所印不是排名，而是{printed!q}",
    ),
    "normalise.row-unit-open": Words(
        "the target takes the row's unit, and that is in doubt",
        "目标取本行单位，而单位存疑",
    ),
    "normalise.no-lead-unit": Words(
        "no unit is named",
        "未写责任单位",
    ),
    "normalise.space-open": Words(
        "a space may part two units or be a wrap within one",
        "空格可能分隔两个单位，也可能只是换行",
    ),
    "normalise.wrap": Words(
        "spaces and line breaks that touch Chinese text are wraps or style",
        "与中文相邻的空格和换行属于版式",
    ),
}

# Why a target's number is not taken as it stands.
TARGETS: Catalogue = {
    "normalise.target-too-long": Words(
        "too long to be a target",
        "文字过长，不像目标",
    ),
    "normalise.target-remark": Words(
        "only a remark",
        "仅有括注",
    ),
    "normalise.target-unreadable": Words(
        "unreadable number",
        "数字无法识读",
    ),
    "normalise.target-range": Words(
        "range",
        "数值为区间",
    ),
    "normalise.target-two-numbers": Words(
        "two numbers",
        "有两个数字",
    ),
    "normalise.target-negated": Words(
        "negated",
        "表述为未达到",
    ),
    "normalise.target-no-unit": Words(
        "number without a unit",
        "数字无单位",
    ),
    "normalise.target-two-bounds": Words(
        "two bounds",
        "兼有上限与下限",
    ),
    "normalise.target-approximate": Words(
        "approximate",
        "约数",
    ),
}

FOUND: Catalogue = {
    "normalise.target-numbers": Words(
        "the target has two numbers: {target}",
        "目标有两个数字：{target}",
    ),
    "normalise.lead-unit-short": Words(
        "the lead unit {name!q} may be {longer!q}; published as printed",
        "责任单位{name!q}可能是{longer!q}；按原文发布",
    ),
    "normalise.lead-unit-cut": Words(
        "the lead unit {name!q} may be cut off: {longer!q} stands elsewhere; published as printed",
        "责任单位{name!q}可能不完整：别处印作{longer!q}；按原文发布",
    ),
    "normalise.lead-unit-repeated": Words(
        "the lead unit {name!q} stands twice in one cell: one may belong to another row",
        "责任单位{name!q}在一格中出现两次：其一可能属于别行",
    ),
    "normalise.blank-beside-two": Words(
        "{column:column} of row {blank} is blank beside {printed!q} on row {seq}: part of that may "
        "belong to it",
        "第{blank}行{column:column}为空，而第{seq}行印有{printed!q}：其中一部分可能属于第{blank}行",
    ),
    "normalise.word-cut": Words(
        "{column:column} {text!q} may be cut off: {last!q} stands before {after!q} everywhere else "
        "in the document; published as printed",
        "{column:column}{text!q}可能不完整：本文件别处{last!q}之后均为{after!q}；按原文发布",
    ),
    "normalise.ranking-open": Words(
        "the ranking of {start} to {end} ({column}) may be {ranks}",
        "{start}至{end}的排名（{column}）可能为{ranks}",
    ),
    "normalise.either": Words(
        "{one} or {other}",
        "{one}或{other}",
    ),
    "normalise.lost-or-none": Words(
        "lost or none",
        "缺失或未印",
    ),
    "normalise.number-parted": Words(
        "the target {target!q} has a space within digits: one number that was wrapped, or two",
        "目标{target!q}的数字之间有空格：可能是一个数换行，也可能是两个数",
    ),
    "normalise.target-rank-unread": Words(
        "the target's ranking is no number and no words: {printed!q}",
        "目标排名既非名次，也非文字说明：{printed!q}",
    ),
    "normalise.ranking-unread": Words(
        "the ranking of {start} to {end} is neither a rank nor a known mark: {printed!q}",
        "{start}至{end}的排名既非名次，也非已知符号：{printed!q}",
    ),
    "normalise.mark-unknown": Words(
        "the closing note marks rankings not published with {mark!q}; add it to missing.rank of "
        "the spec",
        "说明以{mark!q}表示未公布的排名；请将其加入表式说明的missing.rank",
    ),
    "normalise.sections-missing": Words(
        "the closing note states no sections: totals cannot be checked",
        "说明未写明各考核部分：合计无从核对",
    ),
    "normalise.text-off": Words(
        "the points within the row's texts are {printed} = {stated}, its own are {found}",
        "行内各分项分值{printed} = {stated}分，与该行分值{found}分不符",
    ),
    "normalise.total-off": Words(
        "{printed!q} states {stated} for all rows, they print {found}",
        "{printed!q}载明合计为{stated}，各行所印之和为{found}",
    ),
    "normalise.full-marks-off": Words(
        "the sections add to {total}, the note says {stated}",
        "各部分折算后合计为{total}分，而说明载明满分为{stated}分",
    ),
}

EXTRAS: Catalogue = {
    "normalise.extra-unread": Words(
        "{column}: {printed!q} is not one value; its text is published alone",
        "{column}：{printed!q}不是单一的值，只发布原文",
    ),
    "normalise.dates-without-year": Words(
        "{column}: {count} {count:row prints|rows print} a date without a year, and the notice "
        "states none; the dates are null, their text is published",
        "{column}：{count}行的日期未写年份，通知也未载明年份，日期留空，只发布原文",
    ),
    "normalise.unit-of-table": Words(
        "the unit above the table, {unit}, is that of {columns}",
        "表上方所注单位“{unit}”用于{columns}",
    ),
    "normalise.unit-not-of-column": Words(
        "the unit above the table, {unit}, is not that of {columns}, whose headings say otherwise; "
        "their figures are without unit",
        "表上方所注单位“{unit}”不用于{columns}，其表头另有所指，数值不带单位",
    ),
    "normalise.units-several": Words(
        "several units stand above the table, {units}; which of them is that of {columns} is told "
        "nowhere, their figures are without unit",
        "表上方注有多个单位（{units}），未说明{columns}各用哪个，数值不带单位",
    ),
    "normalise.not-published": Words(
        "the column {heading!q} is not published; its cells are in the table cells",
        "{heading!q}一列未发布，其内容见原始单元格表",
    ),
}

ERRORS: Catalogue = {
    "normalise.section-unknown": Words(
        "closing note: the section {label!q} is of no kind the spec knows",
        "说明：{label!q}不属于表式说明所列的任何考核部分",
        do="add it to the spec",
        do_zh="请将其加入表式说明",
    ),
    "normalise.sections-apart": Words(
        "closing note: sections {one!q} and {other!q} do not follow on one another",
        "说明：{one!q}与{other!q}的序号不相衔接",
    ),
    "normalise.pattern-no-number": Words(
        "closing note: the spec's pattern takes {found!q:.60} for {group}",
        "说明：表式说明的匹配式把{found!q:.60}当作{group}",
        do="let it match digits only",
        do_zh="请使其只匹配数字",
    ),
    "normalise.too-many-points": Words(
        "closing note: {stated} points in a section, more than {most:,}",
        "说明：一个考核部分有{stated}分，超过{most:,}分",
        do="mend the note",
        do_zh="请改正说明",
    ),
    "normalise.too-many-rows": Words(
        "closing note: {stated} rows in a section, more than {most:,}",
        "说明：一个考核部分有{stated}行，超过{most:,}行",
        do="mend the note",
        do_zh="请改正说明",
    ),
    "normalise.year-unknown": Words(
        "the year of the ranking headed {heading!q} is stated nowhere, neither in the headings nor "
        "above the table",
        "表头为{heading!q}的排名未写明年份，表头和表前文字中均无",
        do="write it into the spec, like period: 2023年1-6月",
        do_zh="请写入表式说明，如 period: 2023年1-6月",
    ),
}

NORMALISE: Catalogue = {**REASONS, **TARGETS, **FOUND, **EXTRAS, **ERRORS}
