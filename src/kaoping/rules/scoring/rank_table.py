"""Points by bands of the rank."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule

RANK_TABLE = Rule(
    id="rank_table",
    zh="名次分档计分",
    en="Rank table",
    meaning_zh="按名次所在档次得该档的分。",
    meaning_en="The points of the band in which the rank lies.",
    source="兰州 2015 (first to third); county assessment 2020 (first three +0.5, +0.3, +0.1).",
    stages=("bands(rank, by_rank)",),
    parameters=(RuleParameter(id="by_rank", kind="bands", zh="名次档次", en="bands of ranks"),),
)
