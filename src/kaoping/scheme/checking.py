"""What every check shares: the scheme, what of it is broken, the problems found, and what is known by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from kaoping.errors import Location, Message, Problem
from kaoping.formula.tokens import RESERVED
from kaoping.rules import group_operations, statistics
from kaoping.scheme.broken import Broken
from kaoping.scheme.messages import near
from kaoping.scheme.model import Indicator, Part, Scheme, When

__all__ = ["Checking", "shown"]


@dataclass
class Checking:
    """One run of the checks over one scheme."""

    scheme: Scheme
    broken: Broken
    problems: list[Problem] = field(default_factory=list)

    def note(
        self,
        message: Message,
        where: Location,
        others: Sequence[tuple[Location, str]] = (),
        /,
        **values: object,
    ) -> None:
        """Note a problem; `others` are related places with a remark each."""
        texts = {name: str(value) for name, value in values.items()}
        self.problems.append(Problem(message, where, texts, tuple(others)))

    def refer(self, message: Message, name: str, where: Location, known: Iterable[str]) -> None:
        """Note a name that refers to nothing, with the names nearest to it."""
        known = list(known)
        if name not in known:
            self.note(message, where, **near(name, known))

    @cached_property
    def tree(self) -> Part:
        """The total as a part."""
        return self.scheme.tree

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every inner node, the total last."""
        return tuple(node for node in self.scheme.nodes() if isinstance(node, Part))

    @cached_property
    def items(self) -> tuple[Indicator, ...]:
        """The items of bonus and deductions."""
        scheme = self.scheme
        return tuple(item for owner in (scheme.bonus, scheme.deductions) if owner is not None for item in owner.items)

    @cached_property
    def leaves(self) -> tuple[Indicator, ...]:
        """Every indicator: those of the tree, then the items of bonus and deductions."""
        own = tuple(node for node in self.scheme.nodes() if isinstance(node, Indicator))
        return own + self.items

    @cached_property
    def nodes(self) -> tuple[Part | Indicator, ...]:
        """Every node with an id of its own: without the total, with the items of bonus and deductions."""
        return self.scheme.nodes()[:-1] + self.items

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """The ids of the departments."""
        return tuple(department.id for department in self.scheme.departments)

    def when(self, node: Part | Indicator) -> When | None:
        """Give what absence gives at a node: its own words or the defaults."""
        if node.when is not None or self.scheme.defaults is None:
            return node.when
        defaults = self.scheme.defaults
        return defaults.indicator_when if isinstance(node, Indicator) else defaults.part_when

    def spared(self, node: Part | Indicator | Scheme, *names: str) -> bool:
        """Tell whether fields of a record can be relied on."""
        return self.broken.spares(node, *names)

    def families(self) -> Iterator[Part]:
        """Give every part whose list of children can be relied on."""
        return (part for part in self.parts if self.spared(part, "parts", "indicators"))


OWN_NAMES = frozenset(
    {"total", "base_total", "bonus", "deductions", "penalties", "indicators", "parts", "x", "full", "weight"}
)


def taken_names() -> frozenset[str]:
    """Give the ids that no node may have: words of formulas, and names that Kaoping gives itself."""
    return OWN_NAMES | RESERVED | statistics().keys() | group_operations().keys()


def shown(number: Decimal | int) -> str:
    """Write a number without needless zeros."""
    return f"{Decimal(number).normalize():f}"
