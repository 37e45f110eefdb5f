"""What is said of page images and of reading them."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_INSTALL = "install what reads images: make scan, or pip install 'notice-pipeline[scan]'"
_INSTALL_ZH = "请安装图像识别组件：make scan，或pip install 'notice-pipeline[scan]'"

SCAN: Catalogue = {
    "scan.not-installed": Words(
        "its pages are images, and what recognises text in images is not installed",
        "页面为图像，而图像识别组件尚未安装",
        _INSTALL,
        _INSTALL_ZH,
    ),
    "scan.page-not-recognised": Words(
        f"page {{page}} is an image and was not read; {_INSTALL}",
        f"第{{page}}页为图像，未能识读；{_INSTALL_ZH}",
    ),
    "scan.table-not-recognised": Words(
        f"page {{page}} shows a table in a picture, which was not read; {_INSTALL}",
        f"第{{page}}页的图片中有表格，未能识读；{_INSTALL_ZH}",
    ),
    "scan.table-in-picture": Words(
        "page {page} has text and shows {count} {count:table|tables} in a picture, which "
        "{count:was|were} recognised",
        "第{page}页除文字外，图片中有{count}个表格，已按图像识读",
    ),
    "scan.layer-not-used": Words(
        "page {page} is a picture under which another program left {count} recognised characters; "
        "it was recognised anew, and these were not used",
        "第{page}页为图片，其下有其他程序识别的{count}个字符；该页已重新识读，未采用这些字符",
    ),
    "scan.image-damaged": Words(
        "the image is damaged or truncated",
        "图像损坏或不完整",
        "get the file again",
        "请重新获取文件",
    ),
    "scan.many-pixels": Words(
        "an image of {across:,} by {down:,} pixels, more than {most} million",
        "图像为{across:,}×{down:,}像素，超过{most}百万像素",
        "scan it at 300 dpi",
        "请按300 dpi扫描",
    ),
    "scan.folder-entries": Words(
        "a directory with more than {most:,} entries",
        "文件夹中的项目超过{most:,}个",
        "put the page images into a directory of their own",
        "请将页面图像单独放入一个文件夹",
    ),
    "scan.folder-order": Words(
        "the pages are the images {names}, in this order",
        "页面依次为图像{names}",
    ),
    "scan.folder-same-number": Words(
        "the images {names} have one page number, and each is read as a page; "
        "take out what is there twice",
        "图像{names}的页码相同，已各按一页识读；如有重复请删去",
    ),
    "scan.folder-left-out": Words(
        "{count} {count:file|files} in the folder {count:is|are} no {count:page image|page images} "
        "and {count:was|were} not read: {names}",
        "文件夹中有{count}个文件不是页面图像，未予识读：{names}",
    ),
    "scan.no-text": Words(
        "no text is found in the image",
        "图像中没有识别到文字",
        "check that it shows the notice",
        "请确认图像内容为通知",
    ),
    "scan.unruled": Words(
        "page {page}: {count} lines stand in {columns} columns without ruled lines between them "
        "and are read as text, not as a table ({quote}); draw the lines between rows and columns "
        "on the page and scan it again, or get an edition with text",
        "第{page}页：有{count}行文字排成{columns}栏而没有框线，只按文字识读，未作为表格（{quote}）；"
        "请在行、栏之间画线后重新扫描，或索取文字版",
    ),
    "scan.low-resolution": Words(
        "page {page} is an image of {dpi} dpi, in which small print is read less surely; "
        "scan it at 300 dpi",
        "第{page}页为{dpi} dpi的图像，小字识别把握较低；请按300 dpi重新扫描",
    ),
    "scan.cell-in-doubt": Words(
        "the cell reads either {readings:or}",
        "单元格的读法不一：{readings:or}",
    ),
    "scan.sealed": Words(
        "page {page}: a seal lies over {count} {count:cell|cells} in the table's "
        "rows {rows:rows} (from 0), and what is printed beneath cannot be read for certain; scan "
        "it in colour, at 300 dpi",
        "第{page}页：表中第{rows:rows}行（首行为0）有{count}个单元格被印章遮盖，其下文字无法确认；"
        "请用彩色、300 dpi重新扫描",
    ),
    "scan.sealed-lines": Words(
        "page {page}: a seal lies over {count} {count:line|lines} of text, which "
        "cannot be read for certain; scan it in colour, at 300 dpi",
        "第{page}页：有{count}行文字被印章遮盖，无法确认；请用彩色、300 dpi重新扫描",
    ),
    "scan.words-in-doubt": Words(
        "page {page}: {count} cells of words read in two ways each, in the table's rows "
        "{rows:rows} (from 0); {worst:;}",
        "第{page}页：表中第{rows:rows}行（首行为0）有{count}个文字单元格读法不一；{worst:;}",
    ),
    "scan.table-in-doubt": Words(
        "page {page}: {doubtful} of {count} cells read in two ways, in the table's rows "
        "{rows:rows} (from 0); the picture or its lines look wrong: scan it straight, at 300 dpi "
        "and without a shadow; {worst:;}",
        "第{page}页：表中第{rows:rows}行（首行为0）的{count}个单元格中有{doubtful}个读法不一，"
        "图像或框线可能有误：请放平、按300 dpi、无阴影重新扫描；{worst:;}",
    ),
    "scan.words-settled": Words(
        "page {page}: {count} {count:cell|cells} of words {count:is|are} read in two ways, and of "
        "each one reading stands elsewhere in its column and is taken; {cells:;}",
        "第{page}页：有{count}个文字单元格读法不一，其中一种读法在同栏别处出现，已采用；{cells:;}",
    ),
    "scan.cell-quoted": Words(
        "row {row}, column {col}: {readings:or}",
        "第{row}行第{col}列：{readings:or}",
    ),
    "scan.lines-in-doubt": Words(
        "page {page}: {count} lines of words read in two ways each: {lines:;}",
        "第{page}页：有{count}行文字读法不一：{lines:;}",
    ),
    "scan.readings": Words("{readings:or}", "{readings:or}"),
    "scan.reading": Words("{text!q} ({witness})", "{text!q}（{witness}）"),
    "scan.line-in-doubt": Words(
        "page {page}: a line reads either {readings:or}",
        "第{page}页：有一行的读法不一：{readings:or}",
    ),
}
