"""A unit or node that is not there is answered by the nearest names, or by what there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kaoping.engine import read_result, write_result
from kaoping.errors import DataError
from kaoping.report import explain
from report.village import TEXT, village_result

Golden = Callable[[str, str], None]
CASES = {
    "D106_near": ("村v", None),
    "D106_nothing_near": ("滨湖区", None),
    "D107_near": ("v1", "scool"),
    "D107_nothing_near": ("v1", "没有的指标"),
}


@pytest.mark.parametrize("name", CASES)
def test_an_unknown_name_is_answered_by_what_is_known(name: str, golden: Golden, tmp_path: Path) -> None:
    unit, node = CASES[name]
    write_result(village_result(), tmp_path, TEXT)

    with pytest.raises(DataError) as caught:
        explain(read_result(tmp_path), unit, node=node)

    golden(f"messages/{name}.txt", f"{caught.value.render('zh')}\n\n{caught.value.render('en')}\n")


@pytest.mark.parametrize("title", ["学业", "School"])
def test_a_node_is_found_by_its_title_in_either_language(title: str, tmp_path: Path) -> None:
    write_result(village_result(), tmp_path, TEXT)
    stored = read_result(tmp_path)

    assert explain(stored, "v1", node=title) == explain(stored, "v1", node="school")
