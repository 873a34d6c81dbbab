"""Rows of ratings in the sample city are as the scheme wants them: of every period, with evidence where it is needed."""

from __future__ import annotations

from pathlib import Path

from engine.small import leaf, small_text
from kaoping.engine import load_tables, score
from kaoping.sample import AREAS, generate, write_sample
from kaoping.scheme import load_text


def test_ratings_of_every_half_year_come_with_their_evidence(tmp_path: Path) -> None:
    data = "{table: ratings, every: half_year, evidence: required}"
    steps = "[{reduce: mean, keep: [period]}, {reduce: mean, need: all}]"
    scheme = load_text(small_text(leaf("one", data=data, steps=steps), groups=("areas",)))
    write_sample(generate(scheme, AREAS, 1), tmp_path)

    tables = load_tables(scheme, tmp_path)

    assert set(tables.ratings["period"]) == {"2024-H1", "2024-H2"}
    assert tables.ratings["evidence"].null_count() == 0
    assert score(scheme, tables).ranking["total"].null_count() == 0
