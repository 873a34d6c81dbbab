"""The lines of a node's chain: formulas in words with the numbers, places in the group, reductions of many rows."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kaoping.engine import FormulaTask, GroupTask
from kaoping.engine.comparing import FILLED
from kaoping.engine.statistics import StatisticKey
from kaoping.formula import Fault, Name, Number, Place, Value, words
from kaoping.report.figures import derived_lines, peer_lines
from kaoping.report.filled import filled_lines, is_filled, within_lines
from kaoping.report.population import placing
from kaoping.report.printed import is_number, seen, shown
from kaoping.report.reduction import reduction_lines
from kaoping.report.telling import NodeAt
from kaoping.report.trace import Heard
from kaoping.rules import GroupOperation, Ties
from kaoping.scheme import step_place
from kaoping.scheme.model import Indicator

__all__ = ["chain_lines", "place_of"]

_FIRST = {
    "observations": ("报送", "delivered"),
    "ratings": ("评分", "rating"),
    "ballots": ("票数", "votes"),
    "events": ("记分", "points recorded"),
    "tasks": ("完成", "actual"),
}
_DERIVED = ("推算", "derived")
_FILLED = ("补缺", "filled in")
_COMBINED, _BEFORE = ("合成得分", "combined"), ("上步得数", "step before")


def chain_lines(at: NodeAt) -> Iterator[str]:
    """Give the lines of every step of a node, in order; the total of bonus and deductions is told as combination."""
    if at.node.combination is not None and "base_total" in at.node.combination.children:
        return
    heard = at.telling.walked.steps.get((at.node.id, at.row), [])
    yield from filled_lines(at)
    yield from derived_lines(at)
    yield from peer_lines(at)
    for number, task in enumerate(at.node.tasks, start=1):
        steps = [step for step in heard if step.number == number]
        if isinstance(task, FormulaTask):
            for step in steps:
                yield from _formula(at, task, step)
        elif isinstance(task, GroupTask):
            for step in steps:
                yield from _grouped(at, task, step)
        else:
            yield from (at_step(at, number, line) for line in reduction_lines(at, number, task))


def at_step(at: NodeAt, number: int, text: str) -> str:
    """Put the number of the step before a line, where the chain has several steps."""
    return text if len(at.node.tasks) == 1 else at.telling.say("step", number=number, text=text)


def _formula(at: NodeAt, task: FormulaTask, step: Heard) -> Iterator[str]:
    """Give the line of a formula for one row: what was given, why, and the arithmetic."""
    telling, names = at.telling, step.printed
    place = place_of(at, step.number, frozenset(names), step.label)
    sentence = words(task.formula, names, place, telling.lang)
    yield from _held(at, task, step, sentence.told)
    yield from _operations(at, task, step, sentence.told)
    yield from within_lines(at, step)
    lead = telling.say("lead", name=_name(at, task, step))
    is_last = step.number == len(at.node.tasks)
    if step.after is None:
        if step.number == 1 or step.names.get("x") is not None:
            text = telling.say("not_computed", why=telling.told(sentence.reasons))
            yield at_step(at, step.number, lead + text)
        return
    yield at_step(at, step.number, lead + sentence.text(telling.say("points" if is_last else "gives")))
    if names == step.names:
        return
    computed = telling.walked.compute(at.node, step.number, task.formula)(names, telling.walked.walk.reading.precision)
    if is_number(step.after) and not isinstance(computed, Fault):  # pragma: no branch -- else nothing was computed
        yield from telling.remainder(computed, step.after, is_points=is_last)


def _name(at: NodeAt, task: FormulaTask, step: Heard) -> str:
    """Name a step: its rule, where its parameters come from, and the row it ran over."""
    telling = at.telling
    if task.rule is not None:
        name = telling.name(task.rule)
    elif at.node.id in ("bonus", "deductions"):
        name = telling.say("cap", cap=shown(step.names["cap"]))
    else:
        name = telling.say("own_formula")
    name += telling.cited(*(setting.source for setting in task.settings.values()))
    return telling.say("row", name=name, label=step.label) if step.label else name


def _held(at: NodeAt, task: FormulaTask, step: Heard, told: AbstractSet[str]) -> Iterator[str]:
    """Give a line for each figure told that counts as a frozen end of the figures, since it lies beyond it."""
    telling, is_kept = at.telling, is_filled(at, step.label)
    for over, ends in task.ends(higher=at.node.higher_is_better).items():
        if is_kept and over in FILLED:  # told as what was filled in
            continue
        figure, counted = step.taken_over[over], step.names.get(over)
        if over not in told or not is_number(figure) or not is_number(counted) or seen(figure) == seen(counted):
            continue
        low, high = (step.printed[ends[end]] for end in ("lowest", "highest"))
        label = telling.name(place_of(at, step.number, frozenset((over,))).names[over])
        name = telling.say("row", name=label, label=step.label) if step.label else label
        expression = telling.spoken(f"min(max({shown(figure)}, {shown(low)}), {shown(high)})")
        lead = telling.say("lead", name=telling.say("held", name=name))
        for line in telling.equation(expression, counted, counted, is_points=False):
            yield at_step(at, step.number, lead + line)


def _operations(at: NodeAt, task: FormulaTask, step: Heard, told: AbstractSet[str]) -> Iterator[str]:
    """Give a line for each place in the group that had a part in what the formula gave."""
    names = place_of(at, step.number, frozenset(step.names)).names
    for name, (operation, over) in task.operations.items():
        if name in told and step.names[name] is not None:
            label, key = at.telling.name(names[name]), (at.node.id, step.number, operation.id, over)
            yield _placed(at, label, key, operation, at.node.ties, step, step.names[name], is_points=False)
        elif step.names[name] is None and is_number(step.taken_over[over]):
            yield _not_placed(at, at.telling.name(names[name]), step)


def _grouped(at: NodeAt, task: GroupTask, step: Heard) -> Iterator[str]:
    """Give the line of a group operation over x."""
    if step.after is not None:
        label, key = at.telling.name(task.operation), (at.node.id, step.number, task.operation.id, "x")
        is_last = step.number == len(at.node.tasks)
        yield _placed(at, label, key, task.operation, task.ties, step, step.after, is_points=is_last)
    elif is_number(step.taken_over["x"]):
        yield _not_placed(at, at.telling.name(task.operation), step)


def _not_placed(at: NodeAt, label: str, step: Heard) -> str:
    """Give the line of a place that there is not, since no figure counts among which it would be one."""
    name = at.telling.say("row", name=label, label=step.label) if step.label else label
    return at_step(at, step.number, at.telling.say("lead", name=name) + at.telling.say("nobody_counts"))


def _placed(
    at: NodeAt,
    label: str,
    key: StatisticKey,
    operation: GroupOperation,
    ties: Ties,
    step: Heard,
    after: Value,
    *,
    is_points: bool,
) -> str:
    """Give the line of one place in the group: the unit's figure, how many are better, and the count."""
    telling, (_, number, _, over) = at.telling, key
    own, reason, expression = placing(at, key, operation, ties, step.about, step.taken_over[over])
    figure = f"{telling.name(place_of(at, number, frozenset((over,)), step.label).names[over])} {shown(own)}"
    text = telling.told((figure, reason, *telling.equation(expression, after, after, is_points=is_points)))
    name = telling.say("row", name=label, label=step.label) if step.label else label
    return at_step(at, number, telling.say("lead", name=name) + text)


def place_of(at: NodeAt, number: int, names: frozenset[str], label: str = "") -> Place:
    """Give the place of a step, x labelled by what it is there; label: the row, where it runs at a finer key."""
    filled = number == 1 and is_filled(at, label)
    known, key = at.telling.places, (at.node.id, number, filled)
    if key not in known:
        known[key] = _place(at, number, names, filled=filled)
    return known[key]


def _place(at: NodeAt, number: int, names: frozenset[str], *, filled: bool) -> Place:
    """Build the place of a step; the parts that Kaoping itself adds are in no scheme."""
    owner = at.telling.written.get(at.node.id) or (at.telling.written["total"] if at.node.id == "base_total" else None)
    if owner is None:
        return Place(at.node.id, {name: Name(Number(), name, name, listed=False) for name in names})
    place = step_place(at.telling.stored.scheme, owner, number - 1)
    first = _first(owner) if isinstance(owner, Indicator) else _COMBINED
    zh, en = first if number == 1 else _BEFORE
    own = {"x": replace(place.names["x"], zh=zh, en=en)}
    if filled:
        own = {name: replace(place.names[name], zh=_FILLED[0], en=_FILLED[1]) for name in ("x", "actual")}
    return replace(place, names={**place.names, **own})


def _first(indicator: Indicator) -> tuple[str, str]:
    """Give what the x of the first step is called."""
    return _FIRST[indicator.data.table] if indicator.data.derive is None else _DERIVED
