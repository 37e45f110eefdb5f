"""The Chinese names of tables, columns, statuses, stages and rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

TABLES = {
    "indicators": "指标",
    "rankings": "排名",
    "scoring_units": "计分单元",
    "sections": "考核部分",
    "sums": "合计校验",
    "lead_units": "责任单位",
    "agencies": "涉及单位",
    "provenance": "出处",
    "candidates": "候选读法",
    "repairs": "修复记录",
    "cells": "原始单元格",
    "findings": "发现",
    "notice": "通知",
    "extras": "自有栏目",
}

COLUMNS = {
    "notice_id": "通知编号",
    "seq": "序号",
    "section": "部分",
    "level1": "一级指标",
    "level1_points": "一级分值",
    "level2": "二级指标",
    "level2_points": "二级分值",
    "indicator": "三级指标",
    "unit": "单位",
    "weight": "权重",
    "scoring_unit": "计分单元",
    "rank_jan_jun": "1–6月排名",
    "rank_jan_aug": "1–8月排名",
    "rank_jan_sep": "1–9月排名",
    "target": "年底目标",
    "target_value": "目标数值",
    "target_unit": "目标单位",
    "target_comparator": "目标关系",
    "target_rank": "目标排名",
    "lead_units": "责任单位",
    "needs_review": "待核",
    "source_page": "附件页码",
    "sum": "合计编号",
    "kind": "类别",
    "stated": "所载分值",
    "tasks": "含任务的标题行",
    "found": "实得分值",
    "period_start": "期初",
    "period_end": "期末",
    "rank": "排名",
    "printed": "原文",
    "status": "状态",
    "first_seq": "起始序号",
    "last_seq": "终止序号",
    "points": "分值",
    "rows": "所含序号",
    "basis": "依据",
    "candidates": "候选",
    "label": "名称",
    "share": "计入比例",
    "position": "次序",
    "agency": "单位名称",
    "lead_unit": "责任单位",
    "remark": "备注",
    "column": "列",
    "reason": "理由",
    "reasons": "理由代码",
    "code": "代码",
    "parameters": "参数",
    "page": "页",
    "place": "位置",
    "row": "行",
    "col": "列号",
    "x0": "左",
    "top": "上",
    "x1": "右",
    "bottom": "下",
    "step": "步骤",
    "rule": "规则",
    "before": "修复前",
    "after": "修复后",
    "cost": "代价",
    "source_sha256": "来源SHA-256",
    "rowspan": "跨行",
    "colspan": "跨列",
    "text": "文本",
    "value": "取值",
    "engines": "识读引擎",
    "confidence": "把握",
    "readings": "各引擎读法",
    "severity": "级别",
    "check": "检查项",
    "message": "内容",
    "title": "标题",
    "issuer": "发文单位",
    "issued_on": "发文日期",
    "window_start": "攻坚期起",
    "window_end": "攻坚期止",
    "contact_email": "联系邮箱",
    "attachment_title": "附件标题",
    "full_marks": "满分",
    "provincial_share": "省考核占比",
    "body": "正文",
}

STATUS = {
    "printed": "原文",
    "merged": "合并单元格",
    "shared": "共享分值",
    "repaired": "已修复",
    "derived": "推算",
    "corrected": "人工更正",
    "ambiguous": "未决",
    "absent": "未印",
}

STATUS_NOTES = {
    "printed": "印在本列；“/”“—”“-”也是原文，取值为空",
    "merged": "取自上方合并的单元格",
    "shared": "分值由同一计分单元的各行共享",
    "repaired": "印在页上别处，是唯一可取的读法",
    "derived": "由分值推算",
    "corrected": "由人决定",
    "ambiguous": "有多种可能，取值为空",
    "absent": "原文未印",
}

CHECKS = {
    "schema": "列名与类型符合约定",
    "expect_serials_complete": "各部分的序号齐全、有序，每号一行",
    "expect_sections_match": "所属部分与说明所述序号范围一致",
    "expect_points_counted_once": "合计、小计等行不重复计分",
    "expect_sums_compared": "所载合计与各行分值的比对属实",
    "expect_printed_as_published": "标为原文的数值与所印文字一致",
    "expect_own_weights": "各行自有权重等于其计分单元的分值",
    "expect_review_marked": "待核标记与未决、警告一致",
    "expect_every_period_ranked": "每项指标每期各有一条排名",
    "expect_printed_weights": "自有分值即该行权重",
    "expect_unit_rows": "计分单元所含的行与指标表一致",
    "expect_unit_groups": "计分单元的一级指标与所含的行一致",
    "expect_ranges_contiguous": "每个序号只属于一个部分",
    "expect_weighted_total": "各部分折算后合计为满分",
    "expect_every_value_traced": "每个取值都有出处",
    "expect_status_fits_value": "状态与取值相符",
    "expect_candidates_given": "未决的值列有候选",
    "expect_costs_from_the_cheapest": "候选的代价从最低者算起",
    "expect_points_per_group": "各组分值之和与标签或说明相符",
    "expect_totals_pinned": "合计等于本通知的定值",
    "expect_keys_exist": "与其他表的关联完整",
    "expect_every_indicator_has_extras": "每项指标在自有栏目表中各有一行",
    "expect_extras_hold_together": "日期与精度、起止、原文相符",
    "expect_no_stray_spaces": "中文之间没有多余空格",
    "expect_column_values_to_be_between": "取值在允许范围内",
    "expect_column_values_to_be_in_set": "取值在规定的集合内",
    "expect_column_values_to_not_be_in_set": "没有不允许的取值",
    "expect_column_values_to_not_be_null": "没有空值",
    "expect_column_values_to_be_null": "应为空的确为空",
    "expect_column_values_to_be_unique": "没有重复",
    "expect_column_values_to_be_increasing": "依次递增",
    "expect_column_values_to_match_regex": "写法符合规定",
    "expect_column_values_to_not_match_regex": "没有不允许的写法",
    "expect_column_value_lengths_to_be_between": "长度在允许范围内",
    "expect_column_pair_values_a_to_be_greater_than_b": "两列的先后大小相符",
    "expect_compound_columns_to_be_unique": "各列组合没有重复",
    "expect_table_row_count_to_equal": "行数等于本通知的定值",
    "open_cells": "未决的格数在限额之内",
}

SECTIONS = {"provincial": "省考核指标", "municipal": "市考核指标", "bonus": "加分考核指标"}

# What the log calls a rule and is no kind of damage.
OTHER_RULES = {
    "label_place": "标签位置未定",
    "correction": "人工更正",
    "ambiguous": "一格有多种读法",
    "read_otherwise": "图像读法不一",
    "read_settled": "图像读法不一，由分值之和确定",
}

# Of sums that the document states.
SUM_KINDS = {
    "section": "说明所载部分分值",
    "label": "标签所载分值",
    "section_row": "标题行",
    "total_row": "合计行",
    "text": "条文内分值",
    "note": "总分",
    "percent": "百分比合计",
}

# How exact a date is.
PRECISION = {
    "day": "日",
    "ten_days": "旬",
    "month": "月",
    "quarter": "季",
    "half": "半年",
    "year": "年",
}

# The stages of a run, in their order.
STAGES = {
    "read": "识读",
    "recognise": "识图",
    "compare": "比对",
    "stitch": "拼接",
    "repair": "修复",
    "normalise": "规范",
    "validate": "校验",
    "report": "报告",
    "publish": "发布",
    "batch": "批处理",
}

# Column, or kind of name → its codes in Chinese.
VALUES = {
    "stage": STAGES,
    "section": SECTIONS,
    "column": COLUMNS,
    "rule": OTHER_RULES,  # and the kinds of damage
    "step": {"repair": "修复", "normalise": "规范", "correct": "更正"},
    "basis": {"printed": "自有权重", "label": "二级标签所印", "derived": "推算"},
    "kind": SUM_KINDS,
    "precision": PRECISION,
    "severity": {"critical": "关键", "error": "错误", "warning": "警告", "info": "提示"},
    "status": STATUS
    | {
        "certain": "确定",
        "open": "未决",
        "holds": "相符",
        "off": "不符",
        "ranked": "有排名",
        "not_published": "未公布",
        "blank": "空白",
    },
}


@cache
def rules() -> Mapping[str, str]:
    """The names of all rules of the log: kinds of damage, and what else is one.

    The records of damage are loaded with the first rule that is asked for.
    """
    from pipeline.damage.kinds import KINDS

    kinds = {name: kind.zh for name, kind in KINDS.items()}
    return kinds | OTHER_RULES


def named(kind: str, code: str, language: str) -> str:
    """The name of a code; of several kinds of damage, joined by "+", each.

    Args:
        kind: the published column that holds the code, or "stage".
        code: the code; one without a Chinese name stays as it is.
        language: "en" leaves every code as it is.
    """
    if language == "en":
        return code
    if kind == "rule":
        return "；".join(rules().get(part, part) for part in code.split("+"))
    return VALUES[kind].get(code, code)
