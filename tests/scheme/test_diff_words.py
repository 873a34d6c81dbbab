"""Every kind of change and every key of a scheme is told in the words of the screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pytest

from kaoping.scheme import differences, load_text
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
SMALL = (HERE / "good" / "small.yaml").read_text(encoding="utf-8")

CASES = {
    "a_number": [("weight: 70", "weight: 60"), ("weight: 30", "weight: 40")],
    "a_parameter": [("cap: 1.2", "cap: 1.3")],
    "a_parameter_by_group": [("min_points: 0, reverse", "min_points: {by_group: {a: 0, b: 5}}, reverse")],
    "rows_of_another": [
        ("data: {table: events}\n      steps:", "data: {table: events, rows_of: notices}\n      steps:"),
    ],
    "another_rule": [
        (
            "rule: completion\n        with: {cap: 1.2, min_points: 0, reverse: none, source: assumed}",
            "formula: full * actual / target",
        )
    ],
    "another_aggregation": [("combine: sum", "combine: mean"), ("full: 60", "full: 100"), ("full: 40", "full: 100")],
    "a_contest": [
        (
            "combine: weighted_mean\nparts:\n  - id: economy\n    title: {zh: 经济, en: Economy}\n",
            "combine: copeland\nweights: relative\nparts:\n  - id: economy\n    title: {zh: 经济, en: Economy}\n",
        ),
        ("combine: weighted_mean\n    need: all", "combine: copeland\n    need: all"),
        (
            '{per_event: \'"minor": 0.5, "major": 2\', min_points: 0}',
            '{per_event: \'"minor": 0.5, "major": 2\', min_points: {by_group: {a: 0, b: 1}}}',
        ),
    ],
    "uncertainty": [
        ("          - {reduce: mean}", "          - {reduce: mean, uncertainty: {multiplier: 1.96}}"),
        (
            "    combine: sum\n    indicators:\n      - id: notices",
            "    combine: mean\n    uncertainty: {multiplier: 2}\n    indicators:\n      - id: notices",
        ),
        ("full: 60", "full: 100"),
        ("full: 40", "full: 100"),
    ],
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
    "fill": [
        (
            "data: {every: month}",
            (
                "data: {every: month, fill: [{take: earlier, within: 2}, {take: mean, of: group}, "
                "{take: parameter, name: estimate}], filled_figures: counted}"
            ),
        )
    ],
    "variables": [
        (
            "defaults:\n",
            (
                "variables: [{id: gdp, title: {zh: 产值, en: Output value}, unit_of_measure: 亿元}, "
                "{id: people, title: {zh: 人口, en: Population}, unit_of_measure: 万人}]\ndefaults:\n"
            ),
        ),
        (
            (
                "unit_of_measure: 亿元\n        direction: higher_is_better\n        rule: level_and_growth\n"
                "        with: {level_share: 0.4, growth_share: 0.6, base: 0.6, when_equal: 1}\n"
                "        data: {growth: given, growth_basis: comparable_prices}"
            ),
            (
                "unit_of_measure: 亿元/万人\n        direction: higher_is_better\n        rule: min_max\n"
                "        with: {low: 0, high: 100, when_equal: 100}\n"
                "        data: {uses: [gdp, people], derive: gdp / people}"
            ),
        ),
    ],
    "order": [
        (
            "  - {id: a, title: {zh: 甲组, en: Group A}}\n  - {id: b, title: {zh: 乙组, en: Group B}}\n",
            "  - {id: b, title: {zh: 乙组, en: Group B}}\n  - {id: a, title: {zh: 甲组, en: Group A}}\n",
        )
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_change_is_told_in_the_words_of_the_screens(name: str, golden: Golden) -> None:
    after = SMALL
    for old, new in CASES[name]:
        assert old in after
        after = after.replace(old, new)
    found = differences(load_text(SMALL), load_text(after))

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
