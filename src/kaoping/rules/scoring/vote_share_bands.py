"""Points by bands of the share of favourable votes."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule

VOTE_SHARE_BANDS = Rule(
    id="vote_share_bands",
    zh="得票率分档",
    en="Bands of the vote share",
    meaning_zh="按好评票占有效票的比例所在档次得分，弃权不计。",
    meaning_en=("The points of the band in which the share of favourable votes lies, of the votes that count."),
    source='瑞安 2012 ("excellent" 90 % and more: 200, 80 %: 190, 70 %: 180, 60 %: 170, less: 160).',
    stages=(
        "if pick(option, counted) = 0 then 0 else pick(option, favourable)",
        ReductionStage(
            reduce="weighted_mean", need="all", empty="missing", weight="votes", where="pick(option, counted) != 0"
        ),
        "bands(x, thresholds)",
    ),
    parameters=(
        RuleParameter(
            id="favourable", kind="pick", zh="好评选项（1 为好评，0 不是）", en="favourable options (1) and others (0)"
        ),
        RuleParameter(
            id="counted",
            kind="pick",
            zh="计入的选项（1 计入，0 不计）",
            en="options that count (1) and that do not (0)",
        ),
        RuleParameter(id="thresholds", kind="bands", zh="档次", en="bands"),
    ),
    table="ballots",
)
