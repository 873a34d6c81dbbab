from __future__ import annotations

import pytest

from kaoping.formula import PURE, UnitOfMeasure

parse = UnitOfMeasure.parse


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("points", "points"),
        ("points / %", "points/%"),
        ("亿元/人", "亿元/人"),
        ("m^2", "m^2"),
        ("m*m", "m^2"),
        ("km·h×k", "h·k·km"),
        ("a/b/c", "a/b/c"),
        ("1/s", "1/s"),
        ("m^-1", "1/m"),
        ("1", "1"),
        ("", "1"),
        ("万元/万元", "1"),
    ],
)
def test_a_unit_is_read_and_shown(text: str, shown: str) -> None:
    assert str(parse(text)) == shown


@pytest.mark.parametrize("text", ["/", "points/", "3", "a b", "a//b", "m^x", "2m", "^2", "1*"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_units_multiply_divide_and_take_powers_and_roots() -> None:
    metre, second = parse("m"), parse("s")

    assert metre.times(second, -1) == parse("m/s")
    assert metre.times(metre, -1) == PURE
    assert metre.to_the(2).root() == metre
    assert metre.to_the(3).root() is None
    assert metre.to_the(0).is_pure
