"""What an explanation says, sentence by sentence, where a unit's head would ask why."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.fill_cases import CASES, filling
from engine.small import leaf, small_text, tables
from engine.town import TEXT as TOWN
from engine.town import town_result
from kaoping.engine import Stored, earlier_from, score
from kaoping.engine.result import DEMO_LABEL
from kaoping.errors import DataError, Language
from kaoping.report import Explainer, explain
from kaoping.scheme import load_text
from report.printed_explanation import recompute
from report.test_recompute import EVENTS, FINDINGS, STATUSES, shipped, stored
from report.village import TEXT, village_result


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return stored(village_result(), TEXT, tmp_path_factory.mktemp("villages"))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    result = town_result(statuses=STATUSES, events=EVENTS, findings=FINDINGS)
    return stored(result, TOWN, tmp_path_factory.mktemp("town"))


def line(result: Stored, unit: str, begin: str, lang: Language = "zh") -> str:
    """Give the one line of an explanation that begins so."""
    lines = explain(result, unit, lang=lang).split("\n")
    found = [text.strip() for text in lines if text.strip().removeprefix("· ").startswith(begin)]
    assert len(found) == 1, found
    return found[0].removeprefix("· ")


def test_the_rank_is_counted_and_the_gap_to_the_next_ahead_computed(villages: Stored) -> None:
    assert line(villages, "v1", "名次：4 ") == (
        "名次：4 个单位中，优于本单位的 1 个，与本单位相同的（含本单位）1 个，次于本单位的 2 个，"
        "得数 (2 × 1 + 1 + 1) ÷ 2 = 2"
    )
    assert line(villages, "v1", "与前一名") == (
        "与前一名（村v4）的差距：得数 78.2133333333 − 66.525527001 = 11.6878063323"
    )
    assert line(villages, "v4", "前面") == "前面没有其他单位。"


def test_equal_printed_totals_with_different_ranks_have_a_note(tmp_path: Path) -> None:
    result = shipped("published/nantong-2017-08", tmp_path)

    assert line(result, "新开街道", "注：") == (
        "注：与钟秀街道修约后总分同为 94.31 分，名次分别为第 5 名和第 4 名，系按修约前总分排定：94.308 < 94.31"
    )
    assert line(result, "钟秀街道", "Note: ", "en").endswith("follow the totals before rounding: 94.31 > 94.308")


def test_a_grade_is_explained_by_its_quota_and_by_what_the_better_ones_lacked(villages: Stored, town: Stored) -> None:
    assert line(villages, "v1", "“一等”名额") == "“一等”名额（按有总分的单位计）：得数 4 × 0.3 = 1.2"
    assert line(villages, "v1", "尾数进位") == "尾数进位，名额 2 个。"
    assert line(villages, "v3", "“二等”名额") == "“二等”名额（按有总分的单位计）：得数 修约(4 × 0.3, 0, 四舍五入) = 1"
    assert line(town, "a1", "Places for Excellent", "en").startswith("Places for Excellent (of units assessed)")
    assert (
        line(villages, "v3", "未评为“一等”") == "未评为“一等”：名额由排名在前的 2 个单位占用，名额边缘并列的，一并计入"
    )
    assert line(town, "b2", "未评为“优秀”").startswith("未评为“优秀”：总分须达到 85（假定），尚差，得数 85 − ")


def test_a_demotion_names_its_evidence_and_what_it_changed(villages: Stored, town: Stored) -> None:
    assert line(town, "a1", "降等情形") == (
        "降等情形：因失职失责受到问责，等次下调 1 档，列该等次末位（假定），依据：通报〔2024〕7号"
    )
    assert line(town, "a1", "等次由") == "等次由“优秀”调整为“良好”，最终位次第 5 位；得分和名次不变。"
    assert line(villages, "v2", "降等情形") == "降等情形：受到警告，等次下调 1 档，依据：通报"
    assert line(villages, "v2", "等次已是").startswith("等次已是“三等”，不再下调")


def test_a_freed_place_is_told_and_not_counted_among_those_taken(tmp_path: Path) -> None:
    quota = "quota: {{value: {}, of: assessed, rounding: floor, ties: none_over}}"
    names = (("excellent", f", {quota.format(0.4)}"), ("good", f", {quota.format(0.2)}"), ("fair", ""))
    grades = ", ".join(f"{{id: {name}, title: {{zh: {name}, en: {name}}}{more}}}" for name, more in names)
    late = "{id: late, title: {zh: 迟, en: Late}, effect: {lower_grade: 1, last_in_grade: true}, frees_place: true}"
    text = small_text(leaf("p"), more=[f"grades: [{grades}]", f"demotions: [{late}]"])
    found = {"findings": [{"unit": "u1", "finding": "late", "period": "2024"}]}
    given = tables({f"u{number}": {"p": 10 - number} for number in range(1, 6)}, others=found)

    result = stored(score(load_text(text), given), text, tmp_path)

    assert line(result, "u1", "不占") == "不占“good”的名额。"
    assert line(result, "u1", "Its place", "en") == "Its place in excellent goes to the next unit."
    assert line(result, "u4", "未评为“excellent”").startswith("未评为“excellent”：名额由排名在前的 2 个单位占用")


def test_frozen_statistics_and_corrections_name_their_runs(tmp_path: Path, town: Stored) -> None:
    scheme = load_text(TOWN)
    result = score(scheme, town.tables, frozen=town.frozen(), corrects=town.run)

    again = stored(result, TOWN, tmp_path)

    assert line(again, "a1", "本批次") == f"本批次更正计分批次 {town.run}。"
    assert f"锁定自计分批次 {town.run}" in explain(again, "a1")
    assert f"those frozen by run {town.run}" in explain(again, "a1", lang="en")
    assert f"锁定自计分批次 {town.run}" in explain(again, "a1", node="growth")
    assert f"those frozen by run {town.run}" in explain(again, "a1", node="growth", lang="en")
    assert "锁定自" not in explain(town, "a1")


def test_the_explanation_of_one_node_has_the_notes_of_the_whole(town: Stored) -> None:
    zh, en = explain(town, "a1", node="growth"), explain(town, "a1", node="growth", lang="en")

    assert zh.split("\n\n说明\n")[1] == explain(town, "a1").split("\n\n三、说明\n")[1]
    assert en.split("\n\nNotes\n")[1] == explain(town, "a1", lang="en").split("\n\n3. Notes\n")[1]


def test_titles_are_explained_when_awarded_barred_out_of_reach_or_taken(villages: Stored, town: Stored) -> None:
    assert line(villages, "v4", "荣誉称号") == "荣誉称号：示范村，最终位次第 1，名额 1 个"
    assert line(villages, "v1", "未授予") == "未授予“示范村”：最终位次第 2 位，名额由前面 1 个单位占用"
    assert line(town, "a2", "未授予") == "未授予“先进单位”：有取消资格情形（重大事故）（假定）"
    assert line(town, "a4", "未授予") == "未授予“先进单位”：须从“优秀”等次的单位中产生"


def test_findings_are_told_in_words_and_what_cannot_be_decided_is_said(villages: Stored, town: Stored) -> None:
    assert line(villages, "v2", "结果运用") == "结果运用：约谈，因倒数名次 = 1，等次 = 三等"
    assert line(town, "a5", "结果运用：组织").endswith("缺少：上年倒数名次）（假定）")
    assert line(town, "a1", "单项第一") == "单项第一：“产值”得分最高（假定）"


def test_a_rule_over_two_years_is_decided_with_the_earlier_result(tmp_path: Path) -> None:
    text = TOWN.replace("[2024]", "[2023]")
    earlier = town_result()
    before = earlier.ranking.with_columns(period=earlier.ranking["period"].str.replace("2024", "2023"))
    known = stored(earlier, TOWN, tmp_path / "before")
    result = score(load_text(TOWN, "town.yaml"), earlier.tables, previous=[earlier_from(_with(known, before))])

    told = line(stored(result, TOWN, tmp_path / "now"), "a4", "结果运用：组织")

    assert text != TOWN
    assert told == "结果运用：组织调整提示，因倒数名次 = 1，上年倒数名次 = 1（假定）"


def _with(result: Stored, ranking: object) -> Stored:
    return Stored(**{name: getattr(result, name) for name in Stored.__slots__} | {"ranking": ranking})


def test_what_is_left_out_says_where_its_weight_went(villages: Stored, town: Stored) -> None:
    assert line(town, "b2", "不计入") == "不计入：产值（缺报）"
    assert line(town, "b2", "其余各项权重") == "其余各项权重合计：得数 100 − 50 = 50"
    assert line(villages, "v3", "其余各项满分") == "其余各项满分合计：得数 110 − 10 − 40 = 60"
    assert "缺报，按方案不计入，其权重由同级其余各项分担" in explain(town, "b2", node="output")


@pytest.mark.parametrize(
    ("unit", "node", "told"),
    [
        ("v2", "reports", "缺报，按方案计零分，得分 0"),
        ("v3", "reports", "不适用，按方案计固定得分，得分 55"),
        ("v4", "reports", "免考，按方案取核定得分，得分 77.5"),
        ("v5", "total", "缺报，按方案不计得分"),
    ],
)
def test_each_policy_for_absence_has_its_words(unit: str, node: str, told: str, villages: Stored) -> None:
    assert told in explain(villages, unit, node=node)


def test_the_mean_of_the_group_stands_in_for_an_excused_figure(town: Stored) -> None:
    assert line(town, "a3", "免考") == "免考，按方案取同组平均得分，得分 80"


def test_no_total_is_explained_by_the_weight_that_has_no_figures(villages: Stored) -> None:
    text = explain(villages, "v5")

    assert "没有总分，不参加“全部村”排名、不评等次；原因见“二、计算过程”。" in text
    assert "得数 (50 × 1 + 30 × 0.666666666667 + 20 × 0.636363636364) ÷ 100 = 0.827272727273" in text
    assert "该比例 0.827272727273 超过规定的 0.6，故不计总分" in text
    assert "须有 1 项以上有得分，现有 0 项，故没有得分" in text


def test_a_part_that_needs_all_its_children_says_so(tmp_path: Path) -> None:
    text = TEXT.replace("    combine: mean\n", "    combine: mean\n    need: all\n").replace(
        "indicator_when: {missing: share_again", "indicator_when: {missing: blank"
    )
    result = stored(village_result(text), text, tmp_path)

    assert "3 项中只有 1 项有得分，须各项齐全，故没有得分" in explain(result, "v5", node="service")
    assert "没有得分：评分（缺报）、成本（缺报）" in explain(result, "v5", node="service")
    assert "本项每增" not in explain(result, "v3", node="reports")  # its part has no points to pass on


def test_peers_and_growth_computed_have_lines_of_their_own(villages: Stored) -> None:
    assert line(villages, "v1", "对标单位完成值") == (
        "对标单位完成值（2 个对标单位的平均）：得数 (66 + 52.25) ÷ 2 = 59.125"
    )
    assert line(villages, "v5", "对标单位完成值") == "对标单位完成值：对标单位均无数据"
    assert line(villages, "v2", "增幅（由完成值和上年值计算）：") == (
        "增幅（由完成值和上年值计算）：完成 90，上年 120，得数 (90 ÷ 120 − 1) × 100 = −25"
    )
    assert line(villages, "v1", "增幅（由完成值和上年值计算）（2024-H2）").endswith("得数 (103 ÷ 100 − 1) × 100 = 3")
    assert line(villages, "v2", "增幅（由完成值和上年值计算）（2024-H2）").endswith("：不能计算，缺少：完成")


def test_figures_of_more_digits_than_printed_leave_a_line_for_the_remainder(tmp_path: Path) -> None:
    text = small_text(
        leaf(
            "i",
            data="{previous: restated, growth: computed, growth_basis: same_scope}",
            formula="'1[points/%] * growth'",
        ),
        leaf("j", formula="peer.actual"),
    )
    long = "59.99999999999"
    rows = [{"unit": unit, "indicator": "i", "period": "2024", "actual": long, "previous": "60"} for unit in ("u", "p")]
    rows += [row | {"indicator": "j"} for row in rows]
    frames = {"observations": rows, "peers": [{"unit": "u", "peer": "p"}, {"unit": "p", "peer": "u"}]}
    found = score(load_text(text), tables({"u": {}, "p": {}}, others=frames))

    told = explain(stored(found, text, tmp_path), "u")

    assert "完成 60，上年 60，得数 (60 ÷ 60 − 1) × 100 = 0\n" in told
    assert "有效数字）：得数 0 − 0.0000000000166666666667 = −0.0000000000166666666667" in told
    assert "对标单位完成值（1 个对标单位的平均）：得数 60\n" in told
    assert recompute(told)


def test_rows_are_listed_with_weights_and_absences_before_they_are_reduced(villages: Stored) -> None:
    marks = explain(villages, "v2", node="marks")

    assert "逐条数据：2024 r0 80、2024 r2 70" in marks
    assert "逐条权重：2024 r0 3、2024 r2 1" in marks
    assert "免考：2024 r1" in marks
    assert "上限 95（出处：办法第九条）：得分 取小(77.5, 95) = 77.5" in marks
    assert "有缺报的须有 2 条以上，现有 1 条，缺报 1 条，没有得数" in explain(villages, "v3", node="marks")
    assert "须逐条齐全，现有 11 条，缺报 1 条，没有得数" in explain(villages, "v2", node="reports")
    assert "没有应计的记录，没有得数" in explain(villages, "v3", node="reports")
    assert "没有记录\n" in explain(villages, "v5", node="marks")


def test_each_point_of_an_indicator_has_its_worth_in_the_total(villages: Stored, town: Stored) -> None:
    assert "本项每增 1 分，总分增加（修约前）：得数 1 × 50 ÷ 100 × 60 ÷ 100 = 0.3" in explain(town, "a4", node="output")
    assert "得数 1 × 110 ÷ 60 × 20 ÷ 100 = 0.366666666667" in explain(villages, "v3", node="order")
    assert "本项每增" not in explain(villages, "v1", node="school")  # a geometric mean: it varies


def test_printed_parts_that_miss_the_total_in_the_last_digit_have_a_line_for_the_remainder(villages: Stored) -> None:
    assert "尾差（上列数字印至 12 位有效数字）：得分 96.3703703703 + 0.0000000001 = 96.3703703704" in explain(
        villages, "v1"
    )


def test_assumed_parameters_are_marked_where_they_count_and_explained_at_the_end(
    town: Stored, villages: Stored
) -> None:
    text = explain(town, "a1")

    assert "权重 60（假定）" in text
    assert "上限 3（假定）" in text
    assert "3. 标有“假定”的参数未见于公布的文件，系编制方案时所定。" in text
    assert "标有“假定”" not in explain(villages, "v1")


def test_made_up_data_say_so_in_the_head(tmp_path: Path) -> None:
    result = stored(village_result(demo=True), TEXT, tmp_path)

    assert explain(result, "v1").split("\n")[1] == DEMO_LABEL


def test_a_result_of_the_columns_says_so(tmp_path: Path) -> None:
    result = stored(village_result(engine="columns"), TEXT, tmp_path)

    assert "该批次以列式计算取数" in explain(result, "v1")


def test_figures_that_stayed_undecided_are_listed(tmp_path: Path) -> None:
    result = stored(village_result(), TEXT, tmp_path)
    facts = {**result.facts, "engine": {**result.facts["engine"], "undecided": ["2.5"]}}

    text = explain(Stored(**{name: getattr(result, name) for name in Stored.__slots__} | {"facts": facts}), "v1")

    assert "按恰在界限处理：2.5。" in text


def test_many_units_are_explained_from_one_walk_as_one_by_one(villages: Stored) -> None:
    explainer = Explainer(villages)

    assert explainer.units == ("v4", "v1", "v3", "v2", "v5")
    for lang in ("zh", "en"):
        assert [explainer.text(unit, lang=lang) for unit in explainer.units] == [
            explain(villages, unit, lang=lang) for unit in explainer.units
        ]


def test_an_unknown_node_or_period_is_refused_with_what_there_is(villages: Stored) -> None:
    with pytest.raises(DataError) as node:
        explain(villages, "v1", node="servise")
    with pytest.raises(DataError) as period:
        explain(villages, "v1", period="2023")

    assert '"service"' in node.value.problems[0].hint()
    assert (period.value.problems[0].code, period.value.problems[0].hint()) == ("R101", "Periods with a score: 2024.")


def test_two_units_of_one_title_have_to_be_named_by_id(tmp_path: Path) -> None:
    result = stored(village_result(), TEXT, tmp_path)
    same = result.ranking.with_columns(title_zh=result.ranking["title_zh"].str.replace("v2", "v1"))

    with pytest.raises(DataError) as caught:
        explain(_with(result, same), "村v1")

    problem = caught.value.problems[0]
    assert (problem.code, problem.text("en")) == ("R102", "2 units are called 村v1: v1, v2.")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (
            "[{group: rank}, {formula: 'x * 1[points]'}]",
            "Step 1 rank: there are no figures to be compared with: no place",
        ),
        ("[{formula: 'rank * 1[points]'}]", "rank: there are no figures to be compared with: no place"),
    ],
)
def test_where_nobody_delivered_there_is_said_to_be_no_place(steps: str, told: str, tmp_path: Path) -> None:
    text = filling("{take: parameter, name: estimate}", steps=steps)
    result = stored(score(load_text(text), CASES["nobody delivered"].tables), text, tmp_path)

    assert told in explain(result, "u1", lang="en")
