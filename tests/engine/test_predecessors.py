"""What stood a year before, for units that were renamed or merged: figures follow the same way back as results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from engine.growth_cases import PUBLISHED, RESTATED
from engine.small import leaf, points, small
from kaoping.engine import Engine, Tables, score, validate

ENGINES: tuple[Engine, ...] = ("exact", "columns")
# unit: figures of 2024, 2023 and 2022, the base of 2024 as restated, the target of 2023
FIGURES: Mapping[str, tuple[str | None, ...]] = {
    "renamed": ("12", None, None, "11", None),
    "merged": ("12", None, None, "11", None),
    "late": ("12", None, None, "11", None),
    "same": ("12", "10", "8", "11", "5"),
    "old": (None, "6", "4", None, "3"),
    "older": (None, None, "5", None, None),
}
CAME_FROM = (
    *(("renamed", "old", "2024"), ("merged", "old", "2024"), ("merged", "same", "2024")),
    *(("late", "old", "2024"), ("old", "older", "2023")),
)


def delivered(peers: Sequence[tuple[str, str]] = ()) -> Tables:
    """Give the tables; `old` and `older` exist no more."""
    rows, targets = [], []
    for unit, (now, before, earlier, base, target) in FIGURES.items():
        for period, figure, previous in (("2024", now, base), ("2023", before, None), ("2022", earlier, None)):
            if figure is not None:
                row = {"unit": unit, "indicator": "p", "period": period, "actual": figure, "previous": previous}
                rows.append(row)
        if target is not None:
            targets.append({"unit": unit, "indicator": "p", "period": "2023", "target": target})
    frames: Mapping[str, Sequence[Mapping[str, object]]] = {
        "units": [{"unit": unit, "group": "a", "assessed": not unit.startswith("old")} for unit in FIGURES],
        "observations": rows,
        "targets": targets,
        "predecessors": [
            {"unit": unit, "predecessor": earlier, "from_period": period} for unit, earlier, period in CAME_FROM
        ],
        "peers": [{"unit": unit, "peer": peer, "period": None} for unit, peer in peers],
    }
    return Tables.from_frames(
        {name: pl.DataFrame(own, infer_schema_length=None) for name, own in frames.items() if own}
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("data", "formula", "renamed", "merged", "same"),
    [
        ("previous: published", "previous", "6", None, "10"),
        ("previous: restated", "previous", "11", "11", "11"),
        (PUBLISHED, "'growth * 1[亿元/%]'", "100", None, "20"),
        (PUBLISHED, "'previous_growth * 1[亿元/%]'", "20", None, "25"),  # 6 against 5 of the one before that
        (RESTATED, "'previous_growth * 1[亿元/%]'", None, None, None),  # no base of 2023 was delivered
        ("every: year", "previous_target", "3", None, "5"),
    ],
)
def test_a_renamed_unit_takes_the_figures_of_its_predecessor_and_a_merged_one_has_none(
    data: str, formula: str, renamed: str | None, merged: str | None, same: str, engine: Engine
) -> None:
    steps = f"[{{formula: {formula}}}, {{formula: 'x * 1[points/亿元]'}}]"
    scheme = small(leaf("p", unit_of_measure="亿元", data=f"{{{data}}}", steps=steps))

    found = points(score(scheme, delivered(), engine=engine), "p")

    assert found == {"late": renamed, "merged": merged, "renamed": renamed, "same": same}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_figure_of_a_renamed_peer_is_that_of_its_predecessor(engine: Engine) -> None:
    steps = "[{formula: peer.previous}, {formula: 'x * 1[points/亿元]'}]"
    scheme = small(leaf("p", unit_of_measure="亿元", data="{previous: published}", steps=steps))
    peers = [("same", "renamed"), ("same", "merged"), ("late", "merged"), ("renamed", "same")]

    found = points(score(scheme, delivered(peers), engine=engine), "p")

    assert found == {"late": None, "merged": None, "renamed": "10", "same": "6"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_predecessor_whose_own_year_is_scored_too_stands_in_the_units_with_that_year(engine: Engine) -> None:
    scheme = small(leaf("p", data="{previous: published}", formula="x - previous"), periods="[2023, 2024]")
    figures = (("old", "2022", "5"), ("old", "2023", "7"), ("new", "2024", "10"))
    rows = [{"unit": unit, "indicator": "p", "period": period, "actual": actual} for unit, period, actual in figures]
    units = [{"unit": unit, "group": "a", "period": period} for unit, period in (("old", "2023"), ("new", "2024"))]
    frames = {
        "units": units,
        "observations": rows,
        "predecessors": [{"unit": "new", "predecessor": "old", "from_period": "2024"}],
    }
    given = Tables.from_frames({name: pl.DataFrame(own) for name, own in frames.items()})

    result = score(scheme, given, engine=engine)

    assert validate(scheme, given) == []
    assert result.ranking.select("period", "unit", "total").rows() == [("2023", "old", "2"), ("2024", "new", "3")]
