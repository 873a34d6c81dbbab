"""Every mistake a scheme can contain, by subject. Codes are never reused, sentences stand in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.errors import Message, nearest
from kaoping.scheme.messages import chain, comparison, condition, effect, outcome, reading, tree, variable

__all__ = ["CATALOGUE", "chain", "comparison", "condition", "effect", "near", "outcome", "reading", "tree", "variable"]

CATALOGUE: tuple[Message, ...] = tuple(
    sorted(
        (
            entry
            for subject in (reading, tree, chain, outcome, comparison, variable, effect, condition)
            for entry in subject.CATALOGUE
        ),
        key=lambda entry: entry.code,
    )
)
"""Every message of the room, in the order of the codes."""

_MOST_LISTED = 12
_MOST_COMPARED = 500


def near(name: str, known: Iterable[str]) -> dict[str, str]:
    """Give the values of an unknown name: itself, and a hint naming the nearest, or what is known."""
    names = list(known)
    # Comparing is slow: a file of a hundred thousand ids must not hang.
    found = nearest(name[:100], names[:_MOST_COMPARED])
    if found:
        return {"name": name, "near_zh": f"是否应为 {found}？", "near_en": f"Did you mean {found}?"}
    if not names:
        return {"name": name, "near_zh": "此处没有可用的名称。", "near_en": "There are none to choose from."}
    listed = ", ".join(names[:_MOST_LISTED]) + (", …" if len(names) > _MOST_LISTED else "")
    return {"name": name, "near_zh": f"可用的有：“{listed}”。", "near_en": f"Known here: {listed}."}
