"""Growth that an indicator has computed: of the unit and of its peers, of this year and of the year before."""

from __future__ import annotations

import pytest

from engine.grain_cases import Case
from engine.growth_cases import CASES, PUBLISHED, RESTATED, growing
from engine.small import leaf, points, small
from kaoping.engine import Engine, score
from kaoping.errors import DataError
from kaoping.scheme import load_text

ENGINES: tuple[Engine, ...] = ("exact", "columns")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_growth_is_computed_from_the_own_actual_and_base_of_whom_it_is(case: Case, engine: Engine) -> None:
    result = score(load_text(case.text, "small.yaml"), case.tables, engine=engine)

    assert points(result, "one") == case.points


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("base", "told"),
    [("0", "division by zero."), ("-4", "previous is -4, and a ratio needs a base above zero.")],
)
def test_growth_without_a_base_above_zero_names_the_row_of_the_base_once(base: str, told: str, engine: Engine) -> None:
    steps = "[{formula: growth - peer.growth + previous_growth}, {formula: 'x * 1[points/%]'}]"
    restated, published = (
        small(leaf("one", unit_of_measure="亿元", data=f"{{{data}}}", steps=steps)) for data in (RESTATED, PUBLISHED)
    )
    peers = [("u1", "p"), ("u2", "p")]
    now = [(unit, "2024", "8", "4") for unit in ("u1", "u2")] + [("p", "2024", "8", base), ("u2", "2023", "8", base)]
    then = [(unit, "2024", "8", None) for unit in ("u1", "u2", "p")]
    then += [("p", "2023", base, None), ("u2", "2023", "8", None), ("u2", "2022", base, None)]

    lines = []
    for scheme, figures in ((restated, now), (published, then)):
        with pytest.raises(DataError) as caught:
            score(scheme, growing(figures, peers), engine=engine)
        lines += [problem.render("en").splitlines()[0] for problem in caught.value.problems]

    assert lines == [
        f'observations row 4 (p, one, 2024)  D101  2024 u1: "one" (one) cannot be computed: {told}',
        f'observations row 5 (u2, one, 2023)  D101  2024 u2: "one" (one) cannot be computed: {told}',
        f'observations row 5 (p, one, 2023)  D101  2024 u1: "one" (one) cannot be computed: {told}',
        f'observations row 7 (u2, one, 2022)  D101  2024 u2: "one" (one) cannot be computed: {told}',
    ]
