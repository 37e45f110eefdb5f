"""What stitching says: where tables go on over pages, what was doubted, which numbers are missing.

The ``sign`` entries are the signs of ``pipeline/stitch/signs.py`` as clauses of such a sentence.
"""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_DECISIONS: Catalogue = {
    "stitch.table-joined": Words(
        "the table on page {page} goes on from page {before}: {why:;}",
        "第{page}页的表接续第{before}页：{why:;}",
    ),
    "stitch.table-apart": Words(
        "the table on page {page} is not that of page {before}: {why:;}",
        "第{page}页的表与第{before}页不是同一张：{why:;}",
    ),
    "stitch.table-apart-doubtful": Words(
        "the table on page {page} is not that of page {before}: {why:;}; it may be, since "
        "{against:;}; it begins with {first!q}",
        "第{page}页的表与第{before}页不是同一张：{why:;}；但也可能是，因为{against:;}；"
        "其首行为{first!q}",
    ),
    "stitch.table-joined-doubtful": Words(
        "the table on page {page} was taken as that of page {before}; it may be another one, since "
        "{against:;}; it begins with {first:/}",
        "第{page}页的表视为第{before}页之续表；也可能是另一张，因为{against:;}；"
        "其首行为“{first:/}”",
    ),
    "stitch.row-joined-doubtful": Words(
        "the row at the top of page {page} was taken as the rest of the row above it; it may be a "
        "row of its own, since {against:;}; above the break: {above:/}; below: {below:/}",
        "第{page}页首行视为上页末行的余下部分；也可能是独立的一行，因为{against:;}；"
        "分页上方：{above:/}；下方：{below:/}",
    ),
    "stitch.row-apart-doubtful": Words(
        "the row at the top of page {page} was taken as a row of its own; it may be the rest of "
        "the row above it, since {against:;}; above the break: {above:/}; below: {below:/}",
        "第{page}页首行视为独立的一行；也可能是上页末行的余下部分，因为{against:;}；"
        "分页上方：{above:/}；下方：{below:/}",
    ),
    "stitch.cell-joined-doubtful": Words(
        "the cell in column {column} at the top of page {page} was taken as the rest of the merged "
        "cell above it; it may be a cell of its own, since {against:;}; above the break: "
        "{above:/}; below: {below:/}",
        "第{page}页首行第{column}列的单元格视为上页合并单元格的余下部分；也可能是独立的单元格，"
        "因为{against:;}；分页上方：{above:/}；下方：{below:/}",
    ),
    "stitch.cell-apart-doubtful": Words(
        "the cell in column {column} at the top of page {page} was taken as a cell of its own; it "
        "may be the rest of the merged cell above it, since {against:;}; above the break: "
        "{above:/}; below: {below:/}",
        "第{page}页首行第{column}列的单元格视为独立的单元格；也可能是上页合并单元格的余下部分，"
        "因为{against:;}；分页上方：{above:/}；下方：{below:/}",
    ),
    "stitch.little-speaks": Words("little speaks for either", "两者均无明显依据"),
    "stitch.page-between": Words(
        "page {page} between them without text", "其间的第{page}页没有文字"
    ),
    "stitch.pages-between": Words(
        "pages {first}–{last} between them without text", "其间的第{first}–{last}页没有文字"
    ),
    "stitch.row-made-one": Words(
        "a row cut by the page break was made one", "被分页截断的一行已合并"
    ),
    "stitch.cells-go-on": Words(
        "merged cells go on in {count:column|columns} {columns}",
        "有{count}个合并单元格跨页接续（第{columns}列）",
    ),
}

_TABLE: Catalogue = {
    "stitch.heading-drift": Words(
        "heading on page {page} reads {heading!q}, on page {first_page} {first!q}",
        "第{page}页表头为{heading!q}，第{first_page}页为{first!q}",
    ),
    "stitch.page-doubled": Words(
        "page {page} shows the rows of the page before again; if they were printed once, get the "
        "file again",
        "第{page}页与前一页各行完全相同；如原件只印一次，请重新获取文件",
    ),
    "stitch.numbering-begins": Words(
        "the numbered column begins with {number} on page {page}: {missing} missing, if it is its "
        "beginning",
        "第{page}页的序号列自{number}开始：若此处即为开头，则缺{missing}",
    ),
    "stitch.numbering-gap": Words(
        "the numbered column jumps from {number} to {next} {place}: {missing} missing",
        "{place}，序号列由{number}跳至{next}：缺{missing}",
    ),
    "stitch.numbering-gap-lost": Words(
        "the numbered column jumps from {number} to {next} {place}: {missing} missing; rows are "
        "lost, get the file again",
        "{place}，序号列由{number}跳至{next}：缺{missing}；有行缺失，请重新获取文件",
    ),
    "stitch.numbering-twice": Words(
        "the numbered column prints {number} twice {place}", "{place}，序号列重复出现{number}"
    ),
    "stitch.numbering-back": Words(
        "the numbered column goes back from {number} to {next} {place}",
        "{place}，序号列由{number}退回到{next}",
    ),
    "stitch.numbering-back-doubled": Words(
        "the numbered column goes back from {number} to {next} {place}; rows stand twice or pages "
        "are out of order, get the file again",
        "{place}，序号列由{number}退回到{next}；或有行重复，或页序错乱，请重新获取文件",
    ),
    "stitch.on-page": Words("on page {page}", "第{page}页内"),
    "stitch.between-pages": Words(
        "between pages {before} and {page}", "第{before}页与第{page}页之间"
    ),
}

_ATTACHMENT: Catalogue = {
    "stitch.several-tables": Words(
        "{count} tables on pages {pages} are on the form {form}",
        "第{pages}页的{count}张表均符合表式{form}",
        do="choose one with --table {numbers:or}",
        do_zh="请用 --table {numbers:or} 选定一张",
    ),
    "stitch.no-such-table": Words(
        "no table {number}: there {count:is|are} {count} {count:table|tables}",
        "没有第{number}张表：共{count}张",
        do="the command tables lists them",
        do_zh="可用 tables 命令查看各表",
    ),
    "stitch.same-table-twice": Words(
        "pages {page} and {again} hold the same table twice",
        "第{page}页与第{again}页是同一张表，出现了两次",
        do="split the file",
        do_zh="请将文件拆分",
    ),
    "stitch.no-table": Words(
        "no ruled table",
        "没有带框线的表格",
        do="is this the right document?",
        do_zh="请核对文件是否有误",
    ),
    "stitch.no-table-damaged": Words("no ruled table; {damage}", "没有带框线的表格；{damage}"),
    "stitch.other-form": Words(
        "no table is on the form {form}: the largest, on page {page}: {why}",
        "没有符合表式{form}的表格：其中最大的一张（第{page}页）：{why}",
        do="type notice-pipeline extract {file} --draft, or name its spec with --spec "
        "(docs/forms.md)",
        do_zh="请键入 notice-pipeline extract {file} --draft，或用 --spec 指定其表式说明"
        "（见 docs/forms.md）",
    ),
    "stitch.other-form-damaged": Words(
        "no table is on the form {form}: the largest, on page {page}: {why}",
        "没有符合表式{form}的表格：其中最大的一张（第{page}页）：{why}",
        do="type notice-pipeline extract {file} --draft, or name its spec with --spec "
        "(docs/forms.md); {damage}",
        do_zh="请键入 notice-pipeline extract {file} --draft，或用 --spec 指定其表式说明"
        "（见 docs/forms.md）；{damage}",
    ),
    "stitch.at": Words("{place}: {what}", "{place}：{what}"),
}

_TABLE_SIGNS: Catalogue = {
    "stitch.sign-same-rules": Words("the column rules are the same", "列线相同"),
    "stitch.sign-some-rules": Words(
        "the column rules of one page are among the other's", "一页的列线包含于另一页"
    ),
    "stitch.sign-other-columns": Words("its columns are others", "列不同"),
    "stitch.sign-no-heading-repeated": Words("it repeats no heading", "未重复表头"),
    "stitch.sign-headings-whole": Words("the headings are repeated", "重复表头"),
    "stitch.sign-headings-part": Words("part of the headings is repeated", "重复部分表头"),
    "stitch.sign-headings-reworded": Words(
        "the headings are repeated in other words", "重复表头而用语不同"
    ),
    "stitch.sign-headings-other": Words("it has headings of its own", "另有表头"),
    "stitch.sign-first-heading-differs": Words(
        "what its rows are named by is another heading", "首列表头不同"
    ),
    "stitch.sign-unit-line": Words(
        "a unit or caption stands above it: {about!q}", "其上另有单位或标题{about!q}"
    ),
    "stitch.sign-numbers-on": Words("the numbering goes on", "序号连续"),
    "stitch.sign-numbers-jump": Words("the numbering goes on with a gap", "序号接续但有缺号"),
    "stitch.sign-numbers-restart": Words("its numbering begins again", "序号重新开始"),
    "stitch.sign-text-between": Words("text stands between: {about!q}", "其间有文字{about!q}"),
    "stitch.sign-caption": Words("the caption {about!q} says so", "标题{about!q}表明接续"),
    "stitch.sign-nothing-between": Words("nothing stands between", "其间无其他内容"),
    "stitch.sign-total": Words("the table before ends in a total", "前表以合计结束"),
    "stitch.sign-short": Words(
        "the table before ends in the middle of its page", "前表在页面中部即已结束"
    ),
    "stitch.sign-siblings": Words(
        "tables that begin like it stand under one another on one page", "同页有多张开头相同的表"
    ),
    "stitch.sign-untitled": Words(
        "others that begin like it have a title, and it has none", "开头相同的表各有标题而此表没有"
    ),
    "stitch.sign-page-again": Words("it is the same page again", "与前页完全相同"),
    "stitch.sign-form-again": Words("it is the same form with other values", "同一表格另填一份"),
}

_ROW_SIGNS: Catalogue = {
    "stitch.sign-prior": Words("rows of this table are rarely cut", "本表的行很少被分页截断"),
    "stitch.sign-blanks": Words("the blanks on both sides", "分页两侧的空白格"),
    "stitch.sign-serials": Words("both rows have a number of their own", "两行各有序号"),
    "stitch.sign-form-full": Words(
        "the other tables like it have no row more", "同类表都没有更多的行"
    ),
    "stitch.sign-form-row": Words("the other tables like it have one row more", "同类表都多一行"),
    "stitch.sign-serial-blank": Words(
        "the numbering goes on without the row", "序号越过该行而连续"
    ),
    "stitch.sign-last-serial-blank": Words("every other row has a number", "其他各行都有序号"),
    "stitch.sign-serial-lost": Words(
        "the row after it is numbered as if it counted", "下一行的序号把该行计入"
    ),
    "stitch.sign-odd-height": Words("a row lower than any whole row", "有一行比任何完整的行都矮"),
    "stitch.sign-room-below": Words(
        "the text above has room for more lines", "上方单元格尚可容下更多行"
    ),
    "stitch.sign-room-in-rest": Words(
        "the row below is taller than its text", "下方一行的高度超过其文字所需"
    ),
    "stitch.sign-page-not-full": Words("the page has room for more lines", "该页尚可容下更多行"),
    "stitch.sign-open-break": Words("no rule closes the row at the break", "分页处该行没有横线"),
    "stitch.sign-closed-break": Words("a rule closes the row at the break", "分页处该行有横线"),
    "stitch.sign-not-data": Words("words stand where the column holds numbers", "数字列中出现文字"),
    "stitch.sign-other-outline": Words("the cells stand in other columns", "单元格所在列不同"),
}

_TEXT_SIGNS: Catalogue = {
    "stitch.sign-bracket": Words("a bracket is open at the break", "括号在分页处未闭合"),
    "stitch.sign-no-beginning": Words(
        "the text below begins with a sign that nothing begins with",
        "下方文字以不能用于句首的符号开头",
    ),
    "stitch.sign-known-whole": Words("the text stands elsewhere by itself", "该文字在别处单独出现"),
    "stitch.sign-known-joined": Words("both together stand elsewhere", "两者合起来在别处出现"),
    "stitch.sign-pair": Words(
        "the letters that meet stand together elsewhere", "相接的字在别处相连"
    ),
    "stitch.sign-entry": Words("a sign stands alone", "其一只是符号"),
    "stitch.sign-other-kind": Words("one of them is no number", "其一不是数字"),
    "stitch.sign-number-cut": Words("only both together are a number", "合起来才是一个数"),
    "stitch.sign-numbers-whole": Words("two whole numbers", "各是一个完整的数"),
    "stitch.sign-shape-joined": Words(
        "only both together look like the others of the column", "合起来才与本列其他内容同形"
    ),
    "stitch.sign-shape-each": Words(
        "each looks like the others of the column", "各自与本列其他内容同形"
    ),
    "stitch.sign-ends-stop": Words("the text above ends with a full stop", "上方文字以句号结束"),
    "stitch.sign-ends-closed": Words("the text above ends with a bracket", "上方文字以右括号结束"),
    "stitch.sign-ends-comma": Words("the text above ends with a comma", "上方文字以逗号结束"),
    "stitch.sign-ends-colon": Words("the text above ends with a colon", "上方文字以冒号结束"),
    "stitch.sign-ends-dash": Words("the text above ends with a dash", "上方文字以横线结束"),
    "stitch.sign-ends-open": Words(
        "the text above ends with an opening bracket", "上方文字以左括号结束"
    ),
    "stitch.sign-ends-hyphen": Words("the text above ends with a hyphen", "上方文字以连字符结束"),
    "stitch.sign-ends-other": Words("how the text above ends", "上方文字的结尾方式"),
    "stitch.sign-begins-small": Words(
        "the text below begins with a small letter", "下方文字以小写字母开头"
    ),
    "stitch.sign-begins-large": Words(
        "the text below begins with a capital letter", "下方文字以大写字母开头"
    ),
    "stitch.sign-begins-item": Words(
        "the text below begins with a number of its own", "下方文字自带编号"
    ),
    "stitch.sign-begins-no-item": Words(
        "the text below begins without a number, unlike the others",
        "下方文字不像其他各项那样带编号",
    ),
    "stitch.sign-fits-above": Words(
        "the text below had room on the line above", "下方文字在上一行尚有位置"
    ),
    "stitch.sign-line-full": Words("the line above is full", "上方末行已满"),
}

_CELL_SIGNS: Catalogue = {
    "stitch.sign-open-rule": Words("no rule closes the cell at the break", "分页处该格没有横线"),
    "stitch.sign-same-text": Words("the text is printed on both sides", "两侧印有相同文字"),
    "stitch.sign-fills": Words(
        "the text above fills its cell from top to bottom", "上方文字占满单元格"
    ),
    "stitch.sign-both-tall": Words("both cover several rows", "两者都跨多行"),
    "stitch.sign-tall-blank": Words("a blank cell covers several rows", "空白格跨多行"),
    "stitch.sign-never-merged": Words("no cell of the column is merged", "本列没有合并单元格"),
    "stitch.sign-text-below": Words(
        "only the cell below has text, and the column has blank cells of their own",
        "仅下方有文字，而本列另有独立的空白格",
    ),
    "stitch.sign-outer-begins": Words(
        "a cell of a column left of it begins below the break", "左侧列的单元格在换页处另起"
    ),
    "stitch.sign-merged-habit": Words(
        "how often cells of the column are merged or blank", "本列单元格合并与空白的情形"
    ),
}

STITCH: Catalogue = {
    **_DECISIONS,
    **_TABLE,
    **_ATTACHMENT,
    **_TABLE_SIGNS,
    **_ROW_SIGNS,
    **_TEXT_SIGNS,
    **_CELL_SIGNS,
}
