"""Time the engine beside hand-written Polars in one run, and write the figures to docs/evidence/bench.md.

Ratios count, not seconds: both sides run on the same machine, warm, median of five.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from frames import scheme_of, tables_of, wide

from kaoping import __version__
from kaoping.engine import score

EVIDENCE = Path(__file__).resolve().parent.parent / "docs" / "evidence" / "bench.md"
ROUNDS = 5


def main() -> int:
    """Run every row and print it."""
    rows = [("work", "hand-written Polars s", "ours s", "ratio")]
    city = scheme_of(60, rounding=True)
    figures = tables_of(wide(125, 60))
    for engine in ("columns", "exact", "auto"):
        seconds = _median(lambda engine=engine: score(city, figures, engine=engine))
        rows.append((f"125 units × 60 leaves, all stages, tables in memory, {engine}", "–", f"{seconds:.3f}", "–"))
    frame = wide(20_000, 50)
    scheme, tables = scheme_of(50, rounding=False), tables_of(frame)
    by_hand = _median(lambda: _by_hand(frame, 50))
    ours = _median(lambda: score(scheme, tables, engine="columns"))
    rows.append(
        (
            "20,000 × 50 bare min-max, tree, ranks; ours with gathering from tidy tables and text output",
            f"{by_hand:.3f}",
            f"{ours:.3f}",
            f"{ours / by_hand:.1f}",
        )
    )
    text = _report(rows)
    print(text)
    EVIDENCE.write_text(text, encoding="utf-8")
    return 0


def _by_hand(frame: pl.DataFrame, indicators: int) -> pl.DataFrame:
    """The same min-max, tree and ranks, written directly in Polars."""
    names = [f"i{number}" for number in range(indicators)]
    low, high = (lambda name: pl.col(name).min().over("group")), (lambda name: pl.col(name).max().over("group"))
    points = [(60 + 40 * (pl.col(name) - low(name)) / (high(name) - low(name))).alias(name) for name in names]
    parts = [pl.mean_horizontal(names[at : at + 10]).alias(f"p{at}") for at in range(0, indicators, 10)]
    return (
        frame.lazy()
        .with_columns(points)
        .with_columns(parts)
        .with_columns(pl.mean_horizontal(f"p{at}" for at in range(0, indicators, 10)).alias("total"))
        .with_columns(pl.col("total").rank("min", descending=True).over("group").alias("rank"))
        .collect()
    )


def _median(work: Callable[[], object]) -> float:
    """Give the median seconds of five runs after one that does not count."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _report(rows: list[tuple[str, ...]]) -> str:
    """Give the figures as a Markdown page."""
    head = [
        "# Benchmarks",
        "",
        f"Written by `make bench`: Kaoping {__version__}, Python {platform.python_version()}, Polars {pl.__version__},",
        f"{pl.thread_pool_size()} threads. Warm, median of {ROUNDS}; synthetic figures with a fixed seed.",
        "",
    ]
    table = ["| " + " | ".join(rows[0]) + " |", "|---|---:|---:|---:|"]
    table += ["| " + " | ".join(row) + " |" for row in rows[1:]]
    return "\n".join(head + table) + "\n"


if __name__ == "__main__":
    sys.exit(main())
