"""The messages of reports: R1xx the question cannot be answered from this result."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.errors import Message, nearest

__all__ = ["NO_SUCH_PERIOD", "SEVERAL_UNITS", "near"]

_MOST_LISTED = 10

NO_SUCH_PERIOD = Message(
    "R101",
    "结果中没有“{unit}”在考评周期 {period} 的得分。",
    "The result has no score of {unit} for the period {period}.",
    "有得分的考评周期：“{known}”。",
    "Periods with a score: {known}.",
)
SEVERAL_UNITS = Message(
    "R102",
    "有 {count} 个单位名为“{title}”：“{known}”。",
    "{count} units are called {title}: {known}.",
    "请改用单位标识。",
    "Name the unit by its id.",
)


def near(name: str, entries: Iterable[tuple[str, str | None, str | None]]) -> dict[str, str]:
    """Give the hint about an unknown name: the nearest ids and titles, or else what there is.

    entries: id, title in Chinese, title in English.
    """
    entries = list(entries)
    found = nearest(name, dict.fromkeys(word for entry in entries for word in entry if word))
    if found:
        return {"near_zh": f"相近的名称：{found}。", "near_en": f"Nearest names: {found}."}
    zh = [entry if title in (None, entry) else f"{title}（{entry}）" for entry, title, _ in entries[:_MOST_LISTED]]
    en = [entry if title in (None, entry) else f"{title} ({entry})" for entry, _, title in entries[:_MOST_LISTED]]
    if entries[_MOST_LISTED:]:
        zh, en = [*zh, "…"], [*en, "…"]
    return {"near_zh": f"可用的有：{'、'.join(zh)}。", "near_en": f"Known here: {', '.join(en)}."}
