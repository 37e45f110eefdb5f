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
        "a directory",
        "是文件夹",
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
    "editions.png": Words("a PNG image", "PNG图像"),
    "editions.jpeg": Words("a JPEG image", "JPEG图像"),
    "editions.gif": Words("a GIF image", "GIF图像"),
    "editions.tiff": Words("a TIFF image", "TIFF图像"),
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
}
