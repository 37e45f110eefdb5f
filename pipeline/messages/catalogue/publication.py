"""What is said of publications in a folder, and of their tables' columns."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

_AGAIN = ("run extract again", "请重新运行 extract")
_AWAY = ("move it away", "请将其移走")
_SOURCE = ("mend the source", "请修正原文件")

_COLUMNS: Catalogue = {
    "schema.faults": Words("{faults:;}", "{faults:;}"),
    "schema.column-missing": Words("column {column} is missing", "缺少列 {column}"),
    "schema.column-unknown": Words(
        "column {column} is not in the schema", "列 {column} 不在约定之内"
    ),
    "schema.column-order": Words("the columns are in another order", "各列次序不同"),
    "schema.column-type": Words(
        "column {column} is {found}, declared {declared}",
        "列 {column} 的类型为 {found}，约定为 {declared}",
    ),
    "schema.nulls": Words(
        "column {column} has {count} nulls, declared without",
        "列 {column} 有 {count} 个空值，约定不得为空",
    ),
}

_READ: Catalogue = {
    "publication.not-whole": Words(
        "no publication there is whole: {file}: {what}",
        "该处没有完整的发布结果：{file}：{what}",
        *_AGAIN,
    ),
    "publication.package-missing": Words(
        "no publication there (No such file or directory)",
        "该处没有发布结果（没有该文件）",
        "name the folder extract wrote",
        "请指明 extract 写入的文件夹",
    ),
    "publication.package-unreadable": Words(
        "no publication there (not readable)",
        "该处没有发布结果（无法读取）",
        "name the folder extract wrote",
        "请指明 extract 写入的文件夹",
    ),
    "publication.package-not-json": Words("not JSON", "不是 JSON", *_AGAIN),
    "publication.not-a-package": Words("not a Data Package", "不是 Data Package", *_AGAIN),
    "publication.newer": Words(
        "written by a later version of this package (schema {version}, this one "
        "reads up to {known})",
        "由本软件更新的版本写成（表结构第{version}版，本版最多读到第{known}版）",
        "install that version",
        "请安装该版本",
    ),
    "publication.older": Words(
        "written by a version of this package whose tables are no longer read (schema {version})",
        "由本软件的旧版本写成，其表结构（第{version}版）已不再支持",
        *_AGAIN,
    ),
    "publication.file-missing": Words("missing", "文件缺失", *_AGAIN),
    "publication.file-unreadable": Words("not readable", "无法读取", *_AGAIN),
    "publication.not-parquet": Words(
        "not a whole Parquet file", "不是完整的 Parquet 文件", *_AGAIN
    ),
    "publication.wrong-columns": Words(
        "the columns are not the declared ones ({error})", "各列与约定不符（{error}）", *_AGAIN
    ),
    "publication.file-changed": Words(
        "the file is not the one that {package} describes", "该文件与 {package} 所记不符"
    ),
    "publication.of-another-run": Words(
        "generation {own}, {package} says {due}", "发布批次为 {own}，而 {package} 所记为 {due}"
    ),
}

_WRITE: Catalogue = {
    "publication.locked": Words(
        "another run is writing there",
        "另一次运行正在写入该处",
        "wait for it or choose another folder",
        "请等其结束，或另选文件夹",
    ),
    "publication.foreign": Words(
        "stands there and is of no run", "该处已有此名，但并非本程序所建", *_AWAY
    ),
    "publication.foreign-inside": Words(
        "{name} there is of no run", "其中的 {name} 并非本程序所建", *_AWAY
    ),
    "publication.folder-in-place": Words(
        "a folder stands where a file belongs", "应为文件之处有一个文件夹", *_AWAY
    ),
    "publication.not-ours": Words(
        "stands there and is of no publication",
        "该处已有此文件，但不属于任何发布结果",
        "move it away or choose another folder",
        "请将其移走，或另选文件夹",
    ),
    "publication.not-writable": Words(
        "cannot be written ({error})",
        "无法写入（{error}）",
        "choose another folder with {option}",
        "请用 {option} 另选文件夹",
    ),
}

_BUILD: Catalogue = {
    "publication.tables-missing": Words(
        "the publication lacks table {names}", "发布结果缺少表 {names}"
    ),
    "publication.tables-unknown": Words(
        "the publication has the undeclared table {names}", "发布结果有未约定的表 {names}"
    ),
    "publication.columns-missing": Words(
        "{table} row {row} lacks column {names}", "{table} 第 {row} 行缺少列 {names}"
    ),
    "publication.columns-unknown": Words(
        "{table} row {row} has the undeclared column {names}",
        "{table} 第 {row} 行有未约定的列 {names}",
    ),
    "publication.cell": Words("{table} row {row}, {column}", "{table} 第 {row} 行 {column}"),
    "publication.null": Words("null, but the schema allows none", "为空值，而约定不得为空"),
    "publication.wrong-type": Words("{value} is no {type}", "{value} 不是 {type}", *_SOURCE),
    "publication.out-of-range": Words(
        "{value} is no int16, which goes from {first:,} to {last:,}",
        "{value} 超出 int16 的范围（{first:,} 至 {last:,}）",
        *_SOURCE,
    ),
    "publication.no-number": Words("{value} is no number", "{value} 不是数字"),
    "publication.inexact": Words(
        "{value} is not kept exactly as float64", "{value} 存为 float64 时会失真"
    ),
    "publication.several-generations": Words(
        "the tables are of several generations",
        "各表不属于同一发布批次",
        "build them together",
        "请一并生成",
    ),
}

PUBLICATION: Catalogue = {**_COLUMNS, **_READ, **_WRITE, **_BUILD}
