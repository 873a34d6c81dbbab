"""What findings did is explained: penalties, the order of adjustments, caps, units not graded, several years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.small import tables
from kaoping.engine import Earlier, Stored, read_result, score, write_result
from kaoping.engine.again import again, kept, standings
from kaoping.errors import Language
from kaoping.report import Explainer
from kaoping.scheme import load_text
from report.recompute_folder import LANGUAGES, recomputed
from report.test_ranking import printed

Golden = Callable[[str, str], None]
TEXT = (Path(__file__).parent / "effects.yaml").read_text(encoding="utf-8")
FIGURES: dict[str, dict[str, object]] = {
    "u1": {"output": 200, "service": 40, "awards": 9},
    "u2": {"output": 190, "service": 38, "awards": 2, "notices": 0.5},
    "u3": {"output": 180, "service": 37},
    "u4": {"output": 170, "service": 36, "notices": 1},
    "u5": {"output": 160, "service": 35},
    "u6": {"output": 150, "service": 34},
    "u7": {"output": "missing", "service": 33},
    "u8": {"output": 140, "service": 32, "awards": 1},
    "u9": {"output": 130, "service": 31},
}
FINDINGS: list[dict[str, object]] = [
    {"unit": "u1", "finding": "reprimand", "period": "2024-03", "evidence": "3号通报"},
    {"unit": "u1", "finding": "reprimand", "period": "2024-09", "evidence": "7号通报"},
    {"unit": "u2", "finding": "warned", "period": "2024", "evidence": None},
    {"unit": "u3", "finding": "fined", "period": "2024", "evidence": None},
    {"unit": "u4", "finding": "new", "period": "2024", "evidence": "设立文件"},
    {"unit": "u5", "finding": "falsified", "period": "2024", "evidence": "审计报告"},
    {"unit": "u7", "finding": "falsified", "period": "2024-06", "evidence": None},
    {"unit": "u8", "finding": "merged", "period": "2024", "evidence": None},
    {"unit": "u9", "finding": "warned", "period": "2024", "evidence": None},
]
EARLIER = Earlier("of 2023", {("2023", f"u{number}"): {"from_last": 10 - number} for number in range(1, 10)})


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """Give the result, read back."""
    folder = tmp_path_factory.mktemp("effects") / "result"
    given = tables(FIGURES, groups=dict.fromkeys(FIGURES, "all"), others={"findings": FINDINGS})
    write_result(score(load_text(TEXT), given, previous=[EARLIER]), folder, TEXT)
    return read_result(folder)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_is_told_what_was_found_and_what_it_did(stored: Stored, lang: Language, golden: Golden) -> None:
    explainer = Explainer(stored)

    told = "\n\n".join(explainer.text(unit, lang=lang) for unit in FIGURES) + "\n"
    golden(f"expected/effects.{lang}.txt", told.replace(stored.run, "RUN"))


@pytest.mark.parametrize(("lang", "word"), [("zh", "不定等次"), ("en", "not graded")])
def test_the_ranking_shows_units_that_are_not_graded_where_their_grade_would_stand(
    stored: Stored, lang: Language, word: str
) -> None:
    result = score(stored.scheme, stored.tables, previous=[EARLIER])

    assert [line.count(word) for line in printed(result, lang).split("\n") if "u4" in line or "u8" in line] == [1, 1]


def test_a_study_keeps_to_what_was_found(stored: Stored) -> None:
    found = standings(again(kept(stored.scheme, stored.tables), draws=2), 2, grades=True)

    units = stored.tables.units["unit"].sort().to_list()
    wanted = dict(stored.ranking.select("unit", "standing").iter_rows())
    for draw in (0, 1):
        rows = found.frame.filter(draw=draw).select("row", "standing").iter_rows()
        assert {units[row]: standing for row, standing in rows} == wanted


def test_everything_told_can_be_recomputed(stored: Stored) -> None:
    counts = recomputed(stored)

    assert counts["zh"] == counts["en"] > 0
