"""Rows of the sample city are as the scheme wants them: of every period, with evidence where it is needed."""

from __future__ import annotations

from pathlib import Path

from engine.small import leaf, small_text
from kaoping.engine import load_tables, score
from kaoping.sample import AREAS, generate, write_sample
from kaoping.scheme import load_text

KINDS = """[{formula: 'times * pick(kind, "late": 1, "lost": 2)'},
  {reduce: sum, empty: zero}, {formula: 'max(full - x, 0)'}]"""


def test_rows_that_two_indicators_read_are_drawn_once_with_what_both_of_them_read(tmp_path: Path) -> None:
    leaves = [
        leaf("one", data="{table: events}", steps="[{formula: 'times * 1[points]'}, {reduce: sum, empty: zero}]"),
        leaf("two", data="{table: events, rows_of: one}", steps=KINDS),
        leaf("book", data="{table: tasks}", steps="[{reduce: mean, need: all}, {formula: full * x / 100}]"),
        leaf("met", data="{table: tasks, rows_of: book}", rule="task_book", **{"with": "{cap: 1}"}),
    ]
    scheme = load_text(small_text(*leaves, groups=("areas",)))
    write_sample(generate(scheme, AREAS, 1), tmp_path)

    tables = load_tables(scheme, tmp_path)

    assert set(tables.events["indicator"]) == {"one"}
    assert set(tables.events["kind"]) == {"late", "lost"}
    assert tables.tasks["task_weight"].null_count() == 0
    assert score(scheme, tables).ranking["total"].null_count() == 0


def test_ratings_of_every_half_year_come_with_their_evidence(tmp_path: Path) -> None:
    data = "{table: ratings, every: half_year, evidence: required}"
    steps = "[{reduce: mean, keep: [period]}, {reduce: mean, need: all}]"
    scheme = load_text(small_text(leaf("one", data=data, steps=steps), groups=("areas",)))
    write_sample(generate(scheme, AREAS, 1), tmp_path)

    tables = load_tables(scheme, tmp_path)

    assert set(tables.ratings["period"]) == {"2024-H1", "2024-H2"}
    assert tables.ratings["evidence"].null_count() == 0
    assert score(scheme, tables).ranking["total"].null_count() == 0
