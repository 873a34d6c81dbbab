"""Every mistake a scheme can contain has a file in bad/, with its message in both languages beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kaoping.errors import Problem
from kaoping.scheme import correction_problems, load_text, place_problems, problems
from kaoping.scheme.messages import CATALOGUE
from kaoping.scheme.model import Counted

Golden = Callable[[str, str], None]
HERE = Path(__file__).parent
BAD = sorted(file.stem for file in (HERE / "bad").glob("*.yaml"))
GOOD = (HERE / "good" / "small.yaml").read_text(encoding="utf-8")


def render(found: list[Problem], lang: str) -> str:
    return "\n".join(problem.render("zh" if lang == "zh" else "en") for problem in found) + "\n"


@pytest.fixture(scope="module")
def made_by_tests(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """Mistakes whose files would be too large to keep, or that need figures beside the scheme."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "large.yaml").write_text(f"notes: {'x' * 5_000_000}\n", encoding="utf-8")
    (folder / "values.yaml").write_text("notes: [" + "1," * 200_001 + "]\n", encoding="utf-8")
    keys = "".join(f"key_{number}: 1\n" for number in range(1_200))
    (folder / "problems.yaml").write_text(keys, encoding="utf-8")
    places: dict[str, dict[str, int]] = {"best": {"a": 3, "b": 3}}
    units: dict[str, dict[Counted, int]] = {"a": {"assessed": 10}, "b": {"assessed": 5}}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return {
            "no_file": problems("nowhere.yaml")[1],
            "too_large": problems("large.yaml")[1],
            "too_many_values": problems("values.yaml")[1],
            "too_many_problems": problems("problems.yaml")[1][-1:],
            "more_titles_than_places": place_problems(load_text(GOOD, "small.yaml"), places, units),
            "after_appeal_missing": correction_problems(load_text(GOOD, "small.yaml"), "0123456789ab"),
        }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", BAD)
def test_every_bad_scheme_is_refused_with_its_messages(
    name: str, lang: str, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE / "bad")

    scheme, found = problems(f"{name}.yaml")

    assert scheme is None
    golden(f"bad/{name}.{lang}.txt", render(found, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_mistakes_without_a_file_of_their_own_have_their_messages(
    lang: str, golden: Golden, made_by_tests: dict[str, list[Problem]]
) -> None:
    for name, found in made_by_tests.items():
        golden(f"bad/{name}.{lang}.txt", render(found, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_message_forgets_a_value(lang: str) -> None:
    for file in (HERE / "bad").glob(f"*.{lang}.txt"):
        forgotten = re.findall(r"\{[a-z_]+\}", re.sub(r" \| .*", "", file.read_text(encoding="utf-8")))
        assert (file.name, forgotten) == (file.name, [])


def test_every_code_of_the_catalogue_has_a_bad_file() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in (HERE / "bad").glob("*.en.txt"))
    shown = set(re.findall(r"(?:^|  )([SF][0-9]{3})  ", texts, re.MULTILINE))

    assert {message.code for message in CATALOGUE} - shown == set()


def test_every_golden_message_belongs_to_a_bad_file(made_by_tests: dict[str, list[Problem]]) -> None:
    written = {file.name.split(".")[0] for file in (HERE / "bad").glob("*.txt")}

    assert written == {*BAD, *made_by_tests}


def test_every_message_stands_in_both_languages() -> None:
    codes = [message.code for message in CATALOGUE]

    assert len(codes) == len(set(codes))
    for message in CATALOGUE:
        assert message.zh.endswith("。") or "inner_zh" in message.zh
        assert message.en.endswith(".") or "inner_en" in message.en
        assert bool(message.hint_zh) == bool(message.hint_en)


def test_problems_come_in_the_order_of_the_file_and_reading_does_not_hide_checking() -> None:
    found = problems(HERE / "bad" / "many_at_once.yaml")[1]

    assert [problem.code for problem in found] == ["S027", "S080", "S012", "F020", "S026", "S071"]
