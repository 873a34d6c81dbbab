"""Further rankings and tiers of a result, compactly: a line for each population, a line for each tier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from kaoping.engine import Result
from kaoping.errors import Language
from kaoping.scheme.model import GROUP, Ranking, Tiers, Within, columns_of

__all__ = ["further_tables"]

_JOINT: Mapping[Language, str] = {"zh": "，", "en": ", "}
_COLON: Mapping[Language, str] = {"zh": "：", "en": ": "}
_NO_RANK: Mapping[Language, str] = {"zh": "无名次", "en": "no rank"}
_NO_TIER: Mapping[Language, str] = {"zh": "不列档", "en": "no tier"}
_PART: Mapping[Language, str] = {"zh": "第 {} 份", "en": "part {}"}


def further_tables(result: Result, lang: Language) -> Iterator[str]:
    """Give the lines of every further ranking and division into tiers, in each period."""
    scheme = result.scheme
    for period in scheme.periods:
        for ranking in scheme.rankings:
            yield f"{ranking.title.text(lang, scheme.city)} · {period}"
            yield from _ranking(result, ranking, period, lang)
        for tiers in scheme.tiers:
            yield f"{tiers.title.text(lang, scheme.city)} · {period}"
            yield from _tiers(result, tiers, period, lang)


def _names(result: Result, lang: Language) -> Mapping[str, str]:
    """Give what units are called."""
    rows = result.ranking.select("unit", pl.col(f"title_{lang}").alias("own"), "title_zh").iter_rows()
    return {unit: own or zh or unit for unit, own, zh in rows}


def _ranking(result: Result, ranking: Ranking, period: str, lang: Language) -> Iterator[str]:
    """Give one line a population: rank, unit and points of each."""
    names = _names(result, lang)
    found = result.rankings.filter((pl.col("ranking") == ranking.id) & (pl.col("period") == period))
    for (within,), rows in found.group_by("within", maintain_order=True):
        told = [
            f"{_NO_RANK[lang] if rank is None else rank} {names[unit]}" + ("" if figure is None else f" {figure}")
            for rank, unit, figure in rows.select("rank", "unit", "figure").iter_rows()
        ]
        yield "  " + _lead(result, str(within or ""), ranking.within, lang) + _JOINT[lang].join(told)


def _lead(result: Result, text: str, within: Within, lang: Language) -> str:
    """Name a population: its group by title, else what stands in the columns."""
    if columns_of(within) == (GROUP,):
        scheme = result.scheme
        text = next(group.title.text(lang, scheme.city) for group in scheme.groups if group.id == text)
    return f"{text}{_COLON[lang]}" if text else ""


def _tiers(result: Result, tiers: Tiers, period: str, lang: Language) -> Iterator[str]:
    """Give one line a tier with its units, in the order of the tiers; units without one last."""
    names, scheme = _names(result, lang), result.scheme
    found = result.tiers.filter((pl.col("tiers") == tiers.id) & (pl.col("period") == period))
    titles: dict[str | None, str] = {tier.id: tier.title.text(lang, scheme.city) for tier in tiers.tiers}
    titles |= {str(part): _PART[lang].format(part) for part in range(1, (tiers.equal_parts or 0) + 1)}
    titles[None] = _NO_TIER[lang]
    for tier, title in titles.items():
        units = found.filter(pl.col("tier").eq_missing(pl.lit(tier, dtype=pl.String)))["unit"]
        if len(units):
            yield f"  {title}{_COLON[lang]}{_JOINT[lang].join(names[unit] for unit in units)}"
