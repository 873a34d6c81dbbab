"""The benchmarks' scheme is sound and scores: a script that nobody runs rots."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from kaoping.engine import score

FRAMES = Path(__file__).resolve().parents[2] / "benchmarks" / "frames.py"


def test_the_scheme_of_the_benchmarks_scores_its_tables() -> None:
    spec = importlib.util.spec_from_file_location("frames", FRAMES)
    assert spec is not None
    assert spec.loader is not None
    frames = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(frames)

    result = score(frames.scheme_of(12, rounding=True), frames.tables_of(frames.wide(20, 12)))

    assert result.ranking["total"].null_count() == 0
