"""Stage 6b, outcome rules over this and earlier results, by unit identity across mergers and renames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.engine.condition_words import of_whom, value_words
from kaoping.engine.exact_reading import compiled
from kaoping.engine.predecessors import Predecessors, earlier_unit
from kaoping.engine.result_names import Key, ResultNames
from kaoping.engine.title import Awarded
from kaoping.errors import Language
from kaoping.formula import BOOLEAN, Fault, Kind, Name, NeedsDigits, Number, Precision, Value
from kaoping.rules import statistics
from kaoping.scheme import FIGURES, asked, names_told, outcome_place
from kaoping.scheme.model import Outcome, Scheme, Years, columns_of
from kaoping.scheme.period import MONTHS, before, length_of

__all__ = ["Earlier", "earlier_row", "outcomes"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier result: the run it came from, its ranking rows by (period, unit), and what else it may be asked."""

    run: str
    rows: Mapping[Key, Mapping[str, object]]
    names: ResultNames | None = None


def earlier_row(
    period: str, unit: str, earlier: Sequence[Earlier], predecessors: Predecessors, years: int = 1
) -> tuple[Earlier, Key] | None:
    """Give where the unit stands in the same period a year before, or of so many years; None where there is no such.

    A unit with one predecessor follows it; a unit merged from several has no earlier result of its own, so that no
    rule bites across a merger. Of several earlier results with such a row the last given counts.
    """
    earlier_period = before(period, years)
    own = earlier_unit(period, earlier_period, unit, predecessors)
    if own is None:
        return None
    found = [result for result in earlier if (earlier_period, own) in result.rows]
    return (found[-1], (earlier_period, own)) if found else None


@dataclass(frozen=True, slots=True)
class _Rule:
    """An outcome with the names of its condition: what they are called, and of what they are.

    kinds: of the name itself, not of a statistic over it. higher: the names of which higher figures are better.
    """

    outcome: Outcome
    names: Mapping[str, Name]
    kinds: Mapping[str, Kind]
    higher: frozenset[str]
    within: tuple[str, ...]


def _rule(scheme: Scheme, outcome: Outcome) -> _Rule:
    names, known = names_told(scheme, outcome), outcome_place(scheme).names
    directions = {node.id: node.direction for node in (*scheme.nodes(), *scheme.items)}
    higher = set()
    for name in names:
        node, _, figure = asked(name).name.partition(".")
        if (directions[node] if figure in FIGURES else scheme.numbers.order) != "lower_is_better":
            higher.add(name)
    kinds = {name: known[asked(name).name].kind for name in names}
    within = () if outcome.compare_within is None else columns_of(outcome.compare_within)
    return _Rule(outcome, names, kinds, frozenset(higher), within)


@dataclass(frozen=True, slots=True)
class _Known:
    """This result and the earlier ones, the units they follow, and the statistics found so far."""

    earlier: Sequence[Earlier]
    predecessors: Predecessors
    statistics: dict[tuple[object, ...], Value]

    def row(self, period: str, unit: str, years: int) -> tuple[Earlier, Key] | None:
        """Give where a unit stands so many years before; in the scored period for none."""
        return earlier_row(period, unit, self.earlier, self.predecessors, years)

    def value(self, rule: _Rule, name: str, row: tuple[Earlier, Key] | None, precision: Precision) -> Value:
        """Give what a name stands for in the row of its year."""
        if row is None:
            return None
        (result, key), one = row, asked(name)
        if one.statistic is None:
            return _value(result, key, one.name, rule.kinds[name])
        within = {} if result.names is None else result.names.within(rule.within)
        if key not in within:
            return None
        of = (id(result), name, rule.within, key[0], within[key], precision.digits)
        if of not in self.statistics:
            members = [
                other
                for other, cells in result.rows.items()
                if other[0] == key[0] and within.get(other) == within[key] and cells.get("rank") is not None
            ]
            values = [_value(result, other, one.name, rule.kinds[name]) for other in members]
            found = [value for value in values if isinstance(value, Fraction)]
            statistic = statistics()[one.statistic]
            self.statistics[of] = statistic.exact(found, name in rule.higher, precision) if found else None
        return self.statistics[of]


@dataclass(frozen=True, slots=True)
class _Tried:
    """The condition tried on one year: whether it holds (None: undecided), and the names that decided it."""

    period: str
    holds: bool | None
    names: Mapping[str, Value] | None


def outcomes(
    scheme: Scheme,
    ranking: pl.DataFrame,
    titled: Mapping[Key, Sequence[str]],
    names: ResultNames,
    earlier: Sequence[Earlier],
    predecessors: Predecessors,
) -> list[Awarded]:
    """Try every outcome rule on every ranked unit; what cannot be decided for want of a name is said so.

    titled: (period, unit) -> the titles it got; a rule on `title` holds where it holds for one of them. names: what
    else this result holds. Periods scored in this run are earlier results of its later ones.
    """
    out: list[Awarded] = []
    ranked = [
        row | {"titles": " ".join(titled.get((row["period"], row["unit"]), ()))}
        for row in ranking.drop_nulls("key").to_dicts()
    ]
    now = Earlier("", {(row["period"], row["unit"]): row for row in ranked}, names)
    known = _Known((*earlier, now), predecessors, {})
    for outcome in scheme.outcomes:
        rule = _rule(scheme, outcome)
        for row in ranked:
            period, unit = str(row["period"]), str(row["unit"])
            last = 1 if outcome.years is None else outcome.years.last
            tried = [_tried(rule, period, unit, years, known) for years in range(last)]
            holds = tried[0].holds if outcome.years is None else _counted(outcome.years, tried)
            if holds is not False:
                word = "undetermined" if holds is None else "yes"
                because = (_because(scheme, rule, tried, "zh"), _because(scheme, rule, tried, "en"))
                out.append(Awarded(period, "outcome", outcome.id, str(row["group"]), unit, word, *because))
    return out


def _tried(rule: _Rule, period: str, unit: str, years: int, known: _Known) -> _Tried:
    """Try the condition on the year so many years before, as if it were the scored one."""
    row, when = known.row(period, unit, years), before(period, years)
    if row is None:
        return _Tried(when, holds=None, names=None)
    rows = {back: known.row(period, unit, years + back) for back in {asked(name).years for name in rule.names}}

    def named(precision: Precision) -> dict[str, Value]:
        names = [name for name in rule.names if name != "title"]
        return {name: known.value(rule, name, rows[asked(name).years], precision) for name in names}

    names = named(Precision())
    titles = _titles(row[0].rows[row[1]]) if "title" in rule.names else [None]
    each = [{**names, "title": title} for title in titles]
    found = [(_computed(rule.outcome, named, one), one) for one in each]
    held = next((names for answer, names in found if answer is True), None)
    if held is not None:
        return _Tried(when, holds=True, names=held)
    is_open = any(answer is None or isinstance(answer, Fault) for answer, _ in found)
    return _Tried(when, holds=None if is_open else False, names=found[0][1])


def _counted(years: Years, tried: Sequence[_Tried]) -> bool | None:
    """Decide a rule over several years: None where the undecided years could still make it hold."""
    held = sum(one.holds is True for one in tried)
    is_open = [one for one in tried if one.holds is None and (one.names is not None or years.missing == "undecided")]
    if held >= years.at_least:
        return True
    return None if held + len(is_open) >= years.at_least else False


def _computed(
    outcome: Outcome, named: Callable[[Precision], Mapping[str, Value]], names: Mapping[str, Value]
) -> Value | Fault:
    """Decide the condition, with 200 digits where 50 do not."""
    compute = compiled(outcome.when)
    try:
        return compute(names, Precision())
    except NeedsDigits:
        more = Precision(_MOST_DIGITS)
        return compute({**names, **named(more)}, more)


_MOST_DIGITS = 200


def _titles(row: Mapping[str, object]) -> list[str | None]:
    """Give the titles of a row; no title is an empty text, for it is known, unless the result does not say."""
    if "titles" not in row:
        return [None]
    return [*str(row["titles"] or "").split()] or [""]


def _value(result: Earlier, key: Key, name: str, kind: Kind) -> Value:
    """Give what a name stands for in a row of a result: a number, a text or a truth; None where it is missing."""
    row = result.rows[key]
    cell = row.get(name)
    if name not in row and result.names is not None:
        cell = result.names.column(name, kind).get(key)
    if cell is None or cell == "":
        return None
    if not isinstance(kind, Number):
        return bool(cell) if kind is BOOLEAN else str(cell)
    return cell if isinstance(cell, Fraction) else Fraction(str(cell))


def _because(scheme: Scheme, rule: _Rule, tried: Sequence[_Tried], lang: Language) -> str:
    """Give what decided a rule: the figures of the scored period, or year by year with how many of them count."""
    years = rule.outcome.years
    if years is None:
        return _figures(scheme, rule, tried[0].names or {}, lang)
    held, colon = sum(one.holds is True for one in tried), "：" if lang == "zh" else ": "
    told = [
        f"{one.period}{colon}{_HOLDS[one.holds][lang == 'en']}"
        + (f"（{figures}）" if lang == "zh" else f" ({figures})")
        for one in tried
        for figures in [_no_result(lang) if one.names is None else _figures(scheme, rule, one.names, lang)]
    ]
    is_years = all(length_of(one.period) == MONTHS["year"] for one in tried)
    if lang == "zh":
        lead = f"近{_DIGITS_ZH[len(tried)]}年中成立 {held} 年" if is_years else f"最近 {len(tried)} 期中成立 {held} 期"
        return f"{lead}，须至少 {years.at_least} {'年' if is_years else '期'}；" + "；".join(told)
    lead = "years" if is_years else "periods"
    return f"it holds in {held} of {len(tried)} {lead}, {years.at_least} needed; " + "; ".join(told)


_DIGITS_ZH = "〇一两三四五"
_HOLDS: Mapping[bool | None, tuple[str, str]] = {
    True: ("成立", "holds"),
    False: ("不成立", "does not hold"),
    None: ("无法认定", "not determined"),
}


def _no_result(lang: Language) -> str:
    return "没有该期结果" if lang == "zh" else "no result of that period"


def _figures(scheme: Scheme, rule: _Rule, names: Mapping[str, Value], lang: Language) -> str:
    """Give the figures that decided a condition, and what was missing, by their labels: this result, then earlier."""
    comma, lacking, joint = ("，", "；缺少：", "、") if lang == "zh" else (", ", "; missing: ", ", ")
    labels = {
        name: (entry.zh if lang == "zh" else entry.en) + of_whom(scheme, rule.outcome, name, lang)
        for name, entry in rule.names.items()
    }
    known = [
        f"{label} = {value_words(scheme, name, rule.names[name].kind, names[name], lang)}"
        for name, label in labels.items()
        if names[name] is not None
    ]
    unknown = [label for name, label in labels.items() if names[name] is None]
    return comma.join(known) + (lacking + joint.join(unknown) if unknown else "")
