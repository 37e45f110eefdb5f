"""What is said of the command line."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

CLI: Catalogue = {
    # -- The commands.
    "cli.about": Words(
        "Turns a county notice's attachment table into validated Parquet tables.",
        "把县级通知附件中的表格转换为经过校验的 Parquet 数据表。",
    ),
    "cli.commands": Words("commands", "命令"),
    "cli.extract": Words("the whole pipeline on one document", "对一份文档执行全部流程"),
    "cli.check": Words(
        "validate the tables that lie in a folder, from the files alone",
        "仅凭文件本身，重新校验目录中的数据表",
    ),
    "cli.explain": Words("say where a value came from", "说明一个取值的来源"),
    "cli.tables": Words(
        "read the tables of any document, stitched over its pages",
        "读取任意文档中的表格，跨页的拼接为一张",
    ),
    "cli.review": Words(
        "list the cells that are open, with what each may read", "列出未决的单元格及其可能的读法"
    ),
    "cli.export": Words(
        "write an Excel workbook, CSV files and a SQLite file from a publication",
        "把已发布的数据表导出为 Excel 工作簿、CSV 文件和 SQLite 文件",
    ),
    "cli.batch": Words(
        "many documents: a publication each, a catalogue, one dataset",
        "处理多份文档：分别发布，并生成目录表和合并的数据集",
    ),
    "cli.sources": Words(
        "files, folders, patterns, addresses, or @FILE with a name a line",
        "文件、目录、通配模式、地址，或 @FILE（每行一个名称的清单）",
    ),
    "cli.out-of-batch": Words("where to publish", "发布到哪个目录"),
    "cli.workers": Words(
        "documents at a time (default: one a processor)", "同时处理的文档数（默认每个处理器一份）"
    ),
    "cli.scheduler": Words(
        "address of a Dask scheduler, in place of workers here",
        "Dask 调度器的地址，代替本机的工作进程",
    ),
    "cli.specs": Words(
        "a form's spec; several times for several forms, told apart by content",
        "表格形式的 spec 文件；可多次给出，按内容判别",
    ),
    "cli.corrections-of-all": Words(
        "people's decisions for all notices (default: corrections.yml beside each)",
        "各通知的人工决定（默认用各文档旁的 corrections.yml）",
    ),
    "cli.ids": Words(
        "what an id that SOURCES.yml does not give is made of: the file's stem, or its path",
        "SOURCES.yml 未给编号时以什么为编号：stem 为文件名主干，path 为路径",
    ),
    "cli.report-of-each": Words(
        "write each notice's report too, linked from the catalogue's page",
        "为每份通知另写报告，由目录网页链接",
    ),
    "cli.dry-run": Words(
        "publish nothing, say which publications would change", "不发布，只说明哪些发布结果会变"
    ),
    "cli.no-worker": Words("expected 1 or more", "应不小于 1"),
    "cli.diff": Words(
        "say what changed between two publications, cell by cell",
        "逐格说明两次发布结果之间的变化",
    ),
    "cli.dictionary": Words("print the data dictionary", "打印数据字典"),
    # -- Arguments and options.
    "cli.help": Words("show this help message and exit", "显示本帮助并退出"),
    "cli.version": Words("print the version and exit", "打印版本号并退出"),
    "cli.language": Words(
        "language of what is shown, en or zh (default: from the locale)",
        "显示所用的语言：en 为英文，zh 为中文（默认依系统区域设置）",
    ),
    "cli.source": Words(
        "a PDF, DOCX, XLSX, HTML, Markdown or older office document, or a transcription",
        "PDF、DOCX、XLSX、HTML、Markdown 或旧版办公文档，或转录文本",
    ),
    "cli.out": Words("where to publish (default: extracted)", "发布到哪个目录（默认 extracted）"),
    "cli.spec": Words(
        "the form's spec (default: the built-in form)", "表格形式的 spec 文件（默认用内置形式）"
    ),
    "cli.corrections": Words("people's decisions", "人工决定的文件"),
    "cli.engine": Words("which reader(s) a PDF is read with", "用哪些引擎识读 PDF"),
    "cli.notice-id": Words("identifies the notice in every table", "在各表中标识该通知的编号"),
    "cli.no-report": Words("write no report.html", "不生成 report.html"),
    "cli.draft": Words(
        "draft a spec for a document's attachment, as YAML with a comment wherever it guessed",
        "为文档的附件起草表式说明（YAML），凡属推测之处均有注释",
    ),
    "cli.json-draft": Words("print the spec as JSON", "以 JSON 打印表式说明"),
    "cli.table": Words(
        "which of the document's tables is the attachment, from 1, as the command tables lists "
        "them",
        "附件是文档中的第几张表，从 1 数起，以 tables 命令所列为准",
    ),
    "cli.table-to-draft": Words(
        "for which of the document's tables, from 1 (default: the largest)",
        "为文档中的第几张表起草，从 1 数起（默认为最大的一张）",
    ),
    "cli.draft-and-go-on": Words(
        "where no known form fits, draft its spec and go on; the spec is kept as form.yml beside "
        "the tables",
        "没有已知表式相符时，起草表式说明并继续处理；说明存于数据表旁",
    ),
    "cli.force": Words("work even when nothing changed", "即使没有变化也重新处理"),
    "cli.strict": Words("exit 1 when any cell is open", "有未决单元格时以 1 退出"),
    "cli.max-open": Words(
        "exit 1 when more than N cells are open", "未决单元格多于 N 个时以 1 退出"
    ),
    "cli.fewer-than-none": Words(
        "expected a number of cells, 0 or more", "应为不小于 0 的单元格数"
    ),
    "cli.json-summary": Words("print the summary as JSON", "以 JSON 打印结果摘要"),
    "cli.json-checks": Words("print the results as JSON", "以 JSON 打印校验结果"),
    "cli.json-explanation": Words("print the explanation as JSON", "以 JSON 打印说明"),
    "cli.json-tables": Words(
        "print pages, tables and findings as JSON", "以 JSON 打印各页、各表和发现"
    ),
    "cli.json-open": Words("print the open cells as JSON", "以 JSON 打印未决的单元格"),
    "cli.json-files": Words("print the names of the files as JSON", "以 JSON 打印所写文件的名称"),
    "cli.json-dictionary": Words(
        "print the columns of every table as JSON", "以 JSON 打印各表的列"
    ),
    "cli.folder": Words("default: extracted", "默认 extracted"),
    "cli.seq": Words("serial number (序号) of the row", "该行的序号"),
    "cli.column": Words("one column of indicators (default: all)", "指标表的一列（默认全部）"),
    "cli.file": Words(
        "a document, as for extract",
        "文档，种类同 extract",
    ),
    "cli.pages": Words("only these pages, like 3-5 or 1,4-6", "只读这些页，如 3-5 或 1,4-6"),
    "cli.engine-of-tables": Words("which reader(s) to use", "使用哪些识读引擎"),
    "cli.entries": Words(
        "with an entry for corrections.yml under each", "在各格下附上用于 corrections.yml 的条目"
    ),
    "cli.old": Words(
        "what was published before: a folder of extract or of batch",
        "此前的发布结果：extract 或 batch 的目录",
    ),
    "cli.new": Words("what is published now, of the same kind", "现在的发布结果，种类相同"),
    "cli.json-difference": Words("print the changes as JSON", "以 JSON 打印各处变化"),
    "cli.to": Words("where to write (default: DIR/export)", "写到哪个目录（默认 DIR/export）"),
    "cli.limits": Words("limits", "限额"),
    "cli.limits-about": Words("what a document may ask for at most", "一份文档最多可占用的资源"),
    "cli.limit": Words(
        "{what} ({unit}; default: {default:,})", "{what}（{unit}；默认 {default:,}）"
    ),
    # -- How a call failed.
    "cli.wrong-call": Words(
        "{what}", "{what}", "{program} --help shows the call", "可用 {program} --help 查看用法"
    ),
    "cli.pages-form": Words("expected pages like 3-5 or 1,4-6", "应写作 3-5 或 1,4-6 这样的页码"),
    "cli.pages-order": Words("pages count upwards from 1", "页码从 1 起由小到大"),
    "cli.link": Words(
        "a link",
        "是一个链接",
        "remove it, or name the folder behind it with --to",
        "请删除它，或用 --to 指明其所指的目录",
    ),
    "cli.stopped": Words("stopped; what was published is whole", "已中止；此前发布的内容完好"),
    "cli.fault": Words(
        "a fault of the program, nothing was published: {what}",
        "程序出错，没有发布任何内容：{what}",
        "please report the file ({variable}=1 shows where)",
        "请反馈该文件（设 {variable}=1 可显示出错位置）",
    ),
    "cli.refused": Words(
        "not published, {checks} failed: {first}",
        "未发布，{checks}未通过：{first}",
        "the rejected tables lie in {folder}",
        "被退回的数据表在 {folder}",
    ),
    "cli.refused-before": Words(
        "unchanged, and {first}",
        "没有变化，但{first}",
        "what was published before stays in {folder}; review lists what is open",
        "此前发布的内容仍在 {folder}；可用 review 列出未决之处",
    ),
    "cli.not-sound-there": Words("{checks} failed: {first}", "{checks}未通过：{first}"),
    "cli.one-check": Words("a critical check", "一项关键校验"),
    "cli.several-checks": Words("{count} critical checks", "{count}项关键校验"),
    "cli.failure": Words("{text}", "{text}"),
    "cli.failed-check": Words("{severity}: {text}", "{severity:severity}：{text}"),
    "cli.checked": Words(
        "{folder}: {checks} checks, {failed} failed; {verdict}",
        "{folder}：校验{checks}项，未通过{failed}项；{verdict}",
    ),
    "cli.sound": Words("sound", "无误"),
    "cli.not-sound": Words("not sound", "有误"),
    # -- What the parser of arguments says, in the form that it fills in.
    "cli.usage": Words("usage: ", "用法："),
    "cli.positionals": Words("positional arguments", "参数"),
    "cli.options": Words("options", "选项"),
    "cli.heading": Words("%(heading)s:", "%(heading)s："),
    "cli.argument": Words(
        "argument %(argument_name)s: %(message)s", "参数 %(argument_name)s：%(message)s"
    ),
    "cli.one-argument": Words("expected one argument", "应有一个值"),
    "cli.at-most-one-argument": Words("expected at most one argument", "最多有一个值"),
    "cli.at-least-one-argument": Words("expected at least one argument", "至少应有一个值"),
    "cli.number-of-arguments": Words("expected %s argument", "应有%s个值"),
    "cli.numbers-of-arguments": Words("expected %s arguments", "应有%s个值"),
    "cli.required-arguments": Words("the following arguments are required: %s", "缺少参数：%s"),
    "cli.unrecognized-arguments": Words("unrecognized arguments: %s", "无法识别的参数：%s"),
    "cli.invalid-value": Words("invalid %(type)s value: %(value)r", "取值无效：%(value)r"),
    "cli.invalid-choice": Words(
        "invalid choice: %(value)r (choose from %(choices)s)",
        "无此选择：%(value)r（可选 %(choices)s）",
    ),
    "cli.similar-choice": Words(
        "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)",
        "无此选择：%(value)r，是否指 %(suggestion)r？（可选 %(choices)s）",
    ),
    "cli.ambiguous-option": Words(
        "ambiguous option: %(option)s could match %(matches)s",
        "选项不明确：%(option)s 可能是 %(matches)s",
    ),
    "cli.ignored-argument": Words("ignored explicit argument %r", "此选项不取值：%r"),
    "cli.unknown-command": Words(
        "unknown parser %(parser_name)r (choices: %(choices)s)",
        "没有命令 %(parser_name)r（可选 %(choices)s）",
    ),
}
