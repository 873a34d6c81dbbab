"""What a study asks about: a result with its scheme and inputs, or the same with something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaoping.engine import Earlier, Frozen, Stored, Tables
from kaoping.scheme.model import Scheme

__all__ = ["Case", "case_of"]


@dataclass(frozen=True, slots=True)
class Case:
    """A scheme over tables. frozen: the statistics it goes by; None where it computes its own."""

    scheme: Scheme
    tables: Tables
    previous: Sequence[Earlier]
    frozen: Frozen | None


def case_of(stored: Stored, previous: Sequence[Earlier] = ()) -> Case:
    """Give the case of a result; a result over frozen statistics keeps them."""
    return Case(stored.scheme, stored.tables, previous, stored.frozen() if stored.facts["frozen"] else None)
