"""Points times points are no points: a product says by which scale it counts, and its number of factors is certain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.small import leaf, points, small_text, tables
from kaoping.engine import Engine, read_result, score, write_result
from kaoping.errors import SchemeError
from kaoping.report import explain
from kaoping.scheme import load_text
from report.recompute_folder import recomputed

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
BLOCK = "{missing: block, not_applicable: block, excused: block}"


def product(step: str = "x / 100[points]", more: str = "", when: str = BLOCK, full: int = 100) -> str:
    """Give a scheme whose one part multiplies base points by a coefficient."""
    leaves = ", ".join(leaf(name, when=when, full=full) for name in ("base", "coefficient"))
    part = "{id: both, title: {zh: 合计, en: Both}, full: 100, combine: product, steps: [{formula: '" + step + "'}], "
    return small_text(parts=[f"{part}{more}when: {BLOCK}, indicators: [{leaves}]}}"])


@pytest.mark.parametrize("engine", ENGINES)
def test_points_are_multiplied_and_brought_back_by_the_scale_that_the_scheme_says(
    engine: Engine, tmp_path: Path
) -> None:
    text, given = product(), tables({"u1": {"base": 80, "coefficient": 105}, "u2": {"base": "72.5", "coefficient": 90}})

    result = score(load_text(text, "small.yaml"), given, engine=engine)
    write_result(result, tmp_path, text)
    stored = read_result(tmp_path)

    assert points(result, "both") == {"u1": "84", "u2": "65.25"}
    assert recomputed(stored)["zh"] == recomputed(stored)["en"] > 5
    assert "合成（连乘）：得数 80 × 105 = 8400" in explain(stored, "u1", lang="zh")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (product("x / 100"), ["F029"]),
        (product("x / full"), []),
        (product("base * coefficient / full"), []),
        (product(when="{missing: blank, not_applicable: block, excused: block}", more="need: all, "), []),
        (product(when="{missing: blank, not_applicable: block, excused: block}", more="need: 1, "), ["S169"]),
        (product(when="{missing: share_again, not_applicable: block, excused: block}"), ["S169"]),
        (small_text(leaf("p"), combine="product"), []),
        (small_text(leaf("p", when=BLOCK), leaf("q", when=BLOCK), combine="product"), ["S168"]),
    ],
    ids=[
        "a bare number leaves points times points",
        "over its own full points",
        "another formula over the children",
        "none without all of them",
        "one of two is enough",
        "one is left out",
        "a product of one",
        "no step at all",
    ],
)
def test_what_a_product_of_points_counts_in_is_checked(text: str, codes: list[str]) -> None:
    found: list[str] = []
    try:
        load_text(text, "small.yaml")
    except SchemeError as error:
        found = [problem.code for problem in error.problems]

    assert found == codes


@pytest.mark.parametrize("engine", ENGINES)
def test_pure_numbers_of_any_count_are_multiplied_over_rows(engine: Engine) -> None:
    steps = "[{reduce: product, need: 2}, {formula: 'full * x'}]"
    text = small_text(leaf("p", unit_of_measure="'1'", data="{every: quarter}", steps=steps))
    given = [tables({"u1": {"p": figure}}, period=f"2024-Q{number}") for number, figure in ((1, "1.1"), (2, "0.5"))]
    observations = given[0].observations.vstack(given[1].observations)

    result = score(load_text(text, "small.yaml"), replace(given[0], observations=observations), engine=engine)

    assert points(result, "p") == {"u1": "55"}
