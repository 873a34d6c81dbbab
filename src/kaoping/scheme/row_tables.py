"""The tables that hold several rows for one unit and period: which figure begins as x, which keys a reduction may keep.

The one truth for the names that formulas may use, for what is gathered, and for the reference page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["KEY_WORDS", "PART_OF_YEAR", "ROW_TABLES", "WORDS", "Column", "RowTable"]

PART_OF_YEAR: Final = "part_of_year"
"""The name of the period within its year (`H1`, `Q3`, `07`), so that a formula holds for any year."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that formulas may name. unit: the unit of measure of a number, None of a text; `own` the indicator's."""

    name: str
    zh: str
    en: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class RowTable:
    """One table. rows_zh: what its rows are called in Chinese; in English they are called like the table.

    figure: the column with which x begins, in the unit of measure `unit`. keys: what a reduction can keep, the period
    first. named_by: the keys that name a row. beside: what formulas may name beside x, keys that are words included.
    classes: the keys whose values a scheme has to list where it keeps them, so that none is left out unseen.
    is_comparable: whether rows of several units can be about the same (the same rater), so that units are compared
    in them before anything is reduced.
    """

    id: str
    rows_zh: str
    figure: str
    unit: str
    keys: tuple[str, ...]
    named_by: tuple[str, ...]
    beside: tuple[Column, ...]
    classes: frozenset[str] = frozenset()
    is_comparable: bool = False


_PART = Column(PART_OF_YEAR, "期段", "part of the year")

ROW_TABLES: Final[Mapping[str, RowTable]] = MappingProxyType(
    {
        table.id: table
        for table in (
            RowTable("observations", "观测值", "actual", "own", ("period",), ("period",), (_PART,), is_comparable=True),
            RowTable(
                "ratings",
                "评分",
                "points",
                "points",
                ("period", "rater_class", "rater"),
                ("period", "rater"),
                (Column("rater_class", "评分人类别", "rater's class"), Column("rater", "评分人", "rater"), _PART),
                frozenset({"rater_class"}),
                is_comparable=True,
            ),
            RowTable(
                "ballots",
                "测评票",
                "votes",
                "1",
                ("period", "respondent_class", "option"),
                ("period", "respondent_class", "option"),
                (
                    Column("option", "选项", "option"),
                    Column("respondent_class", "受访者类别", "respondents' class"),
                    Column("votes", "票数", "votes", "1"),
                    _PART,
                ),
                frozenset({"respondent_class"}),
            ),
            RowTable(
                "events",
                "事项",
                "points",
                "points",
                ("period", "kind", "event"),
                ("period", "event"),
                (
                    Column("kind", "种类", "kind"),
                    Column("times", "次数", "times", "1"),
                    Column("share", "责任比例", "share of the liability", "1"),
                    _PART,
                ),
            ),
            RowTable(
                "tasks",
                "任务",
                "actual",
                "1",
                ("period", "kind", "task"),
                ("period", "task"),
                (
                    Column("kind", "种类", "kind"),
                    Column("task_weight", "任务权重", "weight of the task", "1"),
                    Column("target", "目标", "target", "1"),
                    _PART,
                ),
            ),
        )
    }
)

KEY_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"period": ("", ""), "event": ("事项", "event"), "task": ("任务", "task")}
    | {column.name: (column.zh, column.en) for table in ROW_TABLES.values() for column in table.beside}
)
"""What stands before a key in a sentence, in Chinese and English; a period stands alone."""

WORDS: Final = frozenset(column.name for table in ROW_TABLES.values() for column in table.beside if column.unit is None)
"""The names that are texts, whichever table they come from."""
