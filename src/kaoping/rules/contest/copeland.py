"""Copeland: how many units a unit wins against, less how many it loses to."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.contesting import Contest


def _points(won: int, _: int, lost: int) -> Fraction:
    return Fraction(won - lost)


def _words(won: int, _: int, lost: int) -> str:
    return f"{won} − {lost}"


COPELAND = Contest(
    id="copeland",
    zh="科普兰法",
    en="Copeland",
    meaning_zh="与同组其他单位两两比较，占权重多的下级得分高者胜，两边相等为平；得数为胜的个数减负的个数。有一方缺数的下级不比。",
    meaning_en="Every two units of the group are compared: the one with the higher points in children of more weight "
    "wins, equal weight is a draw. The number is wins less losses. A child that one of the two lacks does not count.",
    points=_points,
    words=_words,
)
