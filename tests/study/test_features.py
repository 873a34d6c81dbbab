"""Studies of schemes with all that can stand beside plain means: each feature once, against what scoring says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from engine.small import BLANK, leaf, small_text, tables
from kaoping.engine import Stored, read_result, score, write_result
from kaoping.errors import DataError
from kaoping.scheme import load_text
from kaoping.study import Figure, OtherScheme, Weight, influence, robustness, sensitivity, what_if

TAKE = "{rank_on: unrounded, order: higher_is_better, ties: average, within: all}"
OWN = "unit_columns: [{id: own, title: {zh: 属市, en: Own}, holds: flag}]"
FINE = "{id: fine, title: {zh: 通报, en: Fine}, effect: {minus: 30}}"
FRAUD = "{id: fraud, title: {zh: 造假, en: Fraud}, effect: {zero: [p]}}"
FIGURES = {
    "u1": {"p": 10, "q": 5},
    "u2": {"p": 20, "q": 5},
    "u3": {"p": 25, "q": 1},
    "u4": {"p": 30, "q": 3},
}
ZERO = "{missing: zero, not_applicable: zero, excused: zero}"
PEOPLE = "variables: [{id: people, title: {zh: 人, en: People}, unit_of_measure: 人, data: {every: year}}]"
DERIVED = "{uses: [people], derive: people}"


def two(**keys: object) -> tuple[str, str]:
    return leaf("p", weight=61, **keys), leaf("q", weight=39, **keys)


def mean_of(*leaves: str, **keys: Any) -> str:
    return small_text(*leaves, combine="weighted_mean", **keys)


def index(steps: str = "", when: str = BLANK, **keys: object) -> str:
    """Give a part of p and q."""
    head = "".join(f", {name}: {value}" for name, value in keys.items()) + steps
    return (
        "{id: index, title: {zh: 指数, en: Index}, full: 100, direction: higher_is_better, combine: weighted_mean, "
        f"need: all, when: {when}, indicators: [{', '.join(two())}]{head}}}"
    )


def found(name: str, unit: str = "u4", period: str = "2024") -> list[dict[str, Any]]:
    return [{"unit": unit, "finding": name, "period": period}]


def made(
    folder: Path, text: str, figures: Mapping[str, Mapping[str, object]], *, frozen: Stored | None = None, **others: Any
) -> Stored:
    given = tables(figures, others=others)
    result = score(load_text(text, "case.yaml"), given, frozen=None if frozen is None else frozen.frozen())
    write_result(result, folder, text)
    return read_result(folder)


OTHER = index(weight=50).replace("id: index", "id: other").replace("id: p", "id: r").replace("id: q", "id: s")
SUPPLIED = index(when="{missing: table, not_applicable: table, excused: table}", weight=50)
BY_PERIOD = [
    {"parameter": "points", "number": number, "indicator": "index", "period": period}
    for number, period in (("10", None), ("90", "2024"))
]
HOLES: Mapping[str, Mapping[str, object]] = {
    "u1": {"p": 10, "q": 5, "r": 1, "s": 1},
    "u2": {"p": "missing", "q": 5, "r": 1, "s": 1},
    "u3": {"p": 50, "q": 50, "r": 1, "s": 1},
}
MISSING = {unit: own | ({"p": "missing"} if unit == "u2" else {}) for unit, own in FIGURES.items()}
AMONG = TAKE.replace("within: all", "within: all, among: own")
# name -> text, figures, rows of other tables; `None` in the place of units leaves them as they are.
CASES: Mapping[str, tuple[str, Mapping[str, Mapping[str, object]], Mapping[str, Any]]] = {
    "fill": (mean_of(leaf("p", weight=61, data="{fill: [{take: mean, of: group}]}"), two()[1]), MISSING, {}),
    "variables": (
        small_text(leaf("p", data="{uses: [people]}", formula="'x / people * 1[人]'"), more=[PEOPLE]),
        {"u1": {"p": 10, "people": 5}, "u2": {"p": 20, "people": 4}},
        {},
    ),
    "derive": (
        small_text(leaf("p", unit_of_measure="人", data=DERIVED, formula="'x * 1[points/人]'"),
            more=[PEOPLE],
        ),
        {"u1": {"people": 5}, "u2": {"people": 4}},
        {},
    ),
    "take_rank": (mean_of(*two(take_rank=TAKE), order="lower_is_better"), FIGURES, {}),
    "take_rank of some": (
        mean_of(*two(take_rank=AMONG), order="lower_is_better", more=[OWN]),
        FIGURES,
        {"units": [{"unit": unit, "group": "a", "own": str(unit != "u2").lower()} for unit in FIGURES]},
    ),
    "contest": (small_text(*two(), combine="copeland"), FIGURES, {}),
    "points off": (
        mean_of(*two(), more=[f"penalties: [{FINE}]", "adjust: [{subtract: penalties}, {at_least: 0}]"]),
        FIGURES,
        {"findings": found("fine")},
    ),
    "zero": (mean_of(*two(), more=[f"penalties: [{FRAUD}]"]), FIGURES, {"findings": found("fraud")}),
    "not ranked": (
        mean_of(*two(), more=["not_graded: [{id: new, title: {zh: 新设, en: New}, ranked: false}]"]),
        FIGURES,
        {"findings": found("new")},
    ),
    "further rankings": (
        mean_of(
            *two(),
            more=[
                (
                    "rankings: [{id: r, title: {zh: 总榜, en: All}, of: total, rank_on: unrounded, "
                    "order: higher_is_better, ties: lowest, within: all}]"
                )
            ],
        ),
        FIGURES,
        {},
    ),
    "step of a part": (small_text(parts=[index(", steps: [{formula: 'x / best * 100[points]'}]")]), FIGURES, {}),
    "supplied by period": (mean_of(parts=[SUPPLIED, OTHER]), HOLES, {"parameters": BY_PERIOD}),
    "ranked on unrounded, rounded in between": (
        mean_of(
            *two(take_rank=TAKE), order="lower_is_better", rounding="[{at: p, mode: half_up, decimals: 0}]"
        ),
        {"u1": {"p": "10.4", "q": 5}, "u2": {"p": "10.2", "q": 5}, "u3": {"p": 9, "q": 1}, "u4": {"p": 8, "q": 3}},
        {},
    ),
    "thirds": (
        small_text(*(leaf(name, formula="'x / 3'") for name in "pqr")),
        {"u1": {"p": 100, "q": 100, "r": 100}, "u2": {"p": 300, "q": 0, "r": 0}},
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("is_frozen", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_weights_that_hardly_move_give_the_result_itself(tmp_path: Path, name: str, *, is_frozen: bool) -> None:
    text, figures, others = CASES[name]
    stored = made(tmp_path / "one", text, figures, **others)
    if is_frozen:
        stored = made(tmp_path / "other", text, figures, frozen=stored, **others)

    ranks = robustness(stored, draws=3, spread=1e-9).ranks.filter(pl.col("rank").is_not_null())

    assert ranks.height > 1
    assert ranks["same"].to_list() == [1.0] * ranks.height
    assert ranks["best"].to_list() == ranks["rank"].to_list() == ranks["worst"].to_list()
    if name != "thirds":
        influence(stored)
        sensitivity(stored, draws=2)


@pytest.mark.parametrize("name", CASES)
def test_the_same_scheme_changes_nothing(tmp_path: Path, name: str) -> None:
    text, figures, others = CASES[name]
    stored = made(tmp_path / "one", text, figures, **others)

    assert not what_if(stored, [OtherScheme(load_text(text, "same.yaml"))])["differs"].any()


def only(frame: pl.DataFrame, node: str) -> dict[str, Any]:
    return frame.filter(node=node).row(0, named=True)


def test_a_rank_taken_instead_of_the_points_leaves_no_weight_of_a_point(tmp_path: Path) -> None:
    lines = influence(made(tmp_path / "r", CASES["take_rank"][0], FIGURES))

    assert lines["weight"].to_list() == lines["share"].to_list() == [None, None]


@pytest.mark.parametrize(("bounds", "weights"), [("", [1.0, 1.0, None]), (", {at_most: 30}", [None, None, None])])
def test_a_bound_of_the_total_leaves_no_weight_of_a_point(
    tmp_path: Path, bounds: str, weights: list[float | None]
) -> None:
    more = [f"bonus: {{cap: 50, items: [{leaf('b')}]}}", f"adjust: [{{add: bonus}}{bounds}]"]
    figures = {unit: own | {"b": at} for at, (unit, own) in enumerate(FIGURES.items())}

    lines = influence(made(tmp_path / "r", small_text(leaf("p"), leaf("q"), more=more), figures))

    assert lines["weight"].to_list() == weights  # the cap of the bonus is a bound of its items


def test_penalties_have_a_line_of_their_own_and_all_shares_add_up(tmp_path: Path) -> None:
    more = [f"penalties: [{FINE}]", "adjust: [{subtract: penalties}]"]
    figures = {unit: own | {"q": own["q"] + 20} for unit, own in FIGURES.items()}

    lines = influence(
        made(tmp_path / "r", small_text(leaf("p"), leaf("q"), more=more), figures, findings=found("fine"))
    )

    assert lines["node"].to_list() == ["p", "q", "penalties"]
    assert lines["share"].sum() == pytest.approx(1.0)
    taken = only(lines, "penalties")
    assert taken["weight"] == -1.0
    assert taken["moved"] == 4  # u4, fined, was last; without the fine it is first


def test_a_penalty_that_makes_a_part_zero_leaves_no_weight_below_it(tmp_path: Path) -> None:
    text = small_text(parts=[index()], more=[f"penalties: [{FRAUD.replace('[p]', '[index]')}]"])

    assert influence(made(tmp_path / "r", text, FIGURES))["weight"].to_list() == [None, None]


def given(folder: Path, figures: Mapping[str, Mapping[str, object]] = FIGURES) -> Stored:
    leaves = (leaf("p", weight=0.5, when=ZERO), leaf("q", weight=0.5, when=ZERO))
    return made(folder, small_text(*leaves, combine="weighted_sum", more=["weights: as_given"]), figures)


def test_nobody_takes_over_a_weight_that_is_used_as_given(tmp_path: Path) -> None:
    lines = influence(given(tmp_path / "r"))

    assert lines["moved"].to_list() == [None, None]
    assert "as given" in lines["note_en"][0]
    assert "按原值" in lines["note_zh"][0]


def test_a_variant_that_no_scheme_may_say_is_refused_and_listed(tmp_path: Path) -> None:
    found = robustness(given(tmp_path / "r", MISSING), draws=3, varied=("missing",))

    [refused] = found.varied.filter(node="").to_dicts()
    assert refused["choice"] == "missing=share_again"
    assert "share_again" in refused["note_en"]
    assert found.draws == 2
    assert only(found.varied.filter(pl.col("node") != ""), "p")["varied"] is True


def test_where_every_other_way_is_refused_nothing_was_varied(tmp_path: Path) -> None:
    nobody = {unit: {"p": "missing", "q": own["q"]} for unit, own in FIGURES.items()}  # so that they have no mean

    found = robustness(given(tmp_path / "r", nobody), draws=3, varied=("missing",))

    assert found.draws == 1
    assert only(found.varied.filter(pl.col("node") != ""), "q")["note_en"] == "no other way could be scored"


def test_items_that_follow_the_defaults_keep_their_rule_for_missing_figures(tmp_path: Path) -> None:
    bonus = f"bonus: {{cap: 50, items: [{leaf('b')}]}}"
    figures = {unit: own | {"b": 1} for unit, own in MISSING.items()}
    text = mean_of(*two(), more=[bonus, f"defaults: {{compare_within: group, indicator_when: {ZERO}}}"])

    found = robustness(made(tmp_path / "r", text, figures), draws=3, varied=("missing",))

    assert found.draws == 3
    assert found.varied.filter(node="").height == 0


def test_an_indicator_whose_figures_are_all_filled_is_not_varied(tmp_path: Path) -> None:
    found = robustness(made(tmp_path / "r", *CASES["fill"][:2]), draws=3, varied=("missing",))

    assert only(found.varied, "p")["varied"] is False
    assert "same points" in only(found.varied, "p")["note_en"]


@pytest.mark.parametrize(
    ("decimals", "is_varied", "words"), [(1, True, "one decimal less only"), (0, False, "no decimals")]
)
def test_what_a_choice_of_rounding_does_to_the_total_is_told(
    tmp_path: Path, decimals: int, *, is_varied: bool, words: str
) -> None:
    text = mean_of(*two(), rounding=f"[{{at: total, mode: half_up, decimals: {decimals}}}]", rank_on="rounded")

    note = only(robustness(made(tmp_path / "r", text, FIGURES), draws=3, varied=("rounding",)).varied, "total")

    assert note["varied"] is is_varied
    assert words in note["note_en"]


def test_a_unit_with_a_total_and_no_rank_is_not_ranked(tmp_path: Path) -> None:
    text, figures, others = CASES["not ranked"]

    found = robustness(made(tmp_path / "r", text, {**figures, "u0": {"p": "missing"}}, **others), draws=4)

    kinds = {(unit, kind): share for unit, kind, share in found.chances.select("unit", "kind", "share").iter_rows()}
    assert kinds["u4", "not_ranked"] == kinds["u0", "no_total"] == 1.0
    assert ("u4", "no_total") not in kinds


ROOTS = small_text(parts=[index(", steps: [{formula: 'sqrt((x - 18[points]) / 1[points]) * 1[points]'}]")])
NARROW = {"u1": {"p": 30, "q": 0}, "u2": {"p": 30, "q": 1}}


def test_draws_that_all_fail_are_told_with_the_reason(tmp_path: Path) -> None:
    stored = made(tmp_path / "r", ROOTS, NARROW)

    for study, code in ((robustness, "Q106"), (sensitivity, "Q107")):
        with pytest.raises(DataError) as caught:
            study(stored, draws=40)
        assert [problem.code for problem in caught.value.problems] == [code]
        assert "--spread" in caught.value.render("zh")
        assert "{" not in caught.value.render("zh") + caught.value.render("en")


def test_where_nobody_is_ranked_there_is_nothing_to_be_sensitive(tmp_path: Path) -> None:
    stored = made(tmp_path / "r", mean_of(*two()), {"u1": {"p": "missing", "q": 1}})

    with pytest.raises(DataError) as caught:
        sensitivity(stored, draws=4)

    assert [problem.code for problem in caught.value.problems] == ["Q108"]


def test_a_variable_and_a_weight_are_changed_under_the_same_scheme(tmp_path: Path) -> None:
    text, figures, _ = CASES["variables"]
    stored = made(tmp_path / "r", text, figures)

    found = what_if(stored, [OtherScheme(stored.scheme), Figure("u1", "people", "2024", Decimal(1))])

    assert dict(found.select("unit", "total_if").iter_rows()) == {"u1": "10", "u2": "5"}
    taken = made(tmp_path / "t", CASES["take_rank"][0], FIGURES)
    assert what_if(taken, [Weight("p", Decimal(5))])["differs"].any()
