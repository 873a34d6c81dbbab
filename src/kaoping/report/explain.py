"""The explanation 得分说明 of one unit's score: every line of arithmetic can be recomputed from what it prints.

Figures are printed with at most 12 significant digits, each line computes with the figures as printed, and where that
misses the recorded result in the last digit, a line of its own says the remainder: displayed parts add up.
"""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.engine import Stored
from kaoping.engine.messages import NO_SUCH_NODE
from kaoping.errors import DataError, Language, Problem
from kaoping.report.further import further_lines
from kaoping.report.grade import grade_lines
from kaoping.report.messages import NO_SUCH_PERIOD, near
from kaoping.report.nodes import node_lines
from kaoping.report.outcome import outcome_lines
from kaoping.report.standing import RankingRow, ranking_of, standing_lines
from kaoping.report.telling import Telling
from kaoping.report.trace import unit_of, walk_again

__all__ = ["Explainer", "explain"]


def explain(
    stored: Stored, unit: str, *, node: str | None = None, period: str | None = None, lang: Language = "zh"
) -> str:
    """Give the explanation of one unit as text; of one node and what lies below it where `node` is named.

    unit: its id or title. Raises `DataError` for a unit, node or period that the result does not have.
    """
    found = unit_of(stored, unit)
    return Explainer(stored, found).text(found, node=node, period=period, lang=lang)


class Explainer:
    """Explains many units of one result: the result is walked again once, for all units or for one."""

    def __init__(self, stored: Stored, unit: str | None = None) -> None:
        self._stored = stored
        self._walked = walk_again(stored, unit)
        self._ranking = ranking_of(stored.ranking)
        self._tellings: dict[Language, Telling] = {
            "zh": Telling(stored, self._walked, "zh"),
            "en": Telling(stored, self._walked, "en"),
        }

    @property
    def units(self) -> tuple[str, ...]:
        """The units that can be explained, in the order of the ranking."""
        return tuple(
            dict.fromkeys(row.unit for rows in self._ranking.values() for row in rows if row.unit in self._walked.rows)
        )

    def text(self, unit: str, *, node: str | None = None, period: str | None = None, lang: Language = "zh") -> str:
        """Give the explanation of a unit (by its id) in every scored period, or in one."""
        if node is not None and node not in self._walked.nodes:
            titles = {telling.titles[name]: name for telling in self._tellings.values() for name in self._walked.nodes}
            node = titles.get(node) or self._unknown_node(node)
        rows = self._walked.rows[unit]
        wanted = [name for name in rows if period in (None, name)]
        if not wanted:
            values = {"unit": unit, "period": str(period), "known": ", ".join(rows)}
            raise DataError([Problem(NO_SUCH_PERIOD, None, values)])
        blocks = (self._block(unit, name, rows[name], node, lang) for name in wanted)
        return "\n\n".join("\n".join(block) for block in blocks)

    def _unknown_node(self, node: str) -> str:
        zh, en = (self._tellings[lang].titles for lang in ("zh", "en"))
        entries = ((name, zh[name], en[name]) for name in self._walked.nodes)
        raise DataError([Problem(NO_SUCH_NODE, None, {"node": node} | near(node, entries))])

    def _block(self, unit: str, period: str, at: int, node: str | None, lang: Language) -> Iterator[str]:
        """Give the lines of one unit in one period."""
        telling = self._tellings[lang]
        peers = next(
            rows for rows in self._ranking.values() if any(row.unit == unit and row.period == period for row in rows)
        )
        row = next(row for row in peers if row.unit == unit)
        yield from _head(telling, row)
        if node is not None:
            yield ""
            yield from node_lines(telling, node, at)
            yield from ("", telling.say("notes"))
            yield from _notes(telling)
            return
        yield from ("", telling.say("part_result"))
        yield from standing_lines(telling, row, peers)
        yield from grade_lines(telling, row, peers)
        yield from outcome_lines(telling, row, peers)
        yield from further_lines(telling, row, at)
        yield from ("", telling.say("part_tree"))
        yield from node_lines(telling, "total", at)
        yield from ("", telling.say("part_notes"))
        yield from _notes(telling)


def _head(telling: Telling, row: RankingRow) -> Iterator[str]:
    """Say what is explained: unit, scheme, basis, period, run; and, where they are, that data are made up."""
    scheme = telling.stored.scheme
    group = next(telling.title(group.title) for group in scheme.groups if group.id == row.group)
    yield telling.say("head")
    if telling.stored.facts.get("data_label"):
        yield str(telling.stored.facts["data_label"])
    yield telling.say("head_unit", name=telling.units[row.unit], group=group)
    yield telling.say("head_scheme", title=telling.title(scheme.title))
    for basis in scheme.basis:
        yield telling.say("head_basis", basis=" ".join(text for text in (basis.title, basis.number) if text))
    yield telling.say("head_period", period=row.period, run=telling.stored.run)
    if telling.stored.facts["corrects"]:
        yield telling.say("head_corrects", run=telling.stored.facts["corrects"])


def _notes(telling: Telling) -> Iterator[str]:
    """Say how to read the figures, which parameters are assumed, and what stayed undecided."""
    facts = telling.stored.facts
    notes = ["note_numbers", "note_verified"]
    if facts["engine"]["figures"] == "columns":
        notes.append("note_columns")
    if facts["assumed"]:
        notes.append("note_assumed")
    undecided = facts["engine"]["undecided"]
    if facts["frozen"]:
        notes.append("note_frozen")
    for number, note in enumerate(notes, start=1):
        yield f"{number}. {telling.say(note, run=facts['frozen'])}"
    if undecided:
        yield f"{len(notes) + 1}. {telling.say('note_undecided', figures=telling.joined(undecided))}"
