from __future__ import annotations

from pathlib import Path

import pytest

import house_rules

HERE = Path("src/kaoping/engine/rank.py")
ROOM = Path("src/kaoping/engine/__init__.py")

BROKEN = [
    ("size", HERE, "x = 1\n" * 601),
    ("size", HERE, '"""Ranks."""\n' + "x = 1\n" * 400),
    ("name", Path("src/kaoping/engine/utils.py"), ""),
    ("name", Path("src/kaoping/helpers/rank.py"), ""),
    ("import", HERE, "def f():\n    import json\n"),
    ("import", HERE, "def f():\n    import json  # noqa: PLC0415 -- because\n"),
    (
        "import",
        HERE,
        "class A:\n    async def f(self):\n        if self:\n            from json import loads\n",
    ),
    ("noqa", HERE, "x = 1  # noqa\n"),
    ("noqa", HERE, "x = 1  # noqa: E501\n"),
    ("noqa", HERE, "x = 1  # noqa -- it is long\n"),
    ("type-ignore", HERE, "x = 1  # type: ignore\n"),
    ("type-ignore", HERE, "x = 1  # type: ignore[attr-defined]\n"),
    ("type-ignore", HERE, "x = 1  # type: ignore[attr-defined]  # noqa: E501 -- it is long\n"),
    ("no-cover", HERE, "if x:  # pragma: no cover\n    pass\n"),
    ("skip", HERE, "@pytest.mark.skip\ndef test_a(): ...\n"),
    ("skip", HERE, "@pytest.mark.skipif(True)\ndef test_a(): ...\n"),
    ("skip", HERE, "def test_a():\n    pytest.skip()\n"),
    ("skip", HERE, 'def test_a():\n    pytest.skip("")\n'),
    ("skip", HERE, 'pytest.importorskip("pyspark")\n'),
    ("skip", HERE, "pytestmark = [pytest.mark.xfail]\n"),
    (
        "nesting",
        HERE,
        "def f(a):\n if a:\n  for b in a:\n   while b:\n    with b:\n     try: b()\n     finally: a()\n",
    ),
    (
        "nesting",
        HERE,
        "def f(a):\n if a:\n  if a:\n   if a:\n    match a:\n     case 1:\n      if a:\n       pass\n",
    ),
    ("all", ROOM, "def score(): ...\n"),
    ("all", ROOM, '__all__ = ["Result"]\nfrom kaoping.engine.result import Result, Tables\n'),
    ("all", ROOM, "from .result import Result\n__all__: tuple[str, ...] = ()\n"),
    ("all", ROOM, "STAGES = ()\n__all__ = []\n"),
    ("all", ROOM, "STAGES: tuple[str, ...] = ()\n"),
    ("encoding", HERE, 'open("a.csv")\n'),
    ("encoding", HERE, 'open("a.csv", mode="w")\n'),
    ("encoding", HERE, "path.read_text()\n"),
    ("encoding", HERE, "path.write_text(text)\n"),
    ("encoding", HERE, 'path.open("w")\n'),
    ("encoding", HERE, "path.open()\n"),
    ("syntax", HERE, "def f(:\n"),
]

KEPT = [
    (HERE, '"""Ranks. Over 400 lines because one table stands whole."""\n' + "x = 1\n" * 500),
    (HERE, "if TYPE_CHECKING:\n    import json\n"),
    (HERE, "def f():\n    import json  # noqa: PLC0415 -- slow import\n"),
    (HERE, "def f():\n    import pyspark  # noqa: PLC0415, F401 -- optional dependency\n"),
    (HERE, "x = 1  # noqa: E501, N818 -- a refusal is an answer\n"),
    (HERE, "x = 1  # type: ignore[attr-defined]  # untyped until polars has stubs\n"),
    (HERE, "if x:  # pragma: no cover -- another platform\n    pass\n"),
    (HERE, 'text = "# noqa"\n'),
    (HERE, '@pytest.mark.skipif(True, reason="no Java here")\ndef test_a(): ...\n'),
    (HERE, 'def test_a():\n    pytest.skip("no Java here")\n'),
    (HERE, 'def test_a(why):\n    pytest.skip(reason=f"no {why} here")\n'),
    (
        HERE,
        "def f(a):\n if a:\n  pass\n elif a:\n  pass\n elif a:\n  pass\n elif a:\n  pass\n elif a:\n  pass\n",
    ),
    (HERE, "def f(a):\n for b in a:\n  if b:\n   with b:\n    while b:\n     b()\n"),
    (ROOM, 'from pathlib import Path\nfrom kaoping.errors import Problem\n_HERE = Path("a")\n'),
    (ROOM, '__all__ = ["Result", "score"]\nfrom .result import Result\ndef score(): ...\n'),
    (HERE, "STAGES = ()\ndef score(): ...\n"),
    (
        HERE,
        'open("a", "rb")\nopen("a", mode="wb")\nopen("a", encoding="utf-8")\nopen("a", "r", 1, "utf-8")\n',
    ),
    (
        HERE,
        'path.read_text("utf-8")\npath.write_text(text, "utf-8")\npath.open("rb")\npath.open(**options)\n',
    ),
    (HERE, 'archive.open("scheme.yaml")\nos.open("a", 0)\narchive.open(name)\n'),
]


@pytest.mark.parametrize(("rule", "place", "source"), BROKEN)
def test_every_rule_finds_what_it_forbids(rule: str, place: Path, source: str) -> None:
    findings = house_rules.check_module(source, place)

    assert [finding.rule for finding in findings] == [rule]


@pytest.mark.parametrize(("place", "source"), KEPT)
def test_nothing_is_found_in_what_is_allowed(place: Path, source: str) -> None:
    assert house_rules.check_module(source, place) == []


def test_a_finding_names_file_line_and_remedy() -> None:
    (finding,) = house_rules.check_module("x = 1\npath.read_text()\n", HERE)

    assert (
        finding.render()
        == 'src/kaoping/engine/rank.py:2 encoding: a text file without its encoding; add `encoding="utf-8"`.'
    )


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "polars @ file:///wheels/polars.whl",
        "./wheels/polars.whl",
        "../polars",
        "/srv/polars.whl",
        "-e .",
        "-r other.txt",
        "--find-links wheels",
        "C:\\wheels\\polars.whl",
    ],
)
def test_an_address_a_path_or_an_option_in_a_requirement_file_is_found(line: str) -> None:
    text = f"polars==2.1.0 ; python_version >= '3.12' \\\n    --hash=sha256:00\n{line}\n"

    findings = house_rules.check_requirements(text, "requirements/dev.txt")

    assert [(finding.line, finding.rule) for finding in findings] == [(3, "address")]


def test_the_whole_repository_keeps_the_house_rules() -> None:
    root = Path(house_rules.__file__).parent.parent

    findings = house_rules.check_repository(root)

    assert [finding.render() for finding in findings] == []


def test_naming_a_file_looks_at_that_file_only(capsys: pytest.CaptureFixture[str]) -> None:
    own = Path(house_rules.__file__)

    status = house_rules.main([str(own)])

    assert (status, capsys.readouterr().out) == (0, "house rules: kept\n")
