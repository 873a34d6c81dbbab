"""The tables of studies for a terminal: headings in one language, units and nodes by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import polars as pl
from rich.cells import cell_len
from rich.table import Table

from kaoping.engine import Stored, plan_of
from kaoping.errors import Language

__all__ = ["study_tables"]

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
    "correlation": ("与总分相关", "Correlation"),
    "moved": ("去掉后变动", "Moved without"),
    "most_shift": ("最大变动", "Most shift"),
    "verdict": ("提示", "Note"),
    "first_order": ("一阶", "First order"),
    "first_order_error": ("误差", "Error"),
    "total_order": ("总效应", "Total order"),
    "total_order_error": ("误差", "Error"),
    "choice": ("变动项", "Choice"),
    "varied": ("变动", "Varied"),
    "note_zh": ("说明", "说明"),
    "note_en": ("Note", "Note"),
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "first": ("第一名", "first"),
    "last": ("末位", "last"),
    "no_total": ("无总分", "no total"),
    "not_ranked": ("不参加排名", "not ranked"),
    "grade": ("等次", "grade"),
    "title": ("称号", "title"),
    "dead": ("无区分度", "dead"),
    "dominating": ("左右总分", "dominating"),
    "weights": ("权重", "weights"),
    "normalisation": ("标准化", "normalisation"),
    "missing": ("缺值处理", "missing"),
    "rounding": ("修约", "rounding"),
}
_SPOKEN: Final = ("kind", "verdict", "choice")
_FIGURES: Final = ("total", "total_if", "rank", "rank_if", "varied")
_UNSHOWN: Final = ("differs", "units", "mean", "sd", "rank_correlation", "mean_shift")
_DECIMALS: Final = 3
_NARROW: Final = 6  # columns of a terminal that a name has at least

_Names: TypeAlias = Mapping[str, Mapping[str, str]]


def study_tables(frame: pl.DataFrame, stored: Stored, lang: Language, head: str) -> Iterator[Table]:
    """Give a table of a study for each scored period and group, with a head; figures are never cut, names fold.

    Fractions have three decimals, an empty cell stands for none. Columns without anything in them are left out, and
    some that only a table for programs has room for.
    """
    names = _names(stored, lang)
    parts = [name for name in ("period", "group") if name in frame.columns]
    if not frame.height or not parts:
        yield _table(frame, names, lang, head)
        return
    for key, own in frame.group_by(parts, maintain_order=True):
        words = [names[part].get(str(word), str(word)) for part, word in zip(parts, key, strict=True)]
        yield _table(own.drop(parts), names, lang, " · ".join([head, *words]))


def _table(frame: pl.DataFrame, names: _Names, lang: Language, head: str) -> Table:
    """Give one table."""
    at = 0 if lang == "zh" else 1
    hidden = {*_UNSHOWN, "note_en" if lang == "zh" else "note_zh"}
    columns = [name for name in frame.columns if name not in hidden]
    cells = {name: [_cell(name, cell, names, at) for cell in frame[name]] for name in columns}
    shown = [name for name in columns if any(cells[name])] or columns
    table = Table(title=head, title_justify="left", title_style="bold")
    for name in shown:
        width = max((cell_len(cell) for cell in cells[name]), default=0)
        if name in _FIGURES or frame[name].dtype.is_numeric():
            table.add_column(_HEADS[name][at], justify="right", min_width=width, overflow="fold")
        else:
            table.add_column(_HEADS[name][at], min_width=min(width, _NARROW), overflow="fold")
    for row in zip(*(cells[name] for name in shown), strict=True):
        table.add_row(*row)
    return table


def _cell(name: str, cell: object, names: _Names, at: int) -> str:
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
    if name in ("titles", "titles_if"):
        return ("、", ", ")[at].join(names[name].get(word, word) for word in text.split())
    return names[name].get(text, text) if name in names else text


def _names(stored: Stored, lang: Language) -> _Names:
    """Give for each column of ids the titles that stand for them."""
    scheme, units = stored.scheme, {}
    for unit, zh, en in stored.tables.units.select("unit", "title_zh", "title_en").iter_rows():
        units[unit] = (en if lang == "en" else None) or zh or unit
    nodes, groups, grades, titles = (
        {entry.id: entry.title.text(lang, scheme.city) for entry in entries}
        for entries in (plan_of(scheme).nodes, scheme.groups, scheme.grades, scheme.titles)
    )
    return {
        "period": {},
        "unit": units,
        "group": groups,
        **dict.fromkeys(("node", "part"), nodes),
        **dict.fromkeys(("grade", "grade_if"), grades),
        **dict.fromkeys(("titles", "titles_if"), titles),
        "id": grades | titles,
    }
