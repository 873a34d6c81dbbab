"""Each place of a chain offers its names, and rules become formulas in one place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from engine.small import leaf, small_text
from kaoping.errors import SchemeError
from kaoping.formula import PURE, TEXT, Number, UnitOfMeasure
from kaoping.rules import FormulaStage, Rule, RuleParameter, Take
from kaoping.scheme import (
    PlainFormula,
    check,
    expanded_chain,
    load,
    load_text,
    place_problems,
    step_place,
)
from kaoping.scheme.expand import expand
from kaoping.scheme.model import GroupStep, Indicator, Label, Part, ReductionStep, RuleStep, Setting, TakenStatistic

HERE = Path(__file__).parent
SCHEME = load(HERE / "good" / "full.yaml")
SMALL = (HERE / "good" / "small.yaml").read_text(encoding="utf-8")
NODES: dict[str, Part | Indicator] = {node.id: node for node in SCHEME.nodes()}
POINTS = Number(UnitOfMeasure.parse("points"))


def names(node: str, number: int) -> dict[str, object]:
    return {name: entry.kind for name, entry in step_place(SCHEME, NODES[node], number).names.items()}


def test_observations_offer_figures_targets_peers_and_statistics() -> None:
    found = names("output", 0)

    own, percent = Number(UnitOfMeasure.parse("亿元")), Number(UnitOfMeasure.parse("%"))
    assert found["x"] == found["target"] == found["peer.previous"] == found["best"] == found["worst.actual"] == own
    assert found["growth"] == found["peer.growth"] == found["mean.previous_growth"] == percent
    assert found["rank"] == found["count.growth"] == found["weight"] == Number(PURE)
    assert found["full"] == POINTS
    assert found["level_share"] == Number(PURE)
    assert "best.peer.actual" not in found


def test_months_are_compared_with_the_same_month_and_events_with_nothing() -> None:
    before, after = names("response_days", 0), names("response_days", 1)

    assert {"best", "actual", "part_of_year"} <= before.keys()
    assert after["x"] == Number()
    assert "best" not in names("notices", 0)
    weight = expanded_chain(NODES["response_days"])[1]
    assert isinstance(weight, ReductionStep)


def test_after_a_reduction_only_x_is_left() -> None:
    assert names("notices", 0)["kind"] is TEXT
    assert names("notices", 0)["times"] == Number(PURE)
    assert names("notices", 2)["x"] == Number()
    assert "kind" not in names("notices", 2)
    assert "best" in names("notices", 2)
    assert names("survey", 0)["option"] is TEXT
    assert names("survey", 4)["x"] == Number(PURE)
    assert names("survey", 2)["middle"] == names("survey", 2)["x"]
    assert names("ratings", 0)["rater_class"] is TEXT


def test_a_part_offers_its_children() -> None:
    found = names("conduct", 0)

    assert found["events_part"] == found["daily_work"] == found["x"] == found["best.daily_work"] == POINTS


def test_the_last_step_has_to_give_points() -> None:
    assert step_place(SCHEME, NODES["survey"], 4).result == POINTS
    assert step_place(SCHEME, NODES["survey"], 0).result == Number()


def test_parameters_full_and_weight_are_kept_out_of_the_figures_told_in_words() -> None:
    place = step_place(SCHEME, NODES["task_book"], 0)

    assert {name for name, entry in place.names.items() if not entry.listed} == {"full", "weight", "cap", "min_points"}


def test_choices_and_tables_are_bound_and_numbers_stay_names() -> None:
    (task_book,) = expanded_chain(NODES["task_book"])
    notices = expanded_chain(NODES["notices"])

    assert isinstance(task_book, PlainFormula)
    assert task_book.formula.names == {"full", "actual", "target", "cap", "min_points"}
    assert task_book.settings.keys() == {"cap", "min_points"}
    assert task_book.rule is not None
    assert [type(step) for step in notices] == [PlainFormula, ReductionStep, PlainFormula]
    assert isinstance(notices[0], PlainFormula)
    assert notices[0].formula.tables == frozenset()
    assert isinstance(expanded_chain(NODES["survey"])[3], GroupStep)


def test_rows_that_are_no_table_cannot_be_expanded() -> None:
    step = RuleStep(rule="threshold_bands", with_={"thresholds": Setting(text="60")})

    with pytest.raises(SchemeError):
        expand(step)


def test_a_scheme_made_without_a_file_can_be_checked() -> None:
    assert check(SCHEME) == []
    assert [problem.code for problem in check(replace(SCHEME, periods=()))] == ["S105"]


def test_a_month_is_shorter_than_a_quarter_and_a_half_year() -> None:
    text = SMALL.replace("every: month", "every: {every}").replace(", every: year", "")

    for period, every, is_sound in (
        ("2016-H1", "quarter", True),
        ("2016-Q3", "month", True),
        ("2016-07", "month", False),
        ("2016-01..04", "month", False),
        ("2016", "half_year", True),
    ):
        written = text.replace("periods: [2016]", f"periods: [{period}]").replace("{every}", every)
        if is_sound:
            load_text(written)
        else:
            with pytest.raises(SchemeError, match="nothing to reduce"):
                load_text(written)


def test_places_of_a_title_are_compared_with_those_of_its_grade() -> None:
    scheme = load_text(SMALL)
    titles = scheme.titles
    free = replace(scheme, titles=(replace(titles[0], from_="good"), replace(titles[0], from_=None)))

    assert place_problems(scheme, {"best": {"a": 4, "b": 2}}, {"a": {"assessed": 10}, "b": {"assessed": 5}}) == []
    assert place_problems(free, {"best": {"a": 9}}, {"a": {"assessed": 1}}) == []


def test_what_is_not_known_yet_is_not_held_against_a_title() -> None:
    scheme = load_text(SMALL)
    ranked = load_text(SMALL.replace("value: 0.4, of: assessed", "value: 0.4, of: ranked"))

    assert place_problems(scheme, {}, {"a": {"assessed": 1}}) == []
    assert place_problems(ranked, {"best": {"a": 9}}, {"a": {"assessed": 1}}) == []
    assert [
        problem.text("en")
        for problem in place_problems(ranked, {"best": {"a": 9}}, {"a": {"assessed": 9, "ranked": 5}})
    ] == ['group a gives 9 titles from "excellent", which has 2 places only (5 units with a total).']


def test_a_label_names_the_city_of_the_run() -> None:
    label = Label(zh="{city}部门", en="{city} departments")

    assert label.text("zh", Label(zh="示例市", en="Example City")) == "示例市部门"
    assert label.text("en") == " departments"


def test_a_rule_may_take_statistics_with_its_own_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = FormulaStage("x - low", {"low": Take("quantile", "x", {"at": "share", "definition": "how"})})
    rule = Rule(
        id="above",
        zh="",
        en="",
        meaning_zh="",
        meaning_en="",
        source="",
        stages=(stage,),
        parameters=(
            RuleParameter(id="share", kind="number", zh="", en=""),
            RuleParameter(id="how", kind="choice", zh="", en="", choices=("hazen",)),
        ),
    )
    monkeypatch.setattr("kaoping.scheme.expand.rules", lambda: {"above": rule})
    share, how = Setting(number=Decimal("0.25")), Setting(text="hazen")

    (plain,) = expand(RuleStep(rule="above", with_={"share": share, "how": how}))

    assert isinstance(plain, PlainFormula)
    assert plain.taken == {"low": TakenStatistic(take="quantile", with_={"at": share, "definition": how})}


def test_a_parameter_called_like_a_statistic_compares_nobody() -> None:
    with_ = "{worst: 20, best: 85, low: 0, high: 1, scale: straight, power: 1, beyond: held}"
    text = small_text(leaf("life", rule="goalposts", **{"with": with_}))
    alone = text.replace("compare_within: group, ", "")

    assert (alone != text, load_text(alone).tree.id) == (True, "total")
