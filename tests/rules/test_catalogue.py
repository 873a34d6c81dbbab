"""The catalogue is open and sound: one file for each entry, found by itself, its formulas and constraints checked."""

from __future__ import annotations

import pkgutil
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from kaoping.engine import score
from kaoping.errors import SchemeError
from kaoping.formula import BOOLEAN, TEXT, Name, Number, Place, UnitOfMeasure, check, parse
from kaoping.rules import (
    RuleParameter,
    aggregation,
    aggregations,
    combinations,
    contest,
    contests,
    group,
    group_operations,
    rules,
    scoring,
    statistics,
)
from kaoping.rules.rule import Rule
from kaoping.scheme import scheme_json_schema
from rules.examples import FOLDER, scheme_of, tables_of

NEW = FOLDER / "new_entries"
LISTS = (rules, aggregations, statistics, group_operations)


def files(package: ModuleType) -> set[str]:
    return {module.name for module in pkgutil.iter_modules(package.__path__)}


def test_every_file_holds_one_entry_named_like_the_file() -> None:
    assert files(scoring) == set(rules())
    assert files(aggregation) == set(aggregations())
    assert files(contest) == set(contests())
    assert set(combinations()) == set(aggregations()) | set(contests())
    assert files(group) == set(statistics()) | set(group_operations())
    assert set(statistics()).isdisjoint(group_operations())


def place_of(rule: Rule) -> Place:
    """Give the names that a constraint of the rule may use."""
    names = {"full": Name(Number(UnitOfMeasure.parse("points")), "", ""), "direction": Name(TEXT, "", "")}
    for parameter in rule.parameters:
        unit = None if parameter.unit == "own" else UnitOfMeasure.parse(parameter.unit)
        names[parameter.id] = Name(Number(unit) if parameter.kind == "number" else TEXT, "", "")
    return Place(rule.id, names, result=BOOLEAN)


@pytest.mark.parametrize("rule", rules().values(), ids=list(rules()))
def test_constraints_are_sound_formulas_over_what_the_rule_itself_uses(rule: Rule) -> None:
    used = {name for stage in rule.stages if isinstance(stage, str) for name in parse(stage).names}

    for constraint in rule.constraints:
        formula = parse(constraint.formula)
        assert check(formula, place_of(rule)) == []
        assert not formula.irrational
        assert formula.names & ({parameter.id for parameter in rule.parameters} | {"direction"})
        assert "full" not in formula.names or "full" in used  # its absence is then told by the check of the formula


@pytest.mark.parametrize("rule", rules().values(), ids=list(rules()))
def test_bounds_stand_at_numbers_only_and_do_not_cross(rule: Rule) -> None:
    for parameter in rule.parameters:
        if parameter.kind != "number":
            assert (parameter.least, parameter.most) == (None, None)
        if parameter.least is not None and parameter.most is not None:
            assert parameter.least < parameter.most


def test_bounds_are_told_in_both_languages() -> None:
    share = RuleParameter("share", "number", "比例", "share", least=Decimal(0), most=Decimal(1))

    assert share.bounds == ("在 0 到 1 之间", "from 0 to 1")
    assert replace(share, most=None).bounds == ("不小于 0", "at least 0")
    assert replace(share, least=None).bounds == ("不大于 1", "at most 1")
    assert replace(share, least=None, most=None).bounds == ("", "")


@pytest.fixture
def with_new_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the files of new entries where the catalogue looks, as if they had been added there."""
    for package in (scoring, aggregation, group):
        name = package.__name__.rpartition(".")[2]
        shutil.copytree(NEW / name, tmp_path / name)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path / name)])
    for entries in LISTS:
        entries.cache_clear()
    yield
    for entries in LISTS:
        entries.cache_clear()


SCHEME = {
    "with": {"share": "0.5"},
    "full": "100",
    "units": [
        {"unit": "a", "actual": "10", "points": "50"},
        {"unit": "b", "actual": "20", "points": "50"},
        {"unit": "c", "actual": "40", "points": "100"},
    ],
}


@pytest.mark.usefixtures("with_new_entries")
def test_a_new_entry_is_one_file_and_is_found_checked_scored_and_described() -> None:
    scheme = scheme_of("beyond_median", SCHEME)
    summed = replace(scheme, combine="largest")

    result = score(summed, tables_of(SCHEME))

    assert dict(result.ranking.select("unit", "total").iter_rows()) == {"a": "50", "b": "50", "c": "100"}
    assert result.statistics.select("statistic", "figure").rows() == [("median", "20")]
    assert "beyond_median" in str(scheme_json_schema())
    with pytest.raises(SchemeError, match="S140  the rule beyond_median wants share below 1"):
        scheme_of("beyond_median", SCHEME | {"with": {"share": "1"}})
    with pytest.raises(SchemeError, match="from 0 to 1"):
        scheme_of("beyond_median", SCHEME | {"with": {"share": "50"}})


def test_a_rule_for_one_direction_is_refused_in_the_other_at_the_name_of_the_rule() -> None:
    case = SCHEME | {"with": {"bonus_share": "0.1", "max_bonus": "4"}, "direction": "lower_is_better"}

    with pytest.raises(
        SchemeError, match="S140  the rule share_bonus_when_met wants an indicator where higher is better"
    ):
        scheme_of("share_bonus_when_met", case)
