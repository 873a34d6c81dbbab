"""YAML is read as written: places are right, and nothing is guessed."""

from __future__ import annotations

import pytest
import yaml

from kaoping.scheme import yaml_tree
from kaoping.scheme.yaml_tree import Items, Pairs, Refused, Scalar, Tree, compose


def read(text: str) -> Tree:
    tree, problems = compose(text, "f.yaml")
    assert problems == []
    assert tree is not None
    return tree


def codes(text: str) -> list[str]:
    return [problem.code for problem in compose(text, "f.yaml")[1]]


def test_no_and_leading_zeros_stay_text() -> None:
    tree = read("a: no\nb: 030\nc: 2016-03-01\n")

    assert isinstance(tree, Pairs)
    assert [value.text for _, value in tree.entries if isinstance(value, Scalar)] == ["no", "030", "2016-03-01"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: x + y", "x + y"),
        ("a: 'x + y'", "x + y"),
        ('a: "x + y"', "x + y"),
        ("a: |\n  x\n  + y\n", "x\n  + y"),
        ("a: >-\n\n   x\n   + y\n", "x\n   + y"),
        ("a: x\n  + y\n", "x\n  + y"),
        (r'a: "p(\"k\": 1, \"m\": 2)"', 'p( "k" : 1,  "m" : 2)'),
    ],
)
def test_the_characters_of_a_value_stand_at_their_place(text: str, written: str) -> None:
    tree = read(text)

    assert isinstance(tree, Pairs)
    value = tree.entries[0][1]
    assert isinstance(value, Scalar)
    assert value.written == written
    line = text.split("\n")[value.begin.line - 1]
    first = line[value.begin.column - 1 :]
    assert first.startswith(written[:2].strip())


@pytest.mark.parametrize("text", [r'a: "x\ty"', "a: 'it''s'", "a: |\n", "a: ''"])
def test_where_escapes_are_written_the_characters_differ(text: str) -> None:
    tree = read(text)

    assert isinstance(tree, Pairs)
    value = tree.entries[0][1]
    assert isinstance(value, Scalar)
    assert value.written in {None, ""}


def test_places_count_in_characters_and_follow_every_kind_of_line_end() -> None:
    tree = read("甲: 1\r\n乙: {丙: 2}\u2028丁: [3,\n 4]\n")

    assert isinstance(tree, Pairs)
    places = [(key.where.line, key.where.column, value.where.line, value.where.column) for key, value in tree.entries]
    assert places == [(1, 1, 1, 4), (2, 1, 2, 4), (3, 1, 3, 4)]
    assert tree.entries[2][1].where.length == len("[3,")


def test_a_very_long_line_is_not_shown() -> None:
    tree = read("a: " + "x" * 500)

    assert tree.where.line_text == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &b 1", ["S008"]),
        ("a: &b {c: 1}", ["S008"]),
        ("a: &b !t 1", ["S008", "S009"]),
        ("*a : 1", ["S008"]),
        ("a: !t [1]", ["S009"]),
        ("? {a: 1}\n: 2\nb: 3", ["S013"]),
        ("<<: 1\n'<<': 2", ["S010"]),
        ("a: 1\na: {b: 1}\nc: 2", ["S011"]),
        ("a: 1\n---\nb: 1", ["S014"]),
        ("a: [1", ["S005"]),
        ("a: 'b", ["S005"]),
        ("%FOO", ["S005"]),
        ("a: @", ["S005"]),
        ("a\x00b", ["S004"]),
        ("\ud800", ["S004"]),
        ("x" + "\ufeff", ["S004"]),
        ("{" * 61, ["S006"]),
    ],
)
def test_what_yaml_would_guess_or_repeat_is_refused(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_a_refused_value_leaves_the_rest_readable() -> None:
    tree, problems = compose("a: &b 1\nc: [!t 2, 3]\n", "f.yaml")

    assert len(problems) == 2
    assert isinstance(tree, Pairs)
    assert isinstance(tree.entries[0][1], Refused)
    items = tree.entries[1][1]
    assert isinstance(items, Items)
    assert [type(item) for item in items.items] == [Refused, Scalar]


def test_nothing_is_an_empty_tree() -> None:
    assert compose("# a remark\n", "f.yaml") == (None, [])


def test_both_parsers_give_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, {b: 'q'}]\nc: |\n  x\n  y\nd: >\n  z\n"
    before = read(text)
    monkeypatch.setattr(yaml_tree, "LOADER", yaml.SafeLoader)

    assert read(text) == before
