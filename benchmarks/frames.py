"""Synthetic schemes and tables for the benchmarks; fixed seed, labelled as demo data."""

from __future__ import annotations

import numpy as np
import polars as pl

from kaoping.engine import Tables
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

__all__ = ["scheme_of", "tables_of", "wide"]

SEED = 20_260_101


def scheme_of(indicators: int, *, rounding: bool) -> Scheme:
    """Give a scheme of so many min-max indicators in parts of ten, weighted means up to the total."""
    lines = [
        "kaoping: 1",
        "id: bench",
        "title: {zh: 性能测试, en: Benchmark}",
        "periods: [2024]",
        "numbers:",
        "  rounding: "
        + (
            "[{at: indicators, mode: half_up, decimals: 2}, {at: total, mode: half_up, decimals: 2}]"
            if rounding
            else "[]"
        ),
        "  rank_on: unrounded",
        "  ties: lowest",
        "groups:",
        *(f"  - {{id: g{number}, title: {{zh: 第{number}组, en: Group {number}}}}}" for number in range(5)),
        "defaults:",
        "  compare_within: group",
        "  indicator_when: {missing: share_again, not_applicable: share_again, excused: share_again}",
        "  part_when: {missing: blank, not_applicable: blank, excused: blank}",
        "  need: 1",
        "combine: mean",
        "when: {missing: blank, not_applicable: blank, excused: blank}",
        "parts:",
    ]
    for part in range(-(-indicators // 10)):
        lines += [
            f"  - id: p{part}",
            f"    title: {{zh: 板块{part}, en: Part {part}}}",
            "    combine: mean",
            "    indicators:",
        ]
        for number in range(part * 10, min(part * 10 + 10, indicators)):
            lines += [
                f"      - {{id: i{number}, title: {{zh: 指标{number}, en: Indicator {number}}},",
                "         direction: higher_is_better, rule: min_max, with: {low: 60, high: 100, when_equal: 100}}",
            ]
    return load_text("\n".join(lines) + "\n", "bench.yaml")


def wide(units: int, indicators: int) -> pl.DataFrame:
    """Give a wide frame: unit, group, one column per indicator with two decimals."""
    generator = np.random.default_rng(SEED)
    names = [f"u{number:07d}" for number in range(units)]
    figures = generator.integers(0, 100_000, (units, indicators)) / 100
    columns = {f"i{number}": figures[:, number] for number in range(indicators)}
    return pl.DataFrame({"unit": names, "group": [f"g{number % 5}" for number in range(units)], **columns})


def tables_of(frame: pl.DataFrame) -> Tables:
    """Give the tidy tables of a wide frame."""
    observations = frame.drop("group").unpivot(index="unit", variable_name="indicator", value_name="actual")
    return Tables.from_frames(
        {
            "units": frame.select("unit", "group", demo=pl.lit(value=True)),
            "observations": observations.with_columns(pl.lit("2024").alias("period")),
        }
    )
