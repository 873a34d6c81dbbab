"""Tables for a scheme and a city: what every indicator reads, with gaps, corrections, vintages and restated bases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from kaoping.engine import plan_of
from kaoping.engine.intake.needs import Needs, needs_of
from kaoping.sample.city import City, Member
from kaoping.sample.draw import Draw
from kaoping.sample.levels import Levels
from kaoping.sample.observed import observed
from kaoping.sample.rows import rows_of
from kaoping.sample.variables import collected, derived_targets
from kaoping.scheme.model import Indicator, Scheme

__all__ = ["generate"]

Row: TypeAlias = "dict[str, Any]"  # cells of any column
PEER: Final = "peer_of_"
_SIDES: Final = ("甲片", "乙片")
_COUNTS_FROM: Final = 0.3  # a flag holds for all but the weakest


def generate(scheme: Scheme, city: City, seed: int) -> dict[str, list[Row]]:
    """Give the rows of every table by its name, in a fixed order; figures are text."""
    plan, needs, draw = plan_of(scheme), needs_of(scheme), Draw(seed)
    leaves = [node for node in plan.nodes if node.indicator is not None]
    has_peers = any(_has_peer(node.names) for node in leaves)
    tables: dict[str, list[Row]] = {"units": list(_units(scheme, city, has_peers=has_peers))}
    for node in leaves:
        if node.indicator is None:  # pragma: no cover -- chosen above
            raise TypeError(node.id)
        for period in scheme.periods:
            for member in city.members:
                for table, row in _rows(scheme, node.indicator, needs, node.names, member, period, draw):
                    is_blocked = node.when.missing.kind == "block"
                    tables.setdefault(table, []).append(row if is_blocked else _with_gap(draw, table, row))
    for table, row in _collected(scheme, city, draw):
        tables.setdefault(table, []).append(row)
    if has_peers:
        tables["peers"] = [{"unit": member.id, "peer": f"{PEER}{member.id}"} for member in city.members]
    tables["findings"] = [
        {"unit": unit, "period": period, "finding": finding, "evidence": "示例依据"}
        for unit, period, finding in city.findings
        if period in scheme.periods
    ]
    return {name: rows for name, rows in tables.items() if rows}


def _units(scheme: Scheme, city: City, *, has_peers: bool) -> Iterator[Row]:
    """Give the units with the columns of the scheme, and one invented peer for each where peers are read."""
    for number, member in enumerate(city.members):
        own = {
            column.id: _SIDES[number % 2] if column.holds == "name" else str(member.strength > _COUNTS_FROM).lower()
            for column in scheme.unit_columns
        }
        yield {"unit": member.id, "title_zh": member.zh, "title_en": member.en, "group": member.group} | own
    for member in city.members if has_peers else ():
        yield {
            "unit": f"{PEER}{member.id}",
            "title_zh": f"对标{member.zh}",
            "title_en": f"Peer of {member.en}",
            "group": member.group,
            "assessed": "false",
        }


def _has_peer(names: frozenset[str]) -> bool:
    return any(name.startswith("peer.") for name in names)


def _collected(scheme: Scheme, city: City, draw: Draw) -> Iterator[tuple[str, Row]]:
    """Give what is read of every variable: of the units, and of the invented peers where theirs is read."""
    needs, levels = needs_of(scheme), Levels(draw)
    for variable in scheme.variables:
        years, users = (
            needs.reads(variable.id),
            [name for name, leaf in needs.indicators.items() if variable.id in leaf.data.uses],
        )
        has_peers = any(_has_peer(needs.names[name]) for name in users)
        members = [*city.members, *(_peer_of(member) for member in city.members if has_peers)]
        for period in scheme.periods:
            for member in members:
                yield from collected(variable, years, member, period, levels, scheme.periods)


def _peer_of(member: Member) -> Member:
    """Give the invented peer of a unit."""
    return Member(f"{PEER}{member.id}", member.zh, member.en, member.group, 0.5)


def _rows(
    scheme: Scheme, indicator: Indicator, needs: Needs, names: frozenset[str], member: Member, period: str, draw: Draw
) -> Iterator[tuple[str, Row]]:
    """Give what one indicator reads about one unit in one scored period: table and row."""
    if indicator.data.table != "observations":
        readers = needs.readers(indicator.id)
        read = frozenset(name for reader in readers for name in needs.names[reader.id])
        for row in rows_of(readers, read, member, period, draw) if readers else ():
            yield indicator.data.table, row
        return
    levels, scored = Levels(draw), scheme.periods
    if indicator.data.derive is not None:
        yield from derived_targets(scheme, indicator, member, period, levels) if "target" in names else ()
        return
    yield from observed(indicator, names, member, period, levels, scored)
    if _has_peer(names):
        for table, row in observed(indicator, names, _peer_of(member), period, levels, scored):
            if table == "observations":
                yield table, row


_GAPS: Final = 0.03


def _with_gap(draw: Draw, table: str, row: Row) -> Row:
    """Take away the figure of three observations in a hundred: it was not delivered."""
    key = (row["indicator"], row["unit"], row["period"])
    if table != "observations" or row["unit"].startswith(PEER) or not draw.happens(_GAPS, "gap", *key):
        return row
    kept = {name: row[name] for name in ("unit", "indicator", "period", "vintage") if name in row}
    return kept | {"status": "missing", "note": "未报送"}
