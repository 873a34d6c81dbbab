"""Growth against a matched peer: won, drawn or lost."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

PEER_WIN_DRAW_LOSS = Rule(
    id="peer_win_draw_loss",
    zh="对标胜平负",
    en="Win, draw or loss against a peer",
    meaning_zh="增速高出对标单位超过容差得满分，相差在容差以内得平局分，低出超过容差得负局分。",
    meaning_en=(
        "Full points where growth is above the peer's by more than a margin, the points of a "
        "draw within it, those of a loss below it."
    ),
    source="对标考核; Wuxi, benchmarking part (the point formula is not published).",
    stages=(
        ("if growth - peer.growth > margin then full else if growth - peer.growth >= -margin then draw else loss"),
    ),
    parameters=(
        RuleParameter(id="margin", kind="number", unit="%", zh="容差", en="margin", least=Decimal(0)),
        RuleParameter(id="draw", kind="number", unit="points", zh="平局分", en="points of a draw"),
        RuleParameter(id="loss", kind="number", unit="points", zh="负局分", en="points of a loss"),
    ),
    constraints=(
        Constraint(formula="loss <= draw", zh="负局分 loss 不高于平局分 draw", en="loss at most draw"),
        Constraint(formula="draw <= full", zh="平局分 draw 不高于满分 full", en="draw at most full"),
    ),
    monotone="growth",
    monotone_sense="up",
)
