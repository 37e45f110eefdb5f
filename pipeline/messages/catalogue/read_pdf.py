"""What is said of PDFs while they are read."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_GET_AGAIN = "get the file again", "请重新获取该文件"

READ_PDF: Catalogue = {
    # -- the file as a whole
    "read.not-a-pdf": Words(
        "not a PDF (it does not begin with %PDF-)",
        "不是PDF（开头没有%PDF-）",
        "give a PDF or a transcription",
        "请提供PDF或转录文本",
    ),
    "read.no-pages": Words(
        "the PDF has no pages (truncated?)", "PDF没有页（可能不完整）", *_GET_AGAIN
    ),
    "read.encrypted": Words(
        "the PDF is encrypted",
        "PDF已加密",
        "save a copy without a password",
        "请另存一份不带密码的副本",
    ),
    "read.no-extraction": Words(
        "the PDF is encrypted and does not permit to extract its text",
        "PDF已加密，不允许提取文字",
        "ask for a copy that does",
        "请索取允许提取的副本",
    ),
    "read.broken": Words(
        "the PDF is damaged or truncated ({error})", "PDF已损坏或不完整（{error}）", *_GET_AGAIN
    ),
    "read.no-such-page": Words(
        "has no page {page}, only 1 to {count}",
        "没有第{page}页，只有第1至{count}页",
        "ask for pages it has",
        "请指定其中已有的页",
    ),
    "read.no-text-on-page": Words(
        "no text layer on page {page} (scanned images?)",
        "第{page}页没有文字层（可能是扫描件）",
        "run OCR first",
        "请先做文字识别（OCR）",
    ),
    "read.no-text-on-pages": Words(
        "no text layer on any of {count} pages (scanned images?)",
        "{count}页均没有文字层（可能是扫描件）",
        "run OCR first",
        "请先做文字识别（OCR）",
    ),
    "read.missing-pages": Words(
        "the file says it has {said} pages, {found} can be found; it is damaged, get it again",
        "文件自称有{said}页，实际只找到{found}页；文件已损坏，请重新获取",
    ),
    "read.camelot-page": Words(
        "camelot cannot read page {page} ({reason})",
        "camelot无法读取第{page}页（{reason}）",
        "try --engine pdfplumber",
        "请改用--engine pdfplumber",
    ),
    "read.camelot-pages": Words(
        "camelot cannot read pages {first}–{last} ({reason})",
        "camelot无法读取第{first}–{last}页（{reason}）",
        "try --engine pdfplumber",
        "请改用--engine pdfplumber",
    ),
    # -- limits; what is met within a page also says how to allow more, since the page goes before
    "read.many-pages": Words(
        "{count} pages to read, more than {most}",
        "待读{count}页，超过{most}页",
        "--max-pages allows more",
        "可用--max-pages放宽",
    ),
    "read.large-page": Words(
        "page {page} is {width:.3g} × {height:.3g} points, more than {most:,}",
        "第{page}页为{width:.3g}×{height:.3g}点，超过{most:,}点",
        "--max-page-size allows more",
        "可用--max-page-size放宽",
    ),
    "read.on-page": Words("page {page}: {what}", "第{page}页：{what}"),
    "read.many-characters": Words(
        "more than {most:,} characters; --max-characters allows more",
        "字符超过{most:,}个；可用--max-characters放宽",
    ),
    "read.many-objects": Words(
        "more than {most:,} things are drawn; --max-objects allows more",
        "所绘对象超过{most:,}个；可用--max-objects放宽",
    ),
    "read.large-stream": Words(
        "a stream inflates to more than {most} MB; --max-stream allows more",
        "有数据流解压后超过{most} MB；可用--max-stream放宽",
    ),
    "read.large-streams": Words(
        "its streams inflate to more than {most} MB; --max-inflated allows more",
        "各数据流解压后合计超过{most} MB；可用--max-inflated放宽",
    ),
    # -- damage to a page
    "read.damaged-page": Words(
        "page {page} is damaged ({causes}); text is lost, get the file again",
        "第{page}页已损坏（{causes}）；有文字丢失，请重新获取该文件",
    ),
    "read.content-missing": Words("content missing", "页面内容缺失"),
    "read.content-overwritten": Words("content overwritten", "页面内容被覆盖"),
    "read.content-breaks-off": Words("content breaks off within a text", "页面内容在文字中途中断"),
    "read.fontless-text": Words("{count} text strings without a font", "{count}段文字没有字体"),
    "read.characters-nowhere": Words("{count} characters at no place", "{count}个字符没有位置"),
    "read.codes-without-character": Words(
        "{count} codes of font {font} without a character", "字体{font}的{count}个编码没有对应字符"
    ),
    "read.strings-without-character": Words(
        "{count} text strings without one readable character", "{count}段文字中没有一个可读的字符"
    ),
    "read.broken-streams": Words("{count} broken streams", "{count}个数据流损坏"),
    "read.page-picture": Words(
        "page {page} is a picture without text, nothing of it is read; run OCR first",
        "第{page}页是没有文字的图片，未读取任何内容；请先做文字识别（OCR）",
    ),
    "read.page-wordless": Words(
        "page {page} has {count} text strings and no character; look whether it shows text",
        "第{page}页有{count}段文字而没有一个字符；请查看该页是否显示文字",
    ),
    "read.lost-characters": Words(
        "page {page}: reading the table at {box} lost {lost!q} and doubled {doubled!q}",
        "第{page}页：读取{box}处的表时丢失{lost!q}，重复{doubled!q}",
        "please report the file",
        "请报告该文件",
    ),
    # -- characters
    "read.slanted-text": Words(
        "text set at a slant left out: {quote}", "倾斜排列的文字未予读取：{quote}"
    ),
    "read.doubled-characters": Words(
        "{count} characters drawn twice (bold effect) read once: {quote}",
        "{count}个字符为加粗而重复绘制，只读一次：{quote}",
    ),
    "read.mapped-characters": Words(
        "characters read as what they look like: {changes}", "按字形读取的字符：{changes}"
    ),
    "read.unknown-characters": Words(
        "{count} characters of {kinds:font|fonts} {fonts} without a known meaning, "
        "kept as they are: {codes}",
        "{kinds}种字体（{fonts}）中有{count}个字符含义不明，照原样保留：{codes}",
    ),
    "read.mirrored-text": Words(
        "{count} characters are drawn mirrored, read as if they were not: {quote}",
        "{count}个字符为镜像绘制，按正常方向读取：{quote}",
    ),
    "read.undrawn-fields": Words(
        "{count} filled-in fields are drawn by some viewers only, not read: {values}",
        "{count}个已填写的表单域只有部分阅读器显示，未予读取：{values}",
    ),
    "read.overlaid-text": Words(
        "texts are printed over each other in {count} cells ({place}, …) "
        "and cannot be told apart; get the file again",
        "{count}个单元格（{place}等）内文字相互重叠，无法分辨；请重新获取该文件",
    ),
    "read.right-to-left": Words(
        "right-to-left text in {count} cells is put into the order in which it is read",
        "{count}个单元格中从右向左书写的文字已调整为阅读顺序",
    ),
    "read.two-orders": Words(
        "{count} lines run both ways and may be read in two orders ({place}): {text}, or {other}",
        "{count}行文字兼有两个方向，可能有两种阅读顺序（{place}）：{text}，或{other}",
    ),
    "read.columns-apart": Words(
        "column {col} holds {columns} columns of text that no rule parts, in {count} lines; "
        "each row is read as one cell: {text!q}",
        "第{col}列中有{columns}列文字，其间没有表线，共{count}行；每行按一格读取：{text!q}",
    ),
    "read.level-lines": Words(
        "the cells of row {row} hold {count} lines at the same heights; "
        "it is read as one row, no rule parts them: {rows}",
        "第{row}行各单元格均有{count}行等高的文字；其间没有表线，按一行读取：{rows}",
    ),
    "read.open-heading": Words(
        "no rule is drawn between a repeated heading and the label below it ({place}); "
        "parted as on page {page}: {labels:/}",
        "重复表头与其下标签之间没有表线（{place}）；已按第{page}页的表头分开：{labels:/}",
    ),
    # -- what cannot be seen
    "read.in-invisible-mode": Words("in an invisible text render mode", "以不可见模式绘制"),
    "read.transparent": Words("fully transparent", "完全透明"),
    "read.in-hidden-layer": Words("in a layer that is off", "所在图层已关闭"),
    "read.in-ground-colour": Words("in the colour of what lies beneath", "与其下的底色相同"),
    "read.covered": Words("covered by what is painted later", "被后绘的内容覆盖"),
    "read.too-small": Words("too small to be seen", "字号过小而无法看见"),
    "read.clipped": Words("outside the visible area", "位于可见区域之外"),
    "read.unseen-text": Words(
        "{count} characters {why} are not read{place}: {quote}",
        "{count}个字符{why}，未予读取{place}：{quote}",
    ),
    "read.in-row": Words(" (row {row})", "（第{row}行）"),
    "read.in-cell": Words(" (row {row} column {col})", "（第{row}行第{col}列）"),
    "read.scan-text": Words(
        "the page is a picture; what is read is its invisible text layer of {count} characters, "
        "as a program that recognised them left it: {quote}",
        "该页是图片；所读为其不可见的文字层，共{count}个字符，由文字识别程序留下：{quote}",
    ),
    # -- a second reader
    "read.witness-characters": Words("{differences:;}{place}", "{differences:;}{place}"),
    "read.only-here": Words(
        "{count} characters are read here and not by pdfium: {quote}",
        "{count}个字符为本程序所读而pdfium未读：{quote}",
    ),
    "read.only-by-pdfium": Words(
        "{count} characters are read by pdfium and not here: {quote}",
        "{count}个字符为pdfium所读而本程序未读：{quote}",
    ),
    # -- pages that the quick reading could not prove
    "read.asked-again": Words(
        "{count} of {of} pages {count:was|were} read by pdfplumber and camelot as well "
        "(pages {pages:rows}): {reasons:;}",
        "{of}页中有{count}页另由pdfplumber和camelot识读（第{pages:rows}页）：{reasons:;}",
    ),
    "read.unproven-page": Words(
        "page {page}: pdfium's reading cannot be proven: {reasons:;}",
        "第{page}页：pdfium的识读结果无法核实：{reasons:;}",
    ),
    "read.doubt-characters": Words(
        "the characters seen are not those that its content shows",
        "识读到的字符与页面内容所示不符",
    ),
    "read.doubt-damage": Words("its content is damaged", "页面内容已损坏"),
    "read.doubt-font": Words(
        "a font is missing, or is written downwards", "缺少字体，或字体为竖排"
    ),
    "read.doubt-layer": Words("a layer of it is switched off", "有图层处于关闭状态"),
    "read.doubt-above": Words(
        "form fields, stamps or notes lie above it", "页面上方有表单域、图章或批注"
    ),
    "read.doubt-paint": Words(
        "patterns, shadings or thin images are painted", "绘有图案、渐变或极细的图像"
    ),
    "read.doubt-setting": Words(
        "text is mirrored, or set in a way that is not known", "文字经镜像，或排布方式不明"
    ),
    "read.doubt-found": Words("what was read of it calls for a second look", "识读结果有待复核"),
    "read.doubt-measure": Words(
        "more is drawn on it than is usual, or far outside it",
        "页面绘制的内容多于寻常，或远在页面之外",
    ),
}
