"""Every choice of the repertoire that is no single entry of the catalogue, worked by hand on both readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from engine.small import tables
from kaoping.engine import Engine, Result, score
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme
from rules.examples import FOLDER

FILES = sorted((FOLDER / "repertoire").glob("*.yaml"))
BLANK = "{missing: blank, not_applicable: blank, excused: blank}"
HEAD = {
    "kaoping": "1",
    "id": "example",
    "title": "{zh: 算例, en: Worked example}",
    "periods": "[2024]",
    "numbers": "{rounding: [], rank_on: unrounded, ties: lowest}",
    "groups": "[{id: a, title: {zh: 甲, en: A}}]",
    "defaults": f"{{compare_within: group, indicator_when: {BLANK}, part_when: {BLANK}}}",
    "combine": "mean",
    "need": "all",
    "when": BLANK,
}


def cases() -> list[tuple[str, dict[str, Any]]]:
    """Give (file/id, case) of every worked example."""
    found = []
    for path in FILES:
        written = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 -- builds text only
        found += [(f"{path.stem}/{case['id']}", case) for case in written]
    return found


CASES = cases()


def scheme_of(case: dict[str, Any]) -> Scheme:
    """Give the scheme of an example: the head, what the example says otherwise, and its nodes, named by their ids."""
    keys = HEAD | {key: text for key, text in case.get("more", {}).items() if text}
    lines = [f"{key}: {text}" for key, text in keys.items()]
    for kind, key in (("parts", "parts"), ("leaves", "indicators")):
        if kind in case:
            lines += [f"{key}:", *(f"  - {_titled(entry)}" for entry in case[kind])]
    return load_text("\n".join(lines) + "\n", "example.yaml")


def _titled(entry: str) -> str:
    """Give a node and the nodes inside it titles and, where it says none, the unit of measure of a rate."""
    out = ""
    for piece in entry.split("{id: "):
        name = piece.partition(",")[0]
        unit = "" if "unit_of_measure" in piece or "combine" in piece else ', unit_of_measure: "%"'
        out += f"{{id: {name}, title: {{zh: {name}, en: {name}}}{unit}{piece[len(name) :]}" if piece else ""
    return out


def points_of(result: Result) -> dict[str, dict[str, Decimal | None]]:
    """Give node -> unit -> points."""
    found: dict[str, dict[str, Decimal | None]] = {}
    for unit, node, text in result.scores.select("unit", "node", "points").iter_rows():
        found.setdefault(node, {})[unit] = None if text is None else Decimal(text)
    return found


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_the_choice_gives_the_points_worked_out_by_hand(name: str, case: dict[str, Any], engine: Engine) -> None:
    result = score(scheme_of(case), tables(case["figures"], others=case.get("tables")), engine=engine)

    found = points_of(result)
    for node, expected in case["points"].items():
        wanted = {unit: None if text == "missing" else Decimal(text) for unit, text in expected.items()}
        assert (name, node, found[node]) == (name, node, wanted)
    if "ranks" in case:
        assert dict(result.ranking.select("unit", "rank").iter_rows()) == case["ranks"]


def test_no_two_examples_have_the_same_name() -> None:
    names = [name for name, _ in CASES]

    assert len(names) == len(set(names))
