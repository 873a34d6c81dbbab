"""Where a unit stands, and why: total, rank with the count behind it, the gap ahead, equal printed totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.report.criteria import OrderKey, criteria_lines, key_of
from kaoping.report.population import place_words
from kaoping.report.printed import shown
from kaoping.report.telling import Telling
from kaoping.rules import Ties, group_operations
from kaoping.scheme.model import Criterion

__all__ = ["Ranking", "RankingRow", "rank_lines", "ranking_of", "standing_lines"]


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One unit's line of the ranking, as the result holds it; empty words where nothing stands."""

    period: str
    group: str
    unit: str
    total: str | None
    unrounded: str | None
    rank: str | None
    count: int
    grade: str | None
    grade_by_score: str | None
    grade_because_zh: str | None
    grade_because_en: str | None
    not_graded: str | None
    standing: int | None
    demotions: str | None
    titles: str | None

    def key(self, rank_on: str) -> Fraction | None:
        """Give the figure the rank rests on; None for a unit that is not ranked."""
        if self.rank is None:
            return None
        text = self.total if rank_on == "rounded" else self.unrounded
        return None if text is None else Fraction(text)


Ranking = Mapping[tuple[str, str], Sequence[RankingRow]]


def ranking_of(frame: pl.DataFrame) -> Ranking:
    """Give the lines of a result by period and group."""
    found: dict[tuple[str, str], list[RankingRow]] = {}
    for cells in frame.select(RankingRow.__slots__).iter_rows():
        row = RankingRow(*cells)
        found.setdefault((row.period, row.group), []).append(row)
    return found


def standing_lines(telling: Telling, row: RankingRow, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Give total and rank with their reasons."""
    scheme = telling.stored.scheme
    group = next(telling.title(group.title) for group in scheme.groups if group.id == row.group)
    own = row.key(scheme.numbers.rank_on)
    if row.total is None:
        yield telling.say("no_total", group=group)
        return
    if own is None:
        yield telling.say("not_ranked", total=_signed(row.total), group=group)
        return
    yield telling.say("total", total=_signed(row.total), group=group, count=row.count, rank=row.rank)
    keys = {peer.unit: key for peer in peers if (key := _order_key(telling, peer)) is not None}
    yield from _rank(telling, row, own, keys)
    yield from _gap(telling, own, row, keys, peers)
    yield from _same_print(telling, row, peers)


def _order_key(telling: Telling, row: RankingRow) -> OrderKey | None:
    """Give by what a unit is ordered: its total, then the further criteria; None without a total."""
    numbers = telling.stored.scheme.numbers
    total = row.key(numbers.rank_on)
    if total is None:
        return None
    if not numbers.then:
        return ((1, total if numbers.order == "higher_is_better" else -total),)
    criteria = (Criterion(of="total", order=numbers.order), *numbers.then)
    return key_of(telling, (row.period, row.unit), numbers.rank_on, criteria)


def _rank(telling: Telling, row: RankingRow, own: Fraction, keys: Mapping[str, OrderKey]) -> Iterator[str]:
    """Say on what the rank rests, and count it."""
    numbers = telling.stored.scheme.numbers
    yield telling.say(
        "ranked_on",
        key=telling.say(numbers.rank_on),
        value=shown(own),
        order=telling.say("higher" if numbers.order == "higher_is_better" else "lower"),
        ties=telling.say(f"ties_{numbers.ties}"),
        cited=telling.cited(numbers.source),
    )
    yield from criteria_lines(telling, (row.period, row.unit), numbers.rank_on, numbers.then or ())
    yield from rank_lines(telling, numbers.ties, keys[row.unit], list(keys.values()))


def rank_lines(telling: Telling, ties: Ties, own: OrderKey, keys: Sequence[OrderKey]) -> Iterator[str]:
    """Count a rank among all keys, its own included."""
    reason, expression = place_words(telling, group_operations()["rank"], ties, own, keys, higher=True)
    ahead = [key for key in keys if key > own]
    rank = group_operations()["rank"].place(len(ahead), keys.count(own), 0, len(set(ahead)), ties)
    lines = telling.equation(expression, rank, rank, is_points=False)
    yield telling.say("lead", name=telling.say("rank")) + telling.told((reason, *lines))


def _gap(
    telling: Telling, own: Fraction, row: RankingRow, keys: Mapping[str, OrderKey], peers: Sequence[RankingRow]
) -> Iterator[str]:
    """Say how far the next one ahead is, or that only a further criterion puts it ahead."""
    numbers = telling.stored.scheme.numbers
    ahead = {unit: key for unit, key in keys.items() if key > keys[row.unit]}
    if not ahead:
        yield telling.say("nobody_ahead")
        return
    next_key = min(ahead.values())
    names = telling.joined(telling.units[unit] for unit, key in ahead.items() if key == next_key)
    total = next(peer.key(numbers.rank_on) for peer in peers if keys.get(peer.unit) == next_key)
    if total is None or total == own:
        yield telling.say("gap_then", names=names)
        return
    first, second = (total, own) if numbers.order == "higher_is_better" else (own, total)
    gap = first - second
    lines = telling.equation(f"{shown(first)} − {_bracketed(shown(second))}", gap, gap, is_points=False)
    yield telling.say("lead", name=telling.say("gap", names=names)) + telling.told(lines)


def _same_print(telling: Telling, row: RankingRow, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Explain equal printed totals with different ranks (footnote)."""
    for peer in peers:
        if peer.rank is not None and peer.total == row.total and peer.rank != row.rank:
            if telling.stored.scheme.numbers.rank_on == "rounded" or peer.unrounded == row.unrounded:
                continue  # the line on what decides between equals says it
            yield telling.say(
                "same_print",
                name=telling.units[peer.unit],
                total=_signed(row.total or ""),
                comparison=_comparison(row.unrounded or "", peer.unrounded or ""),
                rank=row.rank,
                other=peer.rank,
            )


def _comparison(own: str, other: str) -> str:
    """Print which unrounded total is higher."""
    sign = ">" if Fraction(own) > Fraction(other) else "<"
    return f"{_signed(own)} {sign} {_signed(other)}"


def _signed(text: str) -> str:
    return text.replace("-", "−")


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text
