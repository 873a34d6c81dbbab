"""What is read of rows is explained: of every wave by itself, and of rows delivered for another indicator."""

from __future__ import annotations

import polars as pl
import pytest

from conftest import Golden
from engine.small import leaf, small_text
from engine.test_every import WAVES, ballots
from engine.test_rows_of import BOOK, MET, tasks
from kaoping.engine import Stored, Tables, read_result, score, write_result
from kaoping.errors import Language
from kaoping.report import Explainer
from kaoping.scheme import load_text
from report.recompute_folder import LANGUAGES, recomputed

TEXT = small_text(
    BOOK,
    leaf("met", data="{table: tasks, rows_of: book}", steps=MET),
    leaf("survey", data="{table: ballots, every: half_year}", steps=WAVES.replace("NEED", "all")),
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """Give the result, read back."""
    folder = tmp_path_factory.mktemp("rows") / "result"
    votes = ballots("u1", "2024-H1", 10, 0) + ballots("u1", "2024-H2", 10, 30) + ballots("u2", "2024-H1", 8, 2)
    book = tasks(("u1", "t1", "10"), ("u1", "t2", "12"), ("u2", "t1", "9"))
    frames = {
        "units": [{"unit": "u1", "group": "a"}, {"unit": "u2", "group": "a"}],
        "tasks": [{"indicator": "book", "period": "2024"} | row for row in book],
        "ballots": [{"indicator": "survey"} | row for row in votes],
    }
    write_result(
        score(load_text(TEXT), Tables.from_frames({n: pl.DataFrame(f) for n, f in frames.items()})), folder, TEXT
    )
    return read_result(folder)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_waves_and_rows_of_another_are_told(stored: Stored, lang: Language, golden: Golden) -> None:
    explainer = Explainer(stored)

    told = "\n\n".join(explainer.text(unit, lang=lang) for unit in ("u1", "u2")) + "\n"
    golden(f"expected/rows.{lang}.txt", told.replace(stored.run, "RUN"))


def test_every_line_can_be_computed_again(stored: Stored) -> None:
    counts = recomputed(stored)

    assert counts["zh"] == counts["en"] > 0
