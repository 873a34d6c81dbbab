"""Stage 6b, outcome rules over this and earlier results, by unit identity across mergers and renames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.engine.exact_reading import compiled
from kaoping.engine.predecessors import Predecessors, earlier_unit
from kaoping.engine.title import Awarded
from kaoping.errors import Language
from kaoping.formula import Fault, NeedsDigits, Precision, Value, plain
from kaoping.scheme import PREVIOUS, outcome_place
from kaoping.scheme.model import Outcome, Scheme, Years
from kaoping.scheme.period import before

__all__ = ["Earlier", "outcomes", "previous_of"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier result: its name (the run it came from) and its ranking rows by (period, unit)."""

    run: str
    rows: Mapping[tuple[str, str], Mapping[str, object]]


def previous_of(
    period: str, unit: str, earlier: Sequence[Earlier], predecessors: Predecessors, years: int = 1
) -> Mapping[str, object] | None:
    """Give the unit's ranking row of the same period a year before, or of so many years; None where there is none.

    A unit with one predecessor follows it; a unit merged from several has no earlier result of its own, so that no
    rule bites across a merger. Of several earlier results with such a row the last given counts.
    """
    earlier_period = before(period, years)
    own = earlier_unit(period, earlier_period, unit, predecessors)
    if own is None:
        return None
    found = [result.rows[earlier_period, own] for result in earlier if (earlier_period, own) in result.rows]
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class _Known:
    """This result and the earlier ones, and the units they follow."""

    earlier: Sequence[Earlier]
    predecessors: Predecessors

    def row(self, period: str, unit: str, years: int) -> Mapping[str, object] | None:
        """Give the ranking row of a unit so many years before; of the scored period for none."""
        return previous_of(period, unit, self.earlier, self.predecessors, years)


@dataclass(frozen=True, slots=True)
class _Tried:
    """The condition tried on one year: whether it holds (None: undecided), and the names that decided it."""

    period: str
    holds: bool | None
    names: Mapping[str, Value] | None


def outcomes(
    scheme: Scheme,
    ranking: pl.DataFrame,
    titled: Mapping[tuple[str, str], Sequence[str]],
    earlier: Sequence[Earlier],
    predecessors: Predecessors,
) -> list[Awarded]:
    """Try every outcome rule on every ranked unit; what cannot be decided for want of a name is said so.

    titled: (period, unit) -> the titles it got; a rule on `title` holds where it holds for one of them. Periods scored
    in this run are earlier results of its later ones.
    """
    out: list[Awarded] = []
    ranked = [
        row | {"titles": " ".join(titled.get((row["period"], row["unit"]), ()))}
        for row in ranking.drop_nulls("key").to_dicts()
    ]
    now = Earlier("", {(row["period"], row["unit"]): row for row in ranked})
    known = _Known((*earlier, now), predecessors)
    for outcome in scheme.outcomes:
        for row in ranked:
            period, unit = str(row["period"]), str(row["unit"])
            last = 1 if outcome.years is None else outcome.years.last
            tried = [_tried(outcome, period, unit, years, known) for years in range(last)]
            holds = tried[0].holds if outcome.years is None else _counted(outcome.years, tried)
            if holds is not False:
                word = "undetermined" if holds is None else "yes"
                because = (_because(scheme, outcome, tried, "zh"), _because(scheme, outcome, tried, "en"))
                out.append(Awarded(period, "outcome", outcome.id, str(row["group"]), unit, word, *because))
    return out


def _tried(outcome: Outcome, period: str, unit: str, years: int, known: _Known) -> _Tried:
    """Try the condition on the year so many years before, as if it were the scored one."""
    row, when = known.row(period, unit, years), before(period, years)
    if row is None:
        return _Tried(when, holds=None, names=None)
    past: dict[str, Value] = {}
    for back, head in PREVIOUS.items():
        old = known.row(period, unit, years + back) or {}
        past |= {f"{head}.{name}": _value(old.get(name)) for name in _PREVIOUS}
    tried = [_names(row, title) | past for title in _titles(row)]
    found = [(_computed(outcome, names), names) for names in tried]
    held = next((names for answer, names in found if answer is True), None)
    if held is not None:
        return _Tried(when, holds=True, names=held)
    is_open = any(answer is None or isinstance(answer, Fault) for answer, _ in found)
    return _Tried(when, holds=None if is_open else False, names=tried[0])


def _counted(years: Years, tried: Sequence[_Tried]) -> bool | None:
    """Decide a rule over several years: None where the undecided years could still make it hold."""
    held = sum(one.holds is True for one in tried)
    is_open = [one for one in tried if one.holds is None and (one.names is not None or years.missing == "undecided")]
    if held >= years.at_least:
        return True
    return None if held + len(is_open) >= years.at_least else False


def _computed(outcome: Outcome, names: Mapping[str, Value]) -> Value | Fault:
    """Decide the condition, with 200 digits where 50 do not."""
    compute = compiled(outcome.when)
    try:
        return compute(names, Precision())
    except NeedsDigits:
        return compute(names, Precision(200))


_PREVIOUS = ("rank", "count", "from_last", "total", "grade")


def _titles(row: Mapping[str, object]) -> list[str | None]:
    """Give the titles of a row; no title is an empty text, for it is known, unless the result does not say."""
    if "titles" not in row:
        return [None]
    return [*str(row["titles"] or "").split()] or [""]


def _names(row: Mapping[str, object], title: str | None) -> dict[str, Value]:
    """Give the names of the outcome place for one unit and one of its titles."""
    return {name: _value(row.get(name)) for name in _PREVIOUS} | {"title": title}


def _value(cell: object) -> Value:
    """Give a cell as a value of the formula language: decimals are text that looks like a number."""
    if cell is None or cell == "":
        return None
    try:
        return Fraction(repr(cell) if isinstance(cell, float) else str(cell))
    except ValueError:
        return str(cell)


def _because(scheme: Scheme, outcome: Outcome, tried: Sequence[_Tried], lang: Language) -> str:
    """Give what decided a rule: the figures of the scored period, or year by year with how many of them count."""
    if outcome.years is None:
        return _figures(scheme, outcome, tried[0].names or {}, lang)
    held, colon = sum(one.holds is True for one in tried), "：" if lang == "zh" else ": "
    told = [
        f"{one.period}{colon}{_HOLDS[one.holds][lang == 'en']}"
        + (f"（{figures}）" if lang == "zh" else f" ({figures})")
        for one in tried
        for figures in [_no_result(lang) if one.names is None else _figures(scheme, outcome, one.names, lang)]
    ]
    if lang == "zh":
        return f"最近 {len(tried)} 期中成立 {held} 期，须至少 {outcome.years.at_least} 期；" + "；".join(told)
    return f"it holds in {held} of {len(tried)} periods, {outcome.years.at_least} needed; " + "; ".join(told)


_HOLDS: Mapping[bool | None, tuple[str, str]] = {
    True: ("成立", "holds"),
    False: ("不成立", "does not hold"),
    None: ("无法认定", "not determined"),
}


def _no_result(lang: Language) -> str:
    return "没有该期结果" if lang == "zh" else "no result of that period"


def _figures(scheme: Scheme, outcome: Outcome, names: Mapping[str, Value], lang: Language) -> str:
    """Give the figures that decided a condition, and what was missing, by their labels: this result, then earlier."""
    comma, lacking, joint = ("，", "；缺少：", "、") if lang == "zh" else (", ", "; missing: ", ", ")
    labels = {
        name: entry.zh if lang == "zh" else entry.en
        for name, entry in outcome_place().names.items()
        if name in outcome.when.names
    }
    known = [
        f"{label} = {_text(scheme, names[name], lang)}" for name, label in labels.items() if names[name] is not None
    ]
    unknown = [label for name, label in labels.items() if names[name] is None]
    return comma.join(known) + (lacking + joint.join(unknown) if unknown else "")


def _text(scheme: Scheme, value: Value, lang: Language) -> str:
    """Write a value of the outcome place: ranks and totals are decimals, grades and titles have a title."""
    if isinstance(value, Fraction):
        return plain(value)
    titles = {grade.id: grade.title.text(lang, scheme.city) for grade in scheme.grades}
    titles |= {title.id: title.title.text(lang, scheme.city) for title in scheme.titles}
    # An earlier result may have a grade that this scheme does not know.
    return titles.get(str(value), str(value)) or ("无" if lang == "zh" else "none")
