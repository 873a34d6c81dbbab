"""Two schemes are compared in words, with whose scores can change."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.scheme import Change, differences, load_text

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
        (("task_book], within", "task_book], by: figure, within"), ("first_places.firsts.by", "titles")),
        (("{from: statistics, every: year}", "{every: year}"), ("task_book.data.from", "nobody")),
        (
            ("{from: statistics, every", "{vintage: final, from: statistics, every"),
            ("task_book.data.vintage", "scores"),
        ),
    ],
)
def test_each_change_reaches_whom_it_can_reach(pair: tuple[str, str], expected: tuple[str, str]) -> None:
    assert [(path, kind) for path, _, kind in told(SMALL, pair)] == [expected]


def test_whom_a_condition_compares_is_told_beside_the_condition() -> None:
    condition, within = changes(
        SMALL, ('when: from_last = 1 and grade = "fair"', "when: total < mean.total, compare_within: all")
    )

    assert (condition.path, condition.kind, within.path, within.kind) == (
        "outcomes.talk.when",
        "outcomes",
        "outcomes.talk.compare_within",
        "outcomes",
    )
    assert (within.zh, within.en) == (
        "结果运用“约谈”（talk）增加统计量范围：全部单位。",
        'outcome "Talk" (talk): units the statistics are of was added: all units.',
    )


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


def test_whom_a_node_compares_with_is_told_in_words() -> None:
    found = changes(
        FULL,
        ("compare_within: {columns: [group, region]}", "compare_within: {columns: [region]}"),
        ("        compare_among: municipal\n", ""),
    )

    assert [(change.zh, change.en, change.kind) for change in found] == [
        (
            "指标“任务书”（task_book）比较范围的列由 group、片区（region）改为片区（region）。",
            (
                'indicator "Task book" (task_book), units compared: columns changed from group, Region (region) to '
                "Region (region)."
            ),
            "scores",
        ),
        (
            "指标“任务书”（task_book）删去参加比较的单位（原为：市属（municipal））。",
            'indicator "Task book" (task_book): units that count was removed (it was Municipal (municipal)).',
            "scores",
        ),
    ]


def test_changes_of_further_rankings_and_tiers_move_no_score_and_no_grade() -> None:
    found = changes(
        FULL,
        ("then: [{of: total, order", "then: [{of: task_book, order"),
        ("at_least: {quantile: 0.75}", "above: {quantile: 0.75}"),
        ("above: 60", "above: 65"),
    )

    assert [(change.path, change.zh, change.en, change.kind) for change in found] == [
        (
            "rankings.by_targets.then.1.of",
            "专项排名“目标管理排名”（by_targets）第 1 个并列时的次序依据的对象由总分改为任务书（task_book）。",
            (
                'further ranking "Targets" (by_targets), further criterion 1: of what changed from the total to '
                "Task book (task_book)."
            ),
            "further",
        ),
        (
            "tiers.stars.tiers.three.at_least",
            "档次“三星”（three）删去不低于（原为：分位 0.75）。",
            'tier "Three stars" (three): at least was removed (it was quantile 0.75).',
            "further",
        ),
        (
            "tiers.stars.tiers.three.above",
            "档次“三星”（three）增加高于：分位 0.75。",
            'tier "Three stars" (three): above was added: quantile 0.75.',
            "further",
        ),
        (
            "tiers.stars.tiers.two.above",
            "档次“二星”（two）的高于由 60 改为 65。",
            'tier "Two stars" (two): above changed from 60 to 65.',
            "further",
        ),
    ]


def test_nodes_are_matched_by_id_wherever_they_stand() -> None:
    days = SMALL[SMALL.index("      - id: days") : SMALL.index("bonus:")]
    moved = SMALL.replace(days, "").replace("  - id: conduct", days + "  - id: conduct")
    moved = moved.replace("        weight: 30", "        weight: 20").replace(
        "        full: 40\n", "        weight: 10\n        full: 100\n"
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
