"""What every part of an explanation needs: the result, the walk, the language, and lines with arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Protocol

import polars as pl

from kaoping.engine import NodePlan, Stored
from kaoping.engine.sources import is_of_sources
from kaoping.errors import Language
from kaoping.formula import Place, Value
from kaoping.report.phrases import phrase
from kaoping.report.printed import seen, shown
from kaoping.report.trace import Walked
from kaoping.scheme.model import Indicator, Label, Part

__all__ = ["NodeAt", "Telling"]


class _Named(Protocol):
    """Whatever of the catalogue has a name in both languages."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


@dataclass(frozen=True)
class Telling:
    """An explanation in one language."""

    stored: Stored
    walked: Walked
    lang: Language

    def say(self, key: str, /, **values: object) -> str:
        """Give a sentence with its values filled in."""
        return phrase(key, self.lang, **values)

    def title(self, label: Label) -> str:
        """Give a title with the city filled in."""
        return label.text(self.lang, self.stored.scheme.city)

    def name(self, entry: _Named) -> str:
        """Give the name of a rule, an aggregation or a group operation."""
        return entry.zh if self.lang == "zh" else entry.en

    def joined(self, names: Iterable[str]) -> str:
        """List names."""
        return ("、" if self.lang == "zh" else ", ").join(names)

    def told(self, parts: Iterable[str]) -> str:
        """Make one sentence of phrases."""
        return ("，" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def cited(self, *sources: str | None) -> str:
        """Say in brackets where a parameter comes from; nothing where the scheme does not say."""
        known = [source for source in dict.fromkeys(sources) if source]
        if not known:
            return ""
        texts = [self.say("assumed") if source == "assumed" else self.say("source", source=source) for source in known]
        return f"（{'；'.join(texts)}）" if self.lang == "zh" else f" ({'; '.join(texts)})"

    def spoken(self, expression: str) -> str:
        """Give an expression of the printed language with its functions in the words of the language."""
        if self.lang == "zh":
            expression = expression.replace("min(", "取小(").replace("max(", "取大(")
        return expression

    def equation(self, expression: str, computed: Value, result: Value, *, is_points: bool) -> Iterator[str]:
        """Give `label expression = computed`, and a line for the remainder where the recorded result is another.

        computed: what the expression gives with the figures as printed. result: the figure recorded.
        """
        label = self.say("points" if is_points else "gives")
        found = shown(computed)
        yield f"{label} {found}" if expression == found else f"{label} {expression} = {found}"
        yield from self.remainder(computed, result, is_points=is_points)

    def remainder(self, computed: Value, result: Value, *, is_points: bool) -> Iterator[str]:
        """Say by how much the printed figures miss the recorded result; nothing where they do not."""
        difference = Fraction(0) if computed == result else seen(result) - seen(computed)
        if difference:
            sign = "+" if difference > 0 else "−"
            expression = f"{shown(computed)} {sign} {shown(abs(difference))} = {shown(result)}"
            yield self.say("remainder", label=self.say("points" if is_points else "gives"), expression=expression)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Give the titles of units, peers included, by id."""
        frame = self.stored.tables.units.select("unit", pl.col(f"title_{self.lang}").alias("own"), "title_zh")
        return {unit: own or zh or unit for unit, own, zh in frame.iter_rows()}

    @cached_property
    def recorded(self) -> Mapping[tuple[str, str, str], tuple[str | None, str | None]]:
        """Give the recorded points of every node before and after rounding, by period, unit and node."""
        frame = self.stored.scores.select("period", "unit", "node", "before_rounding", "points")
        return {(period, unit, node): (before, points) for period, unit, node, before, points in frame.iter_rows()}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Give the titles of planned nodes by id."""
        titles = {node.id: self.title(node.title) for node in self.walked.plan.nodes}
        return titles | ({"base_total": self.say("base_total")} if "base_total" in titles else {})

    @cached_property
    def written(self) -> Mapping[str, Part | Indicator]:
        """Give what the scheme writes about each node, bonus and deductions included, by id."""
        scheme = self.stored.scheme
        items = [item for one in (scheme.bonus, scheme.deductions) if one is not None for item in one.items]
        return {node.id: node for node in (*scheme.nodes(), *items)}

    @cached_property
    def places(self) -> dict[tuple[str, int, bool], Place]:
        """The places of steps met so far."""
        return {}

    @cached_property
    def sources(self) -> Mapping[tuple[tuple[str, str], str, int], Mapping[str, str]]:
        """Give what is recorded of the sources of means: (period, unit), node, step -> statistic -> figure."""
        found: dict[tuple[tuple[str, str], str, int], dict[str, str]] = {}
        for row in filter(is_of_sources, self.walked.frozen.records):
            found.setdefault(((row.period, row.unit), row.node, row.step), {})[row.statistic] = row.figure
        return found

    @cached_property
    def departments(self) -> Mapping[str, str]:
        """Give the titles of departments by id."""
        return {entry.id: self.title(entry.title) for entry in self.stored.scheme.departments}


@dataclass(frozen=True, slots=True)
class NodeAt:
    """One node of one unit in one period, `row` of the walk."""

    telling: Telling
    node: NodePlan
    row: int

    def population(self) -> tuple[str, str]:
        """Give period and group (empty for all units) of those the node compares the unit with."""
        population = self.telling.walked.walk.base.population(self.node.within, self.node.among)
        period, group, _ = population.names[population.of[self.row]]
        return period, group

    def key(self) -> tuple[str, str]:
        """Give period and unit."""
        return self.telling.walked.walk.base.key(self.row)
