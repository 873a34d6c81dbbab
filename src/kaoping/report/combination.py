"""The lines that make one number of a part's children: arithmetic, what was left out, why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kaoping.engine import STATUS_WORDS
from kaoping.engine.contest import against, bouts, contest_key
from kaoping.engine.plan import Combination
from kaoping.engine.statistics import NO_STEP
from kaoping.formula import Fault
from kaoping.report.printed import is_number, seen, shown
from kaoping.report.sources import source_lines
from kaoping.report.telling import NodeAt
from kaoping.report.trace import Combined
from kaoping.rules import Aggregation, Contest
from kaoping.scheme.model import AdjustStep

__all__ = ["combination_lines"]

_LEFT_OUT, _BLANK = 1, 2


def combination_lines(at: NodeAt) -> Iterator[str]:
    """Give the lines of a part; nothing for an indicator."""
    together = at.node.combination
    if together is None:
        return
    heard = at.telling.walked.combinations[at.node.id, at.row]
    yield from _absent(at, together, heard)
    if not is_number(heard.after):
        yield from _why_none(at, together, heard)
    elif "base_total" in together.children:
        yield from _adjusted(at, heard)
    elif isinstance(together.aggregation, Contest):
        yield from _contest(at, together, together.aggregation, heard)
    else:
        yield from _arithmetic(at, together, together.aggregation, heard)


def _absent(at: NodeAt, together: Combination, heard: Combined) -> Iterator[str]:
    """Name the children that took no part, and say where their weight went."""
    telling, weights = at.telling, _weights(together)
    absent = [child for child in together.children if child not in heard.children]
    for state, key in ((_LEFT_OUT, "left_out"), (_BLANK, "blank")):
        names = []
        for child in absent:
            absence = telling.walked.walk.values[child].absence
            if absence.state[at.row] == state:
                status = telling.say(STATUS_WORDS[absence.status[at.row]])
                names.append(telling.say("absent", title=telling.titles[child], status=status))
        if names:
            yield telling.say(key, names=telling.joined(names))
    is_weighted = together.aggregation.needs_weights or together.aggregation.full_as_weight
    lost = [weights[child] for child in absent]
    if lost and is_weighted and is_number(heard.after):
        whole = sum(together.weights, Fraction(0))
        expression = " − ".join(shown(one) for one in (whole, *lost))
        left = whole - sum(lost, Fraction(0))
        key = "full_left" if together.aggregation.full_as_weight else "weight_left"
        for line in telling.equation(expression, left, left, is_points=False):
            yield telling.say("lead", name=telling.say(key)) + line


def _why_none(at: NodeAt, together: Combination, heard: Combined) -> Iterator[str]:
    """Say why there is no number: too much weight without figures, or too few children with points."""
    telling, limit = at.telling, at.telling.stored.scheme.no_score_over
    lost = _lost(at, at.node.id)
    if at.node.id == telling.walked.plan.root and limit is not None and lost > Fraction(limit.value):
        yield from _lost_weight(at, together, lost)
        values = {"lost": shown(lost), "limit": f"{limit.value.normalize():f}", "cited": telling.cited(limit.source)}
        yield telling.say("too_much_lost", **values)
    elif together.need == "all":
        yield telling.say("needs_every", count=len(heard.children), whole=len(together.children))
    else:
        yield telling.say("needs_some", need=together.need, count=len(heard.children))


def _lost_weight(at: NodeAt, together: Combination, lost: Fraction) -> Iterator[str]:
    """Give the share of the weight that has no figures as arithmetic over the children's shares."""
    telling = at.telling
    states = {child: telling.walked.walk.values[child].absence.state[at.row] for child in together.children}
    shares = {child: Fraction(1) if states[child] else _lost(at, child) for child in together.children}
    cells = telling.joined(f"{telling.titles[child]} {shown(share)}" for child, share in shares.items())
    yield telling.say("lost_shares", cells=cells)
    weights = {child: abs(weight) for child, weight in _weights(together).items()}
    whole = sum(weights.values(), Fraction(0))
    terms = " + ".join(f"{shown(weights[child])} × {shown(share)}" for child, share in shares.items())
    computed = sum((weights[child] * share for child, share in shares.items()), Fraction(0)) / whole
    for line in telling.equation(f"({terms}) ÷ {shown(whole)}", computed, lost, is_points=False):
        yield telling.say("lead", name=telling.say("lost_weight")) + line


def _lost(at: NodeAt, node_id: str) -> Fraction:
    """Give the share of the weight below a node that has no figures."""
    return seen(Fraction(repr(float(at.telling.walked.walk.values[node_id].lost[at.row]))))


def _contest(at: NodeAt, together: Combination, contest: Contest, heard: Combined) -> Iterator[str]:
    """Give how the unit fared against the others of its population, by their recorded points, and the number of it."""
    telling = at.telling
    population = (*at.population(), "")
    ordered = telling.walked.frozen.ordered
    columns = [ordered.get((contest_key(at.node, together, child), population), {}) for child in together.children]
    weights, others = _weights(together), against(columns)
    own = telling.walked.walk.reading.keys([heard.children.get(child) for child in together.children])
    unit = at.key()[1]
    bout = bouts({unit: own}, others, together.weights)[unit]
    cells = telling.joined(f"{telling.titles[child]} {shown(weight)}" for child, weight in weights.items())
    values = {"count": bout.won + bout.drawn + bout.lost, "won": bout.won, "drawn": bout.drawn, "lost": bout.lost}
    told = telling.say("contested", cells=cells, **values)
    expression = contest.words(bout.won, bout.drawn, bout.lost)
    computed = contest.points(bout.won, bout.drawn, bout.lost)
    lead = telling.say("lead", name=telling.say("combined", name=telling.name(contest)))
    lines = telling.equation(expression, computed, heard.after, is_points=not at.node.tasks)
    yield lead + telling.told((told, *lines))


def _arithmetic(at: NodeAt, together: Combination, aggregation: Aggregation, heard: Combined) -> Iterator[str]:
    """Give the number of the children as printed, and the remainder to the recorded one."""
    telling, weights = at.telling, _weights(together)
    decimals = {child: telling.walked.decimals_taken(child) for child in heard.children}
    printed = [shown(points, decimals[child]) for child, points in heard.children.items()]
    beside = [weights[child] for child in heard.children]
    whole = sum(together.weights, Fraction(0))
    computed = aggregation.exact(
        [seen(points, decimals[child]) for child, points in heard.children.items()],
        beside,
        whole,
        telling.walked.walk.reading.precision,
    )
    if isinstance(computed, Fault):  # pragma: no cover -- the walk has reported it
        raise TypeError(computed.message.code)
    words = aggregation.words(printed, [shown(weight) for weight in beside], shown(whole))
    expression = at.telling.spoken(words)
    is_last = not at.node.tasks
    lead = telling.say("lead", name=telling.say("combined", name=telling.name(aggregation)))
    for index, line in enumerate(telling.equation(expression, computed, heard.after, is_points=is_last)):
        yield line if index else lead + line
    yield from source_lines(at, NO_STEP, together.uncertainty, printed, heard.after)


def _adjusted(at: NodeAt, heard: Combined) -> Iterator[str]:
    """Give the total from the tree's own, the bonus, the deductions and the penalties, in the stated order."""
    telling, adjust = at.telling, at.telling.stored.scheme.adjust
    texts = {child: shown(points, telling.walked.decimals(child)) for child, points in heard.children.items()}
    seen_of = {child: seen(points, telling.walked.decimals(child)) for child, points in heard.children.items()}
    names = [child for child in heard.children if child != "base_total"]
    steps = adjust or [_step_of(name) for name in names]
    base, expression = seen_of["base_total"], texts["base_total"]
    computed = base
    for step in steps:
        if step.block is not None:
            computed += seen_of[step.block] * (1 if step.add else -1)
            expression += f" {'+' if step.add else '−'} {_bracketed(texts[step.block])}"
        elif (bound := step.bound) is not None:  # pragma: no branch -- a step without a block has a bound
            limit, text = Fraction(bound.value), shown(Fraction(bound.value))
            if step.net_at_most is not None:
                limit, text = base + limit, f"{texts['base_total']} + {text}"
            word, choose = ("max", max) if step.at_least is not None else ("min", min)
            expression, computed = telling.spoken(f"{word}({expression}, {text})"), choose(computed, limit)
    before = telling.walked.walk.values[at.node.id].before[at.row]
    cited = telling.cited(*(step.bound.source for step in adjust if step.bound is not None))
    lead = telling.say("lead", name=telling.say("in_order" if adjust else "adjusted") + cited)
    for index, line in enumerate(telling.equation(expression, computed, before, is_points=True)):
        yield line if index else lead + line


def _step_of(block: str) -> AdjustStep:
    """Give the step of a block where the scheme states no order."""
    return AdjustStep(add="bonus") if block == "bonus" else AdjustStep(subtract="deductions")


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _weights(together: Combination) -> Mapping[str, Fraction]:
    """Give the weights, or full points, of the children."""
    return dict(zip(together.children, together.weights, strict=True))
