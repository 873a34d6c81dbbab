"""What a recorded statistic is a statistic of: what changes its definition, what does not, and what is refused then."""

from __future__ import annotations

import pytest

from conftest import Golden
from engine.small import leaf, points, small, small_text, tables
from kaoping.engine import Engine, Result, frozen_from, plan_of, score
from kaoping.engine.definition import definitions
from kaoping.errors import DataError
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
TEXT = """\
kaoping: 1
id: shop
title: {zh: 例, en: Example}
periods: [2024]
numbers:
  rounding: [{at: growing, mode: half_up, decimals: 2}]
  rank_on: unrounded
  ties: lowest
  order: higher_is_better
groups: [{id: a, title: {zh: 甲, en: A}}, {id: b, title: {zh: 乙, en: B}}]
defaults:
  compare_within: group
  need: all
  indicator_when: {missing: share_again, not_applicable: blank, excused: peer_mean}
  part_when: {missing: blank, not_applicable: blank, excused: blank}
combine: weighted_mean
when: {missing: blank, not_applicable: blank, excused: blank}
no_score_over: 0.5
steps: [{formula: x}, {formula: "100[points] * x / (best.economy + best.duty)"}]
parts:
  - id: economy
    title: {zh: 经济, en: Economy}
    weight: 60
    direction: higher_is_better
    combine: best_n
    combine_with: {n: 1}
    steps:
      - formula: "50[points] * x / low + growing - growing"
        statistics: {low: {take: quantile, of: x, with: {at: 0.25, definition: hazen}}}
    indicators:
      - id: growing
        title: {zh: 增长, en: Growing}
        full: 100
        unit_of_measure: 亿元
        direction: higher_is_better
        data: {growth: computed, growth_basis: current_prices, previous: restated, vintage: final}
        steps:
          - {formula: "x * full / full + 0 * worst"}
          - {rule: min_max, with: {low: 0, high: {by_group: {a: 100, b: 90}}, when_equal: 50}}
          - {formula: "x * bands(growth / best.growth, < 1: 0.5, else: 1) * rank.actual / rank.actual"}
  - id: duty
    title: {zh: 履职, en: Duty}
    weight: 40
    combine: sum
    indicators:
      - id: reports
        title: {zh: 报送, en: Reports}
        full: 100
        compare_within: all
        unit_of_measure: points
        direction: higher_is_better
        data: {every: month, from: office, limits: {min: 0}}
        steps:
          - {reduce: mean, need: 6, where: 'part_of_year != "08"', cap: 90}
          - {group: percentile}
          - {formula: "full * x * rank / rank"}
departments: [{id: office, title: {zh: 室, en: Office}}]
"""


def digests(text: str) -> dict[str, str]:
    """Give the digests of a scheme by node, step, statistic and what it is taken over."""
    found = definitions(plan_of(load_text(text, "shop.yaml")))
    return {" ".join(map(str, key)): digest for key, digest in found.items()}


GROWING = (
    "growing 1 worst x",
    "growing 2 worst x",
    "growing 2 best x",
    "growing 3 best growth",
    "growing 3 rank actual",
)
ABOVE = ("growing 0 mean points", "economy 1 low x", "total 2 best economy")
REPORTS = ("reports 2 percentile x", "reports 3 rank x", "reports 0 mean points", "total 2 best duty")
CHANGES = {
    "the title of a node": ("{zh: 增长, en: Growing}", "{zh: 增加, en: Growing}", ()),
    "the source of a parameter": ("when_equal: 50", "when_equal: {value: 50, source: article 3}", ()),
    "how a number is written": ("when_equal: 50", "when_equal: 50.0", ()),
    "how a formula is spaced": ("x * full / full + 0", "x*full/full+0.0", ()),
    "who delivers": ("from: office, ", "", ()),
    "what figures are refused": ("limits: {min: 0}", "limits: {min: 1}", ()),
    "the step that uses the statistic": ("50[points] * x / low", "40[points] * x / low", ("total 2 best economy",)),
    "the last step of a chain": ("100[points] * x / (", "90[points] * x / (", ()),
    "the tie rule": ("ties: lowest", "ties: dense", (*ABOVE, "reports 0 mean points", "total 2 best duty")),
    "the first step": ("x * full / full +", "2 * x +", (*GROWING[1:3], *ABOVE)),
    "full points that a step names": (
        "full: 100\n        unit_of_measure: 亿元",
        "full: 90\n        unit_of_measure: 亿元",
        (*GROWING[1:3], *ABOVE),
    ),
    "a number of one group": ("b: 90", "b: 80", ABOVE),
    "a number for all": ("when_equal: 50", "when_equal: 40", ABOVE),
    "a row of a table": ("< 1: 0.5", "< 1: 0.6", ABOVE),
    "where a figure is read": ("previous: restated", "previous: published", ("growing 3 best growth", *ABOVE)),
    "the vintage": ("vintage: final", "vintage: flash", (*GROWING, *ABOVE)),
    "the unit of measure": ("unit_of_measure: 亿元", "unit_of_measure: 万元", (*GROWING, *ABOVE)),
    "the rounding": ("decimals: 2", "decimals: 1", ABOVE[1:]),
    "what absence gives": ("missing: share_again", "missing: blank", (*ABOVE[1:], "total 2 best duty")),
    "a parameter of the statistic": ("at: 0.25", "at: 0.5", ABOVE[1:]),
    "a parameter of the combination": ("n: 1", "n: 2", ABOVE[1:]),
    "the limit of what may be lost": ("no_score_over: 0.5", "no_score_over: 0.4", ()),
    "the condition of a reduction": ('"08"', '"07"', REPORTS),
    "the cap of a reduction": ("cap: 90", "cap: 80", REPORTS),
    "the period": ("every: month", "every: quarter", REPORTS),
    "which is better": (
        "direction: higher_is_better\n        data: {growth",
        "direction: lower_is_better\n        data: {growth",
        (*GROWING[:4], *ABOVE),
    ),
    "who compares with whom": ("compare_within: all", "compare_within: group", REPORTS),
    "the groups compared": (
        "compare_within: group\n  need",
        "compare_within: all\n  need",
        (*GROWING, *ABOVE, "total 2 best duty"),
    ),
}


@pytest.mark.parametrize(("old", "new", "moved"), CHANGES.values(), ids=CHANGES.keys())
def test_a_definition_moves_with_what_the_figures_follow_from_and_nothing_else(
    old: str, new: str, moved: tuple[str, ...]
) -> None:
    before, after = digests(TEXT), digests(TEXT.replace(old, new, 1))

    assert before.keys() == after.keys() == {*GROWING, *ABOVE, *REPORTS}
    assert {key for key in before if before[key] != after[key]} == set(moved)


def test_a_group_more_changes_who_is_compared_only_where_all_groups_are() -> None:
    text = TEXT.replace("{by_group: {a: 100, b: 90}}", "100")

    before, after = digests(text), digests(text.replace("groups: [", "groups: [{id: c, title: {zh: 丙, en: C}}, "))

    assert {key for key in before if before[key] != after[key]} == set(REPORTS)


def test_definitions_stay_what_they_are(golden: Golden) -> None:
    # A digest that moves here keeps every result so far from being frozen: what is said changes only for a reason.
    golden("expected/definitions.txt", "".join(f"{digest} {key}\n" for key, digest in sorted(digests(TEXT).items())))


CHAIN = "[{formula: '2 * x'}, {rule: min_max, with: {low: 0, high: 100, when_equal: 50}}]"
MEAN = "full * x / mean"
OTHERWISE = "otherwise than when run 0123456789ab recorded it, so its figures cannot be kept."


def shop(chain: str = CHAIN, mean: str = MEAN) -> Scheme:
    """Give a scheme with a best, a worst, a mean, and a mean of peers."""
    when = "{missing: blank, not_applicable: blank, excused: peer_mean}"
    return small(leaf("p", steps=chain), leaf("q", formula=f'"{mean}"', when=when))


def scored(scheme: Scheme, before: Result | None = None, engine: Engine = "auto") -> Result:
    """Score three units, over the statistics of an earlier run if there is one."""
    given = tables({"u1": {"p": 0, "q": 4}, "u2": {"p": 50, "q": 8}, "u3": {"p": 100, "q": 12}})
    frozen = None if before is None else frozen_from(before.statistics, "0123456789ab")
    return score(scheme, given, engine=engine, frozen=frozen)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_statistic_under_an_old_name_but_of_something_else_is_refused_with_its_place(engine: Engine) -> None:
    before = scored(shop())

    with pytest.raises(DataError) as caught:
        scored(shop(CHAIN.replace("2 * x", "3 * x")), before, engine)

    found = [(problem.code, problem.place(), problem.text("en")) for problem in caught.value.problems]
    assert found == [
        (
            "D129",
            "small.yaml:9:136",
            f'"p" defines {name} of x (step 2) {OTHERWISE}',
        )
        for name in ("best", "worst")
    ]
    assert caught.value.problems[0].text("zh") == (
        "“p”的统计量 best（第 2 步，取自 x），定义与批次 0123456789ab 记录时不同，不能沿用当时的数值。"
    )


def test_the_mean_of_peers_after_another_chain_is_refused() -> None:
    before = scored(shop())

    with pytest.raises(DataError) as caught:
        scored(shop(mean="full * x * 2 / mean"), before)

    (problem,) = caught.value.problems
    assert (problem.place(), problem.text("zh"), problem.text("en")) == (
        "small.yaml:10:139",
        "“q”的同组平均得分，定义与批次 0123456789ab 记录时不同，不能沿用当时的数值。",
        f'"q" defines the mean points of the group {OTHERWISE}',
    )


BONUS = """
bonus:
  cap: 5
  items:
    - {id: extra, title: {zh: 加, en: Extra}, full: 5, unit_of_measure: points, formula: "full * x / mean"}
"""


@pytest.mark.parametrize("what", ["a bonus item", "the total before bonus"])
def test_what_stands_outside_the_parts_is_refused_at_its_place_too(what: str) -> None:
    text = small_text(leaf("p"), more=["steps: [{formula: 'x * 50[points] / mean'}]", *BONUS.splitlines()])
    old, new, place = {
        "a bonus item": ("Extra}, full: 5, unit_of_measure: points", 'Extra}, full: 5, unit_of_measure: "%"', "15:87"),
        "the total before bonus": ("combine: sum", "combine: mean", "10:20"),
    }[what]
    given = tables({"u1": {"p": 50, "extra": 1}, "u2": {"p": 60, "extra": 2}})
    before = score(load_text(text, "small.yaml"), given)

    with pytest.raises(DataError) as caught:
        score(load_text(text.replace(old, new), "small.yaml"), given, frozen=frozen_from(before.statistics, "before"))

    assert [problem.place() for problem in caught.value.problems] == [f"small.yaml:{place}"]


@pytest.mark.parametrize("engine", ENGINES)
def test_statistics_that_a_change_elsewhere_does_not_touch_are_kept(engine: Engine) -> None:
    before = scored(shop())
    later = small(leaf("q", formula=f'"{MEAN}"', full=50), leaf("r", title="{zh: 新, en: New}"))
    given = tables({"u1": {"q": 4, "r": 1}, "u2": {"q": 16, "r": 1}})

    after = score(later, given, engine=engine, frozen=frozen_from(before.statistics, "before"))

    assert points(after, "q") == {"u1": "25", "u2": "100"}
    assert after.statistics.rows() == before.statistics.filter(node="q", step=1).rows()


def test_a_statistic_that_was_never_recorded_is_refused_though_it_need_not_be_defined() -> None:
    before = scored(small(leaf("p"), leaf("q")))

    with pytest.raises(DataError, match="The frozen statistics lack sd of q, step 1, for 2024 a"):
        scored(small(leaf("p"), leaf("q", formula='"full * x / sd"')), before)


TAKE = "{rank_on: unrounded, order: higher_is_better, ties: average, within: all}"
MEANS = "{missing: peer_mean, not_applicable: peer_mean, excused: peer_mean}"


@pytest.mark.parametrize(
    ("counts", "moved"),
    [
        ("left_out", ["p 2 rank points", "p 0 mean points"]),
        ("counted", ["p 1 best x", "p 2 rank points", "p 0 mean points"]),
    ],
)
def test_how_figures_are_filled_counts_where_filled_figures_enter_a_statistic(counts: str, moved: list[str]) -> None:
    def filled_within(years: int) -> dict[str, str]:
        data = f"{{fill: [{{take: earlier, within: {years}}}], filled_figures: {counts}}}"
        keys = {"data": data, "formula": '"x / best * 100[points]"', "take_rank": TAKE, "when": MEANS}
        return digests(small_text(leaf("p", **keys), combine="mean", order="lower_is_better"))

    one, two = filled_within(1), filled_within(2)

    assert [key for key in one if one[key] != two[key]] == moved


@pytest.mark.parametrize("engine", ENGINES)
def test_frozen_statistics_stay_where_figures_that_do_not_count_are_filled_otherwise(engine: Engine) -> None:
    def text(years: int) -> str:
        data = f"{{fill: [{{take: earlier, within: {years}}}]}}"
        return small_text(leaf("p", data=data, formula='"x / best * 100[points]"'))

    given = tables({"u1": {"p": 10}, "u2": {"p": 20}})
    before = score(load_text(text(1)), given)

    after = score(load_text(text(2)), given, frozen=frozen_from(before.statistics, "before"), engine=engine)

    assert points(after, "p") == {"u1": "50", "u2": "100"}


def test_what_a_part_takes_of_a_child_defines_the_statistics_of_the_part() -> None:
    def taking(take: str) -> dict[str, str]:
        part = (
            "{id: index, title: {zh: 指数, en: Index}, full: 100, combine: sum, need: all, direction: lower_is_better"
        )
        when = "{missing: blank, not_applicable: blank, excused: blank}"
        part += f", indicators: [{leaf('p', take_rank=take)}], steps: [{{formula: 'x / best * 100[points]'}}]"
        return digests(small_text(parts=(part + f", when: {when}}}",)))

    one, other = taking(TAKE), taking(TAKE.replace("average", "lowest"))

    assert [key for key in one if one[key] != other[key]] == ["index 1 best x"]
