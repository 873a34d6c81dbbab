"""Variables: figures that are collected and not scored, beside an indicator's own figure or in its place."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from engine.grain_cases import Case
from engine.small import leaf, points, small_text
from engine.variable_cases import CASES, PER_HEAD, collected, variables
from kaoping.engine import Engine, score, validate
from kaoping.errors import DataError
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
UNIT = "亿元/万人"
BLOCK = "{missing: block, not_applicable: block, excused: block}"


def per_head(*, when: str = BLOCK, **keys: object) -> Scheme:
    one = leaf(
        "one",
        unit_of_measure=UNIT,
        rule="best_is_full",
        when=when,
        **{"data": PER_HEAD, "with": "{difficulty: 1, reverse: none}", **keys},
    )
    return load_text(small_text(one, more=[variables("gdp 亿元", "people 万人")]), "small.yaml")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_variables_stand_beside_a_figure_or_give_it(case: Case, engine: Engine) -> None:
    scheme = load_text(case.text, "small.yaml")

    result = score(scheme, case.tables, engine=engine)

    assert [problem.render("en") for problem in validate(scheme, case.tables)] == []
    assert points(result, "one") == case.points


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_order_of_rows_never_matters(case: Case) -> None:
    scheme = load_text(case.text, "small.yaml")
    turned = replace(case.tables, observations=case.tables.observations.reverse())

    first, second = score(scheme, case.tables), score(scheme, turned)

    assert first.scores.equals(second.scores)
    assert first.statistics.equals(second.statistics)


def test_an_indicator_has_the_status_of_the_variable_that_it_lacks() -> None:
    given = [
        ("u1", "gdp", "2024", "1"),
        ("u1", "people", "2024", "not_applicable"),
        ("u2", "gdp", "2024", "excused"),
        ("u2", "people", "2024", "not_applicable"),
        ("u3", "gdp", "2024", "excused"),
        ("u4", "gdp", "2024", "1"),
        ("u4", "people", "2024", "2"),
    ]

    result = score(per_head(when="{missing: zero, not_applicable: blank, excused: blank}"), collected(given))

    found = dict(result.scores.filter(pl.col("node") == "one").select("unit", "status").iter_rows())
    assert found == {"u1": "not_applicable", "u2": "excused", "u3": "missing", "u4": ""}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_variable_that_may_not_be_absent_is_named_with_its_row(engine: Engine, lang: str) -> None:
    given = collected(
        [("u1", "gdp", "2024", "1"), ("u1", "people", "2024", "excused"), ("u2", "gdp", "2024", "1")],
    )

    with pytest.raises(DataError) as caught:
        score(per_head(), given, engine=engine)

    told = [problem.render("zh" if lang == "zh" else "en").splitlines()[0] for problem in caught.value.problems]
    assert (
        told
        == {
            "zh": [
                "D130  2024 单位“u2”缺少“one”（one）所用的变量“变量people”（people）（缺报），方案规定缺数即停止计分。",
                (
                    "observations 第 3 行 (u1, people, 2024)  D130  "
                    "2024 单位“u1”缺少“one”（one）所用的变量“变量people”（people）（免考），方案规定缺数即停止计分。"
                ),
            ],
            "en": [
                (
                    'D130  2024 u2: "one" (one) has no value, for it lacks its variable "The people" (people) '
                    "(missing), and the scheme blocks the run then."
                ),
                (
                    'observations row 3 (u1, people, 2024)  D130  2024 u1: "one" (one) has no value, '
                    'for it lacks its variable "The people" (people) (excused), and the scheme blocks the run then.'
                ),
            ],
        }[lang]
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_a_division_by_a_variable_of_zero_names_the_row_of_the_variable(engine: Engine) -> None:
    given = collected([("u1", "gdp", "2024", "1"), ("u1", "people", "2024", "0")])

    with pytest.raises(DataError) as caught:
        score(per_head(), given, engine=engine)

    assert [problem.render("en").splitlines()[0] for problem in caught.value.problems] == [
        'observations row 3 (u1, people, 2024)  D101  2024 u1: "one" (one) cannot be computed: division by zero.'
    ]


def test_an_own_absence_is_told_before_that_of_a_variable() -> None:
    scheme = load_text(
        small_text(
            leaf(
                "one",
                unit_of_measure="件",
                data="{uses: [people]}",
                formula="'x / people * 1[points·万人/件]'",
                when=BLOCK,
            ),
            more=[variables("people 万人")],
        ),
        "small.yaml",
    )
    given = collected(
        [("u1", "one", "2024", "excused"), ("u2", "one", "2024", "3"), ("u2", "people", "2024", "missing")]
    )

    with pytest.raises(DataError) as caught:
        score(scheme, given)

    assert [problem.code for problem in caught.value.problems] == ["D130", "D102"]


def test_what_nothing_reads_is_refused() -> None:
    one = leaf(
        "one",
        unit_of_measure=UNIT,
        data=PER_HEAD,
        rule="completion",
        **{"with": "{cap: 1, min_points: 0, reverse: none}"},
    )
    scheme = load_text(small_text(one, more=[variables("gdp 亿元", "people 万人")]), "small.yaml")
    given = collected(
        [
            ("u1", "gdp", "2024", "1", "7"),
            ("u1", "gdp", "2023", "1"),
            ("u1", "people", "2024", "2"),
            ("u1", "one", "2024", "3"),
        ],
        targets=[{"unit": "u1", "indicator": "gdp", "period": "2024", "target": "1"}],
        parameters=[{"parameter": "cap", "indicator": "people", "number": "1"}],
    )

    told = [problem.render("en").splitlines()[0] for problem in validate(scheme, given)]

    assert told == [
        (
            'observations row 2 (u1, gdp, 2024)  D062  the indicator "one" scores against a target, '
            "but targets has none for u1 in 2024."
        ),
        (
            'observations row 2 column previous (u1, gdp, 2024)  D068  the indicator "gdp" reads no previous of 2024: '
            "7 would count for nothing."
        ),
        'observations row 3 column period (u1, gdp, 2023)  D047  nothing here is read for the period "2023".',
        (
            'observations row 5 column indicator (u1, one, 2024)  D131  the figure of the indicator "one" is derived '
            "from variables, and not delivered."
        ),
        (
            'targets row 2 column target (u1, gdp, 2024)  D068  the indicator "gdp" reads no target of 2024: '
            "1 would count for nothing."
        ),
        'parameters row 2 column indicator (cap, people)  D041  no indicator "people" in the scheme.',
    ]
