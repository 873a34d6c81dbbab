"""Points below zero that stand in for missing data are told, and can be computed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import leaf, small_text, tables
from kaoping.engine import read_result, score, write_result
from kaoping.errors import Language
from kaoping.report import Explainer
from kaoping.scheme import load_text
from report.recompute_folder import LANGUAGES, recomputed

TOLD = {
    "zh": "缺报，按方案计固定得分，得分 −3",
    "en": "missing, by the scheme it takes fixed points, points −3",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_points_off_for_missing_data_stand_in_the_explanation(lang: Language, tmp_path: Path) -> None:
    missing = "{missing: {points: -3}, not_applicable: blank, excused: blank}"
    text = small_text(leaf("p", full=10), leaf("q", full=10, when=missing))
    write_result(score(load_text(text), tables({"u1": {"p": 8}})), tmp_path / "result", text)
    stored = read_result(tmp_path / "result")

    told = Explainer(stored).text("u1", lang=lang)

    assert TOLD[lang] in told
    assert "8 + (−3) = 5" in told
    assert recomputed(stored)["zh"] > 0
