"""Random small schemes with figures that sit on thresholds, ties and holes: what the properties are tried on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from engine.small import STATUSES, leaf, small, tables
from kaoping.engine import Tables
from kaoping.scheme.model import Scheme

UNITS = ("a1", "a2", "a3", "a4", "b1", "b2", "b3")
GROUPS = {unit: unit[0] for unit in UNITS}
LOWER = {"direction": "lower_is_better"}
RATE = {"unit_of_measure": "'%'"}
GIVEN = {"data": "{growth: given, growth_basis: same_scope}"}
# Held at zero: other figures over frozen statistics may lie far out, and some combinations take no negative points.
Z_SCORE = (
    "[{{rule: z_score, with: {{at_mean: 50, per_sd: 10, spread: {}, reverse: {}, when_equal: 50}}}},"
    " {{formula: 'clip(x, 0[points], 200[points])'}}]"
)
# name -> what stands in the indicator.
KINDS: Mapping[str, Mapping[str, object]] = {
    "as_given": {},
    "completion": RATE | {"rule": "completion", "with": "{cap: 1.2, min_points: 0, reverse: none}"},
    "inverse": RATE | LOWER | {"rule": "completion", "with": "{cap: 1, min_points: 20, reverse: inverse}"},
    "mirror": RATE | LOWER | {"rule": "completion", "with": "{cap: 1, min_points: 0, reverse: mirror}"},
    "min_max": RATE | {"rule": "min_max", "with": "{low: 60, high: 100, when_equal: 100}"},
    "min_max_down": RATE | LOWER | {"rule": "min_max", "with": "{low: 0, high: 100, when_equal: 50}"},
    "z_score": RATE | {"steps": Z_SCORE.format("sample", "none")},
    "z_score_down": RATE | LOWER | {"steps": Z_SCORE.format("population", "negated")},
    "goalposts": RATE
    | {
        "rule": "goalposts",
        "with": "{worst: 1, best: 120, low: 0, high: 100, scale: log, power: 0.5, beyond: held}",
    },
    "goalposts_down": RATE
    | LOWER
    | {
        "rule": "goalposts",
        "with": "{worst: 90, best: 5, low: 0, high: 100, scale: straight, power: 1, beyond: held}",
    },
    "winsorised": {
        "steps": "[{rule: winsorise, with: {max_skewness: 0.5, max_kurtosis: 0, exceeded: either, "
        "definition: sample, at_most: 3, not_enough: keep_moved}}, {formula: 'x / (1[%]) * 1[points]'}]"
    }
    | RATE,
    "efficacy": RATE | {"rule": "efficacy", "with": "{base: 0.6, when_equal: 1}"},
    "efficacy_down": RATE | LOWER | {"rule": "efficacy", "with": "{base: 0.2, when_equal: 0.2}"},
    "level_and_growth": RATE | GIVEN | {
        "rule": "level_and_growth",
        "with": "{level_share: 0.4, growth_share: 0.6, base: 0.6, when_equal: 1}",
    },
    "peer_growth": RATE | GIVEN | {
        "rule": "peer_growth",
        "with": "{parity: 60, per_point: 5, min_points: 0, compare: difference}",
    },
    "met": RATE | {"rule": "all_or_nothing", "with": "{met_when: at_least}"},
    "met_down": RATE | LOWER | {"rule": "all_or_nothing", "with": "{met_when: at_most}"},
    "bonus": RATE | {
        "rule": "completion_with_bonus",
        "with": "{base: 60, step: 0.1, per_step: 0.5, max_bonus: 10, counting: whole, unmet: in_proportion}",
    },
    "share_bonus": RATE | {"rule": "share_bonus_when_met", "with": "{bonus_share: 0.08, max_bonus: 4}"},
    "parity_growth": RATE | GIVEN | {
        "rule": "parity_with_last_year",
        "with": "{parity_share: 0.8, step: 5, per_step: 1, cap: 1, counting: proportion, unmet: in_proportion}",
    },
    "duel_growth": RATE | GIVEN | {"rule": "peer_win_draw_loss", "with": "{margin: 0.5, draw: 30, loss: 0}"},
    "threshold": RATE | {
        "rule": "threshold_then_linear",
        "with": "{threshold: 90, step: 1, per_step: 0.3, min_points: 0, met_when: at_least}",
    },
    "benchmark": RATE | LOWER | {
        "rule": "fixed_benchmark",
        "with": "{benchmark: 60, min_points: 0, cap: 1.5, reverse: inverse}",
    },
    "rank_share": RATE | {"rule": "rank_percent_steps", "with": "{step_share: 0.3, least_share: 0.2}"},
    "rank_points": RATE | LOWER | {"rule": "rank_points_steps", "with": "{per_rank: 7, min_points: 0}"},
    # Never below zero: a geometric mean has none.
    "ends": RATE | {
        "steps": "[{rule: top_and_bottom, with: {first: 2, last: 1, per_rank: 3}}, {formula: 'x + 50'}]",
    },
    "bands": RATE | {"rule": "threshold_bands", "with": "{thresholds: '< 60: 0, <= 90: 55.5, < 100: 80, else: 100'}"},
    "rank": RATE | {"formula": "'full * (count + 1 - rank) / count'"},
    "percentile_down": RATE | LOWER | {"steps": "[{group: percentile}, {formula: 'full * x'}]"},
    "roots": RATE | {"formula": "'full * sqrt(x / best)'"},
    "spread": RATE | {"formula": "'if else_if_missing(sd, 0[%]) = 0[%] then full else full * (5 + (x - mean) / sd)'"},
    "floors": RATE | {"formula": "'max(floor((x / 10[%] - 1) / 0.1), 0) * 1[points]'"},
}  # fmt: skip
# Of these the figures have to be above zero: the engine refuses others, or their points are no number.
POSITIVE = frozenset({"completion", "inverse", "mirror", "roots", "benchmark"})
TARGETED = frozenset({"completion", "inverse", "mirror", "met", "met_down", "bonus", "share_bonus"})
WRITTEN = st.one_of(
    st.sampled_from(["60", "90", "100", "59.99", "12.3", "0.1", "0.3", "120", "33.333333333333", "100.5"]),
    st.sampled_from(["0.000000000001", "59.99999999999", "60.00000000000000001", "123456789012.345678", "0.30"]),
    st.integers(1, 13000).map(lambda number: f"{number / 100:.2f}"),
)
SIGNED = st.one_of(
    WRITTEN,
    WRITTEN.map("-{}".format),
    st.sampled_from(["0", "0.0", "-0", "-0.2", "98765432109876543210.5", "-98765432109876543210.5"]),
)


def figures_of(*, is_positive: bool) -> st.SearchStrategy[str]:
    """Give figures as written; both signs and zero unless they have to be above it."""
    return WRITTEN if is_positive else SIGNED


@dataclass(frozen=True)
class Case:
    """A scheme with its figures: unit -> indicator -> figure or status; growth the same."""

    kinds: Sequence[str]
    scheme_keys: Mapping[str, Any]
    leaf_keys: Sequence[Mapping[str, object]]
    figures: Mapping[str, Mapping[str, str]]
    growth: Mapping[str, str] = field(default_factory=dict)

    def scheme(self) -> Scheme:
        """Give the scheme."""
        leaves = [
            leaf(f"i{number}", **KINDS[kind], **keys)
            for number, (kind, keys) in enumerate(zip(self.kinds, self.leaf_keys, strict=True))
        ]
        return small(*leaves, groups=("a", "b"), **self.scheme_keys)

    def tables(self) -> Tables:
        """Give the tables: targets of 80, each unit's peer the first one, growth where it is read."""
        names = [f"i{number}" for number in range(len(self.kinds))]
        rows = []
        for unit in UNITS:
            for name, kind in zip(names, self.kinds, strict=True):
                figure = self.figures[unit][name]
                is_figure = figure not in STATUSES
                row = {"unit": unit, "indicator": name, "period": "2024", "growth": None, "growth_basis": None}
                row |= {"actual": figure if is_figure else None, "status": None if is_figure else figure}
                if is_figure and "growth" in kind:
                    row |= {"growth": self.growth.get(unit, "5"), "growth_basis": "same_scope"}
                rows.append(row)
        others: dict[str, list[dict[str, Any]]] = {
            "observations": rows,
            "targets": [
                {"unit": unit, "indicator": name, "period": "2024", "target": "80"}
                for unit in UNITS
                for name, kind in zip(names, self.kinds, strict=True)
                if kind in TARGETED
            ],
            "peers": [{"unit": unit, "peer": "a1" if unit == "b3" else "b3"} for unit in UNITS],
        }
        return tables(
            {unit: {} for unit in UNITS}, groups=GROUPS, others={name: rows for name, rows in others.items() if rows}
        )


ABSENCES = "{missing: share_again, not_applicable: zero, excused: peer_mean}"
COMBINING = ("sum", "mean", "weighted_mean", "geometric_mean")


@st.composite
def cases(draw: st.DrawFn, kinds: Sequence[str] = tuple(KINDS), *, with_holes: bool = True) -> Case:
    """Draw one to four indicators, how they combine, rounding, tie rule and figures."""
    chosen = draw(st.lists(st.sampled_from(list(kinds)), min_size=1, max_size=4))
    combine = draw(st.sampled_from(COMBINING))
    weighs = combine == "weighted_mean" or (combine == "geometric_mean" and draw(st.booleans()))
    leaf_keys: list[dict[str, object]] = []
    for _ in chosen:
        keys: dict[str, object] = {"when": ABSENCES} if with_holes else {}
        if weighs:
            keys["weight"] = draw(st.sampled_from(["1", "2", "0.7", "30"]))
        leaf_keys.append(keys)
    rounding = draw(st.sampled_from(["[]", ROUND_TOTAL, ROUND_ALL]))
    scheme_keys = {
        "combine": combine,
        "rounding": rounding,
        "rank_on": "unrounded" if rounding == "[]" else draw(st.sampled_from(["rounded", "unrounded"])),
        "ties": draw(st.sampled_from(["lowest", "highest", "average", "dense"])),
        "more": [*(["weights: relative"] if weighs else []), f"grades: [{GRADES}]"],
    }
    figures: dict[str, dict[str, str]] = {unit: {} for unit in UNITS}
    for number, kind in enumerate(chosen):
        figure = figures_of(is_positive=kind in POSITIVE or combine == "geometric_mean")
        cell = st.one_of(figure, figure, figure, st.sampled_from(STATUSES)) if with_holes else figure
        for unit in UNITS:  # somebody in each group always has a figure, so that peers have a mean
            figures[unit][f"i{number}"] = draw(figure if unit in {"a1", "b3"} else cell)
    growth = {unit: draw(st.sampled_from(["-3.5", "0", "5", "5.1", "12"])) for unit in UNITS}
    return Case(chosen, scheme_keys, leaf_keys, figures, growth)


ROUND_TOTAL = "[{at: total, mode: half_up, decimals: 2}]"
ROUND_ALL = "[{at: indicators, mode: half_even, decimals: 1}, {at: total, mode: truncate, decimals: 1}]"
GRADES = (
    "{id: excellent, title: {zh: 优, en: E}, at_least: 60, "
    "quota: {value: 0.4, of: assessed, rounding: half_up, ties: none_over}}, "
    "{id: good, title: {zh: 良, en: G}}"
)
