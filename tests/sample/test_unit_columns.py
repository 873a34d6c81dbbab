"""The sample city fills in the unit columns that a scheme declares."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from engine.small import leaf, small_text
from kaoping.engine import load_tables, score
from kaoping.sample import AREAS, generate, write_sample
from kaoping.scheme import load_text

COLUMNS = (
    "unit_columns: [{id: side, title: {zh: 片, en: Side}, holds: name},"
    " {id: own, title: {zh: 属市, en: Own}, holds: flag}]"
)


def test_units_of_the_sample_city_have_every_unit_column(tmp_path: Path) -> None:
    indicator = leaf("p", compare_within="{columns: [side]}", compare_among="own", formula="mean")
    scheme = load_text(small_text(indicator, groups=("areas",), more=(COLUMNS,)))
    write_sample(generate(scheme, AREAS, 1), tmp_path)

    tables = load_tables(scheme, tmp_path)

    assert tables.units["side"].to_list() == ["甲片", "乙片"] * 3 + ["甲片"]
    assert tables.units.filter(pl.col("own") == "false")["unit"].to_list() == ["geng"]
    assert score(scheme, tables).checked_by == "columns"
