"""What is said of specs."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_PLACES: Catalogue = {
    "spec.file": Words("spec {path}", "表式文件 {path}"),
    "spec.line": Words("spec {path} line {line}: {key}", "表式文件 {path} 第 {line} 行：{key}"),
    "spec.key": Words("spec {path}: {key}", "表式文件 {path}：{key}"),
    "spec.form": Words("form {form}", "表式 {form}"),
}

_FILE: Catalogue = {
    "spec.unreadable": Words(
        "cannot be read ({error})",
        "无法读取（{error}）",
        "name a YAML file with --spec",
        "请用 --spec 指明一个 YAML 文件",
    ),
    "spec.too-long": Words(
        "more than {most:,} bytes",
        "超过 {most:,} 字节",
        "no form takes as many",
        "表式文件无需这么长",
    ),
    "spec.not-a-mapping": Words("expected a mapping with {keys}", "应为键值映射，含 {keys}"),
    "spec.unknown-key": Words(
        "unknown key {name!q}", "未知的键{name!q}", "known are {known}", "可用的键为 {known}"
    ),
    "spec.key-missing": Words("{name} is missing", "缺少 {name}"),
    "spec.not-a-list": Words("expected a list", "应为列表"),
    "spec.not-a-text": Words("expected a text", "应为文本"),
    "spec.none-of": Words("{value} is none of {known}", "{value} 不是 {known} 之一"),
    "spec.not-a-number": Words("expected a number of at least 0", "应为不小于 0 的数"),
    "spec.not-a-flag": Words("expected true or false", "应为 true 或 false"),
}

_PATTERNS: Catalogue = {
    "spec.not-a-pattern": Words("expected a regular expression", "应为正则表达式"),
    "spec.group-missing": Words("the group (?P<{group}>…) is missing", "缺少分组 (?P<{group}>…)"),
}

_COLUMNS: Catalogue = {
    "spec.one-indicator": Words(
        "exactly one column must have the role indicator", "须有且只有一列的角色为 indicator"
    ),
    "spec.role-twice": Words("the role {role} stands twice", "角色 {role} 出现两次"),
    "spec.role-repeats": Words(
        "the role {role} stands twice",
        "角色 {role} 出现两次",
        "use repeats: true on each",
        "请在各列均写 repeats: true",
    ),
    "spec.level2-alone": Words(
        "level2 without level1",
        "有 level2 而无 level1",
        "labels of one level are level1",
        "只有一级标签时用 level1",
    ),
    "spec.wrong-kind": Words(
        "the role {role} has the kind {kinds:or}, not {kind}",
        "角色 {role} 的类型为 {kinds:or}，而非 {kind}",
    ),
    "spec.not-repeated": Words("only {roles} may stand several times", "只有 {roles} 可以出现多次"),
    "spec.name-of-extra": Words("only an extra has a name", "只有 extra 列有 name"),
    "spec.bad-name": Words(
        "{name!q} is no name of a column",
        "{name!q}不能作为列名",
        "write small letters, digits and _, a letter first, at most 40, and not rank_… or other_…",
        "请用小写字母、数字和 _，以字母开头，不超过 40 个字符，且不以 rank_ 或 other_ 开头",
    ),
    "spec.name-taken": Words(
        "another column is published as {names}",
        "已有列以 {names} 发布",
        "choose another name",
        "请另取名称",
    ),
    "spec.period-of-rank": Words("only a rank has a period", "只有排名列有时段"),
    "spec.no-period": Words(
        "{text!q} names no period",
        "{text!q}不是时段",
        "write it like 1-6月, 上半年 or 2023年1-6月",
        "请写成 1-6月、上半年或 2023年1-6月",
    ),
    "spec.missing-not-a-mapping": Words(
        "expected a mapping of role to marks", "应为从角色到符号的映射"
    ),
    "spec.no-such-column": Words("no column has the role {role}", "没有角色为 {role} 的列"),
    "spec.not-texts": Words("expected a list of texts", "应为文本列表"),
    "spec.totals-without-weight": Words(
        "totals need points: no column has the role weight",
        "合计须有分值：没有角色为 weight 的列",
    ),
}

_HEADINGS: Catalogue = {
    "spec.heading": Words("{heading!q}", "{heading!q}"),
    "spec.heading-under": Words("{heading!q} under {outer!q}", "{outer!q}之下的{heading!q}"),
    "spec.unknown-headings": Words("no column is headed {headings}", "没有列的表头为{headings}"),
    "spec.headings-missing": Words("no heading for {roles}", "缺少 {roles} 的表头"),
    "spec.no-headings": Words(
        "no row of headings stands over the table",
        "表格上方没有表头",
        "write a spec for it, or add its headings",
        "请为其编写表式，或补上表头",
    ),
    "spec.no-names": Words(
        "no column of the table has words in each row that could name it",
        "表中没有一列在每行都有可作名称的文字",
        "write a spec for it, with the role indicator for the column that the rows are about",
        "请为其编写表式，把各行所指的那一列写作 indicator",
    ),
    "spec.note-in-table": Words(
        "{text!q} is a note between the rows; no indicator", "{text!q}是表中的附注，不是指标"
    ),
    "spec.heading-again": Words(
        "the headings are printed again here, from {text!q} on; no indicator",
        "此处重复印出表头（自{text!q}起），不是指标",
    ),
    "spec.unheaded": Words(
        "column {column} has no heading: {count} {count:cell|cells} in it, the first {text!q}, "
        "{count:is|are} not published",
        "第{column}列没有表头：其中{count}格（首格为{text!q}）未发布",
    ),
    "spec.unheaded-numbers": Words(
        "column {column} has no heading and counts the {count} {count:row|rows} from {text} on, "
        "which are numbered in any case",
        "第{column}列没有表头，自{text}起为{count}行编号，各行本已编号",
    ),
    "spec.rows-blank": Words(
        "{count} {count:row|rows} without text from here on, no {count:indicator|indicators}",
        "自此起有{count}行没有文字，不是指标",
    ),
    "spec.rows-of-numbers": Words(
        "{count} {count:row|rows} with a number and nothing else, the first {number!q}; no "
        "{count:indicator|indicators}, unless {count:its|their} text was lost",
        "有{count}行只有编号而无其他文字（首个为{number!q}）；若非文字缺失，则不是指标",
    ),
    "spec.heading-twice": Words(
        "two headings for {role}, the second is {heading!q}",
        "{role} 有两个表头，第二个为{heading!q}",
    ),
    "spec.period-missing": Words(
        "the ranking headed {heading!q} names no period",
        "表头为{heading!q}的排名未写明时段",
        "write it into the spec, like period: 1-6月",
        "请在表式文件中写明，如 period: 1-6月",
    ),
    "spec.period-twice": Words(
        "two headings for one period, the second is {heading!q}",
        "同一时段有两个表头，第二个为{heading!q}",
    ),
}

SPEC: Catalogue = {**_PLACES, **_FILE, **_PATTERNS, **_COLUMNS, **_HEADINGS}
