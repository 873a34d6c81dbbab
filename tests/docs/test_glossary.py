"""The glossary against the code: one word per thing, and no thing without its word."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kaoping"
GLOSSARY = ROOT / "docs" / "glossary.md"

# Words that need no definition: plain English, mathematics and programming. A noun of the domain does not
# belong here but in docs/glossary.md. One line per first letter, in order.
PLAIN_WORDS = frozenset(
    """
    above add affects after all among and answer as at averaged awarded
    bad ball band bars base beside before begin below better binding block bodies broken by
    call cell certified chained change checking choice classes city
    code column combination combine combined comparable compare compared computed count
    data date days decided decimals defaults deputies digits draw
    each earlier edge effect else empty en end engine entries equal error every expect exact explainer
    fault field file final finer for form frees from frozen
    gathering given graded grid
    half hash heard high higher holds
    id if in is issued
    kaoping kept keep key kind
    label lang language last layout least line list listed listing literal location logic look low lower lowest
    many mapping member members max mean melt message min minus mode month most
    named name near need needs negative net no not notes number numbers
    of on operation option or order original other over
    pair parameter path pick place placing plain plan power precision printed problem product
    quarter
    ranked read reader record recorded reduce reduced ref referenced refused required requirement reviewed round
    row
    scalar schema score scored scoring sentence set shape share shared since sourced span split spot spots spread
    stage stages state stored subtract sum
    table take taken task teller telling text then to token too trace transition truth used uses
    value values varied
    walk walked when where whole with within word working written
    x
    year
    zero zh
    """.split()  # noqa: SIM905 -- a block of words is easier to extend than a list of strings
)
FORBIDDEN = "一票" + "否决"  # divided here, so that this file does not hold what it looks for
NOT_OURS = {".git", "build", "out", "dist", "mutants"}  # besides hidden folders: what is never committed


class Golden(Protocol):
    def __call__(self, path: str | Path, text: str) -> None: ...


class Row(NamedTuple):
    en: str
    zh: str
    code: str
    is_planned: bool
    meaning: str

    def line(self) -> str:
        mark = " planned" if self.is_planned else ""
        return f"| {self.en} | {self.zh} | `{self.code}`{mark} | {self.meaning} |"


def row(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    assert len(cells) == len(Row._fields) - 1, f"docs/glossary.md: four columns expected: {line}"
    en, zh, code, meaning = cells
    found = re.fullmatch(r"`(\w+)`( planned)?", code)
    assert found, f"docs/glossary.md: `name` or `name` planned expected, not {code!r}: {line}"
    return Row(en, zh, found[1], found[2] is not None, meaning)


def rows() -> list[Row]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return [row(line) for line in lines if line.startswith("| ") and not line.startswith("| term ")]


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def public_classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield file, node


def fields(owner: ast.ClassDef) -> list[str]:
    return [
        node.target.id for node in owner.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def words_of(name: str) -> list[str]:
    """Divide `GroupOperation`, `group_operation` or `STAGES` into lower-case words."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def singulars(word: str) -> set[str]:
    """Give the word and whatever it may be the plural of."""
    found = {word, word.removesuffix("s"), word.removesuffix("es")}
    return found | {word.removesuffix("ies") + "y"} if word.endswith("ies") else found


def known_words() -> set[str]:
    listed = {word for row in rows() for name in (row.en, row.code) for word in words_of(name)}
    return {form for word in listed | PLAIN_WORDS for form in singulars(word)}


def names_in_the_code() -> set[str]:
    """Give the names of modules, classes, functions, fields and constants, and the words schemes may use."""
    found = {part.removesuffix(".py") for file, _ in modules() for part in file.relative_to(SOURCE).parts}
    for _, tree in modules():
        for node in ast.walk(tree):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                    found.add(name)
                case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                    found.add(name)
                case ast.Constant(value=str(text)) if text.isidentifier():
                    found.add(text)
    return found


def strangers(name: str, known: set[str]) -> list[str]:
    return [word for word in words_of(name) if not singulars(word) & known]


def test_every_class_is_named_in_the_words_of_the_glossary() -> None:
    known = known_words()

    unknown = {
        f"{file.relative_to(ROOT)}:{owner.lineno} {owner.name}: {', '.join(words)}"
        for file, owner in public_classes()
        if (words := strangers(owner.name, known))
    }

    assert not unknown, (
        "words the glossary does not know; a noun of the domain goes into docs/glossary.md, "
        "a plain word into PLAIN_WORDS in this file:\n" + "\n".join(sorted(unknown))
    )


def test_every_field_of_a_scheme_is_named_in_the_words_of_the_glossary() -> None:
    known = known_words()

    unknown = {
        f"{file.relative_to(ROOT)}:{owner.lineno} {owner.name}.{name}: {', '.join(words)}"
        for file, owner in public_classes()
        if file.relative_to(SOURCE).parts[0] in {"scheme", "scheme.py"}
        for name in fields(owner)
        if (words := strangers(name, known))
    }

    assert not unknown, (
        "words the glossary does not know; a noun of the domain goes into docs/glossary.md, "
        "a plain word into PLAIN_WORDS in this file:\n" + "\n".join(sorted(unknown))
    )


def test_every_name_in_the_glossary_is_in_the_code_or_planned(golden: Golden) -> None:
    there = names_in_the_code()
    gone = [entry.code for entry in rows() if entry.code not in there and not entry.is_planned]
    text = GLOSSARY.read_text(encoding="utf-8")
    for entry in rows():
        text = text.replace(entry.line(), entry._replace(is_planned=entry.code not in there).line())

    assert not gone, f"in docs/glossary.md but not in the code; mend the row, or add `planned`: {gone}"
    golden(GLOSSARY, text)  # only ever takes marks away, thanks to the line above


def test_every_term_has_one_word_in_each_language() -> None:
    found = rows()

    assert [entry for entry in found if not (entry.en and entry.zh and entry.meaning)] == []
    assert [word for word, count in Counter(entry.en for entry in found).items() if count > 1] == []
    assert [word for word, count in Counter(entry.zh for entry in found).items() if count > 1] == []


def test_the_chinese_column_is_chinese() -> None:
    assert [entry.zh for entry in rows() if not re.fullmatch(r"[\u4e00-\u9fff]+", entry.zh)] == []


def test_the_screen_words_are_those_that_were_settled() -> None:
    settled = {
        "inbox": "待办",
        "evidence": "佐证材料",
        "clerk": "经办人",
        "reviewer": "审核人",
        "head": "主要负责人",
        "sign": "审签",
        "return": "退回",
        "run": "计分批次",
        "freeze": "数据锁定",
        "what-if": "模拟测算",
        "robustness": "排名稳定性",
        "explanation": "得分说明",
        "disclosure": "公示",
        "objection": "异议",
        "appeal": "申诉",
        "deduction notice": "扣分反馈单",
        "department": "考评责任部门",
        "disqualification": "取消资格情形",
        "demotion": "降等情形",
    }

    listed = {entry.en: entry.zh for entry in rows()}

    assert {en: listed.get(en) for en in settled} == settled


def test_the_forbidden_word_appears_nowhere() -> None:
    needle = FORBIDDEN.encode()

    found = [str(file.relative_to(ROOT)) for file in committed_files() if needle in file.read_bytes()]

    assert found == []


def committed_files() -> list[Path]:
    """Give what git knows or would add; every file that is not hidden or built where git is not to be had."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 -- found on the PATH
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        named = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
        return [file for file in named if file.is_file()]
    inside = (file.relative_to(ROOT) for file in ROOT.rglob("*"))
    return [
        ROOT / file
        for file in inside
        if not any(part in NOT_OURS or part.startswith(".venv") for part in file.parts) and (ROOT / file).is_file()
    ]
