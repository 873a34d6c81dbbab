"""A scheme from its file: read, checked, and either sound or refused with every problem at once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kaoping.errors import Location, Problem, SchemeError
from kaoping.scheme.check import check
from kaoping.scheme.messages import reading
from kaoping.scheme.model import Scheme
from kaoping.scheme.read import read

__all__ = ["load", "load_text", "problems"]

_MOST_BYTES: Final = 5_000_000
_FILE: Final = "scheme.yaml"


def load(path: str | Path) -> Scheme:
    """Load a scheme file, or the scheme.yaml of a folder; raises SchemeError with every problem."""
    scheme, found = problems(path)
    if scheme is None:
        raise SchemeError(found)
    return scheme


def load_text(text: str, file: str = _FILE) -> Scheme:
    """Load a scheme from its text; `file` names it in problems. Raises SchemeError with every problem."""
    scheme, found = _read_and_check(text, file)
    if scheme is None:
        raise SchemeError(found)
    return scheme


def problems(path: str | Path) -> tuple[Scheme | None, list[Problem]]:
    """Give the scheme where it is sound, else None and every problem in the order of the file."""
    file = Path(path)
    if file.is_dir():
        file /= _FILE
    try:
        size = file.stat().st_size
        if size > _MOST_BYTES:
            values = {"megabytes": f"{size / 1_000_000:.1f}"}
            return None, [Problem(reading.TOO_LARGE, Location(str(file), 1, 1), values)]
        raw = file.read_bytes()
    except (OSError, ValueError) as error:
        return None, [Problem(reading.UNREADABLE, None, {"path": str(file), **_reason(error)})]
    text = _decoded(raw)
    if text is None:
        return None, [Problem(reading.NOT_UTF8, Location(str(file), 1, 1))]
    return _read_and_check(text, str(file))


def _reason(error: Exception) -> dict[str, str]:
    """Say why a file cannot be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return {"zh": "没有这个文件", "en": "there is no such file"}
    if isinstance(error, PermissionError):
        return {"zh": "没有读取权限", "en": "reading it is not allowed"}
    return {"zh": "读取失败", "en": "reading it failed"}


def _decoded(raw: bytes) -> str | None:
    """Give the text of a file in UTF-8 or GB18030; None where it is neither."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read_and_check(text: str, file: str) -> tuple[Scheme | None, list[Problem]]:
    """Read and check; the scheme is given only where nothing is wrong with it."""
    scheme, found, broken = read(text, file)
    if scheme is not None:
        found = [*found, *check(scheme, broken)]
    found.sort(key=_order)
    return (None if found else scheme), found


def _order(problem: Problem) -> tuple[int, int, str]:
    """Order problems by their place in the file."""
    where = problem.where
    return (where.line, where.column, problem.code) if isinstance(where, Location) else (0, 0, problem.code)
