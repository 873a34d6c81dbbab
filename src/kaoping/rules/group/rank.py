"""The rank in the group: 1 is best, equals by the tie rule."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.grouping import GroupOperation, Ties


def _place(better: int, equal: int, _: int, distinct_better: int, ties: Ties) -> Fraction:
    if ties == "lowest":
        return Fraction(better + 1)
    if ties == "highest":
        return Fraction(better + equal)
    if ties == "dense":
        return Fraction(distinct_better + 1)
    return Fraction(2 * better + equal + 1, 2)


def _words(better: int, equal: int, _: int, distinct_better: int, ties: Ties) -> str:
    return {
        "lowest": f"{better} + 1",
        "highest": f"{better} + {equal}",
        "average": f"(2 × {better} + {equal} + 1) ÷ 2",
        "dense": f"{distinct_better} + 1",
    }[ties]


def _cells(better: str, equal: str, _: str, distinct_better: str, ties: Ties) -> str:
    return {
        "lowest": f"{better}+1",
        "highest": f"{better}+{equal}",
        "average": f"(2*{better}+{equal}+1)/2",
        "dense": f"{distinct_better}+1",
    }[ties]


RANK = GroupOperation(
    id="rank",
    zh="名次",
    en="rank",
    meaning_zh="本组名次，1 为最优，相同者按并列规则。",
    meaning_en="The rank in the group: 1 is best, equals by the tie rule.",
    place=_place,
    words=_words,
    cells=_cells,
    by_ties=True,
)
