"""What is said of workbooks, of Markdown, and of documents that LibreOffice converts."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_AGAIN = "get the file again"
_AGAIN_ZH = "请重新获取文件"
_ANEW = "save it anew in a spreadsheet program"
_ANEW_ZH = "请用表格软件重新保存"
_LESS = "keep the sheets with the tables and remove the rest"
_LESS_ZH = "请只保留含表格的工作表"

_ARCHIVE: Catalogue = {
    "sheets.damaged-part": Words(
        "its part {part!q} is damaged", "其中的{part!q}已损坏", _AGAIN, _AGAIN_ZH
    ),
    "sheets.missing-part": Words(
        "its part {part!q} is missing", "其中缺少{part!q}", _AGAIN, _AGAIN_ZH
    ),
    "sheets.strange-xml": Words(
        "its part {part!q} is such as no spreadsheet program writes",
        "其中的{part!q}不是表格软件所写",
        _ANEW,
        _ANEW_ZH,
    ),
    "sheets.no-workbook": Words(
        "an archive without a workbook in it", "压缩包内没有工作簿", _AGAIN, _AGAIN_ZH
    ),
}

_SHEETS: Catalogue = {
    "sheets.no-such-cell": Words(
        "{cell!q} is no cell of a sheet", "{cell!q}不是工作表的单元格", _ANEW, _ANEW_ZH
    ),
    "sheets.doubled-cell": Words(
        "cell {cell} is stored twice", "单元格{cell}存了两次", _ANEW, _ANEW_ZH
    ),
    "sheets.no-such-text": Words(
        "cell {cell} names a text that the workbook does not have",
        "单元格{cell}所引用的文本在工作簿中不存在",
        _AGAIN,
        _AGAIN_ZH,
    ),
    "sheets.too-many-cells": Words(
        "its sheets hold more than {most:,} cells", "单元格超过{most:,}个", _LESS, _LESS_ZH
    ),
    "sheets.too-many-merges": Words(
        "a sheet has more than {most:,} merged cells", "合并单元格超过{most:,}处", _LESS, _LESS_ZH
    ),
    "sheets.too-many-merged": Words(
        "merged cells cover more than {most:,} places",
        "合并单元格覆盖的位置超过{most:,}个",
        _LESS,
        _LESS_ZH,
    ),
    "sheets.too-much-text": Words(
        "its sheets display more than {most:,} characters",
        "工作表显示的文字超过{most:,}个",
        _LESS,
        _LESS_ZH,
    ),
    "sheets.table-too-long": Words(
        "a table on sheet {sheet!q} has more than {most:,} rows",
        "工作表{sheet!q}上的表格超过{most:,}行",
        _LESS,
        _LESS_ZH,
    ),
    "sheets.table-too-wide": Words(
        "a table on sheet {sheet!q} has more than {most:,} columns",
        "工作表{sheet!q}上的表格超过{most:,}列",
        _LESS,
        _LESS_ZH,
    ),
    "sheets.table-too-large": Words(
        "a table on sheet {sheet!q} makes more than {most:,} cells",
        "工作表{sheet!q}上的表格使单元格超过{most:,}个",
        _LESS,
        _LESS_ZH,
    ),
}

_NOT_DISPLAYED: Catalogue = {
    "sheets.no-grid": Words(
        "{sheet!q} is no sheet of cells and is not read", "{sheet!q}不是普通工作表，未读取"
    ),
    "sheets.hidden-sheet": Words(
        "sheet {sheet!q} is hidden and is not read", "工作表{sheet!q}已隐藏，未读取"
    ),
    "sheets.hidden-rows": Words(
        "sheet {sheet!q}: rows {rows:rows} are hidden and not read; the first text in them is "
        "{text!q}; unhide them in a copy where they belong to the table",
        "工作表{sheet!q}的第{rows:rows}行已隐藏，其中有文字，未读取，第一处为{text!q}；"
        "如属表格内容，请在副本中取消隐藏",
    ),
    "sheets.hidden-columns": Words(
        "sheet {sheet!q}: columns {columns} are hidden and not read; the first text in them is "
        "{text!q}; unhide them in a copy where they belong to the table",
        "工作表{sheet!q}的{columns}列已隐藏，其中有文字，未读取，第一处为{text!q}；"
        "如属表格内容，请在副本中取消隐藏",
    ),
    "sheets.covered": Words(
        "{place} holds {text!q} under a merged cell, which is not displayed and not read",
        "{place}的{text!q}被合并单元格遮住，未显示，未读取",
    ),
    "sheets.overlapping": Words(
        "the merged cell at {place} overlaps another and is read as single cells",
        "{place}处的合并单元格与另一处重叠，按未合并读取",
    ),
    "sheets.small-parts": Words(
        "{count} {count:part|parts} of the sheets with no table of several rows and columns read "
        "as text beside the tables, the first at {place}: {text!q}",
        "工作表中有{count}处不成多行多列表格，按表外文字读取，第一处在{place}：{text!q}",
    ),
    "sheets.text-beside": Words(
        "{place} holds {text!q} beside the table and is read as text, not as a column",
        "{place}的{text!q}在表格之外，按文字读取，不作为一列",
    ),
}

_CELLS: Catalogue = {
    "sheets.at": Words("{place}: {what}", "{place}：{what}"),
    "sheets.more": Words(
        "sheet {sheet!q}: {count:,} more cells are in doubt like those before",
        "工作表{sheet!q}另有{count:,}个单元格有类似疑问",
    ),
    "sheets.formulas": Words(
        "sheet {sheet!q}: {count:,} {count:cell is|cells are} read by the value that was stored "
        "for {count:its|their} formula, the first at {first}",
        "工作表{sheet!q}有{count:,}个单元格为公式，按所存结果读取，第一个在{first}",
    ),
    "sheets.formula-without-value": Words(
        "a formula without a stored value: what it displays is not known; open the file in a "
        "spreadsheet program and save it",
        "公式没有保存结果，无法得知显示内容；请用表格软件打开后重新保存",
    ),
    "sheets.error-value": Words("displays the error {value}", "显示错误值{value}"),
    "sheets.format-unknown": Words(
        "the number format {format!q} is not one that is rendered; the plain value {shown!q} "
        "stands instead",
        "数字格式{format!q}无法完全呈现，以普通数值{shown!q}代替",
    ),
    "sheets.format-missing": Words(
        "its number format is not in the file; the plain value {shown!q} stands instead",
        "文件中没有其数字格式，以普通数值{shown!q}代替",
    ),
    "sheets.not-displayed": Words(
        "its format displays nothing of {value!q}; the cell is read as blank",
        "按其格式不显示{value!q}，该单元格按空白读取",
    ),
    "sheets.struck": Words(
        "{value!q} is struck through and may be deleted", "{value!q}带删除线，可能已删除"
    ),
    "sheets.raised": Words(
        "a digit set above or below the line in {value!q} reads as one number with those before it",
        "{value!q}中有上标或下标数字，读出后与前面的数字连成一个数",
    ),
    "sheets.long-number": Words(
        "a spreadsheet program displays a rounded form of {value}; it stands in full",
        "表格软件以科学计数显示{value}，此处给出完整数字",
    ),
}

_MARKDOWN: Catalogue = {
    "sheets.markdown-encoding": Words(
        "not UTF-8 (line {line})",
        "不是UTF-8编码（第{line}行）",
        "save it as UTF-8",
        "请另存为UTF-8",
    ),
    "sheets.markdown-no-text": Words(
        "not text but NUL bytes in it", "不是文本，含有NUL字节", _AGAIN, _AGAIN_ZH
    ),
    "sheets.too-many-lines": Words(
        "more than {most:,} lines", "超过{most:,}行", "split it", "请拆分文件"
    ),
    "sheets.line-too-long": Words(
        "a line is longer than {most:,} characters",
        "有一行超过{most:,}个字符",
        "split it",
        "请拆分文件",
    ),
    "sheets.markdown-too-wide": Words(
        "a table has more than {most:,} columns", "有表格超过{most:,}列", "split it", "请拆分文件"
    ),
    "sheets.markdown-too-long": Words(
        "a table has more than {most:,} rows", "有表格超过{most:,}行", "split it", "请拆分文件"
    ),
    "sheets.markdown-too-many": Words(
        "its tables have more than {most:,} cells",
        "表格的单元格超过{most:,}个",
        "split it",
        "请拆分文件",
    ),
    "sheets.row-short": Words(
        "table {table}: a row has {found} cells where the heading has {expected}; blank cells are "
        "added at its end",
        "表{table}有一行只有{found}格，表头有{expected}格；已在行末补空格",
    ),
    "sheets.row-long": Words(
        "table {table}: a row has {found} cells where the heading has {expected}; the table is "
        "made wider",
        "表{table}有一行有{found}格，表头只有{expected}格；已加宽表格",
    ),
    "sheets.struck-in-table": Words(
        "table {table}: {value!q} is struck through and may be deleted",
        "表{table}的{value!q}带删除线，可能已删除",
    ),
    "sheets.formula-left": Words(
        "table {table}: the formula in {value!q} is left as it is written",
        "表{table}的{value!q}含有公式，按原样保留",
    ),
    "sheets.folded": Words(
        "table {table}: in the heading {texts} stand at several places and are read as merged "
        "cells",
        "表{table}的表头中{texts}重复出现，按合并单元格读取",
    ),
    "sheets.small-elements": Words(
        "{count} HTML {count:table|tables} of a single row, a single column or one long text read "
        "as text beside the tables, the first on line {line}: {first!q}",
        "有{count}个仅一行、一列或一段长文字的HTML表格按表外文字读取，第一个在第{line}行：{first!q}",
    ),
    "sheets.merges-not-told": Words(
        "table {table}: {count:,} {count:cell is|cells are} blank; a pipe table does not tell "
        "which belong to a merged cell",
        "表{table}有{count:,}个空白单元格；此格式不记录合并单元格，无从得知其中哪些属于合并单元格",
    ),
    "sheets.repeated": Words(
        "table {table} repeats merged cells, and {count:,} {count:cell says|cells say} the same as "
        "the one above, the first {text!q}: whether they are merged is not told",
        "表{table}会重复写出合并单元格，有{count:,}个单元格与上方相同，第一处为{text!q}：是否合并无从得知",
    ),
}

_OFFICE: Catalogue = {
    "sheets.no-libreoffice": Words(
        "{kind}, which is read by way of LibreOffice, and that is not installed",
        "是{kind}文件，需由LibreOffice转换，而LibreOffice未安装",
        "install it (apt-get install libreoffice, brew install --cask libreoffice), or save the "
        "file as DOCX or XLSX",
        "请安装（apt-get install libreoffice或brew install --cask libreoffice），"
        "或另存为DOCX或XLSX",
    ),
    "sheets.other-office": Words("an office document of another kind", "其他类型的办公文件"),
    "sheets.converted": Words(
        "{kind}: read as LibreOffice converts it", "{kind}文件：按LibreOffice转换的结果读取"
    ),
    "sheets.table-lost": Words(
        "LibreOffice reads {count} {count:table|tables} of the file as text and not as a table, "
        "the first as {text!q}; save the file as DOCX in a word processor",
        "LibreOffice将文件中的{count}个表格读成了普通文字，第一处为{text!q}；请用文字处理软件另存为DOCX",
    ),
    "sheets.not-converted": Words(
        "LibreOffice makes nothing of it",
        "LibreOffice无法转换",
        "get the file again, or save it as DOCX or XLSX",
        "请重新获取文件，或另存为DOCX或XLSX",
    ),
    "sheets.conversion-late": Words(
        "LibreOffice takes more than {seconds} s",
        "LibreOffice转换超过{seconds}秒",
        "--max-seconds allows more",
        "可用--max-seconds放宽",
    ),
    "sheets.conversion-large": Words(
        "LibreOffice makes more than {megabytes} MB of it",
        "LibreOffice转换的结果超过{megabytes}MB",
        "--max-file allows more",
        "可用--max-file放宽",
    ),
    "sheets.conversion-crashed": Words(
        "LibreOffice crashed, or needs more than {megabytes} MB",
        "LibreOffice崩溃，或所需内存超过{megabytes}MB",
        "get the file again, or allow more with --max-memory",
        "请重新获取文件，或用--max-memory放宽",
    ),
}

SHEETS: Catalogue = {
    **_ARCHIVE,
    **_SHEETS,
    **_NOT_DISPLAYED,
    **_CELLS,
    **_MARKDOWN,
    **_OFFICE,
}
