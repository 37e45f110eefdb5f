"""What is said of the readers; what only a PDF can be told stands in ``read_pdf``."""

from __future__ import annotations

from pipeline.messages.catalogue.read_pdf import READ_PDF
from pipeline.messages.words import Catalogue, Words

# What to do about most errors here.
_GIVE_ANOTHER = "give a PDF or a UTF-8 transcription", "请提供PDF或UTF-8转录文本"
_NAME_ANOTHER = "name a PDF or a UTF-8 transcription", "请指定PDF或UTF-8转录文本"

READ: Catalogue = {
    # -- which file it is
    "read.no-file": Words("no such file", "文件不存在", *_NAME_ANOTHER),
    "read.unreadable": Words(
        "cannot be read ({reason})",
        "无法读取（{reason}）",
        "check the name and its rights",
        "请检查文件名及其权限",
    ),
    "read.unreadable-transcription": Words(
        "cannot be read ({reason})",
        "无法读取（{reason}）",
        "name a readable file",
        "请指定可以读取的文件",
    ),
    "read.pdf-no-transcription": Words("a PDF, not a transcription", "是PDF，不是转录文本"),
    # -- what else a file may be
    # -- the file as it was received
    "read.changed": Words(
        "was changed while it was being read",
        "在读取过程中被改动",
        "run the command again once it is complete",
        "请待文件完整后重新运行",
    ),
    "read.being-written": Words(
        "is being written",
        "正在被写入",
        "run the command again once it is complete",
        "请待文件完整后重新运行",
    ),
    "read.no-corrections-file": Words("no such corrections file", "更正文件不存在"),
    # -- SOURCES.yml and the notice's id
    "read.unreadable-listing": Words(
        "cannot be read ({reason})",
        "无法读取（{reason}）",
        "mend or remove it",
        "请修正或删除该文件",
    ),
    "read.long-listing": Words(
        "more than {most:,} bytes",
        "超过{most:,}字节",
        "take out what is no source of this folder",
        "请删去不属于本文件夹来源的内容",
    ),
    "read.no-list": Words(
        "expected a list of entries",
        "内容应为条目列表",
        "mend or remove it",
        "请修正或删除该文件",
    ),
    "read.id-no-text": Words("expected a text", "应为文本", "write it in quotes", "请加上引号"),
    "read.id-empty": Words("is empty", "为空", "give a text", "请填写文本"),
    "read.id-too-long": Words(
        "{count:,} characters, more than {most}",
        "共{count:,}个字符，超过{most}个",
        "give a shorter one",
        "请改用较短的编号",
    ),
    "read.id-no-letter": Words(
        "{character} in it is no letter",
        "其中的{character}不是可见字符",
        "leave it out",
        "请将其删去",
    ),
    # -- transcriptions
    "read.transcription-too-long": Words(
        "larger than {most} MB",
        "超过{most} MB",
        "a transcription is text of one notice",
        "转录文本应只含一份通知的文字",
    ),
    "read.utf16": Words(
        "not UTF-8 but UTF-16",
        "编码不是UTF-8，而是UTF-16",
        "convert with iconv -f UTF-16 -t UTF-8",
        "请用iconv -f UTF-16 -t UTF-8转换",
    ),
    "read.nul-byte": Words(
        "not text, a NUL byte on line {line}",
        "不是文本，第{line}行有NUL字节",
        *_GIVE_ANOTHER,
    ),
    "read.not-utf8": Words(
        "not UTF-8 (line {line})",
        "编码不是UTF-8（第{line}行）",
        "save it as UTF-8",
        "请另存为UTF-8编码",
    ),
    "read.perhaps-gbk": Words(
        "not UTF-8 (line {line})",
        "编码不是UTF-8（第{line}行）",
        "it may be GBK: convert with iconv -f GBK -t UTF-8",
        "可能是GBK编码：请用iconv -f GBK -t UTF-8转换",
    ),
    "read.many-lines": Words(
        "more than {most} lines", "超过{most}行", "is this one notice?", "请确认是否为一份通知"
    ),
    "read.many-cells": Words(
        "more than {most} cells",
        "超过{most}个单元格",
        "is this one notice?",
        "请确认是否为一份通知",
    ),
    "read.long-line": Words(
        "line {line} is longer than {most} characters",
        "第{line}行超过{most}个字符",
        "is a line end missing?",
        "请检查是否缺少换行",
    ),
    "read.wide-row": Words(
        "line {line} has {count} cells, more than {most}",
        "第{line}行有{count}个单元格，超过{most}个",
    ),
    "read.large-table": Words(
        "the table at line {line} has more than {most} cells",
        "第{line}行起的表超过{most}个单元格",
    ),
    "read.ragged-row": Words(
        "line {line} has {count} cells, {expected} expected as on line {first}",
        "第{line}行有{count}个单元格，而第{first}行为{expected}个，应当一致",
        "add or remove tabs, or part the pages with a blank line",
        "请增删制表符，或用空行分隔各页",
    ),
    "read.padded-row": Words(
        "{count} cells where the page has {expected}; blank cells added at the end",
        "本行有{count}个单元格，而本页为{expected}个；已在行末补入空格",
    ),
    # -- the document's work as a whole
    "read.too-slow": Words(
        "working on it takes more than {seconds:.0f} s of processor time",
        "处理所需的处理器时间超过{seconds:.0f}秒",
        "--max-seconds allows more",
        "可用--max-seconds放宽",
    ),
    "read.held-up": Words(
        "not done after {wall:.0f} s by the clock with less than {seconds:.0f} s of processor time",
        "历时{wall:.0f}秒仍未完成，而所得处理器时间不足{seconds:.0f}秒",
        "try again when the machine is less busy, or allow more with --max-seconds",
        "请在机器较空闲时重试，或用--max-seconds放宽",
    ),
    "read.too-large": Words(
        "working on it takes more than {most} MB",
        "处理所需的内存超过{most} MB",
        "--max-memory allows more",
        "可用--max-memory放宽",
    ),
    # -- two readings compared
    "read.place": Words("row {row} column {col}", "第{row}行第{col}列"),
    "read.and-more": Words("…", "……"),
    "read.text-otherwise": Words(
        "{engine} reads {count} {count:cell|cells} otherwise ({places}); "
        "settled by the characters' own places",
        "{engine}有{count}格读法不同（{places}）；以字符自身位置为准",
    ),
    "read.grid-otherwise": Words(
        "{engine} draws {count} {count:cell|cells} otherwise around the same words ({places})",
        "{engine}对{count}格的划分不同，但文字相同（{places}）",
    ),
    "read.unconfirmed-cells": Words(
        "{engine} does not confirm {count} {count:cell|cells} ({places})",
        "{engine}未能印证{count}格（{places}）",
    ),
    "read.table-seen-once": Words(
        "only {engine} sees a table of {rows} rows and {cols} columns at {box}",
        "只有{engine}在{box}处识别出一张{rows}行{cols}列的表",
    ),
    **READ_PDF,
}
