"""A number made of the rank r among n units by a named formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from kaoping.rules.group.rank import RANK
from kaoping.rules.grouping import GroupOperation, Ties
from kaoping.rules.parameter import RuleParameter, Settings, word_of

_FORMULAS: Final[Mapping[str, tuple[Callable[[Fraction, int], Fraction], str]]] = {
    "n_minus_r_by_n": (lambda rank, count: (count - rank) / count, "({n} − ({r})) ÷ {n}"),
    "n_plus_1_minus_r_by_n": (lambda rank, count: (count + 1 - rank) / count, "({n} + 1 − ({r})) ÷ {n}"),
    "r_minus_1_by_n_minus_1": (
        lambda rank, count: Fraction(0) if count == 1 else (rank - 1) / (count - 1),
        "(({r}) − 1) ÷ ({n} − 1)",
    ),
    "borda": (lambda rank, count: count - rank, "{n} − ({r})"),
}
"""Each with its arithmetic and its words."""
_SIGNS: Final = str.maketrans("−÷", "-/")
_FORMULA: Final = RuleParameter(id="formula", kind="choice", choices=tuple(_FORMULAS), zh="公式", en="formula")


def _of(settings: Settings) -> GroupOperation:
    name = word_of(settings["formula"])
    made, text = _FORMULAS[name]

    def place(better: int, equal: int, worse: int, distinct_better: int, ties: Ties) -> Fraction:
        return made(RANK.place(better, equal, worse, distinct_better, ties), better + equal + worse)

    def words(better: int, equal: int, worse: int, distinct_better: int, ties: Ties) -> str:
        count = better + equal + worse
        if count == 1 and name == "r_minus_1_by_n_minus_1":
            return "0"
        return text.format(n=count, r=RANK.words(better, equal, worse, distinct_better, ties))

    def cells(better: str, equal: str, worse: str, distinct_better: str, ties: Ties) -> str:
        count, rank = f"({better}+{equal}+{worse})", RANK.cells(better, equal, worse, distinct_better, ties)
        found = text.translate(_SIGNS).replace(" ", "").format(n=count, r=rank)
        return f"IF({count}=1,0,{found})" if name == "r_minus_1_by_n_minus_1" else found

    return GroupOperation(
        id="rank_formula",
        zh="名次换算",
        en="rank by formula",
        meaning_zh="由 n 个有数单位中的名次 r 换算：n_minus_r_by_n 为 (n − r) ÷ n，"
        "n_plus_1_minus_r_by_n 为 (n ＋ 1 − r) ÷ n，r_minus_1_by_n_minus_1 为 (r − 1) ÷ (n − 1)（只有一个单位时为 0），"
        "borda 为 n − r。",
        meaning_en="Made of the rank r among the n units with a figure: n_minus_r_by_n is (n − r) ÷ n, "
        "n_plus_1_minus_r_by_n is (n + 1 − r) ÷ n, r_minus_1_by_n_minus_1 is (r − 1) ÷ (n − 1), 0 for a single unit, "
        "and borda is n − r.",
        place=place,
        words=words,
        cells=cells,
        by_ties=True,
        parameters=(_FORMULA,),
        set_to=_of,
    )


RANK_FORMULA = _of({"formula": "n_minus_r_by_n"})
