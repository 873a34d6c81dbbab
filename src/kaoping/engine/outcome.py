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
from kaoping.scheme import outcome_place
from kaoping.scheme.model import Outcome, Scheme
from kaoping.scheme.period import before

__all__ = ["Earlier", "outcomes", "previous_of"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier result: its name (the run it came from) and its ranking rows by (period, unit)."""

    run: str
    rows: Mapping[tuple[str, str], Mapping[str, object]]


def previous_of(
    period: str, unit: str, earlier: Sequence[Earlier], predecessors: Predecessors
) -> Mapping[str, object] | None:
    """Give the unit's ranking row of the same period a year before; None where there is none.

    A unit with one predecessor follows it; a unit merged from several has no earlier result of its own, so that no
    rule bites across a merger. Of several earlier results with such a row the last given counts.
    """
    earlier_period = before(period)
    own = earlier_unit(period, earlier_period, unit, predecessors)
    if own is None:
        return None
    found = [result.rows[earlier_period, own] for result in earlier if (earlier_period, own) in result.rows]
    return found[-1] if found else None


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
    ranked = ranking.drop_nulls("key").to_dicts()
    now = Earlier("", {(row["period"], row["unit"]): row for row in ranked})
    for outcome in scheme.outcomes:
        for row in ranked:
            past = previous_of(row["period"], row["unit"], (*earlier, now), predecessors)
            before = {f"previous.{name}": None if past is None else _value(past.get(name)) for name in _PREVIOUS}
            tried = [_names(row, title) | before for title in titled.get((row["period"], row["unit"]), ("",))]
            found = [(_computed(outcome, names), names) for names in tried]
            held = next((names for answer, names in found if answer is True), None)
            if held is not None:
                out.append(_line(scheme, outcome, row, "yes", held))
            elif any(answer is None or isinstance(answer, Fault) for answer, _ in found):
                out.append(_line(scheme, outcome, row, "undetermined", tried[0]))
    return out


def _computed(outcome: Outcome, names: Mapping[str, Value]) -> Value | Fault:
    """Decide the condition, with 200 digits where 50 do not."""
    compute = compiled(outcome.when)
    try:
        return compute(names, Precision())
    except NeedsDigits:
        return compute(names, Precision(200))


_PREVIOUS = ("rank", "count", "from_last", "total", "grade")


def _names(row: Mapping[str, object], title: str) -> dict[str, Value]:
    """Give the names of the outcome place for one unit; no title is an empty text, for it is known."""
    found = {name: _value(row[name]) for name in ("rank", "count", "from_last", "grade")}
    return {**found, "total": _value(row["total"]), "title": title}


def _value(cell: object) -> Value:
    """Give a cell as a value of the formula language: decimals are text that looks like a number."""
    if cell is None or cell == "":
        return None
    try:
        return Fraction(repr(cell) if isinstance(cell, float) else str(cell))
    except ValueError:
        return str(cell)


def _line(
    scheme: Scheme, outcome: Outcome, row: Mapping[str, object], holds: str, names: Mapping[str, Value]
) -> Awarded:
    """Give one line, with the figures that decided it."""
    because = (_because(scheme, outcome, names, "zh"), _because(scheme, outcome, names, "en"))
    period, group, unit = str(row["period"]), str(row["group"]), str(row["unit"])
    return Awarded(period, "outcome", outcome.id, group, unit, holds, *because)


def _because(scheme: Scheme, outcome: Outcome, names: Mapping[str, Value], lang: Language) -> str:
    """Give the figures that decided a rule, and what was missing, by their labels: this result, then the one before."""
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
