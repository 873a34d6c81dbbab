"""The telling of conditions: what held is told as it held, never what did not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaoping.formula.printing import SIGNS, SUM
from kaoping.formula.syntax import Call, Compare, Logic, Node, Not, ValueName

if TYPE_CHECKING:
    from kaoping.formula.telling import Teller

__all__ = ["CONTRARY", "reason_of"]

CONTRARY = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def reason_of(teller: Teller, node: Node, *, is_so: bool) -> str:
    """Print why a condition holds, or why it does not."""
    match node:
        case Compare():
            sign = SIGNS[node.test if is_so else CONTRARY[node.test]]
            return f"{_side(teller, node.left)} {sign} {_side(teller, node.right)}"
        case Logic():
            return _joined(teller, node, is_so=is_so)
        case Not():
            return reason_of(teller, node.item, is_so=not is_so)
        case Call(function="given", items=(item,)):
            return _given(teller, item, is_so=is_so)
        case ValueName():
            teller.told.add(node.name)
            return f"{teller.label(node.name)} = {teller.truth(is_so=is_so)}"
        case _:
            return teller.tell(node).text


def _side(teller: Teller, node: Node) -> str:
    if isinstance(node, ValueName) and isinstance(teller.values[node.name], str):
        teller.told.add(node.name)
        return teller.label(node.name)
    return teller.tell(node).at(SUM)


def _joined(teller: Teller, node: Logic, *, is_so: bool) -> str:
    """Name all conditions where all were needed; else the first that decided."""
    if is_so == (node.word == "and"):
        joint = " 且 " if teller.lang == "zh" else " and "
        return joint.join(reason_of(teller, item, is_so=is_so) for item in node.items)
    decisive = next(item for item in node.items if teller.value(item) is is_so)
    return reason_of(teller, decisive, is_so=is_so)


def _given(teller: Teller, node: Node, *, is_so: bool) -> str:
    if not is_so:
        return teller.missing_text(teller.missing(node))
    shown = teller.label(node.name) if isinstance(node, ValueName) else teller.tell(node).text
    if isinstance(node, ValueName):
        teller.told.add(node.name)
    return f"{shown} 已有数据" if teller.lang == "zh" else f"{shown} is given"
