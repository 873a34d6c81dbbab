"""What a node without a value lacks: the month, the rater, the class, the event, the empty cell, each in words.

Asked only where absence is refused; the walk itself does not need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kaoping.engine.base import Rows
from kaoping.engine.chain import Chained
from kaoping.engine.gather import Figures
from kaoping.engine.grain import Grain
from kaoping.engine.lacking_variables import lacking_variables, variable_problem
from kaoping.engine.messages import BLOCKED
from kaoping.engine.plan import FormulaTask, ReductionTask
from kaoping.engine.problems import cell_of, named
from kaoping.engine.state import BLANK, Mask, Walk
from kaoping.errors import Cell, Language, Message, Problem
from kaoping.scheme.row_tables import KEY_WORDS, ROW_TABLES

__all__ = ["absences"]

_STATUSES_ZH: Final = ("", "缺报", "不适用", "免考")
_STATUSES_EN: Final = ("", "missing", "not applicable", "excused")
_MOST_NAMED: Final = 6
_OTHERS: Final = 3  # related places


@dataclass(frozen=True, slots=True)
class _Lack:
    """One row that lacks something: what it is about, which cells are empty (both in words), and where it stands."""

    zh: str
    en: str
    empty: tuple[tuple[str, str], ...] = ()
    where: Cell | None = None


def absences(state: Walk, chained: Chained, found: Sequence[tuple[int, int]], message: Message) -> list[Problem]:
    """Report base rows, each with its status, that may not be without a value: what they lack, with file and row."""
    lacking, figures = _Lacking(state, chained), chained.delivered
    variables = lacking_variables(figures) if figures is not None and message is BLOCKED else {}
    problems = []
    for row, status in found:
        words = {"period": state.base.key(row)[0]} | named(state, chained.node, row)
        if figures is not None and (row, status) in variables:
            said = {"status": _STATUSES_EN[status], "status_zh": _STATUSES_ZH[status]}
            problems.append(variable_problem(state, figures, *variables[row, status], words | said))
            continue
        lacks = list(lacking.at(row, status))
        zh, en = _told(lacks, status)
        values = words | {"status": en, "status_zh": zh}
        places = [lack.where for lack in lacks if lack.where is not None]
        others = tuple((place, "") for place in places[1 : _OTHERS + 1])
        problems.append(Problem(message, places[0] if places else None, values, others, max(1, len(places))))
    return problems


def _told(lacks: Sequence[_Lack], status: int) -> tuple[str, str]:
    """Say why there is no value, and of what rows, in both languages."""
    whole = [lack for lack in lacks if not lack.empty and lack.zh]
    zh, en = [], []
    if whole or not any(lack.empty for lack in lacks):
        zh.append(_STATUSES_ZH[status] + "：" * bool(whole) + _listed("zh", [lack.zh for lack in whole]))
        en.append(_STATUSES_EN[status] + ": " * bool(whole) + _listed("en", [lack.en for lack in whole]))
    empty = [lack for lack in lacks if lack.empty]
    if empty:
        zh.append(_listed("zh", [_about(lack.zh, "：", "、".join(zh for zh, _ in lack.empty)) for lack in empty]))
        en.append(_listed("en", [_about(lack.en, ": ", ", ".join(en for _, en in lack.empty)) for lack in empty]))
    return "；".join(zh), "; ".join(en)


def _about(row: str, colon: str, words: str) -> str:
    """Put what a row is about before words, where that is told."""
    return f"{row}{colon}{words}" if row else words


def _listed(lang: Language, words: Sequence[str]) -> str:
    """Give the first words in a line, and how many there are where that is not all."""
    named, rest = words[:_MOST_NAMED], len(words) > _MOST_NAMED
    if lang == "zh":
        return "、".join(named) + f" 等 {len(words)} 项" * rest
    return ", ".join(named) + f", … ({len(words)} in all)" * rest


class _Lacking:
    """What the rows of one node lack; the rows of each reduction that have no value are found once."""

    def __init__(self, state: Walk, chained: Chained) -> None:
        self._state, self._chained = state, chained
        self._absent = [(reduced.into >= 0) & (reduced.status != 0) for reduced in chained.reduced]
        self._by_row: _Index | None = None
        self._by_into: dict[int, _Index] = {}

    def at(self, row: int, status: int) -> Iterator[_Lack]:
        """Give what a base row lacks; nothing where its status says it all."""
        chained = self._chained
        if chained.delivered is None:
            yield from self._children(row)
        elif not chained.reduced:
            yield from self._figure(chained.delivered, row)
        else:
            yield from self._reduced(row, status)

    def _reduced(self, row: int, status: int) -> Iterator[_Lack]:
        """Give the rows that the last reduction had of a base row without a value; or that it had none at all."""
        last, indicator = self._chained.reduced[-1], self._chained.node.indicator
        if self._by_row is None:
            self._by_row = _Index(last.at.row, last.into >= 0)
        rows = self._by_row.of(row)
        if not rows and indicator is not None:
            yield _Lack(f"{indicator.data.table} 表中没有一行", f"no row in table {indicator.data.table}")
        yield from self._rows(len(self._chained.reduced) - 1, [at for at in rows if last.status[at] == status])

    def _children(self, row: int) -> Iterator[_Lack]:
        """Give the children of a part that stay blank."""
        together = self._chained.node.combination
        for child in () if together is None else together.children:
            if self._state.values[child].absence.state[row] == BLANK:
                title = next(node.title for node in self._state.plan.nodes if node.id == child)
                zh, en = (title.text(lang, self._state.plan.scheme.city) for lang in ("zh", "en"))
                yield _Lack(f"“{zh}”（{child}）", f'"{en}" ({child})')

    def _figure(self, figures: Figures, row: int) -> Iterator[_Lack]:
        """Give the one figure row of a base row: where it stands, and what it lacks beside its figure."""
        at = int(np.flatnonzero(figures.grain.row == row)[0])
        where = cell_of(self._state, self._chained.node, figures, at)
        empty = () if figures.grain.status[at] else self._empty(figures, at)
        if empty or where is not None:
            yield _Lack("", "", empty, where)

    def _rows(self, number: int, rows: Sequence[int]) -> Iterator[_Lack]:
        """Give the rows of a reduction, each by the rows it was made of that have no value, where there are such."""
        reduced, figures = self._chained.reduced[number], self._chained.delivered
        for at in rows:
            if number:
                if number not in self._by_into:
                    earlier = self._chained.reduced[number - 1]
                    self._by_into[number] = _Index(earlier.into, self._absent[number - 1])
                inner = self._by_into[number].of(at)
                if inner:
                    yield from self._rows(number - 1, inner)
                    continue
            zh, en = self._words(reduced.at, at, is_figure=number == 0)
            if figures is None or number:
                yield _Lack(zh, en)
            else:
                empty = () if figures.grain.status[at] else self._empty(figures, at)
                yield _Lack(zh, en, empty, cell_of(self._state, self._chained.node, figures, at))

    def _words(self, grain: Grain, at: int, *, is_figure: bool) -> tuple[str, str]:
        """Say what a row is about: its keys; a period only where it is not the scored one itself."""
        indicator = self._chained.node.indicator
        names = list(grain.keys)
        if is_figure and indicator is not None:
            names = list(ROW_TABLES[indicator.data.table].named_by)
        scored = self._state.base.key(int(grain.row[at]))[0]
        zh, en = [], []
        for name in names:
            key = grain.keys[name][at]
            if key is not None and (name, key) != ("period", scored):
                word_zh, word_en = KEY_WORDS[name]
                zh.append(f"{word_zh} {key}".strip())
                en.append(f"{word_en} {key}".strip())
        return " ".join(zh), " ".join(en)

    def _empty(self, figures: Figures, at: int) -> tuple[tuple[str, str], ...]:
        """Name what the formulas read of a figure row and find empty, each in Chinese and English."""
        indicator = self._chained.node.indicator
        figure = "actual" if indicator is None else ROW_TABLES[indicator.data.table].figure
        words = []
        for name in sorted(self._read):
            if name not in figures.columns or not figures.is_absent(name, at):
                continue
            column = figure if name == "x" else name
            if name in figures.others:
                words.append((f"没有 {column}", f"there is no {column}"))
            else:
                words.append((f"{column} 一格是空的", f"the cell {column} is empty"))
        return tuple(words)

    @property
    def _read(self) -> frozenset[str]:
        """The names read of the figure rows themselves, before a reduction makes others of them."""
        names: set[str] = set()
        for number, task in enumerate(self._chained.node.tasks):
            used = {"x"}
            if isinstance(task, FormulaTask):
                taken = (*task.statistics.values(), *task.operations.values())
                used = {*task.formula.names, *(over for _, over in taken)}
            names |= used if number == 0 else used - {"x"}
            if isinstance(task, ReductionTask):
                return frozenset(names.union(*(formula.names for formula in (task.weight, task.step.where) if formula)))
        return frozenset(names)


class _Index:
    """Rows by the row they belong to, only those of a mask."""

    def __init__(self, of: Rows, mask: Mask) -> None:
        rows = np.flatnonzero(mask)
        self._rows = rows[np.argsort(of[rows], kind="stable")]
        self._keys = of[self._rows]

    def of(self, key: int) -> list[int]:
        """Give the rows that belong to one."""
        first, last = np.searchsorted(self._keys, [key, key + 1])
        found: list[int] = self._rows[first:last].tolist()
        return found
