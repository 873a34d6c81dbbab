"""Every rule of the catalogue is explained, and what the explanation of its worked example prints can be recomputed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.engine import read_result, score, write_result
from kaoping.report import Explainer
from kaoping.rules import rules
from kaoping.scheme import load_text
from report.recompute_folder import LANGUAGES, recomputed
from rules.examples import examples, scheme_text, tables_of

FIRST = dict(reversed(examples()))


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_unit_of_a_worked_example_is_explained_and_can_be_recomputed(rule: str, tmp_path: Path) -> None:
    text = scheme_text(rule, FIRST[rule])
    write_result(score(load_text(text), tables_of(FIRST[rule])), tmp_path / "result", text)
    result = read_result(tmp_path / "result")
    explainer = Explainer(result)

    told = [explainer.text(unit, lang=lang) for unit in explainer.units for lang in LANGUAGES]

    assert len(told) >= 2 * len(FIRST[rule]["units"])
    counts = recomputed(result)
    assert counts["zh"] == counts["en"] > 0
