"""What is said of the process that reads, and its limits."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_LIMITS: Catalogue = {
    "sandbox.unit-mb": Words("MB", "MB"),
    "sandbox.unit-pages": Words("pages", "页"),
    "sandbox.unit-points": Words("points", "点"),
    "sandbox.unit-per-page": Words("a page", "每页"),
    "sandbox.unit-seconds": Words("s", "秒"),
    "sandbox.max-file": Words("the file itself", "文件本身的大小"),
    "sandbox.max-pages": Words("pages to read", "读取的页数"),
    "sandbox.max-page-size": Words(
        "width and height of a page; PDF 1.7 allows 14,400",
        "页面的宽和高；PDF 1.7 允许 14,400",
    ),
    "sandbox.max-objects": Words(
        "texts, paths and forms drawn on a page", "一页上绘制的文字、路径和表单对象的数目"
    ),
    "sandbox.max-characters": Words("characters on a page", "一页上的字符数"),
    "sandbox.max-stream": Words("one stream, inflated", "单个数据流解压后的大小"),
    "sandbox.max-inflated": Words(
        "all streams of the file, inflated", "文件全部数据流解压后的总大小"
    ),
    "sandbox.max-page-seconds": Words(
        "processor time for reading one page", "读取一页所用的处理器时间"
    ),
    "sandbox.max-seconds": Words(
        "processor time for the document up to validation; 1 s more for two pages of a PDF",
        "处理整份文档直至校验之前所用的处理器时间；PDF 每两页另加 1 秒",
    ),
    "sandbox.max-memory": Words(
        "data of the process that reads the document; also what work on its rows may add (Linux)",
        "读取文档的进程可占用的内存，也是此后处理各行时可新增的内存（Linux）",
    ),
    "sandbox.limit-out-of-bounds": Words(
        "{flag} is out of bounds: give a number from 1 to {most:,}",
        "{flag} 超出范围：请给出 1 至 {most:,} 之间的数",
    ),
    "sandbox.file-too-large": Words(
        "{size} MB, more than {limit} MB",
        "{size} MB，超过 {limit} MB 的上限",
        "--max-file allows more",
        "可用 --max-file 放宽",
    ),
}

_PLACES: Catalogue = {
    "sandbox.before-first-page": Words("before its first page", "尚未读完第 1 页"),
    "sandbox.after-pages": Words("after {done} of {of} pages", "已读完 {of} 页中的 {done} 页"),
}

_PROCESS: Catalogue = {
    "sandbox.no-process": Words(
        "no process for reading a document can be started ({error})",
        "无法启动读取文档的进程（{error}）",
        "try again",
        "请重试",
    ),
    "sandbox.broken": Words(
        "cannot be read ({error}) {place}",
        "无法读取（{error}），{place}",
        "please report the file",
        "请将该文件报告给我们",
    ),
    "sandbox.answer-too-large": Words(
        "its tables take more than {limit} MB",
        "其中的表格超过 {limit} MB",
        "split it",
        "请拆分该文件",
    ),
    "sandbox.no-value": Words(
        "the reader answered with what is no value",
        "读取程序返回的不是有效数据",
        "get the file again",
        "请重新获取该文件",
    ),
    "sandbox.stuck-idle": Words(
        "reading got stuck {place}, more than {seconds:.0f} s without any work in one place",
        "读取停滞，{place}：在一处超过 {seconds:.0f} 秒毫无进展",
        "get the file again, or allow more with --max-page-seconds",
        "请重新获取该文件，或用 --max-page-seconds 放宽",
    ),
    "sandbox.stuck-working": Words(
        "reading got stuck {place}, more than {seconds:.0f} s of processor time in one place",
        "读取停滞，{place}：在一处所用处理器时间超过 {seconds:.0f} 秒",
        "get the file again, or allow more with --max-page-seconds",
        "请重新获取该文件，或用 --max-page-seconds 放宽",
    ),
    "sandbox.too-long-idle": Words(
        "reading takes more than {seconds:.0f} s without any work {place}",
        "读取超过 {seconds:.0f} 秒而毫无进展，{place}",
        "get the file again, or allow more with --max-seconds",
        "请重新获取该文件，或用 --max-seconds 放宽",
    ),
    "sandbox.too-long-working": Words(
        "reading takes more than {seconds:.0f} s of processor time {place}",
        "读取所用处理器时间超过 {seconds:.0f} 秒，{place}",
        "get the file again, or allow more with --max-seconds",
        "请重新获取该文件，或用 --max-seconds 放宽",
    ),
    "sandbox.held-up": Words(
        "reading is not done {place}, {clock:.0f} s by the clock with less than {seconds:.0f} s of "
        "processor time",
        "读取未完成，{place}：实际已过 {clock:.0f} 秒，所得处理器时间不足 {seconds:.0f} 秒",
        "try again when the machine is less busy, or allow more with {flag}",
        "请待机器空闲时重试，或用 {flag} 放宽",
    ),
    "sandbox.too-much-memory": Words(
        "reading needs more than {limit} MB {place}",
        "读取所需内存超过 {limit} MB，{place}",
        "--max-memory allows more",
        "可用 --max-memory 放宽",
    ),
    "sandbox.too-much-time": Words(
        "reading takes more processor time than is allowed {place}",
        "读取所用处理器时间超过上限，{place}",
        "get the file again, or allow more with --max-page-seconds or --max-seconds",
        "请重新获取该文件，或用 --max-page-seconds 或 --max-seconds 放宽",
    ),
    "sandbox.crashed-by-signal": Words(
        "the reader crashed ({signal}) {place}",
        "读取程序崩溃（{signal}），{place}",
        "get the file again, or allow more than {limit} MB with --max-memory",
        "请重新获取该文件，或用 --max-memory 将内存上限放宽到 {limit} MB 以上",
    ),
    "sandbox.crashed-with-exit": Words(
        "the reader crashed (exit {exit}) {place}",
        "读取程序崩溃（退出码 {exit}），{place}",
        "get the file again, or allow more than {limit} MB with --max-memory",
        "请重新获取该文件，或用 --max-memory 将内存上限放宽到 {limit} MB 以上",
    ),
}

SANDBOX: Catalogue = {**_LIMITS, **_PLACES, **_PROCESS}
