"""The telling of expressions: names as numbers, only the branch taken, limits only where they bite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from kaoping.errors import Language
from kaoping.formula import printing
from kaoping.formula.ball import Real, ends
from kaoping.formula.exact import Fault, compiled
from kaoping.formula.kinds import Place
from kaoping.formula.numbers import Precision, Value
from kaoping.formula.printing import Printed, called
from kaoping.formula.syntax import (
    Call,
    If,
    Negative,
    Node,
    NumberLiteral,
    Power,
    Product,
    Round,
    Sum,
    Table,
    TextLiteral,
    TruthLiteral,
    ValueName,
    children,
)
from kaoping.formula.telling_conditions import reason_of
from kaoping.formula.telling_tables import table_told

__all__ = ["Teller"]

_PRECISION = Precision(200)


class Teller:
    """Tells one formula with its values: gathers the reasons and the names told on the way."""

    def __init__(self, values: Mapping[str, Value], place: Place, lang: Language) -> None:
        self.values, self.place, self.lang = values, place, lang
        self.reasons: list[str] = []
        self.told: set[str] = set()

    def value(self, node: Node) -> Value | Fault:
        """Compute a node exactly."""
        return compiled(node)(self.values, _PRECISION)

    def number(self, node: Node) -> Real:
        """Compute a node that is known to give a number."""
        return cast("Real", self.value(node))

    def label(self, name: str) -> str:
        """Give the label of a name in the language."""
        found = self.place.names[name]
        return found.zh if self.lang == "zh" else found.en

    def because(self, text: str) -> None:
        """Add a reason once."""
        reason = f"因 {text}" if self.lang == "zh" else f"because {text}"
        if reason not in self.reasons:
            self.reasons.append(reason)

    def tell(self, node: Node) -> Printed:  # noqa: C901, PLR0911, PLR0912 -- one line for each kind of node
        """Print a node that gives a number (or a text); its values must be there and without fault."""
        match node:
            case NumberLiteral():
                return Printed(node.text)
            case TextLiteral():
                return Printed(self.quoted(node.value))
            case TruthLiteral():
                return Printed(self.truth(is_so=node.value))
            case ValueName():
                return self._name(node)
            case Negative():
                return printing.negated(self.tell(node.item))
            case Sum():
                return printing.summed([self.tell(item) for item in node.items], node.signs)
            case Product():
                return printing.multiplied([self.tell(item) for item in node.items], node.signs)
            case Power():
                return printing.powered(self.tell(node.base), self.tell(node.exponent))
            case If():
                return self._if(node)
            case Call():
                return self._call(node)
            case Round():
                return self._round(node)
            case Table():
                return table_told(self, node)
            case _:
                is_so = self.value(node) is True
                self.because(reason_of(self, node, is_so=is_so))
                return Printed(self.truth(is_so=is_so))

    def quoted(self, text: str) -> str:
        """Print a text in the quotes of the language."""
        return f"“{text}”" if self.lang == "zh" else f'"{text}"'

    def truth(self, *, is_so: bool) -> str:
        """Print a condition's value."""
        if self.lang == "zh":
            return "是" if is_so else "否"
        return "yes" if is_so else "no"

    def _name(self, node: ValueName) -> Printed:
        self.told.add(node.name)
        value = self.values[node.name]
        if isinstance(value, bool):
            return Printed(self.truth(is_so=value))
        if isinstance(value, str):
            return Printed(self.quoted(value))
        return printing.number(cast("Real", value))

    def _if(self, node: If) -> Printed:
        is_so = self.value(node.condition) is True
        self.because(reason_of(self, node.condition, is_so=is_so))
        return self.tell(node.then if is_so else node.otherwise)

    def _round(self, node: Round) -> Printed:
        inner = self.tell(node.item)
        if node.mode == "truncate":
            return called("truncate", [inner.text, str(node.decimals).replace("-", "−")], self.lang)
        mode = printing.MODE_WORDS[node.mode] if self.lang == "zh" else node.mode
        return called("round", [inner.text, str(node.decimals).replace("-", "−"), mode], self.lang)

    def _call(self, node: Call) -> Printed:
        match node.function:
            case "else_if_missing":
                return self._else_if_missing(node)
            case "clip":
                return self._clip(node)
            case "min" | "max":
                return self._limited(node)
            case _:
                return called(node.function, [self.tell(node.items[0]).text], self.lang)

    def _else_if_missing(self, node: Call) -> Printed:
        if self.value(node.items[0]) is not None:
            return self.tell(node.items[0])
        self.because(self.missing_text(self.missing(node.items[0])))
        return self.tell(node.items[1])

    def _limited(self, node: Call) -> Printed:
        """Print the one expression among plain limits where no limit bites; else the call."""
        inner = [item for item in node.items if not _is_plain(item)]
        if len(inner) == 1:
            number = self.number(inner[0])
            if all(_within(number, self.number(item), node.function) for item in node.items if item is not inner[0]):
                return self.tell(inner[0])
        return called(node.function, [self.tell(item).text for item in node.items], self.lang)

    def _clip(self, node: Call) -> Printed:
        item, low, high = node.items
        number, least, most = self.number(item), self.number(low), self.number(high)
        above, below = _within(number, least, "max"), _within(number, most, "min")
        inner = self.tell(item)
        if above and below:
            return inner
        if above:
            return called("min", [inner.text, self.tell(high).text], self.lang)
        raised = called("max", [inner.text, self.tell(low).text], self.lang)
        if _within(least, most, "min"):
            return raised
        return called("min", [raised.text, self.tell(high).text], self.lang)

    def missing(self, node: Node) -> list[str]:
        """Give the labels of the names that make a node missing; the others on the way count as told."""
        names = dict.fromkeys(self._missing_names(node))
        return [self.label(name) for name in names]

    def missing_text(self, labels: list[str]) -> str:
        """Print what is missing."""
        return f"缺少：{'、'.join(labels)}" if self.lang == "zh" else f"missing: {', '.join(labels)}"

    def _missing_names(self, node: Node) -> list[str]:
        if isinstance(node, ValueName):
            self.told.add(node.name)
            return [node.name] if self.values[node.name] is None else []
        below: tuple[Node, ...] = children(node)
        if isinstance(node, Call) and node.function == "given":
            return []
        if isinstance(node, If):
            is_so = self.value(node.condition)
            below = (node.condition,) if is_so is None else (node.then if is_so else node.otherwise,)
        elif isinstance(node, Call) and node.function == "else_if_missing" and self.value(node) is not None:
            return []
        return [name for item in below for name in self._missing_names(item)]


def _is_plain(item: Node) -> bool:
    """Whether a limit stands there as it is: a number, a name, or what is picked by a text."""
    return isinstance(item, NumberLiteral | ValueName) or (isinstance(item, Table) and item.kind == "pick")


def _within(number: Real, limit: Real, function: str) -> bool:
    """Whether a limit by min or max leaves a number as it is."""
    (low, high), (limit_low, limit_high) = ends(number), ends(limit)
    return high <= limit_low if function == "min" else low >= limit_high
