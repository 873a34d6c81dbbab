"""The documented schema of every tidy table, as data: reading, checking and the reference page follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import polars as pl

__all__ = ["LABEL_COLUMN", "PLACES", "TABLE_SCHEMAS", "Column", "Kind", "TableSchema"]

Kind = Literal["text", "decimal", "whole", "flag", "word"]

PLACES = MappingProxyType({"source_file": pl.String(), "source_row": pl.Int64()})
"""Two columns beside every table: the file, and the row as its owner counts it (the header is row 1)."""

LABEL_COLUMN = "data_label"
"""A column that any table may have: it says that figures are made up, and is no figure itself."""

_DTYPES: Mapping[Kind, pl.DataType] = {
    "text": pl.String(),
    "decimal": pl.String(),
    "whole": pl.Int64(),
    "flag": pl.Boolean(),
    "word": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a tidy table.

    kind: `decimal` is kept as text, exactly as written; `word` is one of `words`; `flag` is true or false.
    default: what an empty cell is taken as, written out in the table.
    """

    name: str
    kind: Kind
    zh: str
    en: str
    is_required: bool = False
    words: tuple[str, ...] = ()
    default: str | None = None

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column in the frame."""
        return _DTYPES[self.kind]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One tidy table. key: the columns that name a row; no two rows share them.

    keeps_others: further columns are kept as attributes instead of refused.
    """

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    keeps_others: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that have to be there, and filled in every row."""
        return tuple(column.name for column in self.columns if column.is_required)

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """The types of all columns, the two places included."""
        return {column.name: column.dtype for column in self.columns} | dict(PLACES)


STATUSES = ("missing", "not_applicable", "excused")
VINTAGES = ("flash", "preliminary", "final")
GROWTH_BASES = ("comparable_prices", "current_prices", "same_scope")


def _text(name: str, zh: str, en: str) -> Column:
    return Column(name, "text", zh, en)


def _key(name: str, zh: str, en: str) -> Column:
    return Column(name, "text", zh, en, is_required=True)


def _decimal(name: str, zh: str, en: str, *, is_required: bool = False, default: str | None = None) -> Column:
    return Column(name, "decimal", zh, en, is_required=is_required, default=default)


def _word(name: str, words: tuple[str, ...], zh: str, en: str) -> Column:
    return Column(name, "word", zh, en, words=words)


_UNIT = _key("unit", "被考评单位的标识", "id of the assessed unit")
_INDICATOR = _key("indicator", "考评方案中指标的标识", "id of an indicator of the scheme")
_PERIOD = _key(
    "period",
    "周期：2016、2016-H1、2016-Q3、2016-07，或合为一期的几个月 2016-01..04",
    "period: 2016, 2016-H1, 2016-Q3, 2016-07, or several months taken together, 2016-01..04",
)
_STATUS = _word(
    "status",
    STATUSES,
    "没有数值的原因：缺报、不适用、免考；有数值时留空",
    "why there is no figure; empty beside a figure",
)
_NOTE = _text("note", "说明", "remark")
_EVIDENCE = _text("evidence", "佐证材料的编号或名称", "number or name of the evidence")

_UNITS = TableSchema(
    "units",
    "单位",
    "the units that are assessed or compared with",
    ("unit", "period"),
    (
        _UNIT,
        _text("title_zh", "中文名称", "name in Chinese"),
        _text("title_en", "英文名称", "name in English"),
        _key("group", "考评组的标识", "id of the ranking group"),
        _text("period", "只在该考评周期有效；留空表示所有周期", "valid only for that scored period; empty: all"),
        Column(
            "assessed",
            "flag",
            "是否被考评；false 表示只作对标",
            "assessed, or (false) only a peer to compare with",
            default="true",
        ),
        Column("demo", "flag", "是否为示例数据", "made-up data for demonstration", default="false"),
    ),
    keeps_others=True,
)
_OBSERVATIONS = TableSchema(
    "observations",
    "观测值",
    "the figures, one row per unit, indicator and period",
    ("unit", "indicator", "period", "vintage"),
    (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _decimal("actual", "完成值，按指标的计量单位", "actual figure, in the indicator's unit of measure"),
        _STATUS,
        _decimal(
            "previous",
            "上期值：上年同期的基数，按今年修订的口径，按指标的计量单位",
            "base of the year before as restated this year, in the indicator's unit of measure",
        ),
        _decimal("growth", "增幅，单位为百分点：7.2 表示 7.2%", "growth in percent: 7.2 is 7.2 %"),
        _word(
            "growth_basis",
            GROWTH_BASES,
            "增幅口径：可比价、现价、同口径；填了增幅就必须填",
            "basis of growth; required beside a growth figure",
        ),
        _word("vintage", VINTAGES, "数据版次：快报、初步核实、最终核实", "vintage of an official figure"),
        _text(
            "unit_of_measure",
            "计量单位；填了就必须与指标的一致",
            "unit of measure; where given it must be the indicator's",
        ),
        _EVIDENCE,
        _NOTE,
    ),
)
_TARGETS = TableSchema(
    "targets",
    "目标值",
    "the targets, one row per unit, indicator and period",
    ("unit", "indicator", "period"),
    (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _decimal("target", "目标值，按指标的计量单位", "target, in the indicator's unit of measure", is_required=True),
    ),
)
_RATINGS = TableSchema(
    "ratings",
    "评分",
    "points given by raters",
    ("unit", "indicator", "period", "rater"),
    (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _key("rater", "评分人的标识", "id of the rater"),
        _text("rater_class", "评分人类别", "class of raters"),
        _decimal("points", "评分", "points given"),
        _STATUS,
        _EVIDENCE,
    ),
)
_BALLOTS = TableSchema(
    "ballots",
    "测评票数",
    "counted votes, one row per respondent class and option",
    ("unit", "indicator", "period", "respondent_class", "option"),
    (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _key("respondent_class", "测评主体类别", "class of respondents"),
        _key("option", "测评选项", "option voted for"),
        Column("votes", "whole", "票数", "number of votes", is_required=True),
        _EVIDENCE,
    ),
)
_EVENTS = TableSchema(
    "events",
    "事项",
    "events that add or take points",
    ("unit", "indicator", "period", "event"),
    (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _key("event", "事项编号", "id of the event"),
        _text("kind", "事项种类", "kind of event"),
        _decimal("times", "次数，大于 0；留空为 1", "how many times, above 0; empty is 1", default="1"),
        _decimal("points", "分值", "points"),
        _decimal(
            "share",
            "责任比例，大于 0 且不超过 1；留空为 1",
            "share of the liability, above 0 and at most 1; empty is 1",
            default="1",
        ),
        _EVIDENCE,
        _NOTE,
    ),
)
_TASKS = TableSchema(
    "tasks",
    "任务书",
    "the task book: each unit's own tasks with their weights",
    ("unit", "indicator", "period", "task"),
    (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _key("task", "任务编号", "id of the task"),
        _text("title_zh", "任务名称（中文）", "the task in Chinese"),
        _text("title_en", "任务名称（英文）", "the task in English"),
        _text("kind", "任务种类", "kind of task"),
        _decimal(
            "task_weight",
            "权重，大于 0；指标的公式用到权重时必填",
            "weight of the task, above 0; required where a formula of the indicator reads it",
        ),
        _decimal("target", "目标值，按该任务的计量单位", "target, in the task's own unit of measure"),
        _decimal("actual", "完成值，按该任务的计量单位", "actual figure, in the task's own unit of measure"),
        _STATUS,
        _text("unit_of_measure", "该任务的计量单位", "unit of measure of the task"),
        _EVIDENCE,
        _NOTE,
    ),
)
_PEERS = TableSchema(
    "peers",
    "对标对象",
    "whom a unit is compared with",
    ("unit", "peer", "period"),
    (
        _UNIT,
        _key("peer", "对标对象的标识（也列在单位表中）", "id of the peer, which stands in units too"),
        _text("period", "只在该考评周期有效；留空表示所有周期", "valid only for that scored period; empty: all"),
    ),
)
_PARAMETERS = TableSchema(
    "parameters",
    "参数",
    "parameters of rules by indicator, unit, group or period",
    ("parameter", "indicator", "unit", "group", "period"),
    (
        _key("parameter", "参数名", "name of the parameter"),
        _decimal("number", "数值", "number", is_required=True),
        _text("indicator", "适用的指标；留空表示所有指标", "for this indicator; empty: all"),
        _text("unit", "适用的单位；留空表示所有单位", "for this unit; empty: all"),
        _text("group", "适用的考评组；留空表示所有组", "for this group; empty: all"),
        _text("period", "适用的周期；留空表示所有周期", "for this period; empty: all"),
    ),
)
_PREDECESSORS = TableSchema(
    "predecessors",
    "单位沿革",
    "which earlier unit a unit continues",
    ("unit", "predecessor", "from_period"),
    (
        _UNIT,
        _key("predecessor", "原单位的标识", "id of the earlier unit"),
        _key("from_period", "从哪个周期起承接", "first period of the new unit"),
    ),
)
_FINDINGS = TableSchema(
    "findings",
    "认定",
    "penalties, disqualifications, demotions and reasons not to grade, found about units",
    ("unit", "finding", "period"),
    (
        _UNIT,
        _key(
            "finding",
            "扣分、取消资格、降等或不定等次情形的标识",
            "id of a penalty, disqualification, demotion or reason not to grade of the scheme",
        ),
        _key("period", "考评周期或其中的月、季、半年", "the scored period, or a month, quarter or half inside it"),
        _text("evidence", "认定依据", "evidence of the finding"),
    ),
)
_PUBLISHED = TableSchema(
    "published",
    "已公布结果",
    "results published elsewhere, to compare ours with; never scored",
    ("unit", "period"),
    (
        _UNIT,
        _PERIOD,
        _decimal("total", "公布的总分", "published total"),
        Column("rank", "whole", "公布的名次，1 为最好", "published rank, 1 is best"),
    ),
)

TABLE_SCHEMAS: Mapping[str, TableSchema] = MappingProxyType(
    {
        schema.name: schema
        for schema in (
            _UNITS,
            _OBSERVATIONS,
            _TARGETS,
            _RATINGS,
            _BALLOTS,
            _EVENTS,
            _TASKS,
            _PEERS,
            _PARAMETERS,
            _PREDECESSORS,
            _FINDINGS,
            _PUBLISHED,
        )
    }
)
"""Every tidy table by its name, in the order of the reference page."""
