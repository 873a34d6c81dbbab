"""Checks of how missing figures are filled: each way says what it needs, and there is a figure to fill."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kaoping.scheme.checking import Checking
from kaoping.scheme.messages import variable
from kaoping.scheme.model import Fill, Indicator

__all__ = ["check_fills"]

_NEEDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "earlier": ("within", "{take: earlier, within: 2}"),
        "interpolated": ("within", "{take: interpolated, within: 4}"),
        "mean": ("of", "{take: mean, of: group}"),
        "median": ("of", "{take: median, of: group}"),
        "parameter": ("name", "{take: parameter, name: estimate}"),
    }
)
"""The one key that each way needs beside `take`, and an example."""
_KEYS: Final = ("within", "of", "name")
_LEAST: Final = MappingProxyType({"earlier": 1, "interpolated": 2})


def check_fills(checking: Checking) -> None:
    """Check the ways of every indicator."""
    for leaf in checking.leaves:
        if not checking.spared(leaf, "data") or not checking.broken.spares(leaf.data, "fill", "filled_figures"):
            continue
        for way in leaf.data.fill:
            _way(checking, way)
        key = "fill" if leaf.data.fill else "filled_figures"
        if getattr(leaf.data, key):
            _indicator(checking, leaf, key)


def _way(checking: Checking, way: Fill) -> None:
    """Check that a way has the key that it needs, and no other."""
    needed, example = _NEEDS[way.take]
    least = _LEAST.get(way.take, 0)
    for key in _KEYS:
        given = getattr(way, key)
        wrong = None
        if key == needed and given is None:
            wrong = f"须写 {key}", f"needs `{key}`"
        elif key != needed and given is not None:
            wrong = f"不能写 {key}", f"takes no `{key}`"
        elif key == "within" and given is not None and given < least:
            wrong = f"within 至少为 {least}，这里是 {given}", f"needs `within` of at least {least}, not {given}"
        if wrong is not None:
            where = way.spots.whole if given is None else way.spots.of(key)
            values = {"take": way.take, "wrong_zh": wrong[0], "wrong_en": wrong[1], "example": example}
            checking.note(variable.FILL_KEY, where, **values)


def _indicator(checking: Checking, leaf: Indicator, key: str) -> None:
    """Check that an indicator has figures of its own that can be filled, and that nothing else follows from them."""
    data = leaf.data
    why = None
    if not data.fill:
        why = "没有写补缺办法 fill", "it has no way to `fill`"
    elif data.table != "observations":
        why = f"{data.table} 表逐条记录，没有应报而缺的数", f"table {data.table} holds rows, and no figure that is due"
    elif data.derive is not None:
        why = "它的数由变量推算", "its figure is derived from variables"
    elif data.growth == "computed":
        why = (
            "增幅由完成值推算，补出的数不能推算增幅",
            "growth is computed only of figures delivered",
        )
    if why is not None:
        where = data.spots.of(key)
        checking.note(variable.NOT_FILLED, where, node=leaf.id, why_zh=why[0], why_en=why[1], key=key)
