"""A scheme file is found, decoded and given only where nothing is wrong with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kaoping.errors import SchemeError
from kaoping.scheme import load, load_text, problems
from kaoping.scheme.model import FormulaStep, Indicator, Record

HERE = Path(__file__).parent
FULL = HERE / "good" / "full.yaml"
SMALL = (HERE / "good" / "small.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted((HERE / "good").glob("*.yaml")), ids=lambda file: file.stem)
def test_every_good_scheme_loads(file: Path) -> None:
    scheme, found = problems(file)

    assert "\n".join(problem.render() for problem in found) == ""
    assert scheme == load(file)


def test_a_folder_stands_for_its_scheme_file(tmp_path: Path) -> None:
    (tmp_path / "scheme.yaml").write_text(SMALL, encoding="utf-8")

    assert load(tmp_path).id == "small"
    assert load(str(tmp_path)) == load(tmp_path / "scheme.yaml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_utf8_and_gb18030_are_read_alike(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "scheme.yaml"
    file.write_text(SMALL, encoding=encoding)

    assert load(file).title.zh == "部门考评"


def test_line_ends_of_windows_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "scheme.yaml"
    file.write_bytes(SMALL.replace("\n", "\r\n").encode("utf-8"))

    assert load(file).spots.of("title") == load_text(SMALL, str(file)).spots.of("title")


def test_load_raises_every_problem_at_once() -> None:
    with pytest.raises(SchemeError) as by_path:
        load(HERE / "bad" / "many_at_once.yaml")
    with pytest.raises(SchemeError) as by_text:
        load_text("a: 1\nb: 2\n", "mine.yaml")

    assert len(by_path.value.problems) == 6
    assert {problem.place() for problem in by_text.value.problems} == {"mine.yaml:1:1", "mine.yaml:2:1"}


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(), "not allowed"), (NotADirectoryError(), "no such file"), (OSError(), "failed")],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: OSError, words: str
) -> None:
    file = tmp_path / "scheme.yaml"
    file.write_text(SMALL, encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    scheme, found = problems(file)

    assert scheme is None
    assert words in found[0].text()


def test_a_path_that_is_none_is_a_problem() -> None:
    assert [problem.code for problem in problems("a\0b")[1]] == ["S001"]


def test_every_record_of_the_model_occurs_in_the_full_scheme() -> None:
    seen: set[type[Record]] = set()

    def visit(value: object) -> None:
        if isinstance(value, Record):
            seen.add(type(value))
            for name in value.__dataclass_fields__:
                visit(getattr(value, name))
        elif isinstance(value, tuple | dict):
            for item in value.values() if isinstance(value, dict) else value:
                visit(item)

    visit(load(FULL))

    ours = {kind.__name__ for kind in Record.__subclasses__() if kind.__module__.startswith("kaoping.scheme.")}
    assert ours - {kind.__name__ for kind in seen} == {
        "SettingForm",
        "PolicyForm",
    }


def test_numbers_stay_as_written_and_places_are_known() -> None:
    scheme = load(FULL)
    node = next(node for node in scheme.nodes() if node.id == "task_book")

    assert isinstance(node, Indicator)
    assert node.with_["cap"].number == Decimal("1.2")
    assert node.with_["cap"].source == "assumed"
    assert node.with_["min_points"].source == "article S4"
    assert node.with_["min_points"].by_group == {"a": Decimal(0), "b": Decimal(10)}
    where = node.with_["cap"].spots.whole
    assert where.line_text[where.column - 1 : where.column + 2] == "1.2"
    key = node.spots.of("with_.cap")
    assert key.line_text[key.column - 1 : key.column + 2] == "cap"


def test_a_formula_in_a_block_knows_the_place_of_every_name() -> None:
    text = SMALL.replace(
        "        - formula: 'times * pick(kind, \"city\": 1)'",
        "        - formula: |\n            if times > 1\n"
        "              then 2[points]\n              else 1[points] * times",
    )
    bonus = load_text(text).bonus

    assert bonus is not None
    step = bonus.items[0].steps[0]
    assert isinstance(step, FormulaStep)
    where = step.formula.place(step.formula.text.rindex("times"), len(step.formula.text))
    assert where.line_text[where.column - 1 :] == "times"
    assert where.line == text.split("\n").index("              else 1[points] * times") + 1


def test_an_indicator_scores_by_the_steps_it_writes() -> None:
    nodes = {node.id: node for node in load(FULL).nodes()}
    ratings = nodes["ratings"]

    assert isinstance(ratings, Indicator)
    assert ratings.chain() == ratings.steps
