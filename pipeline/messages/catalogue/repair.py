"""What is said of the repair."""

from __future__ import annotations

from pipeline.damage.kinds import KINDS
from pipeline.messages.words import Catalogue, Words


def _of_damage() -> Catalogue:
    """What is said of each kind of damage, as its record has it."""
    found: Catalogue = {}
    for kind in KINDS.values():
        if kind.said and kind.said.en:
            found[kind.said.code] = Words(kind.said.en, kind.said.zh)
    return found


# Why a value is what it is, besides damage.
ROWS: Catalogue = {
    "repair.serial-forced": Words(
        "the serials before and after leave only this one",
        "前后序号只容此号",
    ),
    "repair.nothing-printed": Words(
        "nothing printed",
        "未印",
    ),
    "repair.as-printed": Words(
        "as printed",
        "按原文",
    ),
    "repair.together": Words(
        "{clauses:;}",
        "{clauses:;}",
    ),
    "repair.read-otherwise": Words(
        "the recognisers read the image of the cell differently",
        "各识别引擎对该单元格图像读法不一",
    ),
    "repair.reading-settled": Words(
        "of the readings {readings:or} the sums leave {value!q}",
        "在{readings:or}这几种读法中，只有{value!q}与分值之和相符",
    ),
    "repair.illegible": Words(
        "what the cell holds cannot be told from its image",
        "该单元格图像内容无法辨认",
    ),
    "repair.unfit": Words(
        "a cell of the row fits no column",
        "该行有单元格与各列均不相符",
    ),
    "repair.cells-unfit": Words(
        "row {row} of page {page}: {cells:/} fits no column; what stands there is open",
        "第{page}页第{row}行：{cells:/}与各列均不相符，相应内容待定",
        do="look at the document and decide",
        do_zh="请对照原文核定",
    ),
    "repair.close-readings": Words(
        "{count} readings of the row are within the margin: {ways:/}",
        "该行有{count}种读法难以取舍：{ways:/}",
    ),
}

WEIGHTS: Catalogue = {
    "repair.shares-points": Words(
        "shares the points of its scoring unit",
        "与同一计分单元各行共享分值",
    ),
    "repair.cell-over-rows": Words(
        "one cell over rows {first}-{last}: they share its points",
        "第{first}–{last}行合并为一格，共享其分值",
    ),
    "repair.weight-of-label": Words(
        "printed once for the rows of its label, which states as many points",
        "该权重等于其标签的分值，为标签下各行共用",
    ),
    "repair.weight-once-for-label": Words(
        "printed once for the rows of its label: every sum holds as printed",
        "为标签下各行共用，只印一次：各项分值之和与所印相符",
    ),
    "repair.weight-stated-once": Words(
        "printed once for the rows of its label: were it one row's own, two shares of the group "
        "would be stated nowhere",
        "为标签下各行共用，只印一次：若仅属一行，则该组将有两处共享分值均未写明",
    ),
    "repair.alone-in-group": Words(
        "alone in its group: its points",
        "本组仅此一行，即本组分值",
    ),
    "repair.weight-cell-lost": Words(
        "the weight cell was lost",
        "权重格缺失",
    ),
    "repair.points-left": Words(
        "the points its group leaves",
        "取本组剩余分值",
    ),
    "repair.same-either-way": Words(
        "printed, or what the sums leave it: the same either way",
        "所印数值与分值之和推得的相同",
    ),
    "repair.own-or-shared": Words(
        "its own weight, or a share of its group's",
        "可能是本行自有权重，也可能与本组各行共享",
    ),
    "repair.own-lost-or-shared": Words(
        "its own weight was lost, or it shares with its neighbours: the printed sums leave both",
        "可能本行自有权重缺失，也可能与相邻各行共享：所印分值之和不足以确定",
    ),
    "repair.weights-off": Words(
        "the printed weights of the group do not add up",
        "本组所印权重之和与组分值不符",
    ),
    "repair.misprint-unknown": Words(
        "which of them is misprinted cannot be told",
        "无法判定哪一个误印",
    ),
    "repair.finer-than-sums": Words(
        "it is printed in finer parts than the sums bear out",
        "所印小数位过细，分值之和无从印证",
    ),
}

LABELS: Catalogue = {
    "repair.label-above": Words(
        "from the merged label cell above",
        "取自上方合并的标签格",
    ),
    "repair.sums-place-it": Words(
        "the printed sums place it here",
        "按分值之和应在此处",
    ),
    "repair.likeliest-place": Words(
        "other places add up too and are less likely",
        "其他位置分值之和也相符，但可能性较小",
    ),
    "repair.label-place-open": Words(
        "the label's place is not forced by the printed sums",
        "所印分值之和不足以确定标签位置",
    ),
    "repair.label-cell-gone": Words(
        "the row's label cell was dropped",
        "本行标签格缺失",
    ),
    "repair.words-name-another": Words(
        "the words of {label!q} name row {row} and not this one",
        "标签{label!q}的用词与第{row}行相符，与本行不符",
    ),
    "repair.no-label-for-group": Words(
        "no label is printed for this group",
        "本组未印标签",
    ),
    "repair.label-unprinted": Words(
        "the section's total leaves points for a group whose label is not printed",
        "部分总分表明另有一组未印标签",
    ),
}

FOUND: Catalogue = {
    "repair.tail-printed-again": Words(
        "the label {label!q} ends on the next row: {tail!q} is its tail, printed again",
        "标签{label!q}跨行印刷，下一行的{tail!q}只是它的尾部",
    ),
    "repair.spelling": Words(
        "{spelling!q} ×{count}",
        "{spelling!q}×{count}",
    ),
    "repair.spellings": Words(
        "one label in {count} spellings: {spellings}; published as {label!q}",
        "同一标签有{count}种写法：{spellings}；发布时用{label!q}",
    ),
    "repair.label-unused": Words(
        "the label {label!q} names no group",
        "标签{label!q}不对应任何组",
    ),
    "repair.no-label": Words(
        "no label is printed for rows {rows} in {column:column}",
        "第{rows}行在{column:column}一栏未印标签",
    ),
    "repair.group-off": Words(
        "the printed weights of rows {first}-{last} add to {printed} = {total} under the {points} "
        "points of {label!q}; one of rows {rows} is misprinted",
        "第{first}–{last}行所印权重之和为{printed} = {total}，而{label!q}为{points}分；"
        "第{rows}行中有一处误印",
    ),
    "repair.unit-open": Words(
        "scoring unit {unit} ({points} points): rows {rows} may belong to it",
        "计分单元{unit}（{points}分）：第{rows}行可能也属于它",
    ),
}

ROWS_APART: Catalogue = {
    "repair.sum-of-nothing": Words(
        "{words!q} heads no row: a sum of nothing, or a task without a serial of its own",
        "{words!q}下无任何行：或为空小计，或为无序号的任务",
    ),
    "repair.section-is-task": Words(
        "{words!q} ({stated} points) heads no row and says what is to be done: a task without a "
        "serial, in sums and no indicator",
        "{words!q}（{stated}分）下无任何行而自有考核内容：为无序号的任务，列入合计表，不作指标",
    ),
    "repair.outside-total": Words(
        "{words!q} ({points} points) is read as outside {total!q}: {stated} adds up without it",
        "{words!q}（{points}分）不计入{total!q}：不含该项时合计正为{stated}分",
    ),
    "repair.sum-counted": Words(
        "{words!q} is read as a sum, but the serials around it leave one for it: it may be an "
        "indicator, or one is missing",
        "{words!q}按合计行处理，但前后序号之间尚空一号：该行可能是指标，或另缺一行",
    ),
    "repair.sum-unsure": Words(
        "{words!q} is read as a sum and no indicator; it has no serial, and other cells or no word "
        "for it",
        "{words!q}按合计行处理，不作指标；该行无序号，但另有内容或无合计字样",
    ),
    "repair.sum-off": Words(
        "{words!q} states {stated}, the rows {first}-{last} print {found}",
        "{words!q}载明{stated}分，第{first}–{last}行所印之和为{found}分",
    ),
    "repair.heading-row": Words(
        "{words!q} heads the rows below; no indicator",
        "{words!q}是下方各行的标题，不是指标",
    ),
    "repair.row-rest": Words(
        "{words!q} stands on a row without a serial and is read as the end of row {seq}",
        "{words!q}所在行无序号，读作第{seq}行的续文",
    ),
    "repair.columns-summed": Words(
        "a row without a name prints the totals of {columns} columns, which add up; no indicator",
        "无名称的一行所印为{columns}列的合计，均与各行之和相符；不是指标",
    ),
    "repair.wide-row": Words(
        "{words!q} is one cell over the row: no indicator, and no heading that is known",
        "{words!q}为通栏一格：不是指标，也不是已知的标题",
    ),
    "repair.row-unnumbered": Words(
        "the row {words!q} has no serial, and those around it run on without it: it is in no table "
        "but cells",
        "{words!q}一行无序号，而前后序号连续：该行仅见于原始单元格",
    ),
    "repair.no-serials": Words(
        "the form has no column of serials: rows go by their number in the table",
        "表中无序号列：以行次为序号",
    ),
    "repair.serials-no-numbers": Words(
        "no serial is a number ({shown!q}): rows go by their number in the table",
        "序号均非数字（{shown!q}）：以行次为序号",
    ),
    "repair.serials-again": Words(
        "the serials begin again at {shown!q}; the row goes by its number, {row}",
        "序号自{shown!q}重新开始；该行以行次{row}为序号",
    ),
}

ERRORS: Catalogue = {
    "repair.row-fits-nowhere": Words(
        "row {row} of page {page} fits the columns in no way: {cells:/}",
        "第{page}页第{row}行与各列无法对应：{cells:/}",
        do="has the form other marks (missing) or kinds than its spec says?",
        do_zh="请核对表式说明所列的缺值符号（missing）和列的种类（kind）是否与该表相符",
    ),
    "repair.rows-in-no-section": Words(
        "rows {first}–{last} are in no section: the closing note counts rows {counted}",
        "第{first}–{last}行不属于任何考核部分：说明所列序号为{counted}",
        do="look at its numbers and at the table's end",
        do_zh="请核对说明中的序号和表格末尾",
    ),
    "repair.section-without-rows": Words(
        "section {section!q}: no row has a serial from {first} to {last}",
        "考核部分{section!q}：没有序号为{first}至{last}的行",
    ),
    "repair.nothing-adds-up": Words(
        "repair: no placing of the labels adds up to the printed totals",
        "修复：标签无论置于何处，分值之和均与所印总分不符",
        do="look at the label cells",
        do_zh="请核对标签格",
    ),
    "repair.points-too-fine": Words(
        "{whose}: {points} points; labels' points are in parts of a {finest}th and no finer",
        "{whose}：{points}分；标签分值最细为1/{finest}分",
    ),
    "repair.on-row": Words(
        "page {page}, row {row}: {what}",
        "第{page}页第{row}行：{what}",
    ),
    "repair.label": Words(
        "label {label!q}",
        "标签{label!q}",
    ),
    "repair.rest-of-total": Words(
        "what the labels leave of a section's total",
        "部分总分减去各标签分值所余",
    ),
}

REPAIR: Catalogue = {**_of_damage(), **ROWS, **WEIGHTS, **LABELS, **FOUND, **ROWS_APART, **ERRORS}
