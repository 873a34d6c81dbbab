"""The unit columns that a scheme declares have to be there, and filled in, for every assessed unit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.small import leaf, small
from kaoping.engine.intake import load_tables
from kaoping.errors import DataError
from kaoping.scheme.model import Scheme

Golden = Callable[[str, str], None]
COLUMNS = (
    "unit_columns: [{id: region, title: {zh: 片区, en: Region}, holds: name},"
    " {id: own, title: {zh: 属市, en: City-owned}, holds: flag}]"
)
OBSERVATIONS = "unit,indicator,period,actual\n甲区,p,2024,1\n"
MISTAKES = {
    "D137_no_such_column": "unit,group,regoin\n甲区,a,东\n",
    "D138_cells_of_unit_columns": (
        "unit,group,region,own,assessed\n甲区,a,,是,\n乙区,a, ,,\n丙市,a,,,false\n丁区,a,西,TRUE,\n"
    ),
}


def scheme() -> Scheme:
    return small(leaf("p"), more=[COLUMNS])


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_a_unit_column_is_named_with_its_place(case: str, golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(MISTAKES[case], encoding="utf-8")
    (tmp_path / "observations.csv").write_text(OBSERVATIONS, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        load_tables(scheme(), tmp_path)

    golden(f"golden/{case}.txt", f"{caught.value.render('zh')}\n\n{caught.value.render('en')}\n")
