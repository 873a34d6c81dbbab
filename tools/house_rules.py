"""The house rules a machine can check and ruff does not: sizes, names, reasons, rooms, encodings, locks.

Run with folders or files to look at, or with none for the whole repository. Every finding is printed as
`file:line rule: what is wrong; what to do`; any finding makes the exit code 1. The rules are stated in
`CONTRIBUTING.md`; what ruff, mypy or import-linter can say belongs there, not here.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE_FOLDERS = ("src", "tests", "tools", "benchmarks")
ROOMS_FOLDER = Path("src/kaoping")
MOST_LINES = 600
MOST_LINES_WITHOUT_A_REASON = 400
DEEPEST_NESTING = 4
FORBIDDEN_NAMES = frozenset({"utils", "helpers", "common", "manager"})
INLINE_IMPORT_REASONS = ("optional dependency", "slow import", "app ready")
LONELY_OPENERS = frozenset({"os", "webbrowser", "tarfile", "zipfile"})  # their open() takes no encoding

_NOQA = re.compile(
    r"#\s*noqa\b(?P<codes>:\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?(?P<reason>\s+--\s+\S)?", re.IGNORECASE
)
_TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[a-z, -]+\])?(?P<reason>\s*#\s*(?!noqa)(?:--\s*)?\w)?")
_NO_COVER = re.compile(r"#\s*pragma:\s*no (?:cover|branch)(?P<reason>\s+--\s+\S)?")
_INLINE_IMPORT = re.compile(r"#\s*noqa:[^#]*\bPLC0415\b[^#]*--\s+(?:" + "|".join(INLINE_IMPORT_REASONS) + r")\b")
_ADDRESS = re.compile(r"://|\s@\s|(?:^|\s)\.{0,2}/|^\s*-[a-zA-Z]\b|^\s*--(?!hash=)|[A-Za-z]:\\")

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_BLOCKS = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match,
)  # fmt: skip
_SKIPS = frozenset({"skip", "skipif", "xfail", "importorskip"})


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One broken house rule."""

    file: str
    line: int
    rule: str
    text: str

    def render(self) -> str:
        """Give `file:line rule: text`."""
        return f"{self.file}:{self.line} {self.rule}: {self.text}"


def check_repository(root: Path) -> list[Finding]:
    """Give everything found in the repository's own Python files and requirement files."""
    files = [file for folder in CODE_FOLDERS for file in sorted((root / folder).rglob("*.py"))]
    found = [finding for file in files for finding in check_file(file, root)]
    for file in sorted((root / "requirements").glob("*.txt")):
        found += check_requirements(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
    return found


def check_file(file: Path, root: Path) -> list[Finding]:
    """Give everything found in one Python file; its room is known from its place below root."""
    place = file.resolve().relative_to(root.resolve())
    return check_module(file.read_text(encoding="utf-8"), place)


def check_module(source: str, place: Path) -> list[Finding]:
    """Give everything found in the text of one Python module; `place` is its path in the repository."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [Finding(place.as_posix(), error.lineno or 1, "syntax", "this is not Python; mend it first.")]
    comments = _comments(source)
    findings = [
        *_size(source, tree),
        *_name(place),
        *_inline_imports(tree, comments),
        *_bare_reasons(comments),
        *_skips_without_reason(tree),
        *_nesting(tree),
        *_unlisted_names(tree, place),
        *_unnamed_encodings(tree),
    ]
    return sorted(Finding(place.as_posix(), line, rule, text) for line, rule, text in findings)


def check_requirements(text: str, name: str) -> list[Finding]:
    """Give the lines of a requirement file that hold an address, a path or an option."""
    return [
        Finding(name, number, "address", "an address, a path or an option; lock again with `make lock`.")
        for number, line in enumerate(text.splitlines(), start=1)
        if _ADDRESS.search(line.split(" #")[0])
    ]


_Found = Iterator[tuple[int, str, str]]


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _size(source: str, tree: ast.Module) -> _Found:
    count = len(source.splitlines())
    if count > MOST_LINES:
        yield 1, "size", f"{count} lines, at most {MOST_LINES}; divide the module by subject."
    elif count > MOST_LINES_WITHOUT_A_REASON and "lines" not in (ast.get_docstring(tree) or "").split():
        limit = MOST_LINES_WITHOUT_A_REASON
        yield 1, "size", f"{count} lines, over {limit}; the module docstring does not say why so many lines."


def _name(place: Path) -> _Found:
    for part in (*place.parent.parts, place.stem):
        if part in FORBIDDEN_NAMES:
            yield 1, "name", f'"{part}" says nothing; name the module after its subject in the glossary.'


def _inline_imports(tree: ast.Module, comments: dict[int, str]) -> _Found:
    inside = (node for function in ast.walk(tree) if isinstance(function, _Function) for node in ast.walk(function))
    lines = {node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)}
    for line in lines:
        if not _INLINE_IMPORT.search(comments.get(line, "")):
            remedy = f"`# noqa: PLC0415 -- ` and one of: {', '.join(INLINE_IMPORT_REASONS)}"
            yield line, "import", f"an import inside a function; move it up, or add {remedy}."


def _bare_reasons(comments: dict[int, str]) -> _Found:
    for line, comment in comments.items():
        for found in _NOQA.finditer(comment):
            if not (found["codes"] and found["reason"]):
                yield line, "noqa", "without code or reason; write `# noqa: CODE -- reason`."
        for found in _TYPE_IGNORE.finditer(comment):
            if not (found["codes"] and found["reason"]):
                yield line, "type-ignore", "without code or reason; write `# type: ignore[code]  # reason`."
        for found in _NO_COVER.finditer(comment):
            if not found["reason"]:
                yield line, "no-cover", "without reason; write `# pragma: no cover -- reason`."


def _skips_without_reason(tree: ast.Module) -> _Found:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_skip(node.func):
            if not _has_reason(node):
                yield node.lineno, "skip", "a skipped test without reason; add `reason=` with a sentence."
        elif isinstance(node, ast.Attribute) and _is_skip(node) and id(node) not in called:
            yield node.lineno, "skip", "a skipped test without reason; add `reason=` with a sentence."


def _is_skip(node: ast.expr) -> bool:
    """Tell whether this is `pytest.skip`, `pytest.mark.skipif` and their like."""
    if not (isinstance(node, ast.Attribute) and node.attr in _SKIPS):
        return False
    owner = node.value
    if isinstance(owner, ast.Attribute) and owner.attr == "mark":
        owner = owner.value
    return isinstance(owner, ast.Name) and owner.id == "pytest"


def _has_reason(call: ast.Call) -> bool:
    reasons = [keyword.value for keyword in call.keywords if keyword.arg in {"reason", "msg"}]
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"skip", "xfail"}:
        reasons += call.args[:1]
    return any(not (isinstance(reason, ast.Constant) and not reason.value) for reason in reasons)


def _nesting(tree: ast.Module) -> _Found:
    for function in ast.walk(tree):
        if isinstance(function, _Function):
            for line in _too_deep(function.body, 0):
                yield (
                    line,
                    "nesting",
                    f"more than {DEEPEST_NESTING} levels in {function.name}(); return early or name a step.",
                )
                break


def _too_deep(body: list[ast.stmt], depth: int) -> Iterator[int]:
    for statement in body:
        if isinstance(statement, _Function | ast.ClassDef) or not isinstance(statement, _BLOCKS):
            continue  # a function inside is looked at by itself
        if depth == DEEPEST_NESTING:
            yield statement.lineno
            continue
        for inner in _bodies(statement):
            is_elif = isinstance(statement, ast.If) and inner is statement.orelse and _is_elif(inner)
            yield from _too_deep(inner, depth if is_elif else depth + 1)


def _bodies(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(statement, ast.Match):
        yield from (case.body for case in statement.cases)
        return
    for field in ("body", "orelse", "finalbody"):
        yield getattr(statement, field, [])
    yield from (handler.body for handler in getattr(statement, "handlers", []))


def _is_elif(body: list[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.If)


def _unlisted_names(tree: ast.Module, place: Path) -> _Found:
    if place.name != "__init__.py" or not place.is_relative_to(ROOMS_FOLDER):
        return
    package = ".".join(place.parent.relative_to("src").parts)
    listed = _listed(tree)
    for line, name in _offered(tree, package):
        if not name.startswith("_") and name not in listed:
            yield line, "all", f'"{name}" is public but not in __all__; list it or give it an underscore.'


def _listed(tree: ast.Module) -> set[str]:
    for statement in tree.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=ast.expr() as names)
                | ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as names)
            ):
                return {_text(node) for node in ast.walk(names)} - {""}
    return set()


def _offered(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """Give what a room defines or takes up from its own modules; what it borrows elsewhere is no offer."""
    for statement in tree.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield statement.lineno, name
            case ast.Assign(targets=targets):
                assigned = [target.id for target in targets if isinstance(target, ast.Name)]
                yield from ((statement.lineno, name) for name in assigned)
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield statement.lineno, name
            case ast.ImportFrom(module=module, names=names, level=level) if (
                level or module == package or (module or "").startswith(f"{package}.")
            ):
                yield from ((statement.lineno, alias.asname or alias.name) for alias in names)


def _unnamed_encodings(tree: ast.Module) -> _Found:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _lacks_encoding(node):
            yield node.lineno, "encoding", 'a text file without its encoding; add `encoding="utf-8"`.'


def _lacks_encoding(call: ast.Call) -> bool:
    if any(keyword.arg in {"encoding", None} for keyword in call.keywords):
        return False
    match call.func:
        case ast.Name(id="open"):
            return not _is_binary(call, 1) and len(call.args) < len(("file", "mode", "buffering", "encoding"))
        case ast.Attribute(attr="read_text"):
            return not call.args
        case ast.Attribute(attr="write_text"):
            return len(call.args) < len(("data", "encoding"))
        case ast.Attribute(attr="open", value=owner):
            is_other = isinstance(owner, ast.Name) and owner.id in LONELY_OPENERS
            return not is_other and _looks_like_path_open(call)
    return False


def _is_binary(call: ast.Call, position: int) -> bool:
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] + call.args[position:][:1]
    return any("b" in _text(mode) for mode in modes)


def _looks_like_path_open(call: ast.Call) -> bool:
    """Tell `path.open("w")` from the `open` of an archive or a browser, which take a name."""
    if _is_binary(call, 0):
        return False
    if not call.args:
        return True
    mode = _text(call.args[0])
    return bool(mode) and set(mode) <= set("rwaxt+")


def _text(node: ast.AST) -> str:
    """Give a text that is written out in the code; empty where it is computed or no text."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def main(arguments: list[str]) -> int:
    """Print every finding; give 1 if there is any."""
    root = Path(__file__).resolve().parent.parent
    if arguments:
        named = [Path(argument) for argument in arguments]
        files = [file for path in named for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
        findings = [finding for file in files for finding in check_file(file, root)]
    else:
        findings = check_repository(root)
    for finding in findings:
        print(finding.render())
    print(f"house rules: {len(findings)} broken" if findings else "house rules: kept")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
