"""Score the town and write its folder: run by a test in processes of their own, with one thread and with two."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import polars as pl

from engine.town import TEXT, town, town_tables
from kaoping.engine import Engine, Tables, score, write_result

EVENTS = [
    {"unit": unit, "indicator": indicator, "points": points, "kind": kind}
    for unit, indicator, points, kind in (
        ("a1", "awards", "0.1", None),
        ("a1", "awards", "0.2", None),
        ("a1", "awards", "0.7", None),
        ("b2", "breaches", "0.3", None),
        ("a3", "discipline", None, "minor"),
        ("a3", "discipline", None, "major"),
    )
]


def written(folder: Path, engine: Engine, seed: int | None) -> None:
    """Write the folder; a seed shuffles the rows of every table."""
    tables = town_tables(events=EVENTS, statuses={("a4", "output"): "excused"})
    if seed is not None:
        frames = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in tables if frame.height}
        frames["units"] = frames["units"].select(reversed(frames["units"].columns))
        tables = Tables.from_frames({name: frame.drop("source_file", "source_row") for name, frame in frames.items()})
    write_result(score(town(), tables, engine=engine), folder, TEXT)


if __name__ == "__main__":
    written(Path(sys.argv[1]), cast("Engine", sys.argv[2]), None)
    sys.stdout.write(str(pl.thread_pool_size()))
