"""A figure below its limit of display is told nowhere: derived, filled in, grown, of a peer, or as a statistic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from engine.small import Figures, leaf, small_text, tables
from kaoping.engine import Stored, Tables, read_result, score, write_result
from kaoping.report import explain
from kaoping.scheme import load_text
from report.printed_explanation import recompute

DISPLAY = '{below: 5, as: "<5"}'
WITHHELD = {"zh": "数据不公布：", "en": "Figure withheld: "}


def stored_of(folder: Path, text: str, given: Tables) -> Stored:
    write_result(score(load_text(text, "small.yaml"), given), folder, text)
    return read_result(folder)


def lines_of(stored: Stored, unit: str, lang: str = "en") -> list[str]:
    """Give the lines of indicator p, and recompute the whole explanation."""
    told = explain(stored, unit, lang="zh" if lang == "zh" else "en")
    assert recompute(told) >= 0
    lines = told.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith(("  p (p): ", "  p（p）：")))
    own = lines[first + 1 :]
    end = next(at for at, line in enumerate([*own, ""]) if not line.startswith("    · "))
    return [lines[first].strip(), *(line.strip() for line in own[:end])]


def withholds(stored: Stored, unit: str) -> bool:
    """Tell whether the arithmetic of p is withheld, in both languages."""
    found = {
        any(line.startswith(f"· {word}") for line in lines_of(stored, unit, lang)) for lang, word in WITHHELD.items()
    }
    (is_withheld,) = found
    return is_withheld


def test_a_figure_derived_from_variables_is_withheld_by_what_it_comes_to(tmp_path: Path) -> None:
    names = ("a", "b")
    variables = ", ".join(
        f"{{id: {name}, title: {{zh: {name}, en: {name}}}, unit_of_measure: points}}" for name in names
    )
    text = small_text(
        leaf("p", data='{uses: [a, b], derive: "a - b"}', display=DISPLAY), more=[f"variables: [{variables}]"]
    )

    stored = stored_of(tmp_path, text, tables({"u1": {"a": 10, "b": 7}, "u2": {"a": 20, "b": 5}, "u3": {"a": 20}}))

    assert [withholds(stored, unit) for unit in ("u1", "u2", "u3")] == [True, False, False]


LINE = "{take: interpolated, within: 2}"


@pytest.mark.parametrize(
    ("way", "before", "after", "is_withheld"),
    [
        ("{take: earlier, within: 1}", "3", "9", True),
        ("{take: earlier, within: 1}", "6", "3", False),
        (LINE, "3", "9", True),  # 6 is not below the limit, the 3 it follows from is
        (LINE, "6", "9", False),
        ("{take: mean, of: all}", "9", "9", False),
    ],
)
def test_what_is_filled_in_is_withheld_with_what_it_follows_from(
    way: str, before: str, after: str, *, is_withheld: bool, tmp_path: Path
) -> None:
    text = small_text(leaf("p", data=f"{{fill: [{way}]}}", formula="full - 2 * x", display=DISPLAY))
    rows = [("u1", "2023", before), ("u1", "2025", after), ("u2", "2024", "8"), ("u1", "2024", None)]
    observations = [
        {"unit": unit, "indicator": "p", "period": period, "actual": actual, "status": None if actual else "missing"}
        for unit, period, actual in rows
    ]

    stored = stored_of(tmp_path, text, tables({"u1": {}, "u2": {}}, others={"observations": observations}))

    assert withholds(stored, "u1") == is_withheld
    assert not withholds(stored, "u2")


OTHERS: Figures = {"u1": {"p": 3}, "u2": {"p": 8}, "u3": {"p": 20}}
LOWER = {"direction": "lower_is_better", "display": DISPLAY}


@pytest.mark.parametrize(
    ("keys", "told", "is_withheld"),
    [
        ({"formula": "'x / best * 50[points]'"}, "best <5; ", True),
        ({"formula": "'x / worst * 50[points] + 0 * best.actual'"}, "best actual <5; ", True),
        ({"formula": "'x / worst * 50[points]'"}, "", False),
        ({"formula": "'x / sd * 5[points]'"}, "", False),
        ({"formula": "'x * rank'"}, "", False),
        ({"steps": "[{formula: x / 2}, {formula: 'x / worst * 50[points]'}]"}, "worst; ", True),
        ({"steps": "[{formula: x / 2}, {group: rank}, {formula: 'x * 10[points]'}]"}, "", False),
    ],
)
def test_others_are_not_told_a_figure_withheld_as_a_statistic(
    keys: Mapping[str, object], told: str, *, is_withheld: bool, tmp_path: Path
) -> None:
    stored = stored_of(tmp_path, small_text(leaf("p", **LOWER, **keys)), tables(OTHERS))

    assert withholds(stored, "u2") == is_withheld
    lines = lines_of(stored, "u2")
    assert lines[0].endswith("delivered 8")
    if is_withheld:
        assert lines[1].startswith(f"· Figure withheld: {told}below 5 it is shown as “<5”; the kept figure scores")
        assert len(lines) == 2 + any(line.startswith("· Each point") for line in lines)


def test_statistics_of_rows_made_one_are_of_figures(tmp_path: Path) -> None:
    steps = "[{reduce: mean}, {formula: 'x / worst * 50[points] + 0 * best'}]"
    text = small_text(leaf("p", data="{every: quarter}", steps=steps, **LOWER))

    def of(figures: Mapping[str, int]) -> Stored:
        rows: Sequence[Mapping[str, str]] = [
            {"unit": unit, "indicator": "p", "period": f"2024-Q{quarter}", "actual": str(figure)}
            for unit, figure in figures.items()
            for quarter in (1, 2, 3, 4)
        ]
        folder = tmp_path / "-".join(map(str, figures.values()))
        return stored_of(folder, text, tables({unit: {} for unit in figures}, others={"observations": rows}))

    assert withholds(of({"u1": 3, "u2": 8}), "u2")
    assert not withholds(of({"u1": 6, "u2": 8}), "u2")


@pytest.mark.parametrize(
    ("previous", "peer", "is_withheld"), [("6", "9", False), ("4", "9", True), ("6", "4", True), (None, "9", False)]
)
def test_growth_is_withheld_by_the_figures_it_follows_from(
    previous: str | None, peer: str, *, is_withheld: bool, tmp_path: Path
) -> None:
    data = "{growth: computed, growth_basis: current_prices, previous: restated}"
    formula = "'else_if_missing((growth - peer.growth) * 0, 0[%]) / 1[%] * 1[points] + 0 * peer.actual + 50[points]'"
    text = small_text(leaf("p", data=data, formula=formula, display=DISPLAY))
    rows = [("u1", "9", previous), ("u2", "8", peer)]
    observations = [
        {"unit": unit, "indicator": "p", "period": "2024", "actual": actual, "previous": before}
        for unit, actual, before in rows
    ]
    peers = [{"unit": "u1", "peer": "u2"}]
    given = tables({"u1": {}, "u2": {}}, others={"observations": observations, "peers": peers})

    assert withholds(stored_of(tmp_path, text, given), "u1") == is_withheld


def test_a_penalty_and_the_rounding_are_told_beside_a_figure_withheld(tmp_path: Path) -> None:
    text = small_text(
        leaf("p", formula="full - 2 * x", display=DISPLAY),
        rounding="[{at: p, mode: half_up, decimals: 1}]",
        more=["penalties: [{id: fraud, title: {zh: 造假, en: Fraud}, effect: {zero: [p]}}]"],
    )
    findings = [{"unit": "u1", "finding": "fraud", "period": "2024"}]

    stored = stored_of(tmp_path, text, tables({"u1": {"p": 3}, "u2": {"p": 8}}, others={"findings": findings}))

    assert lines_of(stored, "u1") == [
        "p (p): 0.0 points, full points 100, delivered <5",
        "· Figure withheld: below 5 it is shown as “<5”; the kept figure scores, without arithmetic",
        "· Penalty: Fraud, no points here, before the ranking",
        "· Made zero: points 94 × 0 = 0",
        "· Rounding (half up, 1 decimals): points round(0, 1, half_up) = 0.0",
    ]
