"""Penalties before the ranking, the order of adjustments, units that are not graded, caps of grades, shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from engine.small import BLANK, column, leaf, points, small, tables, totals
from engine.test_grade import FIVE, demotion, grade
from kaoping.engine import Result, score
from kaoping.errors import SchemeError
from kaoping.scheme.model import Scheme

FRAUD = "penalties: [{id: fraud, title: {zh: 造假, en: Fraud}, effect: {zero: [p]}}]"
FINE = "penalties: [{id: fine, title: {zh: 通报, en: Fine}, effect: {minus: 3}}]"
NEW = "not_graded: [{id: new, title: {zh: 新设, en: New}, ranked: %s}]"
BLOCKS = (
    "bonus: {cap: 8, items: [" + leaf("b") + "]}",
    "deductions: {cap: 6, items: [" + leaf("d", when="{missing: zero, not_applicable: zero, excused: zero}") + "]}",
)


def found(
    scheme: Scheme,
    figures: Mapping[str, Mapping[str, object]],
    findings: str,
    *,
    groups: Mapping[str, str] | None = None,
    engine: str = "auto",
) -> Result:
    """Score with what was found: `u1 fraud, u2 fine 2024-03`."""
    rows = [
        dict(zip(("unit", "finding", "period"), [*entry.split(), "2024"], strict=False))
        for entry in findings.split(", ")
    ]
    given = tables(figures, groups=groups, others={"findings": rows})
    return score(scheme, given, exact_up_to=0 if engine == "columns" else 99)


def of(figures: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Give figures of the one indicator p."""
    return {unit: {"p": figure} for unit, figure in figures.items()}


@pytest.mark.parametrize("engine", ["auto", "columns"])
def test_a_zeroed_item_is_zero_before_the_ranking_and_its_figure_stays_in_the_statistics(engine: str) -> None:
    scheme = small(leaf("p", formula='"x / best * 100[points]"'), leaf("q"), more=[FRAUD])
    figures: dict[str, dict[str, object]] = {
        "u1": {"p": 50, "q": 1},
        "u2": {"p": 40, "q": 1},
        "u3": {"p": "missing", "q": 9},
    }

    result = found(scheme, figures, "u1 fraud, u3 fraud", engine=engine)

    assert points(result, "p") == {"u1": "0", "u2": "80", "u3": "0"}
    assert (column(result, "rank"), totals(result)["u3"]) == ({"u1": "3", "u2": "1", "u3": "2"}, "9")
    assert result.scores.filter(node="p")["treatment"].to_list() == ["", "", ""]


def test_a_part_that_becomes_zero_counts_so_in_the_total() -> None:
    keys = f"full: 100, combine: sum, need: all, when: {BLANK}, indicators: [{leaf('q')}]"
    part = f"{{id: p, title: {{zh: 一, en: One}}, {keys}}}"

    result = found(small(parts=[part], more=[FRAUD]), {"u1": {"q": 7}, "u2": {"q": 5}}, "u1 fraud")

    assert totals(result) == {"u1": "0", "u2": "5"}


@pytest.mark.parametrize(
    ("adjust", "expected"),
    [
        ("[{add: bonus}, {subtract: deductions}, {subtract: penalties}]", "95"),  # 98 + 8 − 5 − 6
        ("[{add: bonus}, {at_most: 100}, {subtract: deductions}, {subtract: penalties}]", "89"),
        ("[{add: bonus}, {subtract: deductions}, {at_most: 100}, {subtract: penalties}]", "94"),
        ("[{add: bonus}, {subtract: deductions}, {net_at_most: 1}, {subtract: penalties}]", "93"),
        ("[{subtract: penalties}, {at_least: 97}, {subtract: deductions}, {add: bonus}]", "100"),
    ],
)
@pytest.mark.parametrize("engine", ["auto", "columns"])
def test_the_order_of_the_adjustments_is_the_schemes(adjust: str, expected: str, engine: str) -> None:
    scheme = small(leaf("p"), more=[*BLOCKS, FINE, f"adjust: {adjust}"])
    figures = {"u1": {"p": 98, "b": 9, "d": 5}, "u2": {"p": 90, "b": 0, "d": 0}}

    result = found(scheme, figures, "u1 fine 2024-03, u1 fine 2024-05", engine=engine)  # twice: 6 points

    assert totals(result)["u1"] == expected
    assert points(result, "penalties") == {"u1": "6", "u2": "0"}


def test_bounds_can_stand_without_bonus_or_deductions() -> None:
    scheme = small(leaf("p"), more=["adjust: [{at_most: 100}]"])

    assert totals(score(scheme, tables(of({"u1": 104, "u2": 99})))) == {"u1": "100", "u2": "99"}


def test_a_finding_of_another_scored_period_counts_there() -> None:
    rows = [{"unit": "u1", "indicator": "p", "period": period, "actual": "9"} for period in ("2023", "2024")]
    findings = [{"unit": "u1", "finding": "fraud", "period": "2023-12"}]
    scheme = small(leaf("p"), periods="[2023, 2024]", more=[FRAUD])

    result = score(scheme, tables({"u1": {}}, others={"observations": rows, "findings": findings}))

    assert result.ranking.select("period", "total").rows() == [("2023", "0"), ("2024", "9")]


GRADES = "grades: [" + ", ".join((grade("excellent", quota="0.4 floor none_over"), grade("good"))) + "]"
TITLE = "titles: [{id: best, title: {zh: 最佳, en: Best}, places: {each_group: 1, ties: none_over}}]"


@pytest.mark.parametrize(
    ("ranked", "ranks"),
    [
        ("true", {"u1": "1", "u2": "2", "u3": "3", "u4": "4", "u5": "5"}),
        ("false", {"u1": None, "u2": "1", "u3": "2", "u4": "3", "u5": "4"}),
    ],
)
def test_a_unit_that_is_not_graded_neither_fills_nor_frees_a_place(ranked: str, ranks: Mapping[str, object]) -> None:
    scheme = small(leaf("p"), more=[GRADES, TITLE, NEW % ranked])

    result = found(scheme, of(FIVE), "u1 new")  # 4 units × 0.4: one place; five would make two

    assert column(result, "rank") == ranks
    assert column(result, "grade") == {"u1": "", "u2": "excellent", "u3": "good", "u4": "good", "u5": "good"}
    assert column(result, "standing") == {"u1": None, "u2": 1, "u3": 2, "u4": 3, "u5": 4}
    assert (column(result, "titles")["u2"], totals(result)["u1"]) == ("best", "95")
    assert (column(result, "not_graded")["u1"], column(result, "grade_because_zh")["u1"]) == ("new", "不定等次：新设")


def test_a_unit_that_is_not_graded_counts_in_no_division_of_places() -> None:
    places = "{total: 3, split: {by: largest_remainder, of: assessed}, ties: none_over}"
    title = f"titles: [{{id: best, title: {{zh: 最佳, en: Best}}, places: {places}}}]"
    groups = {"u1": "a", "u2": "a", "u3": "b", "u4": "b"}
    scheme = small(leaf("p"), groups=["a", "b"], more=[title, NEW % "true"])

    result = found(scheme, of(dict.fromkeys(groups, 5) | {"u1": 9, "u3": 8}), "u4 new", groups=groups)

    assert [unit for unit, name in column(result, "titles").items() if name] == ["u1", "u2", "u3"]


def test_a_grade_is_capped_after_all_steps_down_are_added() -> None:
    effect = "effect: {lower_grade: 0, cap_grade: fair, last_in_grade: false}, frees_place: true"
    capped = f"{{id: capped, title: {{zh: 封顶, en: Capped}}, {effect}}}"
    ladder = [*(grade(name, quota="0.2 floor none_over") for name in ("excellent", "good", "fair")), grade("poor")]
    scheme = small(leaf("p"), more=[f"grades: [{', '.join(ladder)}]", f"demotions: [{capped}, {demotion('late', 3)}]"])

    result = found(scheme, of(FIVE), "u1 capped, u4 capped, u3 late, u3 capped")

    assert column(result, "grade") == {"u1": "fair", "u2": "excellent", "u3": "poor", "u4": "fair", "u5": "good"}


def up_to(name: str, share: str, *, ties: str = "none_over", at_least: str = "") -> str:
    quota = f"up_to: {{value: {share}, of: assessed, rounding: half_up, ties: {ties}}}"
    text = f"{{id: {name}, title: {{zh: {name}, en: {name}}}, {quota}"
    return text + (f", at_least: {at_least}" if at_least else "") + "}"


TEN = {f"u{number:02d}": 100 - number for number in range(10)}


def test_percentile_bands_are_cumulative_shares() -> None:
    grades = [up_to("a", "0.25"), up_to("b", "0.7"), up_to("c", "0.95"), grade("d")]  # 2.5, 7 and 9.5 of ten

    result = score(small(leaf("p"), more=[f"grades: [{', '.join(grades)}]"]), tables(of(TEN)))

    assert "".join(column(result, "grade").values()) == "aaabbbbccc"
    assert column(result, "grade_because_en")["u04"] == "within the first 7 places (10 assessed × cumulative share 0.7)"


@pytest.mark.parametrize(("ties", "expected"), [("none_over", "abbbbbbbbb"), ("all_in", "aaabbbbbbb")])
def test_equals_at_the_edge_of_a_share_go_by_its_tie_rule(ties: str, expected: str) -> None:
    grades = [up_to("a", "0.2", ties=ties), grade("b")]

    result = score(small(leaf("p"), more=[f"grades: [{', '.join(grades)}]"]), tables(of(TEN | {"u01": 98, "u02": 98})))

    assert "".join(column(result, "grade").values()) == expected


def test_a_share_with_a_least_total_leaves_the_rest_of_it_to_the_next_grade() -> None:
    grades = [up_to("a", "0.5", at_least="98"), up_to("b", "0.5"), grade("c")]

    result = score(small(leaf("p"), more=[f"grades: [{', '.join(grades)}]"]), tables(of(TEN)))

    assert "".join(column(result, "grade").values()) == "aaabbccccc"


def test_titles_come_from_a_grade_or_a_better_one_with_places_of_each_group() -> None:
    groups = {f"u{number}": "a" if number < 5 else "b" for number in range(10)}
    figures = {unit: 99 - number for number, unit in enumerate(groups)}
    grades = "grades: [" + ", ".join((grade("x", at_least="98"), grade("y", at_least="93"), grade("z"))) + "]"
    places = "places: {by_group: {a: 3, b: 4}, ties: none_over}"
    title = f"titles: [{{id: t, title: {{zh: 甲, en: T}}, lowest_grade: y, {places}}}]"

    result = score(small(leaf("p"), groups=["a", "b"], more=[grades, title]), tables(of(figures), groups=groups))

    assert [unit for unit, name in column(result, "titles").items() if name] == ["u0", "u1", "u2", "u5", "u6"]
    assert result.outcomes.filter(unit="")["because_en"].to_list() == ["places unfilled: 2"]


@pytest.mark.parametrize(
    ("grades", "is_refused"),
    [
        ([up_to("x", "0.4"), grade("y", quota="0.4 floor none_over"), grade("z")], False),
        ([grade("x", quota="0.2 floor none_over"), grade("y", quota="0.2 floor none_over"), grade("z")], True),
        ([grade("x", quota="0.2 floor none_over"), up_to("y", "0.6"), grade("z")], False),
        ([grade("x", quota="0.2 floor none_over"), up_to("y", "0.4"), grade("z")], True),
    ],
)
def test_more_titles_than_all_grades_from_there_up_can_have_are_refused(
    grades: Sequence[str], *, is_refused: bool
) -> None:
    title = "titles: [{id: t, title: {zh: 甲, en: T}, lowest_grade: y, places: {each_group: 3, ties: none_over}}]"
    scheme = small(leaf("p"), more=[f"grades: [{', '.join(grades)}]", title])

    if is_refused:
        with pytest.raises(SchemeError):
            score(scheme, tables(of(FIVE)))
    else:
        score(scheme, tables(of(FIVE)))
