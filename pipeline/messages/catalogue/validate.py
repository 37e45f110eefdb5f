"""What is said of the checks."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_PLACES: Catalogue = {
    "validate.in-table": Words("{table}: {what}", "{table}：{what}"),
    "validate.in-column": Words("{table}.{column}: {what}", "{table}.{column}：{what}"),
    "validate.in-file": Words("{file}: {what}", "{file}：{what}"),
    "validate.in-cell": Words("seq {seq}, {column}: {what}", "序号 {seq} {column:column}：{what}"),
    "validate.in-period": Words(
        "seq {seq}, {start} to {end}: {what}", "序号 {seq}，{start} 至 {end}：{what}"
    ),
    "validate.group-in": Words("{outer} / {inner}", "{outer}／{inner}"),
    "validate.no-label": Words("(none)", "（无）"),
    "validate.and": Words("{first} and {second}", "{first}和{second}"),
    "validate.null": Words("None", "空值"),
    "validate.list": Words("{violations:;}", "{violations:;}"),
    "validate.list-cut": Words("{violations:;}; and {more} more", "{violations:;}；另有 {more} 处"),
}

# What a stock expectation of Great Expectations wants.
_WANTED: Catalogue = {
    "validate.expected": Words("expected {what}, {found}", "期望{what}，{found}"),
    "validate.expected-with": Words(
        "expected {what} ({arguments}), {found}", "期望{what}（{arguments}），{found}"
    ),
    "validate.argument": Words("{name} {value}", "{name} {value}"),
    "validate.rows-fail": Words(
        "{count} of {total} rows do not: {rows}", "{total} 行中有 {count} 行不符：{rows}"
    ),
    "validate.observed": Words("found {value}", "实为 {value}"),
    "validate.failing-row": Words("{parts}", "{parts}"),
    "validate.row": Words("row {row}", "第 {row} 行"),
    "validate.values-unique": Words("values to be unique", "取值不重复"),
    "validate.columns-unique": Words("columns to be unique", "各列组合不重复"),
    "validate.values-in-set": Words("values to be in set", "取值在规定的集合内"),
    "validate.values-not-in-set": Words("values to not be in set", "取值不在禁用的集合内"),
    "validate.values-between": Words("values to be between", "取值在规定的范围内"),
    "validate.lengths-between": Words("value lengths to be between", "长度在规定的范围内"),
    "validate.values-not-null": Words("values to not be null", "取值不为空"),
    "validate.values-null": Words("values to be null", "取值为空"),
    "validate.values-increasing": Words("values to be increasing", "取值依次递增"),
    "validate.values-match": Words("values to match regex", "写法符合规定的格式"),
    "validate.values-not-match": Words("values to not match regex", "写法不含禁用的格式"),
    "validate.first-greater": Words(
        "pair values a to be greater than b", "前一列的值大于后一列的值"
    ),
    "validate.row-count": Words("row count to equal", "行数等于定值"),
}

_GATE: Catalogue = {
    "validate.too-many-open": Words(
        "{count} {count:cell is|cells are} open, at most {most} may be",
        "未决{count}格，至多允许{most}格",
    ),
}

_KEYS: Catalogue = {
    "validate.key-missing": Words(
        "{columns} {key} ({count} rows) is not in {table}.{others}",
        "{columns} 为 {key} 的 {count} 行，在 {table}.{others} 中没有对应",
    ),
    "validate.serials-missing": Words(
        "missing of 1 to {last}: {serials}", "1 至 {last} 中缺少：{serials}"
    ),
    "validate.serials-beyond": Words(
        "beyond 1 to {last}: {serials}", "超出 1 至 {last}：{serials}"
    ),
    "validate.serials-twice": Words("more than once: {serials}", "重复出现：{serials}"),
    "validate.serials-out-of-order": Words(
        "the serials are all there, but out of order", "序号齐全，但次序有误"
    ),
    "validate.section-begins": Words(
        "{section} begins at {first}, {due} is due", "{section} 始于 {first}，应始于 {due}"
    ),
    "validate.section-ends": Words(
        "{section} ends at {last}, before it begins at {first}",
        "{section} 止于 {last}，早于其起始的 {first}",
    ),
    "validate.section-differs": Words(
        "seq {seq}: section {section}, its serial lies in {due}",
        "序号 {seq}：所属部分为 {section}，而该序号在 {due} 的范围内",
    ),
    "validate.no-provenance": Words("no provenance", "没有出处记录"),
    "validate.not-traced": Words("not a value that is traced", "不是应记出处的取值"),
    "validate.no-extras": Words("row {seq} has no row in extras", "第{seq}行在自有栏目表中缺行"),
    "validate.extra-without-text": Words("a value without its text", "有取值而无原文"),
    "validate.extra-precision": Words(
        "the precision {precision} does not go with the date", "精度 {precision} 与日期不符"
    ),
    "validate.extra-span": Words(
        "the span from {start} to {end} ends before it begins", "起止 {start} 至 {end} 颠倒"
    ),
    "validate.no-ranking": Words("no row", "缺少该期的一行"),
    "validate.rank-differs": Words(
        "rank {rank}, but {column} of indicators is {published}",
        "排名为{rank}，而指标表的“{column:column}”为{published}",
    ),
}

_SUMS: Catalogue = {
    "validate.several-totals": Words(
        "{group} is printed with several totals, {totals}", "{group}印有多个分值：{totals}"
    ),
    "validate.off-printed": Words(
        "{group} sums to {total}, printed {expected} (off by {by:+.10g})",
        "{group}合计 {total}，所印为 {expected}（相差 {by:+.10g}）",
    ),
    "validate.off-pinned": Words(
        "{group} sums to {total}, pinned {expected} (off by {by:+.10g})",
        "{group}合计 {total}，本通知的定值为 {expected}（相差 {by:+.10g}）",
    ),
    "validate.total-unprinted": Words(
        "{group} sums to {total}, but no such total is printed",
        "{group}合计 {total}，而原文未印该合计",
    ),
    "validate.full-marks": Words(
        "points × share sum to {total}, full marks are {full_marks}",
        "各部分分值×计入比例合计 {total}，满分为 {full_marks}",
    ),
    "validate.own-weight": Words(
        "seq {seq}: weight {weight}, its scoring unit {unit} has {points}",
        "序号 {seq}：权重为 {weight}，而其计分单元 {unit} 为 {points} 分",
    ),
    "validate.unit-not-one-row": Words(
        "scoring unit {unit}: its points are one row's own, but its rows are {rows!q}",
        "计分单元 {unit}：分值为某一行自有，而所含的行为{rows!q}",
    ),
    "validate.unit-weight": Words(
        "scoring unit {unit}: {points} points, the weight of {seq} is {weight}",
        "计分单元 {unit}：{points} 分，而序号 {seq} 的权重为 {weight}",
    ),
    "validate.unit-weight-missing": Words(
        "scoring unit {unit}: {points} points, the weight of {seq} is none",
        "计分单元 {unit}：{points} 分，而序号 {seq} 没有权重",
    ),
    "validate.unit-rows": Words(
        "scoring unit {unit}: rows {rows!q}, but the indicators say {carried}",
        "计分单元 {unit}：所含的行为{rows!q}，而指标表所载为 {carried}",
    ),
    "validate.unit-range": Words(
        "scoring unit {unit}: runs from {first} to {last}, not {said_first} to {said_last}",
        "计分单元 {unit}：实为序号 {first} 至 {last}，而非 {said_first} 至 {said_last}",
    ),
    "validate.unit-label": Words(
        "scoring unit {unit}: {column} {label}, its rows say {others}",
        "计分单元 {unit}：{column:column}为{label}，而所含各行为{others}",
    ),
    "validate.unit-lacks-group": Words(
        "scoring unit {unit}: no level1, its rows say {label}",
        "计分单元 {unit}：没有一级指标，而所含各行为{label}",
    ),
    "validate.sum-is-indicator": Words(
        "sum {sum} ({printed}) stands on the row of indicator {seq}: its points count twice",
        "合计 {sum}（{printed}）与序号 {seq} 的指标同在一行：分值重复计算",
    ),
    "validate.indicator-is-sum": Words(
        "seq {seq} ({indicator}) sums the rows above it: its {weight} points count twice",
        "序号 {seq}（{indicator}）是其上各行的合计：{weight} 分重复计算",
    ),
    "validate.sum-of-others": Words(
        "sum {sum}: rows {rows!q}, not all of them indicators",
        "合计 {sum}：所含的行为{rows!q}，其中有的不是指标",
    ),
    "validate.sum-begins": Words(
        "sum {sum}: rows {rows!q}, said to run from {first}",
        "合计 {sum}：所含的行为{rows!q}，而所记起始序号为{first}",
    ),
    "validate.sum-status": Words(
        "sum {sum}: {status}, stated {stated} and found {found}",
        "合计 {sum}：状态为 {status}，而所载为{stated}，实得为{found}",
    ),
    "validate.sum-exceeded": Words(
        "sum {sum}: {stated} stated, its rows' units have {found}",
        "合计 {sum}：所载 {stated} 分，而其各行的计分单元共 {found} 分",
    ),
    "validate.not-as-printed": Words(
        "{value} is published as printed, {printed!q} is",
        "以原文发布的值为 {value}，而所印为{printed!q}",
    ),
}

_DOUBT: Catalogue = {
    "validate.published-all-the-same": Words(
        "status {status}, yet the value {value} is published",
        "状态为 {status}，却发布了取值 {value}",
    ),
    "validate.null-unexplained": Words(
        "null without an explanation, its status is {status}", "空值而无说明，状态为 {status}"
    ),
    "validate.candidates-missing": Words(
        "ambiguous, but the candidates are None", "未决，却没有候选"
    ),
    "validate.candidates-empty": Words(
        "ambiguous, but the candidates are {candidates!q}", "未决，而候选为{candidates!q}"
    ),
    "validate.candidates-unasked": Words(
        "status {status}, yet candidates are given", "状态为 {status}，却列有候选"
    ),
    "validate.candidates-differ": Words(
        "the candidates are {candidates}, in their own table {listed}",
        "候选为 {candidates}，而候选表中为 {listed}",
    ),
    "validate.readings-out-of-order": Words(
        "the readings are not numbered from the cheapest: positions {positions}, costs {costs}",
        "各读法未从代价最低者起编号：次序 {positions}，代价 {costs}",
    ),
    "validate.not-marked": Words(
        "seq {seq} is in doubt and not marked", "序号 {seq} 存疑，却未标待核"
    ),
    "validate.marked-in-vain": Words(
        "seq {seq} is marked, but nothing in it is in doubt", "序号 {seq} 标为待核，其中却无存疑"
    ),
    "validate.stray-space-at-seq": Words(
        "seq {seq}, {column} {text!q} has a stray space",
        "序号 {seq} {column:column}：{text!q}中有多余空格",
    ),
    "validate.stray-space-at-row": Words(
        "row {row}, {column} {text!q} has a stray space",
        "第 {row} 行 {column:column}：{text!q}中有多余空格",
    ),
}

_ERRORS: Catalogue = {
    "validate.no-docstrings": Words(
        "Python runs without docstrings (-OO, PYTHONOPTIMIZE=2), Great Expectations does not",
        "Python 以去除文档字符串的方式运行（-OO、PYTHONOPTIMIZE=2），Great Expectations 无法工作",
        "run it with them",
        "请勿去除文档字符串",
    ),
    "validate.no-such-table": Words(
        "there is no table {table}",
        "没有名为 {table} 的表",
        "the file's name is the table's",
        "文件名须为表名",
    ),
    "validate.suite-unreadable": Words(
        "the suite cannot be read ({error})", "校验规则文件无法读取（{error}）"
    ),
    "validate.suite-not-json": Words("not JSON ({error})", "不是 JSON（{error}）"),
    "validate.suite-empty": Words("no list of expectations", "没有校验规则列表"),
    "validate.bad-expectation": Words(
        "expectation {position}: {fault}", "第 {position} 条规则：{fault}"
    ),
    "validate.without-type": Words("it has no type", "没有类型"),
    "validate.unknown-keys": Words("unknown keys {keys}", "未知的键 {keys}"),
    "validate.without-reason": Words(
        "{kind} gives no reason in its meta", "{kind} 未在 meta 中写明理由"
    ),
    "validate.unknown-severity": Words(
        "{kind}: severity is none of {severities}", "{kind}：级别不是 {severities} 之一"
    ),
    "validate.not-loaded": Words(
        "suite {suite}, expectation {position} ({kind}): not loaded, {error}",
        "规则文件 {suite} 第 {position} 条（{kind}）未能载入：{error}",
        "mend the suite",
        "请修正规则文件",
    ),
    "validate.no-such-expectation": Words(
        "no such type, or it does not take these kwargs", "没有这一类型，或其不接受这些参数"
    ),
    "validate.not-evaluated": Words(
        "suite {suite}, {kind}: not evaluated, {error}",
        "规则文件 {suite} 的 {kind} 未能校验：{error}",
        "mend the suite or the table",
        "请修正规则文件或数据表",
    ),
}

VALIDATE: Catalogue = {**_PLACES, **_WANTED, **_GATE, **_KEYS, **_SUMS, **_DOUBT, **_ERRORS}
