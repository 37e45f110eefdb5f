"""What the library's face says, and the guard of a spec's patterns."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

FACE: Catalogue = {
    # -- called from Python
    "face.not-published": Words(
        "not published, {count} critical {count:check|checks} failed: {first}",
        "未发布，{count}项关键校验未通过：{first}",
        "the error has all failures and the rejected tables",
        "全部失败项和未予发布的表格见此错误的属性",
    ),
    "face.lost-on-the-way": Words(
        "{count} {count:error|errors} in reading: {first}",
        "读取时有{count}处错误：{first}",
        "the error has all failures and the tables as far as they were read",
        "全部错误和已读出的表格见此错误的属性",
    ),
    "face.unknown-engine": Words(
        "{engine!q} is none", "{engine!q}不是可用的引擎", "name {known:or}", "请用{known:or}"
    ),
    "face.no-page": Words(
        "{given} names no page",
        "{given}不是页码",
        "count pages from 1, or leave them out",
        "页码从1起，或不写",
    ),
    # -- a spec's patterns
    "pattern.none": Words("not a regular expression ({reason})", "不是正则表达式（{reason}）"),
    "pattern.name-twice": Words("the group {name!q} is named twice", "分组{name!q}重名"),
    "pattern.too-long": Words(
        "a pattern of more than {most:,} characters", "模式超过{most:,}个字符"
    ),
    "pattern.too-many-repeats": Words("more than {most:,} repeats", "重复次数超过{most:,}"),
    "pattern.unknown-sign": Words(
        "{sign} is not known here; write the characters themselves",
        "此处不能用{sign}；请直接写出字符",
    ),
    "pattern.not-in-a-set": Words(
        "{sign} cannot stand within [...]; write the characters themselves",
        "{sign}不能写在方括号内；请直接写出字符",
    ),
}
