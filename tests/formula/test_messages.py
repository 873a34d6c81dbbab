"""Every mistake has its message, in both languages, looked over in bad/."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml

from kaoping.errors import Problem, SchemeError
from kaoping.formula import (
    BOOLEAN,
    TEXT,
    Fault,
    Name,
    Number,
    Place,
    Precision,
    UnitOfMeasure,
    Value,
    check,
    exact,
    parse,
)
from kaoping.formula.messages import CATALOGUE

# Any: YAML gives plain values.
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("bad.yaml").read_text("utf-8"))
NUMBERS = Counter[str]()
for case in CASES:
    NUMBERS[case["code"]] += 1
    case["file"] = f"bad/{case['code']}-{NUMBERS[case['code']]}.txt"


def number(unit: str | None = None) -> Name:
    return Name(Number(None if unit is None else UnitOfMeasure.parse(unit)), "名称", "name")


PLACE = Place(
    "step",
    {
        "full": number("points"),
        "actual": number("亿元"),
        "target": number("亿元"),
        "people": number("人"),
        "x": number(),
        "kind": Name(TEXT, "类别", "kind"),
        "ok": Name(BOOLEAN, "达标", "reached"),
    },
    {"thresholds": "bands"},
    Number(UnitOfMeasure.parse("points")),
)
COMPARED = replace(PLACE, names={**PLACE.names, "best": number(), "best.actual": number(), "rank.actual": number()})
PLACES = {"empty": Place("nothing", {}), "compared": COMPARED}


class Golden(Protocol):
    def __call__(self, path: str | Path, text: str) -> None: ...


def text_of(case: dict[str, Any]) -> str:
    if "long" in case:
        return "1" * int(case["long"])
    if "deep" in case:
        return "(" * int(case["deep"]) + "1" + ")" * int(case["deep"])
    return str(case["formula"])


def problems_of(case: dict[str, Any]) -> list[Problem]:
    try:
        formula = parse(text_of(case))
    except SchemeError as error:
        return list(error.problems)
    if "given" not in case:
        return check(formula, PLACES.get(case.get("place", ""), PLACE))
    values: dict[str, Value] = {"full": Fraction(10)}
    for name, written in case["given"].items():
        values[name] = written if name == "kind" else Fraction(str(written))
    fault = exact(formula)(values, Precision())
    assert isinstance(fault, Fault)
    return [Problem(fault.message, formula.place(fault.start, fault.end), fault.values)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file'][4:-4]}: {case.get('formula', '')}")
def test_a_mistake_has_its_message(case: dict[str, Any], golden: Golden) -> None:
    problems = problems_of(case)

    assert [problem.code for problem in problems] == [case["code"]]
    golden(case["file"], "\n".join([*(p.render("en") for p in problems), *(p.render("zh") for p in problems), ""]))


def test_every_message_is_provoked() -> None:
    assert sorted({case["code"] for case in CASES}) == [message.code for message in CATALOGUE]


@pytest.mark.parametrize("message", CATALOGUE, ids=lambda message: message.code)
def test_every_sentence_ends_with_a_full_stop_in_both_languages(message: Any) -> None:  # Any: a Message
    assert message.zh.endswith(("。",))
    assert message.en.endswith(".")
    assert bool(message.hint_zh) == bool(message.hint_en)
