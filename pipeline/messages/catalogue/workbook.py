"""What the exported workbook says of itself."""

from __future__ import annotations

from pipeline.messages.words import Catalogue, Words

WORKBOOK: Catalogue = {
    "workbook.guide": Words("How to read", "如何阅读"),
    "workbook.cell": Words("cell", "单元格"),
    "workbook.meaning": Words("meaning", "含义"),
    "workbook.shared": Words("shared", "共享"),
    "workbook.blank": Words("(blank)", "（空白）"),
    # -- What a cell of the sheet of indicators shows.
    "workbook.is-printed": Words(
        "Without colour: as printed, unchanged.", "未着色：照原文所印，未作改动。"
    ),
    "workbook.is-repaired": Words(
        "Stands elsewhere on the page (a cell was lost or moved); the only reading that holds.",
        "印在页上别处（有格缺失或错位），是唯一可取的读法。",
    ),
    "workbook.is-derived": Words(
        "Not printed here; follows from the printed points and their sums.",
        "此处未印，由所印分值及其合计推算。",
    ),
    "workbook.is-corrected": Words("A person decided it.", "由人决定。"),
    "workbook.is-shared": Words(
        "The points belong to several rows together: see the sheet 计分单元, and sum points there.",
        "分值由同一计分单元的各行共享：见“计分单元”表，合计分值也请用该表。",
    ),
    "workbook.is-open": Words(
        "Several readings remain, so no value is given. The cell's comment has the readings (in "
        "brackets how much more than the best each costs), why it is open, what would decide it, "
        "and where the source prints it; on paper see the sheet 候选读法.",
        "有多种读法，故不给值。批注列出各种读法（括号内为比最可取者高出的代价）、何以未决、"
        "据何可以判定、原文印在何处；纸上请看“候选读法”表。",
    ),
    "workbook.is-mark": Words(
        "In grey: printed so, and no value is read from it. A / says that no figure was "
        "published; it is neither 0 nor blank.",
        "灰色字：原文如此，未从中读出值。“/”表示未公布，既不是0，也不是空白。",
    ),
    "workbook.is-blank": Words("Nothing is printed there.", "原文此处未印。"),
    "workbook.with-reliability": Words(
        "{meaning} Measured: {reliability}.", "{meaning}实测：{reliability}。"
    ),
    # -- What is to be known besides.
    "workbook.of-targets": Words("Figures", "数字"),
    "workbook.targets": Words(
        "目标数值, 目标单位 and 目标关系 are read from 年底目标; blank where it is words alone or "
        "has two numbers. Columns that are empty throughout are hidden.",
        "目标数值、目标单位、目标关系读自“年底目标”；目标只有文字或有两个数的，留空。"
        "整列皆空的列已隐去。",
    ),
    "workbook.of-paper": Words("On paper", "打印"),
    "workbook.paper": Words(
        "A4 across. Sheets that are for the screen ({sheets}) are printed with their first page "
        "alone.",
        "A4横向。供在屏幕上查阅的各表（{sheets}）只印首页。",
    ),
    "workbook.of-decisions": Words("To decide", "更正"),
    "workbook.decisions": Words(
        "Do not write into this file, the next export replaces it. What was found out goes into "
        "corrections.yml; the command review --entries gives each open cell's entry.",
        "请勿直接改本表，再次导出即被覆盖。查明的值请写入 corrections.yml；"
        "命令 review --entries 给出各未决之格的条目。",
    ),
    "workbook.first-page-only": Words(
        "first page of a sheet for the screen: {rows} rows in the file",
        "供在屏幕上查阅，纸上只印首页；文件中共{rows}行",
    ),
}
