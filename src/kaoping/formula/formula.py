"""A formula that was read: its text, its tree, its place; and what it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from kaoping.errors import Location
from kaoping.formula.grammar import read_tree
from kaoping.formula.syntax import Call, Node, Power, Product, Table, TableName, ValueName, constant, walk
from kaoping.formula.tokens import locate

__all__ = ["Formula", "parse"]

_IRRATIONAL = frozenset({"exp", "log", "sqrt"})


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula; `where` is the place of its first character and no part of what it says.

    names: those of all values used; they are asked for at every step, and found once.
    """

    text: str
    tree: Node
    where: Location = field(compare=False)
    names: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Find the names."""
        names = frozenset(node.name for node in walk(self.tree) if isinstance(node, ValueName))
        object.__setattr__(self, "names", names)

    @property
    def tables(self) -> frozenset[str]:
        """The names of tables whose rows are not bound yet."""
        tables = (node.rows for node in walk(self.tree) if isinstance(node, Table))
        return frozenset(rows.name for rows in tables if isinstance(rows, TableName))

    @property
    def divisors(self) -> frozenset[str]:
        """The names of values that something is divided by, as they stand."""
        products = [node for node in walk(self.tree) if isinstance(node, Product)]
        pairs = [pair for node in products for pair in zip(node.signs, node.items[1:], strict=True)]
        return frozenset(item.name for sign, item in pairs if sign == "/" and isinstance(item, ValueName))

    @property
    def irrational(self) -> bool:
        """Whether exp, log, sqrt or a power with another exponent than a whole literal occurs."""
        return any(_is_irrational(node) for node in walk(self.tree))

    def place(self, start: int, end: int) -> Location:
        """Give the place of characters of the text."""
        return locate(self.where, self.text, start, end)


def parse(text: str, where: Location | None = None) -> Formula:
    """Read a formula; raises SchemeError with every problem found, each with its place.

    where: the place of the first character; None gives places in a file called `formula`.

    >>> sorted(parse("full * actual / target").names)
    ['actual', 'full', 'target']
    """
    if where is None:
        where = Location("formula", 1, 1, max(1, len(text)), text.split("\n", 1)[0])
    return Formula(text, read_tree(text, where), where)


def _is_irrational(node: Node) -> bool:
    if isinstance(node, Power):
        exponent = constant(node.exponent)
        return exponent is None or exponent.denominator != 1
    return isinstance(node, Call) and node.function in _IRRATIONAL
