"""The reference page of the tables says what the schemas say."""

from __future__ import annotations

from pathlib import Path

from reference_data import PAGE, reference_page


def test_the_committed_page_is_current() -> None:
    page = Path(__file__).parents[3] / PAGE

    assert page.read_text(encoding="utf-8") == reference_page(), "run python tools/reference_data.py"
