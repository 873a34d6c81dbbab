"""Workbooks of everything that has worked figures: the examples of rules, published assessments, random regulations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hypothesis import HealthCheck, given, settings

from engine.random_regulations import Regulation, regulations
from engine.small import Figures, leaf, small, tables
from engine.test_zeroed_compared import scored
from engine.town import town_result
from kaoping.cells import Book, workbook
from kaoping.engine import Result, frozen_from, score
from kaoping.errors import DataError, SchemeError
from kaoping.scheme import load_text
from published.shipped import published
from report.test_effects_explained import EARLIER, FIGURES, FINDINGS, TEXT
from report.village import village_result
from rules.examples import examples, scheme_of, tables_of
from rules.test_repertoire_examples import cases
from rules.test_repertoire_examples import scheme_of as repertoire_scheme

TIES = ("lowest", "highest", "average", "dense")
ORDERS = ("higher_is_better", "lower_is_better")
EQUALS: Figures = {
    "u1": {"p": 2},
    "u2": {"p": 2},
    "u3": {"p": 1},
    "u4": {"p": 3},
    "u5": {"p": "missing"},
    "u6": {"p": 1},
}
REGULATIONS = 12


@cache
def results_of_examples() -> Mapping[str, Result]:
    """Score every worked example of the rules and of the repertoire."""
    found = {
        f"{number} {rule}": score(scheme_of(rule, case), tables_of(case), engine="exact")
        for number, (rule, case) in enumerate(examples())
    }
    return found | {
        name: score(repertoire_scheme(case), tables(case["figures"], others=case.get("tables")), engine="exact")
        for name, case in cases()
    }


@cache
def of_examples() -> Mapping[str, Book]:
    """Give the workbooks of the worked examples."""
    return {name: workbook(result) for name, result in results_of_examples().items()}


@cache
def of_schemes() -> Mapping[str, Book]:
    """Give the workbooks of whole schemes: two published assessments, and those that use everything there is."""
    effects = tables(FIGURES, groups=dict.fromkeys(FIGURES, "all"), others={"findings": FINDINGS})
    results = {
        "nantong": published("nantong-2017-08"),
        "jining": published("jining-2017-08"),
        "town": town_result(),
        "village": village_result(demo=True),
        "effects": score(load_text(TEXT), effects, previous=[EARLIER]),
    }
    return {name: workbook(result) for name, result in results.items()}


@cache
def examples_of_groups() -> Mapping[str, Book]:
    """Give what the examples leave out: all tie rules in both directions, and a run over frozen statistics."""
    found = {
        f"{ties} {order}": workbook(score(small(leaf("p"), ties=ties, order=order), tables(EQUALS)))
        for ties in TIES
        for order in ORDERS
    }
    found |= {f"zeroed {kind}": workbook(scored(kind, "exact", "u4", "u5")) for kind in ("rounded", "unrounded")}
    scheme = small(leaf("p", rule="min_max", **{"with": "{low: 0, high: 100, when_equal: 50}"}))
    before = score(scheme, tables({"u1": {"p": 0}, "u2": {"p": 50}, "u3": {"p": 100}}))
    now = tables({"u1": {"p": 0}, "u2": {"p": 25}, "u3": {"p": 100}})
    return found | {"frozen": workbook(score(scheme, now, frozen=frozen_from(before.statistics, "before")))}


@cache
def of_regulations() -> Mapping[str, Book]:
    """Give the workbooks of random regulations, the same ones every time."""
    found: dict[str, Book] = {}

    @settings(max_examples=REGULATIONS, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(regulations(is_tame=True))
    def collect(regulation: Regulation) -> None:
        try:
            result = score(regulation.scheme(), regulation.tables(), engine="exact")
        except (DataError, SchemeError):
            return  # a regulation refused has no workbook; whether it should be, is asked elsewhere
        found[f"regulation {len(found)}"] = workbook(result)

    collect()
    return found
