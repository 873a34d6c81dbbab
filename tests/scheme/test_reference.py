"""The reference pages are the ones the code gives."""

from __future__ import annotations

from collections.abc import Callable

import reference

Golden = Callable[[str, str], None]


def test_the_page_of_keys_is_the_one_the_model_gives(golden: Golden) -> None:
    golden(f"../../{reference.SCHEME_PAGE}", reference.scheme_page())


def test_the_page_of_codes_is_the_one_the_catalogues_give(golden: Golden) -> None:
    golden(f"../../{reference.ERRORS_PAGE}", reference.errors_page())


def test_every_key_and_every_rule_is_on_the_page() -> None:
    page = reference.scheme_page()

    for word in (
        "no_score_over",
        "by_group",
        "largest_remainder",
        "### completion",
        "`geometric_mean`",
        "`percentile`",
    ):
        assert word in page
