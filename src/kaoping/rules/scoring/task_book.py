"""Each unit's own tasks with their weights, converted to full points."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule

TASK_BOOK = Rule(
    id="task_book",
    zh="任务书",
    en="Task book",
    meaning_zh="各任务按完成值与目标之比计（设封顶），按任务权重加权平均，折算为满分。",
    meaning_en=(
        "The ratio of actual to target of each of the unit's own tasks, capped, by the weights "
        "of the tasks, converted to full points."
    ),
    source="Task books with points converted to 100 (budget self-evaluation; 电镀行业 indices).",
    stages=(
        "clip(x / target, 0, cap)",
        ReductionStage(reduce="weighted_mean", need="all", empty="missing", weight="task_weight"),
        "full * x",
    ),
    parameters=(
        RuleParameter(
            id="cap",
            kind="number",
            zh="单项封顶倍数",
            en="cap of a task, as a multiple of its target",
            least=Decimal(0),
        ),
    ),
    table="tasks",
    is_ratio=True,
)
