"""Chinese for what the stages say: pattern of an English clause → its Chinese.

A clause not listed stays English.

A text is split at ``; `` and `` | ``; groups are put in as ``$1``. The report's script does the
same as ``say``.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.messages import names as chinese
from pipeline.messages.phrases_breaks import BREAKS

PHRASES: tuple[tuple[str, str], ...] = (
    # -- why a value is what it is
    (r"nothing printed", "未印"),
    (r"from the merged label cell above", "取自上方合并的标签格"),
    (r"the closing note states the serials of each section", "说明写明了各部分的序号范围"),
    (r"the row's own weight", "本行自有权重"),
    (r"the points of its second-level label", "取自二级标签所印分值"),
    (r"what the printed sums leave", "由所印分值之和推得"),
    (r"what the decisions on its unit's other rows leave", "由同一计分单元其他各行的决定推得"),
    (r"shares the points of its scoring unit", "与同一计分单元各行共享分值"),
    (
        r"the merged weight cell was dropped and the rankings slid left",
        "合并的权重格缺失，排名左移",
    ),
    (r'a "/" was added to fill (?:up )?(?:the|a) row', "并以“/”补足该行"),
    (r"a blank cell was pushed in", "插入了一个空格"),
    (r"a cell was lost and what follows slid left", "缺失一格，其后各格左移"),
    (r"the serial was not printed", "未印序号"),
    (r"the serial stood before its label", "序号印在标签之前"),
    (r"the row slid right: a label cell too many", "多出标签格，整行右移"),
    (r"the row slid left: a label cell was dropped", "缺失标签格，整行左移"),
    (r"the row's label cell was dropped", "本行标签格缺失"),
    (r"no label is printed for this row's group", "本行所属组未印标签"),
    (r"no label is printed for this group", "本组未印标签"),
    (r"the label is spelt as most of its prints have it", "标签按多数写法统一"),
    (
        r"the tail of the label above, printed again as if it were the next",
        "上一标签的末尾被当作下一标签重复印出",
    ),
    (r"printed, or what the sums leave it: the same either way", "所印数值与分值之和推得的相同"),
    (r"alone in its group: its points", "本组仅此一行，即本组分值"),
    (r"the label stands in another column", "标签印在另一列"),
    (r"the label is printed below, on row (\d+)", "标签印在下方第$1行"),
    (r"the label is printed above, on row (\d+)", "标签印在上方第$1行"),
    (r"the printed sums place it here", "按分值之和应在此处"),
    (r"the label's place is not forced by the printed sums", "所印分值之和不足以确定标签位置"),
    (
        r"the printed sums leave open which of these units the row belongs to",
        "所印分值之和不足以确定本行属于哪个计分单元",
    ),
    (r"the printed weights of the group do not add up", "本组所印权重之和与组分值不符"),
    (r"which of them is misprinted cannot be told", "无法判定哪一个误印"),
    (
        r"its own weight, or one printed once for this row and the blank ones below",
        "可能是本行自有权重，也可能由本行与下方空白行共享",
    ),
    (r"its own weight, or a share of its group's", "可能是本行自有权重，也可能与本组各行共享"),
    (
        r"its own weight was lost, or it shares with its neighbours: the printed sums leave both",
        "可能本行自有权重缺失，也可能与相邻各行共享：所印分值之和不足以确定",
    ),
    (r"the target takes the row's unit, and that is in doubt", "目标取本行单位，而单位存疑"),
    (r"the weight cell was lost", "权重格缺失"),
    (r"the points its group leaves", "取本组剩余分值"),
    (
        r"the section's total leaves points for a group whose label is not printed",
        "部分总分表明另有一组未印标签",
    ),
    (r"the serials before and after leave only this one", "前后序号只容此号"),
    (r"the cell repeats the row's own name: no label", "该格重复三级指标名，不是标签"),
    (
        r"spaces and line breaks that touch Chinese text are wraps or style",
        "与中文相邻的空格和换行属于版式",
    ),
    (r"(\d+) readings of the row are within the margin: (.*)", "该行有$1种读法难以取舍：$2"),
    (r"the form has no such column", "表中无此列"),
    (r"the notice has no ranking for this period", "通知无此期排名"),
    (r"the notice states no (?:sections|points)", "通知未写明"),
    (r"no ranking is printed but '(.*)'", "所印不是排名，而是“$1”"),
    (r"two numbers", "有两个数字"),
    (r"alone in its group: its points", "组内仅此一行，取组分值"),
    (r"as printed", "按原文"),
    (r"(\w+): (.*) \(decided by (.*)\)", "$1：$2（决定人：$3）"),
    (r"(.*) \(decided by (.*)\)", "$1（决定人：$2）"),
    (r"no unit is named", "未写责任单位"),
    (r"a space may part two units or be a wrap within one", "空格可能分隔两个单位，也可能只是换行"),
    (r"number without a unit", "数字无单位"),
    (r"negated", "表述为未达到"),
    (r"approximate", "约数"),
    (r"words only", "仅有文字"),
    (r"one cell over rows ([\d-]+)", "第$1行合并为一格"),
    (r"they share its points", "共享其分值"),
    (r"the printed weight does not add up", "所印权重之和与组分值不符"),
    (r"it is printed in finer parts than the sums bear out", "所印小数位与分值之和不符"),
    # -- rows that are no indicators
    (
        r"'(.*)' heads no row: a sum of nothing, or a task without a serial of its own",
        "“$1”下无任何行：或为空小计，或为无序号的任务",
    ),
    (r"'(.*)' is read as a sum and no indicator", "“$1”按合计行处理，不作指标"),
    (r"it has no serial, and other cells or no word for it", "该行无序号，但另有内容或无合计字样"),
    (
        r"'(.*)' states ([\d.]+), the rows ([\d-]+) print ([\d.]+)",
        "“$1”载明$2分，第$3行所印之和为$4分",
    ),
    (r"'(.*)' heads the rows below", "“$1”是下方各行的标题"),
    (r"no indicator", "不是指标"),
    (
        r"'(.*)' is one cell over the row: no indicator, and no heading that is known",
        "“$1”为通栏一格：不是指标，也不是已知的标题",
    ),
    (
        r"the row '(.*)' has no serial, and those around it run on without it: it is in no table but cells",
        "“$1”一行无序号，而前后序号连续：该行仅见于原始单元格",
    ),
    (
        r"the form has no column of serials: rows go by their number in the table",
        "表中无序号列：以行次为序号",
    ),
    (
        r"no serial is a number \('(.*)'\): rows go by their number in the table",
        "序号均非数字（“$1”）：以行次为序号",
    ),
    (r"the serials begin again at '(.*)'", "序号自“$1”重新开始"),
    (r"the row goes by its number, (\d+)", "该行以行次$1为序号"),
    # -- what would decide
    (
        r"which of the group's weights is misprinted: its points in another copy of the table, or those of any other "
        r"row that is open with it",
        "查明组内哪一权重误印：对照该表另一份文本中本行的分值，或与其同为未决的任一行的分值",
    ),
    (
        r"whether the printed weight is one cell over the rows below: the rules of the original page, or the points of "
        r"one of those rows",
        "查明所印权重是否为下方各行合并的一格：对照原页表线，或其中任一行的分值",
    ),
    (
        r"where the label begins: the first row its cell covers on the original page, or another list of the group's "
        r"rows",
        "查明标签起于何行：对照原页该标签格所占首行，或另一份列明本组各行的材料",
    ),
    (
        r"the label that was lost, and its first row: the original page, or another list of the group's rows",
        "查明缺失的标签及其首行：对照原页，或另一份列明本组各行的材料",
    ),
    (
        r"the points of the label that holds here: once the label is known, they are",
        "查明此处所属标签的分值：标签确定，分值随之确定",
    ),
    (
        r"whether the row has points of its own: its weight cell on the original page, or the points of a row that "
        r"would share with it",
        "查明本行是否自有分值：对照原页本行权重格，或可能与其共享的一行的分值",
    ),
    (
        r"the target as its lead unit has it, or another copy of the table",
        "以责任单位掌握的目标，或该表另一份文本为准",
    ),
    (r"the ranking aimed at in another copy of the table", "该表另一份文本中的目标排名"),
    (
        r"where one unit's name ends: the names as another row or the units themselves write them",
        "查明单位名称止于何处：对照其他行或单位自身的写法",
    ),
    (
        r"the row's rankings in another source: one of them often settles the others, since it shows which cell was "
        r"lost",
        "其他来源中本行的排名：查明其一即知缺失哪一格，其余往往随之确定",
    ),
    (
        r"the cell on the original page, or in another copy of the table",
        "原页上的该格，或该表另一份文本",
    ),
    # -- findings
    (
        r"the printed weights of rows ([\d-]+) add to (.*) under the ([\d.]+) points of '(.*)'",
        "第$1行所印权重之和为$2，而“$4”为$3分",
    ),
    (r"one of rows ([\d, ]+) is misprinted", "第$1行中有一处误印"),
    (r"target is cut off in the middle: '(.*)'", "目标文字中断：“$1”"),
    (r"(.*) is cut off in the middle: '(.*)'", "$1 文字中断：“$2”"),
    (
        r"scoring unit (\d+) \(([\d.]+) points\): rows ([\d, ]+) may belong to it",
        "计分单元$1（$2分）：第$3行可能也属于它",
    ),
    (r"one label in (\d+) spellings: (.*)", "同一标签有$1种写法：$2"),
    (r"published as '(.*)'", "发布时用“$1”"),
    (r"published as printed", "按原文发布"),
    (r"heading on page (\d+) reads '(.*)', on page (\d+) '(.*)'", "第$1页表头为“$2”，第$3页为“$4”"),
    (r"the table on page (\d+) goes on from page (\d+): (.*)", "第$1页的表接续第$2页：$3"),
    (
        r"the table on page (\d+) is not that of page (\d+): (.*)",
        "第$1页的表与第$2页不是同一张：$3",
    ),
    (r"the headings are repeated", "重复表头"),
    (r"part of the headings is repeated", "重复部分表头"),
    (r"the headings are repeated in other words", "重复表头而用语不同"),
    (r"the numbering goes on", "序号连续"),
    (r"the numbering goes on with a gap", "序号连续但有缺号"),
    (r"nothing stands between", "其间无其他内容"),
    (r"the column rules are the same", "列线相同"),
    (r"the column rules of one page are among the other's", "一页的列线包含于另一页"),
    (r"it has headings of its own", "另有表头"),
    (r"its numbering begins again", "序号重新开始"),
    (r"its columns are others", "列不同"),
    (r"it repeats no heading", "未重复表头"),
    (r"the table before ends in a total", "前表以合计结束"),
    (r"the table before ends in the middle of its page", "前表在页中结束"),
    (r"a row cut by the page break was made one", "被分页截断的一行已合并"),
    (r"(row \d+ column \d+), (.*)", "$1、$2"),
    (r"row (\d+) column (\d+)", "第$1行第$2列"),
    (r"camelot reads (\d+) cells otherwise \((.*)\)", "camelot有$1格读法不同（$2）"),
    (r"settled by the characters' own places", "以字符自身位置为准"),
    (r"the target has (.*): (.*)", "目标数值不唯一（$1）：$2"),
    (r"the lead unit '(.*)' may be '(.*)'", "责任单位“$1”可能是“$2”"),
    (
        r"the label '(.*)' ends on the next row: '(.*)' is its tail, printed again",
        "标签“$1”跨行印刷，下一行的“$2”只是它的尾部",
    ),
    (r"the label '(.*)' names no group", "标签“$1”不对应任何组"),
)

PHRASES += BREAKS

# A column that a text names.
PHRASES += tuple(chinese.COLUMNS.items())


def say(text: str) -> str:
    """A reason or a finding in Chinese."""
    whole = clause(text)
    if whole is not None:
        return whole
    marks = {"; ": "；", " | ": "／"}
    return "".join(marks.get(part) or clause(part) or part for part in re.split(r"(; | \| )", text))


def clause(text: str) -> str | None:
    """The Chinese of one clause, where somebody wrote it."""
    for pattern, words in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return _filled(words, found)
    return None


def _filled(words: str, found: re.Match[str]) -> str:
    return re.sub(r"\$(\d)", lambda place: _put_in(found[int(place[1])]), words)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), words) for pattern, words in PHRASES)


def _put_in(text: str) -> str:
    """ "35, 36" and "33-38" as Chinese writes them.

    Any other text in Chinese where it can be said.
    """
    numerals = re.fullmatch(r"[\d, -]+", text)
    return text.replace(", ", "、").replace("-", "–") if numerals else say(text)
