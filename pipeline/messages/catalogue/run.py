"""What is said of a run and what it is given."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_YAML: Catalogue = {
    "yaml.line": Words("{name} line {line}", "{name} 第 {line} 行"),
    "yaml.key": Words("{name} line {line}: {key}", "{name} 第 {line} 行：{key}"),
    "yaml.invalid": Words("not YAML ({error})", "不是 YAML（{error}）"),
    "yaml.long-number": Words(
        "a number of {digits:,} digits",
        "一个 {digits:,} 位的数",
        "write one of at most {most}, or put it in quotes",
        "请写至多 {most} 位的数，或加上引号",
    ),
    "yaml.alias": Words(
        "aliases (*name) are not allowed",
        "不允许使用别名（*name）",
        "write the value out",
        "请直接写出该值",
    ),
    "yaml.too-deep": Words(
        "nested more than {deepest} deep", "嵌套超过 {deepest} 层", "write it flat", "请减少层次"
    ),
    "yaml.key-twice": Words("the key stands twice", "该键出现两次", "remove one", "请删去一处"),
}

RUN: Catalogue = {
    **_YAML,
    "run.other-tables": Words(
        "table {number} is the largest and was drafted for; not published: table {others} of the "
        "document, which --table takes",
        "表{number}最大，已据以起草；文件中的表{others}未发布，可用 --table 指定",
    ),
    "run.no-table": Words(
        "{file}: no ruled table on the pages read", "{file}：所读各页上没有带框线的表格"
    ),
}
