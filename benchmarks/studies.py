"""Time the studies and write the figures to docs/evidence/studies.md.

The synthetic rows need nothing; the areas are made-up figures of the sample city; the English authorities stand in the
folder that KAOPING_DATA names, and are left out without it.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from kaoping import __version__
from kaoping.engine import Stored, Tables, load_tables, plan_of, read_result, score, write_result
from kaoping.sample import city_of, generate, write_sample
from kaoping.scheme import load, load_text
from kaoping.study import influence, robustness, sensitivity

ROOT = Path(__file__).resolve().parent.parent
EVIDENCE = ROOT / "docs" / "evidence" / "studies.md"
ROUNDS = 5
SEED = 20_260_101
UNITS, PARTS, EACH = 51, 7, 7
BLANK = "{missing: blank, not_applicable: blank, excused: blank}"
WITH_HOLES = "{missing: share_again, not_applicable: share_again, excused: share_again}"


def main() -> int:
    """Time every row and print it."""
    rows: list[tuple[str, ...]] = [("result", "study", "draws", "s", "processor s")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows += _rows("plain weighted means", _synthetic(folder / "plain", holes=0), 1000)
        rows += _rows("the same with 20 figures missing", _synthetic(folder / "holes", holes=20), 1000)
        rows += _rows("areas of the sample city, 2016", _areas(folder), 1000)
        if root := os.environ.get("KAOPING_DATA"):
            rows += _rows("English authorities, 2019 to 2023", _authorities(Path(root), folder / "england"), 100)
    text = _report(rows)
    print(text)
    EVIDENCE.write_text(text, encoding="utf-8")
    return 0


def _rows(what: str, stored: Stored, draws: int) -> list[tuple[str, ...]]:
    """Time the studies of one result; the indicators are walked anew in each."""
    indicators = sum(node.indicator is not None for node in plan_of(stored.scheme).nodes)
    what = f"{what}: {stored.ranking.height} rows × {indicators}"
    work: dict[str, tuple[str, Callable[[], object]]] = {
        "robustness, ranks": (f"{draws:,}", lambda: robustness(stored, draws=draws, grades=False)),
        "robustness, grades and titles too": (f"{draws:,}", lambda: robustness(stored, draws=draws)),
        "sensitivity, samples of 8": ("–", lambda: sensitivity(stored, draws=8)),
        "influence": ("–", lambda: influence(stored)),
    }
    return [(what, name, count, *_quickest(run)) for name, (count, run) in work.items()]


def _quickest(work: Callable[[], object]) -> tuple[str, str]:
    """Give the seconds of the quickest run after one that does not count, by the clock and of the processors."""
    work()
    times = []
    for _ in range(ROUNDS):
        started, busy = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - started, time.process_time() - busy))
    return f"{min(clock for clock, _ in times):.2f}", f"{min(own for _, own in times):.2f}"


def _synthetic(folder: Path, *, holes: int) -> Stored:
    """Score a scheme of parts of seven, figures with two decimals, some of them missing."""
    text = _scheme_text(WITH_HOLES if holes else BLANK)
    stream = np.random.default_rng(SEED)
    figures = stream.integers(2_000, 10_000, (UNITS, PARTS * EACH)) / 100
    missing = set(stream.choice(figures.size, holes, replace=False).tolist())
    rows = [
        {
            "unit": f"u{at // figures.shape[1]:02d}",
            "indicator": f"i{at % figures.shape[1]}",
            "period": "2024",
            "actual": None if at in missing else f"{figure:.2f}",
            "status": "missing" if at in missing else None,
        }
        for at, figure in enumerate(figures.ravel().tolist())
    ]
    units = [{"unit": f"u{unit:02d}", "group": "a", "demo": True} for unit in range(UNITS)]
    frames = {"units": pl.DataFrame(units), "observations": pl.DataFrame(rows, infer_schema_length=None)}
    return _stored(text, Tables.from_frames(frames), folder)


def _scheme_text(when: str) -> str:
    """Give the text of the synthetic scheme."""
    lines = [
        "kaoping: 1",
        "id: bench",
        "title: {zh: 性能测试, en: Benchmark}",
        "periods: [2024]",
        "numbers: {rounding: [], rank_on: unrounded, ties: lowest}",
        "groups: [{id: a, title: {zh: 甲组, en: Group A}}]",
        f"defaults: {{indicator_when: {when}, part_when: {BLANK}, need: 1}}",
        "combine: weighted_mean",
        "weights: relative",
        f"when: {BLANK}",
        "parts:",
    ]
    for part in range(PARTS):
        lines.append(f"  - id: p{part}")
        lines.append(f"    title: {{zh: 板块{part}, en: Part {part}}}")
        lines.append(f"    weight: {part + 1}")
        lines.append("    combine: weighted_mean")
        lines.append("    weights: relative")
        lines.append("    indicators:")
        for own in range(part * EACH, part * EACH + EACH):
            head = f"id: i{own}, title: {{zh: 指标{own}, en: Indicator {own}}}, unit_of_measure: points, full: 100"
            lines.append(f"      - {{{head}, weight: {1 + own % 3}, direction: higher_is_better, rule: as_given}}")
    return "\n".join(lines) + "\n"


def _areas(folder: Path) -> Stored:
    """Score the areas of the sample city over made-up figures."""
    own = ROOT / "schemes" / "wuxi" / "areas" / "2016"
    scheme = load(own)
    city = city_of(scheme)
    if city is None:
        raise LookupError(own)
    write_sample(generate(scheme, city, 2016), folder / "areas")
    return _stored(
        (own / "scheme.yaml").read_text(encoding="utf-8"), load_tables(scheme, folder / "areas"), folder / "a"
    )


def _authorities(data: Path, folder: Path) -> Stored:
    """Score the English authorities."""
    own = ROOT / "schemes" / "lait-england"
    tables = load_tables(load(own), data / "lait_england", own / "data.yaml")
    return _stored((own / "scheme.yaml").read_text(encoding="utf-8"), tables, folder)


def _stored(text: str, tables: Tables, folder: Path) -> Stored:
    write_result(score(load_text(text, "bench.yaml"), tables), folder, text)
    return read_result(folder)


def _report(rows: list[tuple[str, ...]]) -> str:
    """Give the figures as a Markdown page."""
    versions = f"Kaoping {__version__}, Python {platform.python_version()}, Polars {pl.__version__}"
    head = [
        "# Studies",
        "",
        f"Written by `make bench`: {versions}, {pl.thread_pool_size()} threads.",
        f"Warm, the quickest of {ROUNDS}, the walk of the indicators included, a result read before. Draws vary every",
        "weight by 25 %. The figures of the areas are made up; those of the English authorities are as published.",
        "Seconds by the clock grow with whatever else the machine does; those of the processors hardly.",
        "",
    ]
    table = ["| " + " | ".join(rows[0]) + " |", "|---|---|---:|---:|---:|"]
    table += ["| " + " | ".join(row) + " |" for row in rows[1:]]
    return "\n".join(head + table) + "\n"


if __name__ == "__main__":
    sys.exit(main())
