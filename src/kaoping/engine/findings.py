"""What was found about units, ready for the stages after the ranking: demotions, disqualifications."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.engine.intake import Tables
from kaoping.scheme.model import Scheme

__all__ = ["barred", "demoted"]


def demoted(scheme: Scheme, tables: Tables) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the demotions found: (period, unit) -> ids in the scheme's order, each once."""
    return _found(tables, [entry.id for entry in scheme.demotions])


def barred(scheme: Scheme, tables: Tables) -> dict[tuple[str, str], frozenset[str]]:
    """Give the titles that disqualifications bar: (period, unit) -> title ids."""
    bars = {entry.id: entry.bars for entry in scheme.disqualifications}
    found = _found(tables, list(bars))
    return {key: frozenset(title for name in ids for title in bars[name]) for key, ids in found.items()}


def _found(tables: Tables, wanted: Sequence[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the findings of the wanted kinds: (period, unit) -> ids, in the order wanted, each once."""
    found: dict[tuple[str, str], set[str]] = {}
    for period, unit, name in tables.findings.select("period", "unit", "finding").iter_rows():
        if name in wanted:
            found.setdefault((period, unit), set()).add(name)
    return {key: tuple(sorted(ids, key=wanted.index)) for key, ids in found.items()}
