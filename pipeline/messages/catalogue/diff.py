"""What is said of differences between two publications."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

DIFF: Catalogue = {
    "diff.of-two-kinds": Words(
        "one of the two holds a single publication, the other many ({other})",
        "两者一个是单份发布结果，一个是多份发布结果的目录（{other}）",
        "name two of one kind",
        "请指明同一种的两个目录",
    ),
    "diff.notice": Words(
        "{notice}: {values} {values:value differs|values differ}", "{notice}：{values}处取值不同"
    ),
    "diff.only-new": Words(
        "{notice}: only in the new state, {rows} {rows:row|rows}",
        "{notice}：仅见于新的一方，{rows}行",
    ),
    "diff.only-old": Words(
        "{notice}: only in the old state, {rows} {rows:row|rows}",
        "{notice}：仅见于旧的一方，{rows}行",
    ),
    "diff.cell": Words("{place} {column}: {old} → {new}", "{place} {column:column}：{old} → {new}"),
    "diff.value": Words("{value} [{status:status}]", "{value}［{status:status}］"),
    "diff.row-added": Words("{place}: added: {row}", "{place}：新增：{row}"),
    "diff.row-removed": Words("{place}: removed: {row}", "{place}：删去：{row}"),
    "diff.evidence": Words("evidence: {counts}", "佐证：{counts}"),
    "diff.count": Words("{count} of {table}", "{table} {count}处"),
    "diff.left-out": Words(
        "not compared, one of the two was written before there were: {columns}",
        "未作比较（其中一方写成时尚无此列）：{columns}",
    ),
    "diff.none": Words(
        "no difference ({notices} {notices:notice|notices} compared)",
        "没有差异（比较了{notices}份通知）",
    ),
    "diff.some": Words(
        "{differ} of {notices} {notices:notice|notices} {differ:differs|differ}: "
        "{values} of values, {evidence} of evidence",
        "{notices}份通知中有{differ}份不同：取值{values}处，佐证{evidence}处",
    ),
}
