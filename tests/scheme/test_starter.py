"""The starter scheme is small, commented and sound."""

from __future__ import annotations

from kaoping.scheme import load_text, starter


def test_the_starter_checks_clean_and_fits_a_screen() -> None:
    text = starter("my_city_2026")

    assert load_text(text).id == "my_city_2026"
    assert len(text.splitlines()) <= 60
    assert text.count("#") >= 10
