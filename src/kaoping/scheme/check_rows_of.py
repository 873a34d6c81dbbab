"""Checks of rows that are delivered for one indicator and read by another, too."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.scheme.checking import Checking
from kaoping.scheme.messages import chain
from kaoping.scheme.model import Indicator

__all__ = ["check_rows_of"]

_OF_WHO_DELIVERS = ("from_", "evidence")


def check_rows_of(checking: Checking) -> None:
    """Check every indicator that reads the rows of another: there is one, of the same table, as often."""
    known = {leaf.id: leaf for leaf in checking.leaves}
    for leaf in checking.leaves:
        if not checking.spared(leaf, "data") or leaf.data.rows_of is None:
            continue
        where, name = leaf.data.spots.of("rows_of"), leaf.data.rows_of
        if name not in known:
            checking.refer(chain.ROWS_OF_NOBODY, name, where, known)
        elif checking.spared(known[name], "data"):
            for zh, en in _unfit(leaf, known[name]):
                checking.note(chain.ROWS_OF_NOT_HERE, where, node=leaf.id, name=name, reason_zh=zh, reason_en=en)
        for key in _OF_WHO_DELIVERS:
            if getattr(leaf.data, key) is not None:
                spot = leaf.data.spots.of(key)
                checking.note(chain.SAID_WHERE_DELIVERED, spot, node=leaf.id, key=key.rstrip("_"), name=name)


def _unfit(leaf: Indicator, other: Indicator) -> Iterator[tuple[str, str]]:
    """Give why an indicator cannot read the rows of another, in words."""
    data, theirs = leaf.data, other.data
    if leaf is other:
        yield "那就是它自己", "that is itself"
    elif data.table == "observations":
        yield "观测值要几个指标共用的，请写成变量（variables）", "observations of several indicators are variables"
    elif theirs.rows_of is not None:
        yield (
            f"“{other.id}”自己取“{theirs.rows_of}”的各行，请直接写它",
            f"it reads those of {theirs.rows_of} itself, which has to be named",
        )
    elif data.table != theirs.table:
        yield f"它读 {theirs.table}，这里读“{data.table}”", f"it reads {theirs.table}, and this {data.table}"
    elif data.every != theirs.every:
        yield (
            f"它写“every: {theirs.every}”，这里写“{data.every}”",
            f"it says every: {theirs.every}, and this {data.every}",
        )
