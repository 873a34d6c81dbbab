from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from formula.formulas import FREE, ROWS, numbers
from formula.printed import agrees, holds
from kaoping.errors import Language
from kaoping.formula import (
    BOOLEAN,
    TEXT,
    Ball,
    Name,
    Number,
    Place,
    Precision,
    Value,
    exact,
    parse,
    words,
)

# Any: YAML gives plain values.
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
PLACE = Place(
    "step",
    {
        "actual": Name(Number(), "完成", "actual"),
        "target": Name(Number(), "目标", "target"),
        "growth": Name(Number(), "增长", "growth"),
        "given_not": Name(Number(), "备用", "spare"),
        "full": Name(Number(), "满分", "full points", listed=False),
        "kind": Name(TEXT, "类别", "kind"),
        "ok": Name(BOOLEAN, "达标", "ok"),
    },
)
USUAL: dict[str, Value] = {
    "actual": Fraction(80),
    "target": Fraction(100),
    "full": Fraction(10),
    "kind": "minor",
    "ok": True,
    "growth": None,
    "given_not": None,
}


def value_of(written: object) -> Value:
    return written if written is None or isinstance(written, bool) else Fraction(str(written))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_a_sentence_tells_what_happened(case: dict[str, Any], lang: Language) -> None:
    values = USUAL | {name: value_of(written) for name, written in case.get("given", {}).items()}

    sentence = words(parse(case["formula"]), values, PLACE, lang, decimals=2)

    assert sentence.text("得分" if lang == "zh" else "points") == case[lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_what_is_told_can_be_recomputed(case: dict[str, Any], lang: Language) -> None:
    values = USUAL | {name: value_of(written) for name, written in case.get("given", {}).items()}

    sentence = words(parse(case["formula"]), values, PLACE, lang, decimals=2)

    if sentence.expression:
        assert agrees(sentence.expression, sentence.result)


def test_the_label_may_be_empty() -> None:
    assert words(parse("2 * full"), USUAL, PLACE, "en").text("") == "2 × 10 = 20"


def test_a_comparison_told_as_a_reason_holds() -> None:
    sentence = words(parse("bands(actual / 3, < 26: 0, < 27: 5, else: 10)"), USUAL, PLACE, "en")

    (reason,) = sentence.reasons
    assert holds(reason.removeprefix("because "))


@given(numbers(3), ROWS, st.sampled_from(["zh", "en"]), st.sampled_from([None, 2]))
def test_every_printed_expression_gives_its_printed_result(
    text: str, values: dict[str, Value], lang: Language, decimals: int | None
) -> None:
    # Printed inputs carry 12 digits; what cancels or jumps beyond them is not asked of a reader.
    short = {name: round(value, 3) if isinstance(value, Fraction) else value for name, value in values.items()}
    formula = parse(text)
    found = exact(formula)(short, Precision(200))
    assume(isinstance(found, Fraction | Ball))

    sentence = words(formula, short, FREE, lang, decimals=decimals)

    assert agrees(sentence.expression, sentence.result, "1e-9")


@given(numbers(3), ROWS, st.sampled_from(["zh", "en"]))
def test_every_formula_can_be_told(text: str, values: dict[str, Value], lang: Language) -> None:
    formula = parse(text)
    found = exact(formula)(values, Precision(200))

    sentence = words(formula, values, FREE, lang)

    assert bool(sentence.expression) == isinstance(found, Fraction | Ball)
    assert sentence.text("x") or not formula.names
