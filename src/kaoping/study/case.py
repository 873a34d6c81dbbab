"""What a study asks about: a result with its scheme and inputs, or the same with something changed."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.engine import Frozen, Stored, Tables
from kaoping.scheme.model import Scheme

__all__ = ["Case", "case_of"]


@dataclass(frozen=True, slots=True)
class Case:
    """A scheme over tables. frozen: the statistics it goes by; None where it computes its own."""

    scheme: Scheme
    tables: Tables
    frozen: Frozen | None


def case_of(stored: Stored) -> Case:
    """Give the case of a result; a result over frozen statistics keeps them."""
    return Case(stored.scheme, stored.tables, stored.frozen() if stored.facts["frozen"] else None)
