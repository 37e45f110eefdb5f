"""What is said of the kinds of documents, and of reading DOCX and HTML."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_GIVE = "give a PDF, DOCX, HTML, XLSX or Markdown file, or a UTF-8 transcription"
_GIVE_ZH = "请提供PDF、DOCX、HTML、XLSX、Markdown文件或UTF-8文本转录"
_CONVERT = "convert it to a PDF, DOCX, HTML, XLSX or Markdown file, or to a UTF-8 transcription"
_CONVERT_ZH = "请转换为PDF、DOCX、HTML、XLSX、Markdown文件或UTF-8文本转录"

EDITIONS: Catalogue = {
    "editions.empty": Words("empty file", "文件为空", _GIVE, _GIVE_ZH),
    "editions.folder": Words(
        "a directory without page images (PNG, JPEG, TIFF)",
        "文件夹中没有页面图像（PNG、JPEG、TIFF）",
        "name a document in it",
        "请指定其中的文件",
    ),
    "editions.device": Words(
        "not a file but a device or a pipe", "不是文件而是设备或管道", "name a file", "请指定文件"
    ),
    "editions.missing": Words("no such file", "没有这个文件", "name a document", "请指定文件"),
    "editions.unreadable": Words(
        "cannot be read ({reason})", "无法读取（{reason}）", "check its permissions", "请检查权限"
    ),
    "editions.other-kind": Words(
        "not a document of a kind that is read but {found}",
        "不是能读取的文件，而是{found}",
        _CONVERT,
        _CONVERT_ZH,
    ),
    "editions.unknown-kind": Words(
        "not a document of a kind that is read", "不是能读取的文件", _CONVERT, _CONVERT_ZH
    ),
    "editions.gif": Words("a GIF image", "GIF图像"),
    "editions.gzip": Words("a gzip archive", "gzip压缩包"),
    "editions.parquet": Words("a Parquet file", "Parquet文件"),
    "editions.zip": Words("a ZIP archive", "ZIP压缩包"),
    "editions.ole2": Words("an old Office document of another kind", "其他类型的旧版Office文件"),
    "editions.slides": Words("a presentation", "演示文稿"),
    "editions.ofd": Words("an OFD document", "OFD版式文件"),
    "editions.encrypted": Words(
        "the document is encrypted",
        "文件已加密",
        "save a copy without a password",
        "请另存一份不设密码的副本",
    ),
    "editions.archive-damaged": Words(
        "the archive is damaged or truncated",
        "压缩结构损坏或不完整",
        "get the file again",
        "请重新获取文件",
    ),
    "editions.archive-entries": Words(
        "the archive says it has {count:,} entries, more than {most:,}",
        "压缩结构声称有{count:,}个条目，超过{most:,}个",
        "save it anew in a word processor",
        "请用文字处理软件重新保存",
    ),
    # -- archives and XML
    "editions.part-damaged": Words(
        "{part} in it is damaged", "其中的{part}已损坏", "get the file again", "请重新获取文件"
    ),
    "editions.part-large": Words(
        "{part} in it inflates to more than {most} MB",
        "其中的{part}解压后超过{most} MB",
        "--max-stream allows more",
        "可用--max-stream放宽",
    ),
    "editions.parts-large": Words(
        "it inflates to more than {most} MB",
        "解压后超过{most} MB",
        "--max-inflated allows more",
        "可用--max-inflated放宽",
    ),
    "editions.no-main-part": Words(
        "no text of a document is in it", "其中没有正文", "get the file again", "请重新获取文件"
    ),
    "editions.document-type": Words(
        "{part} in it declares a document type, as no Office document does",
        "其中的{part}含有文档类型声明，Office文件不应有此声明",
        "get the file from its source",
        "请从来源处重新获取",
    ),
    "editions.no-html": Words(
        "nothing of the page can be read", "网页无法读取", "get the file again", "请重新获取文件"
    ),
    "editions.elements": Words(
        "more than {most:,} elements",
        "元素超过{most:,}个",
        "--max-objects allows more",
        "可用--max-objects放宽",
    ),
    "editions.nested": Words(
        "elements are nested more than {most:,} deep", "元素嵌套超过{most:,}层"
    ),
    "editions.cells": Words(
        "more than {most:,} cells", "单元格超过{most:,}个", "split it", "请拆分文件"
    ),
    "editions.rows": Words(
        "a table has more than {most:,} rows", "表格超过{most:,}行", "split it", "请拆分文件"
    ),
    "editions.columns": Words(
        "a table has more than {most:,} columns", "表格超过{most:,}列", "split it", "请拆分文件"
    ),
    # -- what a document holds besides its text
    "editions.hidden": Words(
        "the cell holds hidden text, which is not read: {text!q}",
        "单元格含隐藏文字，未读取：{text!q}",
    ),
    "editions.struck": Words(
        "text in the cell is struck through; it is read as it stands: {text!q}",
        "单元格中的文字带删除线，按原样读取：{text!q}",
    ),
    "editions.sign": Words(
        "a sign of a font without letters stands in the cell ({text})",
        "单元格含符号字体的符号（{text}）",
    ),
    "editions.field": Words(
        "a field in the cell is drawn from its code, which is not read: {text!q}",
        "单元格中的域由代码绘出，未读取：{text!q}",
    ),
    "editions.formula": Words(
        "a formula in the cell is read as one line, without powers, indices and fractions: "
        "{text!q}",
        "单元格中的公式按一行文字读取，上下标和分数线已丢失：{text!q}",
    ),
    "editions.raised": Words(
        "a digit set above or below the line reads as one number with those before it: {text!q}",
        "上标或下标数字读出后与前面的数字连成一个数：{text!q}",
    ),
    "editions.picture": Words(
        "a picture stands in the cell; what it shows is not read",
        "单元格中有图片，图中内容未读取",
    ),
    "editions.object": Words(
        "an embedded object stands in the cell; it is not read", "单元格中有嵌入对象，未读取"
    ),
    "editions.footnote": Words(
        "the cell has a footnote, whose mark is no part of its text: {text!q}",
        "单元格有脚注，注号不计入文字：{text!q}",
    ),
    "editions.covered": Words(
        "a merged cell covers text, which is not read: {text!q}",
        "合并单元格遮住了文字，未读取：{text!q}",
    ),
    "editions.nested-table": Words(
        "the cell holds a table, which is read as table {number} and not as its text: {text!q}",
        "单元格内嵌表格，作为第{number}个表格读取，不计入该格文字：{text!q}",
    ),
    "editions.box": Words(
        "a text box is anchored in the cell; it is read as text beside the table: {text!q}",
        "单元格处有文本框，其文字作为表外文字读取：{text!q}",
    ),
    "editions.ragged": Words(
        "the row has {width} {width:column|columns} where the table has {most}",
        "本行{width}列，而表格为{most}列",
    ),
    "editions.hidden-rows": Words(
        "{count} hidden {count:row is|rows are} not read", "有{count}个隐藏行未读取"
    ),
    "editions.hidden-parts": Words(
        "{count} hidden {count:row or cell|rows or cells} of the table not read, as {first!q}",
        "表中有{count}处隐藏的行或单元格未读取，如{first!q}",
    ),
    "editions.deleted-rows": Words(
        "{count} {count:row that is|rows that are} marked as deleted {count:is|are} not read",
        "有{count}个标记为删除的行未读取",
    ),
    "editions.hidden-texts": Words(
        "{count} {count:piece|pieces} of hidden text outside the tables not read, as {first!q}",
        "表外有{count}处隐藏文字未读取，如{first!q}",
    ),
    "editions.fields": Words(
        "{count} {count:field|fields} outside the tables not read, as {first!q}",
        "表外有{count}个域未读取，如{first!q}",
    ),
    "editions.objects": Words(
        "{count} embedded {count:object|objects} outside the tables not read",
        "表外有{count}个嵌入对象未读取",
    ),
    "editions.pictures": Words(
        "{count} {count:picture|pictures} outside the tables not read",
        "表外有{count}张图片未读取",
    ),
    "editions.deletions": Words(
        "{count} {count:piece|pieces} of text marked as deleted or moved away not read, as "
        "{first!q}",
        "有{count}处标记为删除或移走的文字未读取，如{first!q}",
    ),
    "editions.chunks": Words(
        "{count} embedded {count:document|documents} not read", "有{count}个嵌入文档未读取"
    ),
    # -- pages
    "editions.encoding-otherwise": Words(
        "the page declares {declared} and is read as {found}, which its bytes are",
        "网页声明编码为{declared}，而其字节为{found}，按后者读取",
    ),
    "editions.undecodable": Words(
        "{count} {count:character|characters} cannot be read in the page's encoding ({encoding})",
        "网页中有{count}个字符无法按其编码（{encoding}）读取",
    ),
    "editions.frame": Words(
        "{count} {count:text|texts} around the document not read, as menus and the site's frame: "
        "{first!q}",
        "文件以外的{count}处文字作为菜单和网站框架未读取，如{first!q}",
    ),
    "editions.small-tables": Words(
        "{count} {count:table|tables} of a single row, a single column or one long text read as "
        "text beside the tables, the first before table {before}: {first!q}",
        "有{count}个仅一行、一列或一段长文字的表格按表外文字读取，第一个在第{before}个表格之前：{first!q}",
    ),
    "editions.span-clipped": Words(
        "the cell's rows run out of the table; they end with it",
        "单元格所跨的行超出表格，截至表格末行",
    ),
    "editions.span-overlaps": Words(
        "the cell's columns run into another cell; they end before it",
        "单元格所跨的列与另一单元格重叠，截至该格之前",
    ),
    "editions.heading-joined": Words(
        "the table's heading stands in an element of its own right above it; they are one table",
        "表头与表体分为上下相接的两个元素，作为一个表格读取",
    ),
    # -- where a cell stands
    "editions.printed-in": Words(
        "printed {printed!q} in table {page}, row {row}, column {col}",
        "原文{printed!q}，在第{page}个表格第{row}行第{col}列",
    ),
    "editions.printed-at": Words("printed {printed!q} at {place}", "原文{printed!q}，在{place}"),
    "editions.there-in": Words(
        '(printed "{printed}" in table {page}, row {row}, column {col})',
        "（原文“{printed}”，在第{page}个表格第{row}行第{col}列）",
    ),
    "editions.there-at": Words(
        '(printed "{printed}" at {place})', "（原文“{printed}”，在{place}）"
    ),
    "editions.table-in-tables": Words(
        "Table {number}, table {pages} of the file: {rows} rows, {columns} columns, {headings} of "
        "headings",
        "表{number}，文件中第{pages}个表格：{rows}行，{columns}列，表头{headings}行",
    ),
    "editions.table-in-sheets": Words(
        "Table {number}, sheet {pages}: {rows} rows, {columns} columns, {headings} of headings",
        "表{number}，第{pages}张工作表：{rows}行，{columns}列，表头{headings}行",
    ),
    "editions.finding-in-table": Words(
        "{severity:severity}: {text} (table {page})",
        "{severity:severity}：{text}（第{page}个表格）",
    ),
    "editions.finding-in-sheet": Words(
        "{severity:severity}: {text} (sheet {page})",
        "{severity:severity}：{text}（第{page}张工作表）",
    ),
    "editions.hidden-tables": Words(
        "{count} hidden {count:part|parts} of the page with a table not read, as {first!q}",
        "网页中有{count}处隐藏的表格未读取，如{first!q}",
    ),
}
