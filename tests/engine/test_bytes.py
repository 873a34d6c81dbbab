"""CSV and result.json are equal byte for byte: with one thread and with two, and in whatever order rows come."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.write_town import written
from kaoping.engine import Engine

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file that promises them."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".json", ".yaml")
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_one_thread_and_two_write_the_same_bytes(tmp_path: Path, engine: Engine) -> None:
    script = Path(__file__).with_name("write_town.py")
    threads = []
    for count in ("1", "2"):
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = os.environ | {"POLARS_MAX_THREADS": count, "PYTHONPATH": paths}
        ran = subprocess.run(
            [sys.executable, str(script), str(tmp_path / count), engine],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        threads.append(ran.stdout)

    assert threads == ["1", "2"]
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


@pytest.mark.parametrize("engine", ENGINES)
def test_shuffled_rows_write_the_same_bytes(tmp_path: Path, engine: Engine) -> None:
    for name, seed in (("first", None), ("second", 1), ("third", 2)):
        written(tmp_path / name, engine, seed)

    first, second, third = (contents(tmp_path / name) for name in ("first", "second", "third"))

    assert (first == second, first == third, len(first)) == (True, True, 11)
