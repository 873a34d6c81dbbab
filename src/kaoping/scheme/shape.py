"""What the annotations of the model say: the keys of each record, what each takes, and words for both.

Reading, the JSON Schema and the reference page follow this; nothing of the model is written twice.
"""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from typing import Any, Final, Literal, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from kaoping.formula import Formula, parse
from kaoping.scheme.model import (
    AdjustStep,
    Basis,
    Body,
    Bonus,
    Circumstance,
    Criterion,
    DataNeed,
    Deduction,
    Defaults,
    Demotion,
    Department,
    Display,
    Disqualification,
    Effect,
    Fill,
    FirstPlace,
    FormulaStep,
    Grade,
    Group,
    GroupStep,
    Indicator,
    Label,
    Limits,
    NotGraded,
    Numbers,
    Outcome,
    Part,
    Penalty,
    PenaltyEffect,
    Places,
    Policy,
    Process,
    QuantileBound,
    Quota,
    Ranking,
    Record,
    ReductionStep,
    Rounding,
    RuleStep,
    Scheme,
    Setting,
    Sourced,
    Split,
    TakenRank,
    TakenStatistic,
    Tier,
    Tiers,
    Title,
    Uncertainty,
    UnitColumn,
    Variable,
    VariableData,
    When,
    Window,
    WithinColumns,
    Years,
)

__all__ = [
    "RECORDS",
    "STEPS",
    "FieldShape",
    "PolicyForm",
    "SettingForm",
    "choices_of",
    "fields_of",
    "item_of",
    "kind_words",
    "origin_of",
    "placeholder",
    "record_words",
    "without_none",
]

Annotation: TypeAlias = Any  # annotations have no common type of their own


@dataclass(frozen=True, kw_only=True)
class SettingForm(Record):
    """The long form of a parameter: one value for all groups, or one number for each.

    Rows of table `parameters` go before it: those of the unit, of the group, of all; of the period before those of any.
    """

    value: Decimal | str | None = None
    by_group: Mapping[str, Decimal] | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class PolicyForm(Record):
    """The long form of a policy: a fixed number of points."""

    points: Decimal


RECORDS: Final[Mapping[type[Record], tuple[str, str]]] = {
    Scheme: ("方案", "the scheme"),
    Label: ("中英文名称", "a name in both languages"),
    Basis: ("依据文件", "a legal basis"),
    Body: ("机构", "a body"),
    Numbers: ("数值规定", "the rules for numbers"),
    Rounding: ("修约", "a rounding"),
    Group: ("考评组", "a group"),
    UnitColumn: ("单位表附加列", "a unit column"),
    WithinColumns: ("比较范围", "the columns to compare within"),
    Department: ("考评责任部门", "a department"),
    Defaults: ("默认规定", "the defaults"),
    Part: ("考评板块", "a part"),
    Indicator: ("指标", "an indicator"),
    DataNeed: ("数据要求", "the data needed"),
    Limits: ("数值范围", "the limits"),
    Fill: ("补缺办法", "a way to fill"),
    Variable: ("变量", "a variable"),
    VariableData: ("变量的数据要求", "the data of a variable"),
    When: ("缺值处理", "what absence gives"),
    Policy: ("缺值处理办法", "a policy for absence"),
    Uncertainty: ("不确定性", "the uncertainty of a mean"),
    Display: ("数据公布方式", "the display of a figure"),
    TakenRank: ("所取名次", "the rank taken"),
    TakenStatistic: ("统计量取法", "a statistic taken"),
    FormulaStep: ("公式步骤", "a formula step"),
    RuleStep: ("规则步骤", "a rule step"),
    GroupStep: ("组内步骤", "a group step"),
    ReductionStep: ("归并步骤", "a reduction step"),
    Setting: ("参数", "a parameter"),
    SettingForm: ("参数", "a parameter"),
    PolicyForm: ("固定分", "a fixed number of points"),
    Sourced: ("带来源的数", "a number with its source"),
    Bonus: ("加分", "the bonus"),
    Deduction: ("扣分", "the deductions"),
    Penalty: ("扣分情形", "a penalty"),
    PenaltyEffect: ("扣分办法", "the effect of a penalty"),
    AdjustStep: ("加减分步骤", "a step of the adjustments"),
    Disqualification: ("取消资格情形", "a disqualification"),
    Demotion: ("降等情形", "a demotion"),
    Effect: ("降等办法", "the effect of a demotion"),
    NotGraded: ("不定等次情形", "a reason not to grade"),
    Circumstance: ("认定情形", "a circumstance"),
    Grade: ("等次", "a grade"),
    Quota: ("名额比例", "a quota"),
    Ranking: ("专项排名", "a further ranking"),
    Criterion: ("次序依据", "a further criterion"),
    Tiers: ("分档", "a division into tiers"),
    Tier: ("档次", "a tier"),
    QuantileBound: ("分位数界限", "a quantile"),
    Title: ("荣誉称号", "a title"),
    Places: ("名额", "the places"),
    Split: ("名额分配", "the division of places"),
    FirstPlace: ("单项第一", "first places"),
    Outcome: ("结果运用", "an outcome"),
    Years: ("跨年计数", "the years counted"),
    Process: ("考评程序", "the process"),
    Window: ("期限", "a window"),
}
"""Every record with its words: 此处…, in …."""

STEPS: Final[Mapping[str, type[Record]]] = {
    "formula": FormulaStep,
    "rule": RuleStep,
    "group": GroupStep,
    "reduce": ReductionStep,
}
"""The key that tells which step it is."""


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One key of a record: the field it fills, the key in the file, what it takes."""

    name: str
    key: str
    kind: Annotation
    is_required: bool


def fields_of(record: type[Record]) -> Mapping[str, FieldShape]:
    """Give the fields of a record by their keys in the file."""
    return _fields(cast("Hashable", record))


@cache
def _fields(record: Any) -> Mapping[str, FieldShape]:  # Any: to mypy a class of values is not hashable
    hints = get_type_hints(record)
    found = {}
    for item in fields(record):
        if item.name == "spots":
            continue
        is_required = item.default is MISSING and item.default_factory is MISSING
        key = str(item.metadata.get("key", item.name))
        found[key] = FieldShape(item.name, key, hints[item.name], is_required)
    return found


def without_none(kind: Annotation) -> Annotation:
    """Give the annotation without `| None`."""
    if origin_of(kind) not in {Union, types.UnionType}:
        return kind
    return reduce(or_, (choice for choice in get_args(kind) if choice is not type(None)))


def origin_of(kind: Annotation) -> Annotation:
    """Give `tuple`, `Mapping`, `Literal` or a union; None for a plain type."""
    return get_origin(kind)


def choices_of(kind: Annotation) -> tuple[Annotation, ...]:
    """Give the alternatives of a union; the annotation itself where it is none."""
    return get_args(kind) if origin_of(kind) in {Union, types.UnionType} else (kind,)


def item_of(kind: Annotation) -> Annotation:
    """Give what a list holds (`tuple[X, ...]`) or what the values of a mapping are (`Mapping[str, X]`)."""
    arguments = get_args(kind)
    return arguments[0] if origin_of(kind) is tuple else arguments[1]


def record_words(record: type[Record]) -> dict[str, str]:
    """Give the words of a record as values of a message."""
    zh, en = RECORDS[record]
    return {"record_zh": zh, "record_en": en}


def kind_words(kind: Annotation) -> tuple[str, str]:
    """Say in both languages what a key takes."""
    kind = without_none(kind)
    choices = choices_of(kind)
    if set(choices) == set(STEPS.values()):
        return "一个步骤", "a step"
    if len(choices) > 1:
        pairs = [kind_words(choice) for choice in choices]
        return "或".join(pair[0] for pair in pairs), " or ".join(pair[1] for pair in pairs)
    origin = origin_of(kind)
    if origin is Literal:
        words = ", ".join(str(word) for word in get_args(kind))
        return (words, words) if len(get_args(kind)) == 1 else (f"{words} 之一", f"one of {words}")
    if origin is tuple:
        zh, en = kind_words(item_of(kind))
        return f"列表（每项为{zh}）", f"a list, each entry {en}"
    if origin is not None:
        zh, en = kind_words(item_of(kind))
        return f"若干“名称: {zh}”", f"names, each with {en}"
    return _PLAIN_WORDS[kind] if kind in _PLAIN_WORDS else RECORDS[kind]


_PLAIN_WORDS: Final[Mapping[Annotation, tuple[str, str]]] = {
    str: ("文本", "a text"),
    Decimal: ("数", "a number"),
    int: ("整数", "a whole number"),
    bool: ("true 或 false", "true or false"),
    Formula: ("公式", "a formula"),
}


def placeholder(kind: Annotation) -> Any:  # Any: whatever the annotation asks for
    """Give an empty value where the file has none that can be used, so that the rest can still be checked."""
    origin = origin_of(kind)
    if origin is Literal:
        return get_args(kind)[0]
    if origin in {Union, types.UnionType}:
        return placeholder(get_args(kind)[0])
    if origin is not None:
        return () if origin is tuple else {}
    if kind is Formula:
        return parse("true")
    if kind in _PLAIN_WORDS:
        return kind()
    required = [field for field in fields_of(kind).values() if field.is_required]
    return kind(**{field.name: placeholder(field.kind) for field in required})
