"""The lines on what follows: titles, first places, findings of outcome rules, and titles missed with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from kaoping.report.grade import evidence_of
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
        first, _, node = str(line["id"]).partition(".")
        cited = telling.cited(firsts[first].source)
        yield telling.say(
            "first_place", title=telling.title(firsts[first].title), node=telling.titles[node], cited=cited
        )
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
    cited = telling.cited(title.source, *(one.source for one in (places.total, places.split, places.each_group) if one))
    awarded = lines.filter(pl.col("id") == title.id)
    if awarded.height:
        yield telling.say("title", title=name, because=awarded[f"because_{telling.lang}"][0], cited=cited)
        return
    barred = [
        entry for entry in scheme.disqualifications if title.id in entry.bars and _is_found(telling, row, entry.id)
    ]
    for entry in barred:
        evidence = evidence_of(telling, row, entry.id)
        values = {"title": name, "finding": telling.title(entry.title), "cited": telling.cited(entry.source)}
        yield telling.say("barred", **values) + evidence
    if barred:
        return
    grade = next((grade for grade in scheme.grades if grade.id == title.from_), None)
    if grade is not None and row.grade != grade.id:
        yield telling.say("not_from_grade", title=name, grade=telling.title(grade.title))
    else:
        taken = sum(title.id in (peer.titles or "").split() for peer in peers)
        yield telling.say("no_seat", title=name, taken=taken, standing=row.standing, cited=cited)


def _is_found(telling: Telling, row: RankingRow, finding: str) -> bool:
    """Tell whether a disqualification was found about the unit."""
    same = (pl.col("unit") == row.unit) & (pl.col("period") == row.period) & (pl.col("finding") == finding)
    return telling.stored.tables.findings.filter(same).height > 0
