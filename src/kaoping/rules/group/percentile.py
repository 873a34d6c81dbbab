"""The percentile rank: the share of the other units that are worse, equals counting half; 1 for a single unit."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.grouping import GroupOperation, Ties


def _place(better: int, equal: int, worse: int, _: int, __: Ties) -> Fraction:
    others = better + equal + worse - 1
    return Fraction(1) if others == 0 else Fraction(2 * worse + equal - 1, 2 * others)


def _words(better: int, equal: int, worse: int, _: int, __: Ties) -> str:
    whole = f"(2 × ({better} + {equal} + {worse} − 1))"
    return "1" if better + equal + worse == 1 else f"(2 × {worse} + {equal} − 1) ÷ {whole}"


def _cells(better: str, equal: str, worse: str, _: str, __: Ties) -> str:
    others = f"({better}+{equal}+{worse}-1)"
    return f"IF({others}=0,1,(2*{worse}+{equal}-1)/(2*{others}))"


PERCENTILE = GroupOperation(
    id="percentile",
    zh="百分位",
    en="percentile rank",
    meaning_zh="劣于本单位的其他单位所占比例，相同者算一半；只有一个单位时为 1。",
    meaning_en="The share of the other units that are worse, equals counting half; 1 for a single unit.",
    place=_place,
    words=_words,
    cells=_cells,
)
