"""What is said of people's decisions."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

CORRECT: Catalogue = {
    # -- why a value is what it is
    "correct.decided": Words(
        "{reason} (decided by {decided_by})",
        "{reason}（决定人：{decided_by}）",
    ),
    "correct.applied": Words(
        "{column:column}: {decision}",
        "{column:column}：{decision}",
    ),
    "correct.rest-of-unit": Words(
        "what the decisions on its unit's other rows leave",
        "由同一计分单元其他各行的决定推得",
    ),
    # -- the file
    "correct.unreadable": Words(
        "cannot be read ({reason})",
        "无法读取（{reason}）",
        do="name a YAML file",
        do_zh="请指定一个YAML文件",
    ),
    "correct.too-large": Words(
        "more than {most:,} bytes",
        "超过{most:,}字节",
        do="leave to it the entries of one notice",
        do_zh="请只保留一份通知的更正",
    ),
    "correct.no-list": Words(
        "expected a list of entries",
        "应为更正条目的列表",
    ),
    "correct.wrong-keys": Words(
        "entry {entry}: expected exactly the keys {keys}",
        "第{entry}条：应恰好包含{keys}各键",
    ),
    "correct.wrong-target": Words(
        "entry {entry}: target must be {{seq: number, column: name}}",
        "第{entry}条：target应写作{{seq: 序号, column: 列名}}",
    ),
    "correct.says-nothing": Words(
        "entry {entry}: {key} must say something",
        "第{entry}条：{key}不能为空",
    ),
    "correct.no-text": Words(
        "entry {entry}: {key} is no text",
        "第{entry}条：{key}不是文本",
        do="write it in quotes",
        do_zh="请加引号",
    ),
    # -- an entry that cannot be applied
    "correct.twice": Words(
        "correction of row {seq} {column:column}: stands twice",
        "第{seq}行{column:column}的更正：重复出现",
    ),
    "correct.no-row": Words(
        "correction of row {seq} {column:column}: the notice has no such row",
        "第{seq}行{column:column}的更正：通知中没有这一行",
        do="remove the entry or mend its seq",
        do_zh="请删去该条或改正其seq",
    ),
    "correct.no-column": Words(
        "correction of row {seq} {column:column}: no such column",
        "第{seq}行{column:column}的更正：没有这一列",
        do="known are {known}",
        do_zh="可用的列为{known}",
    ),
    "correct.stale": Words(
        "correction of row {seq} {column:column}: expects {expected!q}, the notice has {found!q}",
        "第{seq}行{column:column}的更正：所据原文为{expected!q}，而通知所印为{found!q}",
        do="look again and decide anew",
        do_zh="请重新核对后再作决定",
    ),
    "correct.senseless": Words(
        "correction of row {seq} {column:column}: {value!q} cannot stand there",
        "第{seq}行{column:column}的更正：该列不能填{value!q}",
        do="give what would be printed",
        do_zh="请填写原文应印的内容",
    ),
    "correct.weights-off": Words(
        "correction of row {seq} weight: the rows {first}-{last} would add to {total}, "
        "the sums leave {points}",
        "第{seq}行权重的更正：第{first}–{last}行合计将为{total}分，而按分值之和应为{points}分",
        do="look at them together",
        do_zh="请将各行一并核对",
    ),
    "correct.weights-over": Words(
        "correction of row {seq} weight: the rows {first}-{last} would add to {total} and more, "
        "the sums leave {points}",
        "第{seq}行权重的更正：第{first}–{last}行合计将超过{total}分，而按分值之和应为{points}分",
        do="look at them together",
        do_zh="请将各行一并核对",
    ),
}
