"""Skewness or excess kurtosis of a group as a statistic, by a named definition."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.moments import DEFINITION, Shape, float_shape
from kaoping.rules.parameter import Settings, word_of

__all__ = ["of_shape"]


def of_shape(
    name: str,
    zh: str,
    en: str,
    *,
    meaning_zh: str,
    meaning_en: str,
    exactly: Callable[[Sequence[Number], str, Precision], Number | None],
    of_floats: Callable[[Shape], float | None],
    in_cells: Callable[[str, str], str],
) -> Statistic:
    """Give the statistic of a name; exactly: of figures by a definition, of_floats: what it is of their shape.

    in_cells: of a range of cells by a definition.
    """

    def of(settings: Settings) -> Statistic:
        definition = word_of(settings["definition"])

        def exact(values: Sequence[Number], _: bool, precision: Precision) -> Number | None:  # noqa: FBT001 -- one shape
            return exactly(values, definition, precision)

        def floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
            return of_floats(float_shape(values, definition))

        def cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
            return in_cells(figures, definition)

        return Statistic(
            id=name,
            zh=zh,
            en=en,
            meaning_zh=meaning_zh,
            meaning_en=meaning_en,
            own_unit=False,
            exact=exact,
            floats=floats,
            cells=cells,
            is_always_defined=False,
            parameters=(DEFINITION,),
            set_to=of,
        )

    return of({"definition": "sample"})
