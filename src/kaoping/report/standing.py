"""Where a unit stands, and why: total, rank with the count behind it, the gap ahead, equal printed totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.report.population import place_words
from kaoping.report.printed import shown
from kaoping.report.telling import Telling
from kaoping.rules import group_operations

__all__ = ["Ranking", "RankingRow", "ranking_of", "standing_lines"]


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
    yield from _rank(telling, own, [key for peer in peers if (key := peer.key(scheme.numbers.rank_on)) is not None])
    yield from _gap(telling, own, peers)
    yield from _same_print(telling, row, peers)


def _rank(telling: Telling, own: Fraction, keys: Sequence[Fraction]) -> Iterator[str]:
    """Say on what the rank rests, and count it."""
    numbers = telling.stored.scheme.numbers
    higher = numbers.order == "higher_is_better"
    yield telling.say(
        "ranked_on",
        key=telling.say(numbers.rank_on),
        value=shown(own),
        order=telling.say("higher" if higher else "lower"),
        ties=telling.say(f"ties_{numbers.ties}"),
        cited=telling.cited(numbers.source),
    )
    reason, expression = place_words(telling, group_operations()["rank"], numbers.ties, own, keys, higher=higher)
    better, equal = sum(key > own if higher else key < own for key in keys), keys.count(own)
    distinct = len({key for key in keys if (key > own if higher else key < own)})
    rank = {
        "lowest": Fraction(better + 1),
        "highest": Fraction(better + equal),
        "average": Fraction(2 * better + equal + 1, 2),
        "dense": Fraction(distinct + 1),
    }[numbers.ties]
    lines = telling.equation(expression, rank, rank, is_points=False)
    yield telling.say("lead", name=telling.say("rank")) + telling.told((reason, *lines))


def _gap(telling: Telling, own: Fraction, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Say how far the next one ahead is."""
    numbers = telling.stored.scheme.numbers
    higher = numbers.order == "higher_is_better"
    keys = [(key, peer) for peer in peers if (key := peer.key(numbers.rank_on)) is not None]
    ahead = [(key, peer) for key, peer in keys if (key > own if higher else key < own)]
    if not ahead:
        yield telling.say("nobody_ahead")
        return
    next_key = min((key for key, _ in ahead), key=lambda key: abs(key - own))
    names = telling.joined(telling.units[peer.unit] for key, peer in ahead if key == next_key)
    first, second = (next_key, own) if higher else (own, next_key)
    gap = first - second
    lines = telling.equation(f"{shown(first)} − {_bracketed(shown(second))}", gap, gap, is_points=False)
    yield telling.say("lead", name=telling.say("gap", names=names)) + telling.told(lines)


def _same_print(telling: Telling, row: RankingRow, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Explain equal printed totals with different ranks (footnote)."""
    for peer in peers:
        if peer.rank is not None and peer.total == row.total and peer.rank != row.rank:
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
