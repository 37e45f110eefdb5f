"""What is said of many documents at once."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_SOURCES: Catalogue = {
    "batch.no-documents": Words(
        "no documents there",
        "没有找到文档",
        "name files, folders, patterns, or @FILE with a name a line",
        "请指明文件、目录、通配模式，或用 @FILE 给出每行一个名称的清单",
    ),
    "batch.no-source": Words(
        "no such file or folder", "没有该文件或目录", "name what is there", "请指明存在的来源"
    ),
    "batch.no-match": Words(
        "no file matches", "没有匹配的文件", "name what is there", "请指明存在的来源"
    ),
    "batch.list-unreadable": Words(
        "the list cannot be read ({reason})",
        "清单无法读取（{reason}）",
        "give a text file in UTF-8 with a name a line",
        "请提供 UTF-8 文本文件，每行一个名称",
    ),
    "batch.unreachable": Words(
        "cannot be reached ({reason})",
        "无法访问（{reason}）",
        "check the address, and that its protocol's package is installed",
        "请检查地址，并确认已安装相应协议的软件包",
    ),
    "batch.not-fetched": Words(
        "cannot be fetched ({reason})", "无法取得（{reason}）", "run it again", "请重新运行"
    ),
    "batch.too-large": Words(
        "larger than {limit} MB",
        "大于 {limit} MB",
        "--max-file takes more",
        "可用 --max-file 提高限额",
    ),
    "batch.passed-over": Words(
        "{count} {count:file|files} of the folders passed over: no document by name",
        "目录中有{count}个文件按名称不是文档，未处理",
    ),
    "batch.decisions-unused": Words(
        "{file} decides on notices that are not among the documents: {notices}",
        "{file} 中的决定所指的通知不在本批文档之内：{notices}",
    ),
}

_DOCUMENTS: Catalogue = {
    "batch.id-too-long": Words(
        "its id gives a folder's name of {bytes} bytes",
        "其编号作目录名长达 {bytes} 字节",
        "give it a shorter one in SOURCES.yml",
        "请在 SOURCES.yml 中给出较短的编号",
    ),
    "batch.same-id": Words(
        "another document has the same id: {other}",
        "另一份文档的编号相同：{other}",
        "give each its own in SOURCES.yml, or take ids from paths (--ids path)",
        "请在 SOURCES.yml 中分别编号，或按路径取编号（--ids path）",
    ),
    "batch.copy": Words("the same content as {first}", "与 {first} 内容相同"),
    "batch.several-forms": Words(
        "it is on more than one of the forms: {forms}",
        "符合不止一种形式：{forms}",
        "name the one it is on with --spec",
        "请用 --spec 指明其中一种",
    ),
    "batch.no-form": Words(
        "it is on none of the forms: {forms}",
        "不符合其中任何一种形式：{forms}",
        "write a spec for it (docs/forms.md)",
        "请为其编写 spec（见 docs/forms.md）",
    ),
    "batch.too-much-memory": Words(
        "reading it takes more than {most} MB of memory",
        "读取所需内存超过 {most} MB",
        "--max-memory takes more",
        "可用 --max-memory 提高限额",
    ),
    "batch.lost": Words(
        "the process that worked it is gone",
        "处理该文档的进程已不存在",
        "run batch again",
        "请重新运行 batch",
    ),
}

_CLUSTER: Catalogue = {
    "batch.extra-missing": Words(
        "{what} is not installed",
        "未安装 {what}",
        "pip install 'notice-pipeline[batch]'",
        "请运行 pip install 'notice-pipeline[batch]'",
    ),
    "batch.no-scheduler": Words(
        "no Dask scheduler there ({reason})",
        "该处没有 Dask 调度器（{reason}）",
        "name the address that dask scheduler prints",
        "请指明 dask scheduler 所显示的地址",
    ),
    "batch.no-workers": Words(
        "no worker within {seconds} seconds",
        "{seconds}秒内没有工作进程",
        "start some with dask worker",
        "请用 dask worker 启动",
    ),
    "batch.workers-cannot": Words(
        "its workers cannot run this package ({reason})",
        "其工作进程无法运行本软件（{reason}）",
        "install it beside them",
        "请在其环境中安装本软件",
    ),
    "batch.other-version": Words(
        "its workers have another version of this package",
        "其工作进程的本软件版本不同",
        "install the same one",
        "请安装相同版本",
    ),
}

_SHOWN: Catalogue = {
    "batch.published": Words(
        "{notice}: published, {rows} {rows:row|rows}, {open} open ({seconds:.1f} s)",
        "{notice}：已发布，{rows}行，未决{open}格（{seconds:.1f}秒）",
    ),
    "batch.unchanged": Words("{notice}: unchanged", "{notice}：没有变化"),
    "batch.not-published": Words(
        "{notice}: not published ({source}): {what}", "{notice}：未发布（{source}）：{what}"
    ),
    "batch.is-copy": Words("{notice}: {source}: {what}", "{notice}：{source}：{what}"),
    "batch.summary": Words(
        "{documents} {documents:document|documents}: {published} published ({open} cells open), "
        "{rejected} rejected, {unusable} unusable, {copies} copies; {unchanged} unchanged",
        "文档{documents}份：已发布{published}份（未决{open}格），退回{rejected}份，"
        "无法使用{unusable}份，重复{copies}份；没有变化{unchanged}份",
    ),
    "batch.too-many-open": Words(
        "{count} {count:document has|documents have} more than {most} open cells: {notices}",
        "{count}份文档的未决单元格多于{most}个：{notices}",
    ),
    "batch.would-be": Words("{notice}: would be {change}", "{notice}：将{change}"),
    "batch.change-new": Words("published for the first time", "首次发布"),
    "batch.change-same": Words("worked anew, with the same tables", "重新处理，数据表不变"),
    "batch.change-evidence": Words(
        "published with the same values and other evidence", "重新发布，取值不变，佐证有变"
    ),
    "batch.change-values": Words("published with other values", "重新发布，取值有变"),
    "batch.would-fail": Words("{notice}: would fail: {what}", "{notice}：将失败：{what}"),
    "batch.rehearsed": Words(
        "{documents} {documents:document|documents}, {unchanged} unchanged; of the others "
        "{new} are new, {values} would change in values, {evidence} in evidence alone, "
        "{same} not at all, {fails} would fail; nothing was published",
        "文档{documents}份，没有变化{unchanged}份；其余之中新增{new}份，取值有变{values}份，"
        "仅佐证有变{evidence}份，数据表不变{same}份，失败{fails}份；没有发布任何内容",
    ),
}

BATCH: Catalogue = {**_SOURCES, **_DOCUMENTS, **_CLUSTER, **_SHOWN}
