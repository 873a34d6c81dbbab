"""Variables drawn for the sample city: whatever indicators read of them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import leaf, small_text
from engine.variable_cases import GROWING, PER_HEAD, variables
from kaoping.engine import Tables, load_tables, score
from kaoping.sample import AREAS, generate, write_sample
from kaoping.scheme import load_text

GROUPS = sorted({member.group for member in AREAS.members})
COMPLETED = {"rule": "completion", "with": "{cap: 2, min_points: 0, reverse: none}"}
UNIT = {"unit_of_measure": "亿元/万人"}
PLAIN = variables("gdp 亿元 vintage: final, evidence: required", "people 万人")
PER_HEAD_BEFORE = "'x / previous.people * 1[points·万人/件]'"
PUBLISHED = variables(
    "gdp 亿元 previous: published, vintage: final, evidence: required", "people 万人 previous: restated"
)


def drawn(text: str, folder: Path) -> Tables:
    scheme = load_text(text, "small.yaml")
    write_sample(generate(scheme, AREAS, 7), folder)
    return load_tables(scheme, folder)


@pytest.mark.parametrize(
    "text",
    [
        small_text(leaf("one", data=PER_HEAD, **UNIT, **COMPLETED), more=[PLAIN], groups=GROUPS),
        small_text(
            leaf("one", data=GROWING, formula="'(growth - previous_growth - peer.growth) * 1[points/%]'", **UNIT),
            more=[PUBLISHED],
            groups=GROUPS,
        ),
        small_text(
            leaf("one", unit_of_measure="件", data="{uses: [people]}", formula=PER_HEAD_BEFORE),
            more=[variables("people 万人 previous: restated")],
            groups=GROUPS,
        ),
        small_text(
            leaf("one", data="{uses: [gdp], derive: 'log(gdp / 1[亿元])'}", unit_of_measure="1", **COMPLETED),
            more=[variables("gdp 亿元")],
            groups=GROUPS,
        ),
    ],
)
def test_what_is_drawn_for_variables_is_valid_and_scored(text: str, tmp_path: Path) -> None:
    tables = drawn(text, tmp_path / "data")

    result = score(load_text(text, "small.yaml"), tables)

    assert result.scores["points"].null_count() < result.scores.height / 2
