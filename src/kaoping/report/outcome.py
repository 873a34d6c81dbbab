"""The lines on what follows: titles, first places, findings of outcome rules, and titles missed with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from kaoping.report.evidence import evidence_of, is_found, named
from kaoping.report.standing import RankingRow
from kaoping.report.telling import Telling
from kaoping.scheme.model import Title

__all__ = ["outcome_lines"]


def outcome_lines(telling: Telling, row: RankingRow, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Give the lines on titles, first places and findings of one unit."""
    scheme = telling.stored.scheme
    own = telling.stored.outcomes.filter((pl.col("period") == row.period) & (pl.col("unit") == row.unit))
    lines = {kind: own.filter(pl.col("kind") == kind) for kind in ("title", "first_place", "outcome")}
    for title in scheme.titles:
        if row.group in (title.groups or (row.group,)) and row.standing is not None:
            yield from _title(telling, title, row, peers, lines["title"])
    firsts = {first.id: first for first in scheme.first_places}
    for line in lines["first_place"].iter_rows(named=True):
        first = firsts[str(line["id"]).partition(".")[0]]
        because, cited = line[f"because_{telling.lang}"], telling.cited(first.source)
        yield telling.say("first_place", title=telling.title(first.title), because=because, cited=cited)
    rules = {outcome.id: outcome for outcome in scheme.outcomes}
    for line in lines["outcome"].iter_rows(named=True):
        outcome = rules[line["id"]]
        values = {
            "title": telling.title(outcome.title),
            "because": line[f"because_{telling.lang}"],
        }
        yield telling.say(f"outcome_{line['holds']}", **values, cited=telling.cited(outcome.source))


def _title(
    telling: Telling, title: Title, row: RankingRow, peers: Sequence[RankingRow], lines: pl.DataFrame
) -> Iterator[str]:
    """Say that a title was awarded, or why it was not."""
    scheme = telling.stored.scheme
    name, places = telling.title(title.title), title.places
    cited = telling.cited(
        title.source,
        *(
            one.source
            for one in (
                places.total,
                places.split,
                places.each_group,
                places.by_group.get(row.group),
                places.share,
            )
            if one
        ),
    )
    awarded = lines.filter(pl.col("id") == title.id)
    if awarded.height:
        yield telling.say("title", title=name, because=awarded[f"because_{telling.lang}"][0], cited=cited)
        return
    barred = [
        entry
        for entry in scheme.disqualifications
        if title.id in entry.bars and is_found(telling, row.period, row.unit, entry.id)
    ]
    for entry in barred:
        evidence = evidence_of(telling, row.period, row.unit, entry.id)
        values = {"title": name, "finding": named(telling, entry), "cited": telling.cited(entry.source)}
        yield telling.say("barred", **values) + evidence
    if barred:
        return
    grades = {grade.id: telling.title(grade.title) for grade in scheme.grades}
    lowest, order = title.lowest_grade, list(grades)
    if title.from_ is not None and row.grade != title.from_:
        yield telling.say("not_from_grade", title=name, grade=grades[title.from_])
    elif lowest is not None and order.index(row.grade or "") > order.index(lowest):
        yield telling.say("not_so_low", title=name, grade=grades[lowest])
    else:
        taken = sum(title.id in (peer.titles or "").split() for peer in peers)
        yield telling.say("no_seat", title=name, taken=taken, standing=row.standing, cited=cited)
