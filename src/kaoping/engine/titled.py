"""The tables of a result with titles beside ids, for people who open the files; taken off again when they are read.

Ids stay as they are: titles may change or be alike, and nothing is ever looked up by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import polars as pl

from kaoping.engine.filling import DELIVERED
from kaoping.engine.plan import BASE, plan_of
from kaoping.engine.result import Result
from kaoping.engine.result_schemas import RESULT_SCHEMAS, title_columns
from kaoping.engine.taken_rank import rank_key
from kaoping.errors import Language
from kaoping.rules import contests, group_operations, statistics
from kaoping.scheme.model import GROUP, FirstPlace, Label, Outcome, Scheme, Title, columns_of

__all__ = ["titled", "untitled"]

_LANGUAGES: Final[tuple[tuple[Language, str], ...]] = (("zh", "、"), ("en", ", "))
_BASE_TITLE: Final = Label(zh="加减分前总分", en="Total before bonus and deductions")
_Told: TypeAlias = "Callable[[str, Language, str], str | None]"
"""Gives the title of an id in a language, several ids joined as the language joins them; None where it has none."""


def titled(name: str, result: Result) -> pl.DataFrame:
    """Give a table of a result with its titles, every one right behind its id; an empty id has none."""
    frame: pl.DataFrame = getattr(result, name)
    told = _told(result.scheme)
    ids = frame if name != "statistics" else frame.with_columns(_groups_only(result.scheme, frame))
    titles = [
        _titles(ids[column], told[column], lang, joint).alias(f"{column}_{lang}")
        for column in frame.columns
        if column in told and f"{column}_zh" in RESULT_SCHEMAS[name].names
        for lang, joint in _LANGUAGES
    ]
    if "unit_zh" in RESULT_SCHEMAS[name].names:
        units = result.ranking.select("period", "unit", unit_zh="title_zh", unit_en="title_en")
        frame = frame.join(units, on=["period", "unit"], how="left", maintain_order="left")
    if name == "tiers":
        frame = frame.join(_tiers(result.scheme), on=["tiers", "tier"], how="left", maintain_order="left")
    return frame.with_columns(titles).select(RESULT_SCHEMAS[name].names)


def _tiers(scheme: Scheme) -> pl.DataFrame:
    """Give the titles of tiers, whose ids are their own in each division."""
    names = ("tiers", "tier", "tier_zh", "tier_en")
    rows = [
        (tiers.id, tier.id, *(tier.title.text(lang, scheme.city) for lang, _ in _LANGUAGES))
        for tiers in scheme.tiers
        for tier in tiers.tiers
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String()), orient="row")


def untitled(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Give a table as the result has it."""
    return frame.drop(title_columns(RESULT_SCHEMAS[name]))


def _titles(ids: pl.Series, told: _Told, lang: Language, joint: str) -> pl.Series:
    """Give the titles of a column of ids; each id is looked up once."""
    known = {entry: told(entry, lang, joint) for entry in ids.unique(maintain_order=True) if entry}
    return ids.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String)


def _groups_only(scheme: Scheme, frame: pl.DataFrame) -> pl.Series:
    """Give the column `group` of the statistics where it holds groups: other columns compared within tell themselves.

    What is filled in is taken of a group or of all units; a rank taken is within its own columns.
    """
    by_node = {node.id: node.within == (GROUP,) for node in plan_of(scheme).nodes}
    by_rank = {
        rank_key(node): columns_of(node.take_rank.within) == (GROUP,)
        for node in plan_of(scheme).nodes
        if node.take_rank is not None
    }
    names = ("node", "step", "statistic", "over")
    keys = frame.select(names).unique(maintain_order=True)
    is_group = [key[-1] == DELIVERED or by_rank.get(key, by_node[key[0]]) for key in keys.iter_rows()]
    known = keys.with_columns(pl.Series("is_group", is_group, dtype=pl.Boolean))
    told = frame.join(known, on=names, how="left", maintain_order="left")
    return told.select(pl.when("is_group").then("group").alias("group")).to_series()


def _told(scheme: Scheme) -> Mapping[str, _Told]:
    """Give how the ids of each column are told."""
    nodes = {node.id: _BASE_TITLE if node.id == BASE else node.title for node in plan_of(scheme).nodes}
    grades = _of_labels(scheme, {entry.id: entry.title for entry in scheme.grades})
    return {
        "group": _of_labels(scheme, {entry.id: entry.title for entry in scheme.groups}),
        "node": _of_labels(scheme, nodes),
        "grade": grades,
        "grade_by_score": grades,
        "not_graded": _of_labels(scheme, {entry.id: entry.title for entry in scheme.not_graded}),
        "demotions": _of_labels(scheme, {entry.id: entry.title for entry in scheme.demotions}),
        "titles": _of_labels(scheme, {entry.id: entry.title for entry in scheme.titles}),
        "ranking": _of_labels(scheme, {entry.id: entry.title for entry in scheme.rankings}),
        "tiers": _of_labels(scheme, {entry.id: entry.title for entry in scheme.tiers}),
        "statistic": _of_catalogue,
        "id": _of_outcomes(scheme, nodes),
    }


def _of_labels(scheme: Scheme, labels: Mapping[str, Label]) -> _Told:
    """Tell ids divided by spaces."""

    def told(ids: str, lang: Language, joint: str) -> str:
        return joint.join(labels[entry].text(lang, scheme.city) for entry in ids.split())

    return told


def _of_outcomes(scheme: Scheme, nodes: Mapping[str, Label]) -> _Told:
    """Tell a title or an outcome; a first place with the node in which it is one."""
    entries: tuple[Title | FirstPlace | Outcome, ...] = (*scheme.titles, *scheme.first_places, *scheme.outcomes)
    labels = {entry.id: entry.title for entry in entries}

    def told(ids: str, lang: Language, _: str) -> str:
        own, _, node = ids.partition(".")
        parts = (labels[own], nodes[node]) if node else (labels[own],)
        return " ".join(part.text(lang, scheme.city) for part in parts)

    return told


def _of_catalogue(entry: str, lang: Language, _: str) -> str | None:
    """Tell a statistic or group operation; one under a name of the scheme's own has no other."""
    found = statistics().get(entry) or group_operations().get(entry) or contests().get(entry)
    return None if found is None else found.zh if lang == "zh" else found.en
