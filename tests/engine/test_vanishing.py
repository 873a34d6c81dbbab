"""Figures that all but cancel each other: floats cannot tell what is left from nothing, the judge can."""

from __future__ import annotations

import pytest

from engine.small import Figures, leaf, small, tables, totals
from kaoping.engine import Engine, score

ENGINES = pytest.mark.parametrize("engine", ["exact", "columns", "auto"])


@ENGINES
def test_a_figure_exactly_on_the_mean_is_on_it(engine: Engine) -> None:
    scheme = small(leaf("i", formula='"if x - mean >= 0[points] then full else 0"'))
    figures: Figures = {"u1": {"i": "0.1"}, "u2": {"i": "0.2"}, "u3": {"i": "0.3"}}

    result = score(scheme, tables(figures), engine=engine)

    assert totals(result) == {"u1": "0", "u2": "100", "u3": "100"}


@ENGINES
def test_a_total_that_is_deducted_to_nothing_is_nothing(engine: Engine) -> None:
    blank = "{missing: blank, not_applicable: blank, excused: blank}"
    item = leaf("d", full=1, data="{table: events}", steps="[{formula: x}, {reduce: sum, empty: zero}]", when=blank)
    scheme = small(leaf("i"), leaf("j"), more=(f"deductions: {{items: [{item}]}}",))
    event = {"unit": "u1", "indicator": "d", "period": "2024", "event": "1", "points": "0.3"}
    figures: Figures = {"u1": {"i": "0.1", "j": "0.2"}, "u2": {"i": "0", "j": "0"}}

    result = score(scheme, tables(figures, others={"events": [event]}), engine=engine)

    assert totals(result) == {"u1": "0", "u2": "0"}
    assert result.ranking["rank"].to_list() == ["1", "1"]


@ENGINES
def test_the_mean_of_peers_that_cancel_each_other_is_zero(engine: Engine) -> None:
    scheme = small(leaf("i", formula='"if peer.actual > 0[points] then full else 0"'))
    rows = [
        {"unit": unit, "indicator": "i", "period": "2024", "actual": figure}
        for unit, figure in (("u1", "1"), ("p1", "0.1"), ("p2", "0.2"), ("p3", "-0.3"))
    ]
    units = [{"unit": "u1", "group": "a", "assessed": True}]
    units += [{"unit": name, "group": "a", "assessed": False} for name in ("p1", "p2", "p3")]
    peers = [{"unit": "u1", "peer": name} for name in ("p1", "p2", "p3")]

    result = score(scheme, tables({}, others={"units": units, "observations": rows, "peers": peers}), engine=engine)

    assert totals(result) == {"u1": "0"}
