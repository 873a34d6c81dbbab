"""What one more point of an indicator would take: the figure at which its points are one higher, by its own rule.

The statistics of the group stay as recorded, and the line says so, since another figure of the unit itself might have
moved them; beyond the best recorded figure no more points are promised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.engine import FormulaTask
from kaoping.formula import Fault, Precision, Value, words
from kaoping.report.chain import place_of
from kaoping.report.filled import is_filled
from kaoping.report.printed import as_printed, fraction, is_number, seen, shown
from kaoping.report.telling import NodeAt
from kaoping.report.trace import Compiled

__all__ = ["one_more"]

_PRECISION = Precision(200)
_HALVINGS = 40
_DOUBLINGS = 24
_DECIMALS = 6


def one_more(at: NodeAt) -> Iterator[str]:
    """Give the line for an indicator of one rule that is declared monotone; nothing for others."""
    telling = at.telling
    answer = telling.walked.once("one_more", at.node.id, at.row, lambda: _answer(at))
    if answer is None:
        return
    search, key, figure = answer
    name = telling.say(f"one_more_{_called(at, search.name)}")
    if figure is None:
        yield telling.say(key, name=name)
        return
    values = {"name": name, "figure": shown(figure), "now": shown(search.start)}
    values["frozen"] = telling.say("one_more_frozen") if search.rests_on_statistics else ""
    lead = telling.say(key, **values)
    for number, equation in enumerate(_equations(at, search, figure), start=1):
        label = telling.say("points" if number == len(search.chain) else "gives")
        yield telling.told((lead, f"{label} {equation}"))
        lead = telling.say("one_more_step", number=number + 1)


def _called(at: NodeAt, name: str) -> str:
    """Give what the figure that is asked about is: one derived or filled in was delivered by nobody."""
    if name in ("x", "actual") and is_filled(at, ""):
        return "filled"
    indicator = at.node.indicator
    is_derived = indicator is not None and indicator.data.derive is not None and name in ("x", "actual")
    return "derived" if is_derived else name


def _equations(at: NodeAt, search: _Search, figure: Fraction) -> list[str]:
    """Give the arithmetic of every step at the figure; what holds no word is told once for both languages."""
    first = at.telling.walked.once("one_more_told", at.node.id, at.row, lambda: _told(at, search, figure))
    return _told(at, search, figure) if any(map(str.isalpha, "".join(first))) else first


def _told(at: NodeAt, search: _Search, figure: Fraction) -> list[str]:
    """Tell the steps in the language."""
    x: Value = None
    equations = []
    for number, step in enumerate(search.chain, start=1):
        names = as_printed(step.names(search.name, figure, x))
        sentence = words(step.task.formula, names, place_of(at, number, frozenset(names)), at.telling.lang)
        x = Fraction(sentence.result.replace("−", "-"))
        equations.append(f"{sentence.expression} = {sentence.result}" if step.computes else sentence.result)
    return equations


def _answer(at: NodeAt) -> tuple[_Search, str, Fraction | None] | None:
    """Find the figure for one more point, else for full points; None where the question does not arise."""
    search = _search(at)
    now = None if search is None else search.points(search.start)
    if search is None or now is None:
        return None
    full = now + 1 if at.node.full is None else Fraction(at.node.full)
    found = search.reach(now + 1)
    if found is not None:
        return search, "one_more", found
    if now < full < now + 1 and (found := search.reach(full)) is not None:
        return search, "to_full", found
    return (search, "no_more", None) if now < full else None


@dataclass(frozen=True, slots=True)
class _Step:
    """One formula of the chain with what its names stood for."""

    task: FormulaTask
    compute: Compiled
    recorded: Mapping[str, Value]
    is_first: bool

    @property
    def computes(self) -> bool:
        """Whether the formula computes anything; otherwise the figure is the points."""
        return self.task.formula.text.strip() != "x"

    def names(self, name: str, figure: Fraction, x: Value) -> dict[str, Value]:
        """Give the names with another figure, and with the x that the step before makes of it."""
        names = dict(self.recorded)
        if name in names and (self.is_first or name != "x"):
            names[name] = figure
        if "x" in names and not self.is_first:
            names["x"] = x
        return names


@dataclass(frozen=True, slots=True)
class _Search:
    """Points of one indicator as a function of one figure, everything else as recorded.

    best: the best recorded figure or the limit of the indicator's data, beyond which nothing is promised, or None.
    """

    chain: tuple[_Step, ...]
    name: str
    start: Fraction
    best: Fraction | None
    rises: bool

    @property
    def rests_on_statistics(self) -> bool:
        """Whether a step names a statistic of the group, which another figure of the unit itself might move."""
        return any(step.task.statistics for step in self.chain)

    def points(self, figure: Fraction) -> Fraction | None:
        """Give the points at a figure; None where there are none."""
        x: Value = None
        for step in self.chain:
            found = step.compute(step.names(self.name, figure, x), _PRECISION)
            if isinstance(found, Fault) or not is_number(found):
                return None
            x = found
        return fraction(x)

    def reach(self, wanted: Fraction) -> Fraction | None:
        """Give the nearest printable figure with at least the wanted points; None where there is none."""
        sign = 1 if self.rises else -1
        low, step = self.start, max(abs(self.start), Fraction(1)) / 100
        guess = self._straight(low, low + sign * step, wanted)
        if guess is not None and (self.best is None or sign * (guess - self.best) <= 0):
            return self._printable(guess, guess, wanted)
        for _ in range(_DOUBLINGS):
            high = low + sign * step
            if self.best is not None and sign * (high - self.best) > 0:
                high = self.best
            points = self.points(high)
            if points is not None and points >= wanted:
                return self._printable(self._between(low, high, wanted), high, wanted)
            if high == self.best:
                return None
            low, step = high, step * 2
        return None

    def _between(self, low: Fraction, high: Fraction, wanted: Fraction) -> Fraction:
        """Give the least figure that reaches the points, by halving."""
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            points = self.points(middle)
            if points is not None and points >= wanted:
                high = middle
            else:
                low = middle
        return high

    def _straight(self, low: Fraction, high: Fraction, wanted: Fraction) -> Fraction | None:
        """Give the figure with the wanted points on the line through two figures; None where the way is not straight.

        Halfway there have to be half the points: where a cap flattens the line a nearer figure has the wanted ones.
        """
        least, most = self.points(low), self.points(high)
        if least is None or most is None or most <= least:
            return None
        straight = low + (high - low) * (wanted - least) / (most - least)
        halfway = self.points((low + straight) / 2)
        return straight if self.points(straight) == wanted and halfway == (least + wanted) / 2 else None

    def _printable(self, figure: Fraction, limit: Fraction, wanted: Fraction) -> Fraction:
        """Round to a grain of at most a tenth of the change, and as fine as the figure now; never to fewer points."""
        change = abs(figure - self.start) or Fraction(1)
        decimals = len(shown(self.start).partition(".")[2])
        grain = Fraction(1, 10 ** (decimals if decimals <= _DECIMALS else 0))
        while grain * 10 > change:
            grain /= 10
        below, above = figure // grain * grain, -((-figure) // grain) * grain
        sign = 1 if self.rises else -1
        # Halving ends a hair beyond the least figure: what is short of it may have the points, too.
        for rounded in (below, above) if self.rises else (above, below):
            if self.best is not None and sign * (rounded - self.best) > 0:
                return self.best
            points = self.points(rounded)
            if points is not None and points >= wanted:
                return rounded
        return limit


def _search(at: NodeAt) -> _Search | None:
    """Prepare the search; None where the chain is more than one rule, or does not say in which sense it is monotone."""
    heard = at.telling.walked.steps.get((at.node.id, at.row), [])
    tasks = [task for task in at.node.tasks if isinstance(task, FormulaTask) and not task.operations]
    rule = tasks[0].rule if tasks else None
    if rule is None or rule.monotone is None or any(task.rule is not rule for task in tasks):
        return None
    if not len(heard) == len(tasks) == len(at.node.tasks) or any(step.label or step.after is None for step in heard):
        return None
    start = next((step.names[rule.monotone] for step in heard if rule.monotone in step.names), None)
    if not is_number(start):  # pragma: no cover -- a step that gave points had its figures
        return None
    chain = tuple(
        _Step(task, at.telling.walked.compute(at.node, step.number, task.formula), step.names, step.number == 1)
        for task, step in zip(tasks, heard, strict=True)
    )
    rises = rule.monotone_sense == "up" or (rule.monotone_sense == "direction" and at.node.higher_is_better)
    return _Search(chain, rule.monotone, fraction(start), _bound(at, rule.monotone, chain, rises=rises), rises=rises)


def _bound(at: NodeAt, name: str, chain: Sequence[_Step], *, rises: bool) -> Fraction | None:
    """Give the figure beyond which nothing is promised: the best recorded one, or the limit of the data."""
    ends = [(step, step.task.ends(higher=at.node.higher_is_better).get(name, {})) for step in chain]
    best = [step.recorded.get(end.get("highest" if rises else "lowest", "")) for step, end in ends]
    bounds = [seen(figure) for figure in best if is_number(figure)][:1]
    limits = None if at.node.indicator is None or name == "growth" else at.node.indicator.data.limits
    edge = None if limits is None else (limits.max if rises else limits.min)
    if edge is not None:
        bounds.append(Fraction(edge))
    return (min if rises else max)(bounds, default=None)
