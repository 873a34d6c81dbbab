"""What was found about the units of a ranking: disqualifications and demotions, with who certified them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from kaoping.engine import Result
from kaoping.errors import Language
from kaoping.scheme.model import Demotion, Disqualification, Label

__all__ = ["finding_lines"]

_FOUND = {
    "zh": ("{kind}“{title}”（{by}认定）：{units}", "{kind}“{title}”：{units}"),
    "en": ("{kind} “{title}” (certified by {by}): {units}", "{kind} “{title}”: {units}"),
}
_KINDS: Mapping[type[Disqualification | Demotion], Mapping[Language, str]] = {
    Disqualification: {"zh": "取消资格情形", "en": "Disqualification"},
    Demotion: {"zh": "降等情形", "en": "Demotion"},
}


def finding_lines(result: Result, lang: Language, period: str, names: Mapping[str, str]) -> Iterator[str]:
    """Give a line for each disqualification and demotion found in a period, in the order of the scheme.

    names: the titles of the units that are looked at, by id, in the order in which they are named.
    """
    scheme, findings = result.scheme, result.tables.findings

    def told(label: Label) -> str:
        return label.text(lang, scheme.city)

    bodies = {entry.id: told(entry.title) for entry in scheme.departments}
    entries: tuple[Disqualification | Demotion, ...] = (*scheme.disqualifications, *scheme.demotions)
    for entry in entries:
        found = set(findings.filter((pl.col("period") == period) & (pl.col("finding") == entry.id))["unit"])
        units = [name for unit, name in names.items() if unit in found]
        if units:
            yield _FOUND[lang][entry.certified_by is None].format(
                kind=_KINDS[type(entry)][lang],
                title=told(entry.title),
                by=bodies.get(entry.certified_by or "", ""),
                units=("、" if lang == "zh" else ", ").join(units),
            )
