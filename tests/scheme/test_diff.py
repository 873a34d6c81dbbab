"""Two schemes are compared in words, with whose scores can change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pytest

from kaoping.scheme import Change, differences, load_text
from kaoping.scheme.diff_keys import CHOICES, KEYS, OWN_KEYS
from kaoping.scheme.model import Label, Policy, Setting, Sourced
from kaoping.scheme.shape import (
    RECORDS,
    PolicyForm,
    SettingForm,
    choices_of,
    fields_of,
    origin_of,
    without_none,
)

Golden = Callable[[str, str], None]

HERE = Path(__file__).parent
FULL = (HERE / "good" / "full.yaml").read_text(encoding="utf-8")
SMALL = (HERE / "good" / "small.yaml").read_text(encoding="utf-8")


def changes(text: str, *pairs: tuple[str, str]) -> list[Change]:
    after = text
    for old, new in pairs:
        assert old in after
        after = after.replace(old, new)
    return differences(load_text(text), load_text(after))


def told(text: str, *pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(change.path, change.en, change.kind) for change in changes(text, *pairs)]


@pytest.mark.parametrize("text", [FULL, SMALL])
def test_a_scheme_does_not_differ_from_itself(text: str) -> None:
    assert differences(load_text(text, "a.yaml"), load_text("# moved\n" + text, "b.yaml")) == []


def test_a_change_is_told_in_both_languages_with_whom_it_reaches() -> None:
    (weight, other) = changes(SMALL, ("weight: 70", "weight: 60"), ("weight: 30", "weight: 40"))

    assert weight == Change(
        path="task_book.weight",
        zh="指标“任务书”（task_book）的权重由 70 改为 60。",
        en='indicator "Task book" (task_book): weight changed from 70 to 60.',
        affects_zh="可能改变参加排名的所有单位的得分。",
        affects_en="It can change the scores of every unit in the ranking.",
        kind="scores",
    )
    assert other.path == "output.weight"


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("en: Task book", "en: The task book"), ("task_book.title", "nobody")),
        (("source: article S3}", "source: article S4}"), ("economy.weight.source", "nobody")),
        (("cap: 1.2", "cap: 1.3"), ("task_book.with.cap", "scores")),
        (("missing: zero, ", "missing: block, "), ("bonus.items.awards.when.missing", "absent")),
        (("cap: 5", "cap: 6"), ("bonus.cap", "adjusted")),
        (("at_least: 75", "at_least: 80"), ("grades.good.at_least", "ranks")),
        (("value: 0.4,", "value: 0.3,"), ("grades.excellent.quota.value", "ranks")),
        (("ties: lowest", "ties: highest"), ("numbers.ties", "ranks")),
        (("decimals: 2", "decimals: 3"), ("numbers.rounding.total.decimals", "scores")),
        (("total: 6", "total: 7"), ("titles.best.places.total", "titles")),
        (("from_last = 1 and", "from_last = 2 and"), ("outcomes.talk.when", "outcomes")),
        (("periods: [2016]", "periods: [2016, 2017]"), ("periods", "periods")),
        (("decided_by: 常委会", "decided_by: 市委常委会"), ("process.decided_by", "nobody")),
        (("frees_place: false", "frees_place: true"), ("demotions.accountability.frees_place", "ranks")),
        (("within: group}", "within: all}"), ("first_places.firsts.within", "titles")),
        (("{from: statistics, every: year}", "{every: year}"), ("task_book.data.from", "nobody")),
        (
            ("{from: statistics, every", "{vintage: final, from: statistics, every"),
            ("task_book.data.vintage", "scores"),
        ),
    ],
)
def test_each_change_reaches_whom_it_can_reach(pair: tuple[str, str], expected: tuple[str, str]) -> None:
    assert [(path, kind) for path, _, kind in told(SMALL, pair)] == [expected]


def test_a_number_by_group_changes_the_scores_of_that_group_only() -> None:
    text = SMALL.replace("min_points: 0, reverse", "min_points: {by_group: {a: 0, b: 5}}, reverse")

    (change,) = changes(text, ("b: 5}", "b: 6}"))

    assert (change.path, change.kind) == ("task_book.with.min_points", "group")
    assert change.zh == "指标“任务书”（task_book）的规则参数“最低得分”（乙组（b））由 5 改为 6。"
    assert change.en == 'indicator "Task book" (task_book): parameter least points for Group B (b) changed from 5 to 6.'
    assert change.affects_zh == "只可能改变考评组乙组（b）的单位的得分。"
    assert change.affects_en == "It can change the scores of Group B (b) only."


def test_where_units_are_compared_further_up_a_change_goes_on_to_the_others() -> None:
    assert [kind for _, _, kind in told(FULL, ("b: 10}", "b: 12}"))] == ["scores"]
    assert [kind for _, _, kind in told(FULL, ("missing: {points: 0}", "missing: zero"))] == ["scores"]


def test_a_policy_without_comparison_reaches_only_who_has_no_figure() -> None:
    text = SMALL.replace(
        "        weight: 30\n",
        "        weight: 30\n        when: {missing: {points: 1}, not_applicable: block, excused: block}\n",
    )

    assert [(path, kind) for path, _, kind in told(text, ("{points: 1}", "{points: 2}"))] == [
        ("output.when.missing", "absent")
    ]


def test_a_change_of_the_defaults_goes_as_far_as_any_node() -> None:
    pair = (
        "part_when: {missing: block, not_applicable: share_again, excused: blank}",
        "part_when: {missing: block, not_applicable: share_again, excused: zero}",
    )

    assert [(path, kind) for path, _, kind in told(FULL, pair)] == [("defaults.part_when.excused", "scores")]


def test_nodes_are_matched_by_id_wherever_they_stand() -> None:
    days = SMALL[SMALL.index("      - id: days") : SMALL.index("bonus:")]
    moved = SMALL.replace(days, "").replace("  - id: conduct", days + "  - id: conduct")
    moved = moved.replace("        weight: 30", "        weight: 20").replace(
        "        full: 40\n", "        weight: 10\n        full: 40\n"
    )
    moved = moved.replace("full: 60", "full: 100")

    found = [(change.path, change.en) for change in differences(load_text(SMALL), load_text(moved))]

    assert ("days", 'indicator "Days" (days) moved from Conduct (conduct) to Economy (economy).') in found
    assert ("days.weight", 'indicator "Days" (days): weight was added: 10.') in found
    assert ("notices.full", 'indicator "Notices" (notices): full points changed from 60 to 100.') in found


def test_nodes_added_removed_and_turned_into_another_kind_are_told() -> None:
    part = (
        "{id: output, title: {zh: 产值, en: Output}, weight: 30, combine: sum, need: all, indicators: "
        "[{id: gdp, title: {zh: 产值, en: Output}, full: 9, unit_of_measure: points, formula: x}]}"
    )
    output = SMALL[SMALL.index("      - id: output") : SMALL.index("  - id: conduct")]
    book = SMALL[SMALL.index("      - id: task_book") : SMALL.index("      - id: output")]
    economy = SMALL.replace(output, f"      - {part}\n").replace(
        "    indicators:\n      - id: task_book", "    parts:\n      - id: task_book", 1
    )
    as_part = economy.replace(book, "").replace("    parts:\n      - {id: output", "    parts:\n      - {id: output")
    as_part = as_part.replace("weight: 30, combine", "weight: 100, combine").replace("of: [task_book]", "of: [output]")

    found = [change.en for change in differences(load_text(SMALL), load_text(as_part))]

    assert 'part "Output" (output) became another kind.' in found
    assert 'indicator "Task book" (task_book) was removed.' in found
    assert 'indicator "Output" (gdp) was added.' in found


def test_records_with_an_id_are_added_removed_and_put_in_another_order() -> None:
    good = "  - {id: good, title: {zh: 良好, en: Good}, at_least: 75}\n"
    two = "  - {id: a, title: {zh: 甲组, en: Group A}}\n  - {id: b, title: {zh: 乙组, en: Group B}}\n"

    assert told(SMALL, (good, "")) == [("grades.good", 'grade "Good" (good) was removed.', "ranks")]
    assert told(SMALL.replace(good, ""), ("  - {id: fair", good + "  - {id: fair")) == [
        ("grades.good", 'grade "Good" (good) was added.', "ranks")
    ]
    assert told(SMALL, (two, "".join(reversed(two.splitlines(keepends=True))))) == [
        ("groups", "the scheme: the order of groups changed.", "scores")
    ]


def test_steps_and_roundings_are_told_by_position_and_node() -> None:
    mean = "          - {reduce: mean}\n"

    assert told(SMALL, (mean, "          - {reduce: mean, cap: 31}\n")) == [
        ("days.steps.1.cap", 'indicator "Days" (days), step 1: cap was added: 31.', "scores")
    ]
    assert told(SMALL, (mean, "          - formula: x\n" + mean))[0] == (
        "days.steps.1",
        (
            'indicator "Days" (days): step 1 changed from '
            "reduction mean, values needed all, value without rows missing to formula x."
        ),
        "scores",
    )
    assert told(SMALL, ("[{at: total", "[{at: parts, mode: half_even, decimals: 4}, {at: total")) == [
        ("numbers.rounding.parts", "rounding of the parts was added.", "scores")
    ]


def test_whole_records_come_and_go() -> None:
    assert told(SMALL, ("process:\n  decided_by: 常委会\n  appeal: {working_days: 5}\n", "")) == [
        (
            "process",
            "the scheme: process was removed (it was deciding body 常委会, window for appeals working days 5).",
            "nobody",
        )
    ]
    assert told(SMALL, ("bars: [best]", "bars: []")) == [
        (
            "disqualifications.corruption.bars",
            'disqualification "Corruption" (corruption): title barred was removed (it was Best units (best)).',
            "titles",
        )
    ]
    assert told(SMALL, ("process:\n", "process:\n  stand_ins: {}\n  disclosure: {working_days: 3}\n")) == [
        ("process.disclosure", "process: window of disclosure was added: working days 3.", "nobody")
    ]


def test_settings_of_another_form_are_told_whole() -> None:
    assert told(SMALL, ("min_points: 0, reverse", "min_points: {by_group: {a: 0, b: 5}}, reverse")) == [
        (
            "task_book.with.min_points",
            'indicator "Task book" (task_book): parameter least points changed from 0 to Group A (a) 0, Group B (b) 5.',
            "scores",
        )
    ]
    assert told(SMALL, ('"major": 2', '"major": 3'))[0][1].endswith(
        'changed from "minor": 0.5, "major": 2 to "minor": 0.5, "major": 3.'
    )


CASES = {
    "a_number": [("weight: 70", "weight: 60"), ("weight: 30", "weight: 40")],
    "a_parameter": [("cap: 1.2", "cap: 1.3")],
    "a_parameter_by_group": [("min_points: 0, reverse", "min_points: {by_group: {a: 0, b: 5}}, reverse")],
    "another_rule": [
        (
            "rule: completion\n        with: {cap: 1.2, min_points: 0, reverse: none, source: assumed}",
            "formula: full * actual / target",
        )
    ],
    "another_aggregation": [("combine: sum", "combine: mean")],
    "steps": [("          - {reduce: mean}\n", "          - formula: x\n          - {reduce: median, cap: 31}\n")],
    "roundings": [
        ("[{at: total, mode: half_up", "[{at: days, mode: half_even, decimals: 4}, {at: total, mode: truncate")
    ],
    "ranking": [("rank_on: rounded", "rank_on: unrounded"), ("ties: lowest", "ties: dense")],
    "periods": [("periods: [2016]", "periods: [2016, 2017]")],
    "absence": [("missing: zero, not_applicable: zero", "missing: {points: 2}, not_applicable: block")],
    "quota": [("value: 0.4, of: assessed, rounding: floor", "value: 0.3, of: ranked, rounding: ceiling")],
    "grades": [("  - {id: good, title: {zh: 良好, en: Good}, at_least: 75}\n", "")],
    "title_places": [("from: excellent", "from: good"), ("total: 6", "total: 7")],
    "demotion": [
        (
            "lower_grade: 1, last_in_grade: true}\n    frees_place: false",
            "lower_grade: 2, last_in_grade: true}\n    frees_place: true",
        )
    ],
    "disqualification": [("bars: [best]", "bars: []")],
    "capped_grade": [("lower_grade: 1, last", "lower_grade: 1, cap_grade: fair, last")],
    "penalties": [
        (
            "disqualifications:\n",
            (
                "penalties: [{id: fraud, title: {zh: 造假, en: Fraud}, effect: {zero: [output, days]}}]\n"
                "adjust: [{add: bonus}, {net_at_most: 3}, {at_most: 100}]\n"
                "not_graded: [{id: new, title: {zh: 新设, en: New}, ranked: true}]\ndisqualifications:\n"
            ),
        )
    ],
    "cumulative_grades": [("at_least: 75", "up_to: {value: 0.7, of: ranked, rounding: half_up, ties: all_in}")],
    "title_by_group": [
        ("from: excellent", "lowest_grade: good"),
        ("{total: 6, split: {by: largest_remainder, of: assessed}", "{by_group: {a: 2, b: {value: 1, source: S3}}"),
    ],
    "years": [('grade = "fair"}', 'grade = "fair", years: {last: 3, at_least: 2, missing: does_not_count}}')],
    "outcome": [("from_last = 1 and", "from_last = 2 and")],
    "process": [
        (
            "process:\n  decided_by: 常委会\n  appeal: {working_days: 5}",
            (
                "process:\n  decided_by: 市委常委会\n  appeal: {working_days: 7}\n  disclosure: {working_days: 3}\n"
                "  uses: [年度考核]\n  bodies: [{id: group, title: {zh: 领导小组, en: Leading group}}]"
            ),
        )
    ],
    "source": [("source: article S3}", "source: article S4}")],
    "basis": [("periods: [2016]", "periods: [2016]\nbasis: [{title: 考评办法, number: 1号}]")],
    "data": [("{from: statistics, every: year}", "{vintage: final, evidence: required, every: year}")],
    "order": [
        (
            "  - {id: a, title: {zh: 甲组, en: Group A}}\n  - {id: b, title: {zh: 乙组, en: Group B}}\n",
            "  - {id: b, title: {zh: 乙组, en: Group B}}\n  - {id: a, title: {zh: 甲组, en: Group A}}\n",
        )
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_change_is_told_in_the_words_of_the_screens(name: str, golden: Golden) -> None:
    found = changes(SMALL, *CASES[name])

    lines = [f"{change.zh}{change.affects_zh}\n{change.en} {change.affects_en}\n" for change in found]
    golden(f"changes/{name}.txt", "\n".join(lines))


# Small values are told whole, without their own keys.
NAMED = [record for record in RECORDS if record not in {Label, Policy, PolicyForm, Setting, SettingForm, Sourced}]


def test_every_key_of_a_scheme_has_its_words_and_no_other_has() -> None:
    keys = {(record, key) for record in NAMED for key in fields_of(record)}

    assert keys >= OWN_KEYS.keys()
    assert {key for record, key in keys if (record, key) not in OWN_KEYS} == KEYS.keys()


def test_every_choice_of_a_scheme_has_words_of_its_own() -> None:
    shapes = [shape for record in RECORDS for shape in fields_of(record).values()]
    listed = {
        (shape.key, word)
        for shape in shapes
        for kind in choices_of(without_none(shape.kind))
        if origin_of(kind) is Literal
        for word in get_args(kind)
        if isinstance(word, str) and (shape.key, word) != ("kind", "points")
    }

    assert listed == CHOICES.keys()
    for lang in (0, 1):
        told = [(key, words[lang]) for (key, _), words in CHOICES.items()]
        assert len(set(told)) == len(told)
