"""Growth compared with a matched peer: the difference, or how the difference changed since last year."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

PEER_GROWTH = Rule(
    id="peer_growth",
    zh="对标增速",
    en="Peer growth",
    meaning_zh="增速与对标单位持平得基准分，每高（低）一个百分点加（减）若干分，设下限，满分封顶；"
    "可比较增速差，也可比较增速差的变化。",
    meaning_en="Parity points at equal growth, so many points more (less) for each percentage point above (below) "
    "the peer, between a floor and full points; compared is the difference or its change since last year.",
    source="Wuxi, benchmarking part 2016 (point formula not published).",
    stages=(
        (
            "clip(parity + per_point * ("
            'if compare = "difference" then growth - peer.growth'
            " else growth - peer.growth - (previous_growth - peer.previous_growth)), min_points, full)"
        ),
    ),
    parameters=(
        RuleParameter(id="parity", kind="number", unit="points", zh="持平得分", en="points at parity"),
        RuleParameter(
            id="per_point",
            kind="number",
            unit="points/%",
            zh="每百分点分值",
            en="points per percentage point",
            least=Decimal(0),
        ),
        RuleParameter(id="min_points", kind="number", unit="points", zh="最低得分", en="least points"),
        RuleParameter(
            id="compare",
            kind="choice",
            choices=("difference", "change"),
            zh="比较方式",
            en="what is compared",
        ),
    ),
    constraints=(
        Constraint(
            formula="min_points <= full", zh="最低得分 min_points 不高于满分 full", en="min_points at most full"
        ),
    ),
    monotone="growth",
    monotone_sense="up",
)
