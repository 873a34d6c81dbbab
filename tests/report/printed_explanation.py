"""Read a printed explanation back and recompute it: knows nothing of Kaoping but the layout that people see.

Every line with arithmetic ends in `得分 EXPRESSION = NUMBER` (or 得数, points, gives). A node is a heading with its
points; its own lines stand below it behind a dot, its children are indented.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from statistics import median

from formula.printed import evaluate, holds

_NUMBER = r"−?\d+(?:\.\d+)?"
_HEADING = re.compile(
    rf"^(?P<indent> *)(?P<title>\S.*?)(?:（(?P<zh>[a-z][a-z0-9_]*)）：| \((?P<en>[a-z][a-z0-9_]*)\): )"
    rf"(?:(?P<points>{_NUMBER}) (?:分|points)|没有得分|no points)(?P<rest>[，,].*)?$"
)
_TOLD = re.compile(rf"^(?P<lead>.*?)(?:得分|得数|points|gives) (?:(?P<expression>.+) = )?(?P<result>{_NUMBER})$")
_REASON = re.compile(r"(?:因|because) (.+?)(?=，因|，得|, because|, points|, gives|$)")
_CONDITION = re.compile(r"(?:[\d(−]|(?:[a-z]+|[\u4e00-\u9fff]+)\().*[<>≤≥=≠]")  # of numbers, not of words
_NOTE = re.compile(rf"(?:：|: )({_NUMBER} [<>] {_NUMBER})$")
_TOTAL = re.compile(rf"^(?:总分|Total) ({_NUMBER}) (?:分|points)")
_SIDE = (
    "再得",
    "上级取",
    "The part above takes",
    "得满分",
    "本项每增",
    "其余",
    "One more",
    "Full points:",
    "Each point",
    "Weight of",
    "Full points of",
    "没有数据的权重",
    "Share of",
)
_BEFORE_CHAIN = (
    *("对标单位", "增幅（由", "上年增幅（由", "actual of the peers", "growth of the peers", "previous"),
    *("Growth from", "Previous growth from"),
    *("补缺（", "Filled in ("),
    *("推算数（", "上年推算数（", "前年推算数（", "Figure derived", "Figure of the year", "Figure of two years"),
)
_BESIDE_WITHHELD = ("修约（", "Rounding (", "计零分：", "Made zero: ")
_ROW = re.compile(r"(?:（([^（）]+)）：|\(([^()]+)\): )")
_NO_ROW = re.compile(r"假定|出处|assumed|source|.*(?:平均|求和|mean|sum)$")
_CHOOSES = re.compile(r"中位数|median|取最好|mean of the best|去掉最高|trimmed mean")  # only some rows enter
_ABSENT = re.compile(r"(?:免考|缺报|不适用|excused|missing|not applicable)", re.IGNORECASE)  # points that stand in
_REMAINDER = re.compile(r"(?:第 \d+ 步 |Step \d+ )?(?:尾差|Remainder)")
_STEP = re.compile(r"(?:第 (\d+) 步|Step (\d+)) ")
_GEOMETRIC = ("几何平均", "geometric mean")
_WEIGHTED_SUM = ("加权求和", "weighted sum")
_WEIGHTED, _SUM, _MEAN = ("加权平均", "weighted mean"), ("求和", "sum"), ("平均", "mean")


class WrongError(AssertionError):
    """Something printed cannot be reached by computing what is printed."""


@dataclass
class Told:
    """One line with a number at its end."""

    text: str
    lead: str
    expression: str | None
    result: str


@dataclass
class Node:
    """One node as printed."""

    id: str
    points: str | None
    heading: str
    lines: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def taken(self) -> str | None:
        """Give what the node above computes with: the rank where it takes that, else the points."""
        for line in self.lines:
            if line.startswith(("上级取", "The part above takes")) and (told := read_line(line)) is not None:
                return told.result
        return self.points

    def number(self, *words: str) -> Decimal | None:
        """Give the number behind a word of the heading."""
        found = re.search(rf"(?:{'|'.join(words)}) ({_NUMBER})", self.heading)
        return None if found is None else _number(found[1])


def recompute(text: str) -> int:
    """Recompute a whole explanation and give how many lines that took; raises `WrongError` where one does not hold.

    Checked besides: figures in a parent's line are those printed for its children, each step goes on from the one
    before, a node's last figure is its printed points, and the tree's points are the printed total.
    """
    lines, computed = text.split("\n"), 0
    for line in lines:
        computed += _line(line.strip().removeprefix("· "))
    for total, root in _blocks(lines):
        if total is not None and total != root.points:
            raise WrongError(f"total {total}, but the tree gives {root.points}")
        computed += _tree(root)
    return computed


def _line(line: str) -> int:
    """Recompute one line and hold its reasons."""
    told, count = read_line(line), 0
    if told is not None and told.expression is not None:
        if _value(told.expression) != _number(told.result):
            raise WrongError(f"{line}: gives {_value(told.expression)}")
        count = 1
    for reason in _REASON.findall(line):
        for condition in re.split(r" 且 | and ", reason):
            if _CONDITION.match(condition):
                _hold(condition, line)
                count += 1
    note = _NOTE.search(line)
    if note is not None:
        _hold(note[1], line)
        count += 1
    return count


def _hold(condition: str, line: str) -> None:
    if not holds(condition):
        raise WrongError(f"{line}: {condition} does not hold")


def read_line(line: str) -> Told | None:
    """Read a line that ends in a result."""
    found = _TOLD.match(line)
    if found is None:
        return None
    # The label nearest to the expression counts: an expression holds no label.
    lead, expression = found["lead"], found["expression"]
    while expression is not None and (inner := re.match(r"(.*)(?:得分|得数|points|gives) (.+)$", expression)):
        lead, expression = lead + inner[1], inner[2]
    return Told(line, lead, expression, found["result"])


@lru_cache(maxsize=200_000)
def _value(expression: str) -> Decimal:
    """Give an expression's value at 12 significant digits."""
    with localcontext(prec=60):
        return Context(prec=12).plus(evaluate(expression))


def _number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-"))


def _blocks(lines: list[str]) -> list[tuple[str | None, Node]]:
    """Give, for each period, the printed total and the tree."""
    blocks: list[tuple[str | None, Node]] = []
    total: str | None = None
    path: list[Node] = []
    for line in lines:
        heading = _HEADING.match(line)
        if (found := _TOTAL.match(line)) and heading is None:
            total = found[1]
        elif heading is not None:
            depth = len(heading["indent"]) // 2
            node = Node(heading["zh"] or heading["en"], heading["points"], line)
            if depth:
                path[depth - 1].children.append(node)
            else:
                blocks.append((total, node))
                total = None
            path[depth:] = [node]
        elif line.strip().startswith("· "):
            path[len(line.split("·")[0]) // 2 - 1].lines.append(line.strip().removeprefix("· "))
    return blocks


def _tree(node: Node) -> int:
    """Check a node against its children and its own lines."""
    count = sum(_tree(child) for child in node.children)
    told = [found for line in node.lines if not line.startswith(_SIDE) and (found := read_line(line)) is not None]
    if node.points is None:
        return count
    if any(line.startswith(("数据不公布：", "Figure withheld: ")) for line in node.lines):
        if node.children or not all(line.text.startswith(_BESIDE_WITHHELD) for line in told):
            raise WrongError(f"{node.heading}: withheld, and yet told")
        if told and _number(told[-1].result) != _number(node.points):
            raise WrongError(f"{node.heading}: its lines end in {told[-1].result}")
        return count
    if not told or _number(told[-1].result) != _number(node.points):
        raise WrongError(f"{node.heading}: its lines end in {told[-1].result if told else 'nothing'}")
    _follows(node, told)
    if node.children and not _ABSENT.match(told[0].text):
        _combined(node, told[0])
        count += 1
    return count


def _follows(node: Node, told: list[Told]) -> None:
    """Every line of a chain takes up the result of the line before; every step the results of all rows before."""
    delivered = node.number("报送", "delivered", r"delivered by [^,]+?")
    # Delivered stands as written; a line computes with 12 significant digits of it. What reads growth may do without
    # it, and so may the scheme's own formulas.
    others = any(re.search(r"增幅|growth|按方案公式计|By the formula of the scheme", line.text) for line in told)
    stands_in = any(_ABSENT.match(line.text) for line in told)  # what another figure was missing for
    if (
        delivered is not None
        and not others
        and not stands_in
        and not any(_short(delivered) in _numbers(line.text) for line in told)
    ):
        raise WrongError(f"{node.heading}: no line uses {delivered}")
    left_out = [label for line in node.lines for label in _left_out(line)]
    steps: list[list[Told]] = []
    numbers: list[str | None] = []
    for at, line in enumerate(told):
        if line.text.startswith(_BEFORE_CHAIN):
            _used_later(line, told[at + 1 :])
            continue
        if _ABSENT.match(line.text):
            steps, numbers = [[line]], [None]
            continue
        found = _STEP.match(line.text)
        number = found[1] or found[2] if found else None
        goes_with = number is not None or (_label(line) and _label(steps[-1][-1])) if steps else False
        if steps and (_REMAINDER.match(line.text) or (number == numbers[-1] and goes_with)):
            steps[-1].append(line)
        else:
            steps, numbers = [*steps, [line]], [*numbers, number]
    for before, after in itertools.pairwise(steps):
        _goes_on(before, after, left_out)


def _used_later(derived: Told, after: list[Told]) -> None:
    """What is derived before the chain is used in some line after it, whichever step names it."""
    if not any(_ABSENT.match(line.text) or _number(derived.result) in _numbers(line.text) for line in after):
        raise WrongError(f"{derived.text}: no line uses {derived.result}")


def _goes_on(before: list[Told], after: list[Told], left_out: list[str]) -> None:
    """Every result of one step is used in the next, in the line about the same row where there is one."""
    if any(_CHOOSES.search(line.lead) for line in after):
        return
    used = {label: line for line in reversed(after) if (label := _label(line))}
    together = {number for line in after for number in _numbers(line.text)}
    for row, result in _ends(before).items():
        if row in left_out:
            continue
        there = _numbers(used[row].text) if row in used else together
        if _number(result) not in there:
            raise WrongError(f"{after[0].text}: does not go on from {result} ({row})")


def _ends(step: list[Told]) -> dict[str, str]:
    """Give the last result for each row of a step; a line without row (a cap) goes on from the line above it."""
    ends: dict[str, str] = {}
    row = ""
    for line in step:
        above, row = row, _label(line) or row
        if row == above and row in ends and _number(ends[row]) not in _numbers(line.text):
            raise WrongError(f"{line.text}: does not go on from {ends[row]}")
        ends[row] = line.result
    return ends


def _label(line: Told) -> str:
    """Give the row a line is about: the last thing in brackets before the colon; empty where it is none."""
    if _REMAINDER.match(line.text) or line.text.startswith(_BEFORE_CHAIN):
        return ""
    found = _ROW.search(line.lead)
    label = "" if found is None else found[1] or found[2]
    return "" if _NO_ROW.match(label) else label


def _left_out(line: str) -> list[str]:
    """Give the rows that a condition leaves out."""
    found = re.search(r"(?:按条件不计入：|left out by the condition: )(.+)$", line)
    return [] if found is None else re.split(r"、|, ", found[1])


def _short(number: Decimal) -> Decimal:
    return Context(prec=12).plus(number)


def _numbers(text: str) -> set[Decimal]:
    return {_number(found) for found in re.findall(r"−?\d+(?:\.\d+)?", text)}


def _combined(node: Node, told: Told) -> None:
    """Combine the printed points of the children by their printed weights."""
    given = [(child, _number(child.taken)) for child in node.children if child.taken is not None]
    found = re.match(r"(?:合成（(.+?)）|Combined \((.+?)\))", told.text)
    if found is None and "(" in (told.expression or ""):  # in a stated order, under bounds
        if lacking := {abs(points) for _, points in given if points} - {abs(one) for one in _numbers(told.text)}:
            raise WrongError(f"{told.text}: does not use {lacking}")
        return
    bouts = re.search(r"(?:won|胜) (\d+).*(?:lost|负) (\d+)", told.text)
    with localcontext(prec=60):
        if bouts is not None:  # of the others nothing is printed here but how often they won
            value = Decimal(bouts[1]) - Decimal(bouts[2])
        elif found is None:
            signs = {"deductions": -1}
            value = sum((signs.get(child.id, 1) * points for child, points in given), Decimal(0))
        else:
            value = _together(found[1] or found[2], node.children, given)
        value = _short(value)
    if value != _number(told.result):
        raise WrongError(f"{told.text}: the children printed give {value}")


def _product(factors: Iterable[Decimal]) -> Decimal:
    found = Decimal(1)
    for factor in factors:
        found *= factor
    return found


_OF_VALUES: dict[tuple[str, str], Callable[[list[Decimal]], Decimal]] = {
    ("取最低", "minimum"): min,
    ("取最高", "maximum"): max,
    ("中位数", "median"): median,
    ("连乘", "product"): _product,
}


def _together(name: str, children: list[Node], given: list[tuple[Node, Decimal]]) -> Decimal:
    if name in _WEIGHTED:
        weights = [child.number("权重", "weight") or Decimal(1) for child, _ in given]
        return sum((points * one for (_, points), one in zip(given, weights, strict=True)), Decimal(0)) / sum(weights)
    for words, make in _OF_VALUES.items():
        if name in words:
            return make([points for _, points in given])
    if name in _WEIGHTED_SUM:
        weights = [child.number("权重", "weight") or Decimal(1) for child, _ in given]
        return sum((points * one for (_, points), one in zip(given, weights, strict=True)), Decimal(0))
    total = sum((points for _, points in given), Decimal(0))
    if name in _MEAN:
        return total / len(given)
    if name in _GEOMETRIC:
        weights = [child.number("权重", "weight") or Decimal(1) for child, _ in given]
        return _product(points ** (one / sum(weights)) for (_, points), one in zip(given, weights, strict=True))
    if name not in _SUM:
        raise WrongError(f"unknown combination {name}")
    full = {child.id: child.number("满分", "full points") or Decimal(1) for child in children}
    return total * sum(full.values()) / sum(full[child.id] for child, _ in given)
