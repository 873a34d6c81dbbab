"""The tables of studies for a terminal: headings in one language, units and nodes by their titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl
from rich.table import Table

from kaoping.engine import Stored
from kaoping.errors import Language

__all__ = ["study_table"]

_HEADS: Final[Mapping[str, tuple[str, str]]] = {
    "period": ("考评周期", "Period"),
    "unit": ("单位", "Unit"),
    "group": ("考评组", "Group"),
    "node": ("指标", "Indicator"),
    "part": ("考评板块", "Part"),
    "total": ("总分", "Total"),
    "total_if": ("变动后总分", "Total then"),
    "rank": ("名次", "Rank"),
    "rank_if": ("变动后名次", "Rank then"),
    "grade": ("等次", "Grade"),
    "grade_if": ("变动后等次", "Grade then"),
    "titles": ("称号", "Titles"),
    "titles_if": ("变动后称号", "Titles then"),
    "best": ("最好", "Best"),
    "low": ("5% 分位", "5%"),
    "median": ("中位", "Median"),
    "high": ("95% 分位", "95%"),
    "worst": ("最差", "Worst"),
    "same": ("名次不变", "Unchanged"),
    "kind": ("情形", "What"),
    "id": ("名称", "Which"),
    "share": ("占比", "Share"),
    "weight": ("名义权重", "Weight"),
    "units": ("单位数", "Units"),
    "mean": ("平均分", "Mean"),
    "sd": ("标准差", "SD"),
    "correlation": ("与总分相关", "Correlation"),
    "rank_correlation": ("名次相关", "Rank corr."),
    "moved": ("去掉后变动", "Moved without"),
    "mean_shift": ("平均变动", "Mean shift"),
    "most_shift": ("最大变动", "Most shift"),
    "verdict": ("提示", "Note"),
    "first_order": ("一阶", "First order"),
    "first_order_error": ("误差", "Error"),
    "total_order": ("总效应", "Total order"),
    "total_order_error": ("误差", "Error"),
    "choice": ("变动项", "Choice"),
    "varied": ("是否变动", "Varied"),
    "note_zh": ("说明", "说明"),
    "note_en": ("Note", "Note"),
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "first": ("第一名", "first"),
    "last": ("末位", "last"),
    "no_total": ("无总分", "no total"),
    "grade": ("等次", "grade"),
    "title": ("称号", "title"),
    "dead": ("无区分度", "dead"),
    "dominating": ("左右总分", "dominating"),
    "weights": ("权重", "weights"),
    "normalisation": ("标准化", "normalisation"),
    "missing": ("缺值处理", "missing"),
    "rounding": ("修约", "rounding"),
}
_NAMED: Final = ("unit", "group", "node", "part", "id", "grade", "grade_if", "titles", "titles_if")
_SPOKEN: Final = ("kind", "verdict", "choice")
_DECIMALS: Final = 3


def study_table(frame: pl.DataFrame, stored: Stored, lang: Language, head: str) -> Table:
    """Give a table of a study with a head; shares and other fractions with three decimals, an empty cell for none."""
    at = 0 if lang == "zh" else 1
    names = _names(stored, lang)
    table = Table(title=head, title_justify="left")
    columns = [name for name in frame.columns if name not in ("differs", "note_en" if lang == "zh" else "note_zh")]
    for name in columns:
        table.add_column(_HEADS[name][at], justify="left" if frame[name].dtype == pl.String else "right")
    for row in frame.select(columns).iter_rows():
        table.add_row(*(_cell(name, cell, names, at) for name, cell in zip(columns, row, strict=True)))
    return table


def _cell(name: str, cell: object, names: Mapping[str, str], at: int) -> str:
    """Write one cell."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return (("否", "no"), ("是", "yes"))[cell][at]
    if isinstance(cell, float):
        return f"{cell:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    text = str(cell)
    if name in _SPOKEN:
        return _WORDS[text][at] if text in _WORDS else text
    if name in _NAMED:
        return ("、", ", ")[at].join(names.get(word, word) for word in text.split())
    return text


def _names(stored: Stored, lang: Language) -> dict[str, str]:
    """Give the titles of units, groups, nodes, grades and titles by their ids."""
    scheme = stored.scheme
    names = {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.nodes()}
    names |= {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.groups}
    names |= {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.grades}
    names |= {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.titles}
    for unit, zh, en in stored.tables.units.select("unit", "title_zh", "title_en").iter_rows():
        names[unit] = (en if lang == "en" else None) or zh or unit
    return names
