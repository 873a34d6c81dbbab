"""The Chinese pages of docs/reference say what the English ones say, and what is printed there is what comes out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from docs.test_writing_a_scheme import scored, written
from kaoping.engine import read_result, write_result
from kaoping.report import explain

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
SUFFIX = ".zh-CN.md"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(REFERENCE.glob(f"*{SUFFIX}"))}
LINKING = (ROOT / "README.zh-CN.md", ROOT / "docs/tutorial/first-assessment.zh-CN.md", *map(REFERENCE.joinpath, PAGES))
EXPLAINED = [
    (page, *found)
    for page, text in PAGES.items()
    for found in re.findall(r"```text explain=(\S+?)/(\S+)\n(.*?)```", text, re.DOTALL)
]
SAID: Final = {"--lang en": "--lang zh", "FOLDER": "文件夹", "RESULT": "结果", "article 7": "第七条"}
"""What is said otherwise in Chinese within backticks."""
EACH = pytest.mark.parametrize("page", PAGES)


def english(page: str) -> str:
    """Give the English page of a Chinese one."""
    return (REFERENCE / page.replace(SUFFIX, ".md")).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Give a page without its blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def sections(text: str) -> list[tuple[str, str]]:
    """Give the headings of a page with what stands below each."""
    parts = re.split(r"^(#+ .*)$", prose(text), flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def spans(text: str) -> set[str]:
    """Give what stands in backticks."""
    return set(re.findall(r"`([^`]+)`", text))


def rows(text: str) -> list[int]:
    """Give the number of cells of every row of the tables."""
    return [line.count("|") for line in text.splitlines() if line.startswith("|")]


def anchors(path: Path) -> set[str]:
    """Give the anchors of the headings of a page."""
    heads = re.findall(r"^#+ (.*)$", prose(path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_written_page_has_its_chinese_one() -> None:
    pages = {"writing-a-scheme.md", "formula.md", "repertoire.md"}
    pages |= {path.name for path in REFERENCE.glob("recipes-*.md") if path.suffixes == [".md"]}

    assert {page.replace(SUFFIX, ".md") for page in PAGES} == pages


@EACH
def test_the_blocks_are_those_of_the_english_page(page: str) -> None:
    """Of an explanation the heading is the same, for its lines are in the language of the page."""
    blocks = [re.findall(r"^```(.*)\n((?:.*\n)*?)```$", text, re.MULTILINE) for text in (PAGES[page], english(page))]

    ours, theirs = ([block[: 1 if " explain=" in block[0] else 2] for block in found] for found in blocks)
    assert ours == theirs


@EACH
def test_the_headings_are_those_of_the_english_page(page: str) -> None:
    """Where the English heading says the Chinese one too, that one stands here, of a recipe behind 案例."""
    ours, theirs = ([head for head, _ in sections(text)] for text in (PAGES[page], english(page)))

    assert [head.partition(" ")[0] for head in ours] == [head.partition(" ")[0] for head in theirs]
    said = [(our, their.partition(" · ")[2]) for our, their in zip(ours, theirs, strict=True) if " · " in their]
    assert [our for our, zh in said if our.partition(" ")[2].removeprefix("案例：") != zh.removeprefix("案例：")] == []


@EACH
def test_every_section_names_the_keys_that_the_english_one_names(page: str) -> None:
    for (head, ours), (_, theirs) in zip(sections(PAGES[page]), sections(english(page)), strict=True):
        said = spans(theirs)
        for en, zh in SAID.items():
            said = {span.replace(en, zh) for span in said}
        assert (head, spans(ours)) == (head, said)


@EACH
def test_the_tables_have_the_rows_of_the_english_page(page: str) -> None:
    for (head, ours), (_, theirs) in zip(sections(PAGES[page]), sections(english(page)), strict=True):
        assert (head, len(rows(ours))) == (head, len(rows(theirs)))


def test_every_recipe_stands_in_the_list_in_the_order_of_the_pages() -> None:
    listed = re.findall(r"^\| (.*?) \| .* \[.*\]\((recipes-.*)\) \|$", PAGES["writing-a-scheme.zh-CN.md"], re.MULTILINE)
    recipes = {page: re.findall(r"^## 案例：(.*)$", text, re.MULTILINE) for page, text in PAGES.items()}

    found = {page: [title for title, linked in listed if linked == page] for page in recipes}

    assert found == recipes


@pytest.mark.parametrize(("page", "recipe", "unit", "told"), EXPLAINED)
def test_an_explanation_holds_the_lines_printed_on_the_page(
    page: str, recipe: str, unit: str, told: str, tmp_path: Path
) -> None:
    folder = written(recipe, tmp_path)
    write_result(scored(folder), folder / "result", (folder / "scheme.yaml").read_text(encoding="utf-8"))

    explanation = explain(read_result(folder / "result"), unit, lang="zh")

    assert (page, told in explanation) == (page, True)


@pytest.mark.parametrize("path", LINKING, ids=lambda path: path.name)
def test_every_link_leads_to_a_page_in_chinese_where_there_is_one(path: Path) -> None:
    """The link to the English page of the same name is meant."""
    text = re.sub(r"`[^`]*`", "", prose(path.read_text(encoding="utf-8")))
    own = path.name.replace(SUFFIX, ".md")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        target, _, anchor = link.partition("#")
        found = path.parent / target if target else path
        assert (link, found.exists()) == (link, True)
        assert not anchor or anchor in anchors(found)
        assert target == own or not found.with_name(found.name.removesuffix(".md") + SUFFIX).is_file()


@EACH
def test_the_sentences_are_set_as_chinese_is(page: str) -> None:
    """Marks beside a Chinese character are full-width."""
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "字", prose(PAGES[page]))

    assert re.findall(r".?[\u4e00-\u9fff]\s?[,;:!?()\"'].?|.?[,;:!?()\"'][\u4e00-\u9fff].?", text) == []
