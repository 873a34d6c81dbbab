"""A period as a spreadsheet or a person writes it is told as it has to be written; what is not certain is not."""

from __future__ import annotations

import pytest

from kaoping.scheme.period_spelling import written_otherwise

MEANT = {
    "2026-07": "2026/7 2026/07 2026-7 2026.7 2026年7月 2026年07月份 "
    "Jul-26 July-2026 2026-Jul 2026/7/1 2026年7月1日 ２０２６／７",
    "2026-05": "May-26 may-26",
    "2026-Q3": "2026Q3 2026-q3 2026年第三季度 2026年3季度",
    "2026-H1": "2026H1 2026年上半年",
    "2026-H2": "2026h2 2026下半年",
    "2026": "2026年 2026年度",
}


@pytest.mark.parametrize("period", MEANT)
def test_spellings_of_a_period_are_told_as_it_is_written_here(period: str) -> None:
    for text in MEANT[period].split():
        assert (text, written_otherwise(text)["meant_en"]) == (text, f"Write {period}. ")


@pytest.mark.parametrize("text", ["2026/7/15", "26-Jul", "marzipan-26", "2026/13", "七月", ""])
def test_what_may_mean_several_things_gives_no_advice(text: str) -> None:
    assert written_otherwise(text) == {"meant_zh": "", "meant_en": ""}


def test_a_period_that_nothing_reads_is_no_advice() -> None:
    assert written_otherwise("2026/7", ["2026-06"]) == written_otherwise("")
    assert written_otherwise("2026/7", ["2026-07"])["meant_zh"] == "请写成“2026-07”。"
