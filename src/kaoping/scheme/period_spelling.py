"""Periods as spreadsheets and people write them, and how they are written here: `2026/7`, `Jul-26`, `2026年7月`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

__all__ = ["written_otherwise"]

_YEAR: Final = r"(?P<year>[0-9]{4})"
_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMED: Final = rf"(?P<name>{'|'.join(f'{name[:3]}({name[3:]})?' for name in _NAMES)})"
_NUMERALS: Final = {"一": "1", "二": "2", "三": "3", "四": "4"}
_FORMS: Final = tuple(
    re.compile(form + r"\Z")
    for form in (
        # Of a date, only the first of a month stands for the month: any other is a day that somebody meant.
        rf"{_YEAR}[-/.]{_MONTH}([-/.]0?1( 0?0:00(:00)?)?)?",
        rf"{_YEAR}年{_MONTH}月(份|0?1日)?",
        rf"{_NAMED}[- ]?'?(?P<short>[0-9]{{2}}|[0-9]{{4}})",
        rf"{_YEAR}[- ]?{_NAMED}",
        rf"{_YEAR}(年|年度)",
        rf"{_YEAR}[-/.年 ]?(第)?(?P<quarter>[1-4一二三四])季度?",
        rf"{_YEAR}[-/. ]?q(?P<quarter>[1-4])",
        rf"{_YEAR}年?(?P<half>[上下])半年",
        rf"{_YEAR}[-/. ]?h(?P<half>[12])",
    )
)


def written_otherwise(text: str, expected: Container[str] | None = None) -> dict[str, str]:
    """Give the words that begin a hint: the period that a text stands for; empty where it stands for none.

    expected: the periods that can be meant; None where every period can.
    """
    found = _meant(text)
    if found is None or (expected is not None and found not in expected):
        return {"meant_zh": "", "meant_en": ""}
    return {
        "meant_zh": f"请写成“{found}”。",
        "meant_en": f"Write {found}. ",
    }


def _meant(text: str) -> str | None:
    """Give the period that a text stands for, None where that is not certain."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    match = next((match for form in _FORMS if (match := form.match(plain))), None)
    if match is None:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part is not None}
    short = parts.get("short", "")
    year = parts.get("year") or (short if len(short) > 2 else f"20{short}")  # noqa: PLR2004 -- digits of a short year
    if "quarter" in parts:
        return f"{year}-Q{_NUMERALS.get(parts['quarter'], parts['quarter'])}"
    if "half" in parts:
        return f"{year}-H{'1' if parts['half'] in '1上' else '2'}"
    if "name" in parts:
        number = next(at for at, name in enumerate(_NAMES, start=1) if name.startswith(parts["name"]))
        return f"{year}-{number:02d}"
    return f"{year}-{int(parts['month']):02d}" if "month" in parts else year
