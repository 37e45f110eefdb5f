"""What is said of reports, lists and explanations."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

VIEWS: Catalogue = {
    # -- What would decide between the readings of a cell.
    "views.settles-misprint": Words(
        "which of the group's weights is misprinted: its points in another copy "
        "of the table, or those of any other row that is open with it",
        "查明组内哪一权重误印：对照该表另一份文本中本行的分值，或与其同为未决的任一行的分值",
    ),
    "views.settles-weight-merged": Words(
        "whether the printed weight is one cell over the rows below: the rules "
        "of the original page, or the points of one of those rows",
        "查明所印权重是否为下方各行合并的一格：对照原页表线，或其中任一行的分值",
    ),
    "views.settles-label-place": Words(
        "where the label begins: the first row its cell covers on the original "
        "page, or another list of the group's rows",
        "查明标签起于何行：对照原页该标签格所占首行，或另一份列明本组各行的材料",
    ),
    "views.settles-label-lost": Words(
        "the label that was lost, and its first row: the original page, or "
        "another list of the group's rows",
        "查明缺失的标签及其首行：对照原页，或另一份列明本组各行的材料",
    ),
    "views.settles-points": Words(
        "the points of the label that holds here: once the label is known, they are",
        "查明此处所属标签的分值：标签确定，分值随之确定",
    ),
    "views.settles-weight": Words(
        "whether the row has points of its own: its weight cell on the original "
        "page, or the points of a row that would share with it",
        "查明本行是否自有分值：对照原页本行权重格，或可能与其共享的一行的分值",
    ),
    "views.settles-target": Words(
        "the target as its lead unit has it, or another copy of the table",
        "以责任单位掌握的目标，或该表另一份文本为准",
    ),
    "views.settles-target-rank": Words(
        "the ranking aimed at in another copy of the table", "该表另一份文本中的目标排名"
    ),
    "views.settles-lead-units": Words(
        "where one unit's name ends: the names as another row or the units themselves write them",
        "查明单位名称止于何处：对照其他行或单位自身的写法",
    ),
    "views.settles-ranking": Words(
        "the row's rankings in another source: one of them often settles the "
        "others, since it shows which cell was lost",
        "其他来源中本行的排名：查明其一即知缺失哪一格，其余往往随之确定",
    ),
    "views.settles-cell": Words(
        "the cell on the original page, or in another copy of the table",
        "原页上的该格，或该表另一份文本",
    ),
    # -- How far a value that was found, not read, can be trusted.
    "views.calibrated": Words(
        "on invented notices, readings like this were right in {right} of {of}",
        "在虚构的公告上，{of}个同类取值中有{right}个正确",
    ),
    # -- The readings of a cell that is open.
    "views.reads-in-ways": Words(
        "the row can be read in several ways: {ways:/}", "该行有多种读法：{ways:/}"
    ),
    "views.shared-with-others": Words("shared with other rows", "与他行共享"),
    "views.lost-or-none": Words("lost or none", "缺失或未印"),
    "views.reading-cost": Words("{reading} (+{cost:g})", "{reading}（+{cost:g}）"),
    "views.or": Words(" or ", " 或 "),
    "views.follows": Words("follows from {column}", "随“{column:column}”（{column}）而定"),
    "views.follows-decide": Words(
        "follows from {column}: decide that", "随“{column:column}”（{column}）而定，请决定该项"
    ),
    "views.would-decide": Words("would decide it: {settles}", "可据以判定：{settles}"),
    # -- An explanation, and the list of what is open.
    "views.row": Words("row {seq}: {indicator}", "序号{seq}：{indicator}"),
    "views.null": Words("null", "空"),
    "views.value": Words(
        "{column} = {value}  [{status:status}]",
        "{column}（{column:column}） = {value}  [{status:status}]",
    ),
    "views.own-value": Words(
        "{heading} ({column}) = {value}  [{status:status}]",
        "{heading}（{column}） = {value}  [{status:status}]",
    ),
    "views.printed-on": Words(
        "printed {printed!q} on page {page}, row {row}, column {col}",
        "原文{printed!q}，印在第{page}页第{row}行第{col}列",
    ),
    "views.printed-at": Words(
        "printed {printed!q} on page {page}, row {row}, column {col} at "
        "({x0:.1f}, {top:.1f})–({x1:.1f}, {bottom:.1f}) pt",
        "原文{printed!q}，印在第{page}页第{row}行第{col}列，"
        "位于({x0:.1f}, {top:.1f})–({x1:.1f}, {bottom:.1f})点",
    ),
    "views.change": Words(
        "{step:step} {rule:rule}: {before!q} → {after!q}",
        "{step:step}（{rule:rule}）：{before!q} → {after!q}",
    ),
    "views.change-cost": Words(
        "{change} (without it {cost:g} more)", "{change}（不作此修复，代价高{cost:g}）"
    ),
    "views.candidates": Words("candidates: {readings}", "候选：{readings}"),
    "views.complete-entry": Words(
        "to decide it, complete this entry in corrections.yml:",
        "如作决定，请补全 corrections.yml 中的以下条目：",
    ),
    "views.finding": Words(
        "finding ({severity:severity}): {text}", "发现（{severity:severity}）：{text}"
    ),
    "views.nothing-printed": Words("(nothing printed)", "（未印）"),
    "views.printed-there": Words(
        '(printed "{printed}" on page {page}, row {row}, column {col})',
        "（原文“{printed}”，印在第{page}页第{row}行第{col}列）",
    ),
    "views.nothing-open": Words("nothing is open", "没有未决的值"),
    "views.open-with-entries": Words(
        "{cells} cells open on {rows} rows; choose a value, add reason and "
        "decided_by, and put the entry into corrections.yml; then extract again",
        "未决{cells}格，涉及{rows}行；请选定取值，补上 reason 和 decided_by，"
        "将条目放入 corrections.yml，再重新提取",
    ),
    "views.open-without-entries": Words(
        "{cells} cells open on {rows} rows; with --entries each comes with its "
        "entry for corrections.yml",
        "未决{cells}格，涉及{rows}行；加 --entries 可随各格给出用于 corrections.yml 的条目",
    ),
    "views.form-open": Words(
        "form {form}: {cells} {cells:cell|cells} open in {notices} {notices:notice|notices}",
        "形式 {form}：{notices}份通知中未决{cells}格",
    ),
    "views.question": Words(
        "{cells} {cells:cell|cells} in {notices} {notices:notice|notices}: {named}",
        "{notices}份通知{cells}格：{named}",
    ),
    "views.of-notice": Words("notice {notice}", "通知 {notice}"),
    "views.open-in-all": Words(
        "{cells} {cells:cell|cells} open in {notices} {notices:notice|notices}, "
        "{kinds} {kinds:kind|kinds} of question",
        "{notices}份通知中未决{cells}格，共{kinds}类问题",
    ),
    "views.no-such-row": Words(
        "row {seq}: no such indicator in this publication", "序号{seq}：此次发布中没有这一指标"
    ),
    "views.no-such-column": Words(
        "column {column}: no such column; known are {known}",
        "列 {column}：没有这一列；已有的列为{known}",
    ),
    # -- The summary of a run.
    "views.summary-rows": Words(
        "indicators  {rows} rows, {values} values; points {points}",
        "指标  {rows}行，{values}个值；分值：{points}",
    ),
    "views.summary-extras": Words("own columns {columns}", "自有栏目  {columns}"),
    "views.summary-drafted": Words(
        "form        drafted, see {path}: correct what it guessed and extract with --spec",
        "表式        系起草，见 {path}：请核改推测之处，再用 --spec 提取",
    ),
    "views.summary-left-out": Words(
        "not published: {headings}; their cells are in the table cells",
        "未发布：{headings}；其内容见原始单元格表",
    ),
    "views.section-points": Words("{section:section} {points:g}", "{section:section}{points:g}分"),
    "views.no-points": Words("none stated", "未写明"),
    "views.summary-values": Words(
        "values      {printed} as printed, {blank} not printed, {repaired} repaired, "
        "{derived} derived, {decided} decided by people, {open} open on {open_rows} rows; "
        "{review} rows to review (open, or named by a warning)",
        "取值  照原文{printed}个，原文未印{blank}个，修复{repaired}个，推算{derived}个，"
        "人工决定{decided}个，未决{open}个，涉及{open_rows}行；待核{review}行（有未决或警告）",
    ),
    "views.summary-findings": Words("findings    {counts}", "发现  {counts}"),
    "views.severity-count": Words("{count} {severity:severity}", "{severity:severity}{count}项"),
    "views.summary-seconds": Words("seconds     {stages}", "用时  {stages}"),
    "views.stage-seconds": Words("{stage:stage} {seconds:.2f}", "{stage:stage}{seconds:.2f}秒"),
    "views.summary-unchanged": Words(
        "unchanged   {folder} already holds this publication (--force works it again)",
        "未变  {folder} 已是此次发布的内容（加 --force 可重新处理）",
    ),
    # -- The tables of a document as text.
    "views.table-on-page": Words(
        "Table {number}, page {page}: {rows} rows, {columns} columns, {headings} of headings",
        "表{number}，第{page}页：{rows}行，{columns}列，表头{headings}行",
    ),
    "views.table-on-pages": Words(
        "Table {number}, pages {pages}: {rows} rows, {columns} columns, {headings} of headings",
        "表{number}，第{pages}页：{rows}行，{columns}列，表头{headings}行",
    ),
    "views.tables-finding": Words("{severity:severity}: {text}", "{severity:severity}：{text}"),
    "views.tables-finding-on": Words(
        "{severity:severity}: {text} (page {page})", "{severity:severity}：{text}（第{page}页）"
    ),
}
