from __future__ import annotations

import importlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Give what stands below a heading of the second level."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f'ARCHITECTURE.md has no section "{title}"'
    return found[1]


def rooms_in_the_code() -> set[str]:
    house = ROOT / "src" / "kaoping"
    packages = {folder.name for folder in house.iterdir() if any(folder.glob("*.py"))}
    modules = {module.stem for module in house.glob("*.py")}
    return {name for name in packages | modules if not name.startswith("_")}


def rooms_with_a_heading() -> list[str]:
    return re.findall(r"^### `(\w+)`", section("Rooms"), re.MULTILINE)


def test_every_room_has_a_heading_and_every_heading_a_room() -> None:
    headed = rooms_with_a_heading()

    assert sorted(headed) == sorted(rooms_in_the_code())


def test_every_room_has_a_paragraph_with_sentences() -> None:
    paragraphs = re.split(r"^### .*$", section("Rooms"), flags=re.MULTILINE)[1:]

    empty = [room for room, text in zip(rooms_with_a_heading(), paragraphs, strict=True) if ". " not in text]

    assert empty == []


def test_the_stages_stand_in_the_order_of_the_engine() -> None:
    stages = importlib.import_module("kaoping.engine").STAGES

    described = re.findall(r"^- \*\*(\w+)\*\*", section("Stages"), re.MULTILINE)

    assert described == [str(stage) for stage in stages]


def test_every_stage_is_in_the_picture() -> None:
    stages = importlib.import_module("kaoping.engine").STAGES

    (picture,) = re.findall(r"^```text\n(.*?)^```", section("Stages"), re.MULTILINE | re.DOTALL)

    assert [stage for stage in stages if not re.search(rf"\b{stage}\b", picture)] == []


def test_the_rooms_stand_in_the_order_of_the_layers() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (layers,) = re.findall(r"^layers = \[(.*?)\]", pyproject, re.MULTILINE | re.DOTALL)

    from_the_ground = re.findall(r"\w+", layers)[::-1]

    assert rooms_with_a_heading() == from_the_ground
