"""What the keys and choices of a scheme are called on screens, in Chinese and English: words of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kaoping.scheme.model import Outcome, Quota, Record, ReductionStep, Title

__all__ = ["CHOICES", "KEYS", "OWN_KEYS", "WHOLE"]

KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "after_appeal": ("申诉更正后的统计量", "statistics after an appeal"),
    "appeal": ("申诉期限", "window for appeals"),
    "at": ("修约对象", "what is rounded"),
    "at_least": ("最低分", "least points"),
    "bars": ("所取消的称号", "title barred"),
    "basis": ("依据文件", "basis"),
    "bodies": ("机构", "body"),
    "bonus": ("加分", "bonus"),
    "by": ("分配方法", "method of division"),
    "cap": ("上限", "cap"),
    "certified_by": ("认定机关", "certifying body"),
    "city": ("城市名称", "name of the city"),
    "combine": ("合成方法", "aggregation"),
    "combine_with": ("合成方法参数", "parameter of the aggregation"),
    "compare_within": ("比较范围", "units compared"),
    "data": ("数据要求", "data needed"),
    "date": ("日期", "date"),
    "decided_by": ("审定机关", "deciding body"),
    "decimals": ("小数位数", "decimals"),
    "deductions": ("扣分", "deductions"),
    "defaults": ("默认规定", "defaults"),
    "demotions": ("降等情形", "demotions"),
    "department": ("考评责任部门", "responsible department"),
    "departments": ("考评责任部门", "departments"),
    "deputies": ("副职", "deputies"),
    "direction": ("指标方向", "direction"),
    "disclosure": ("公示期限", "window of disclosure"),
    "disqualifications": ("取消资格情形", "disqualifications"),
    "each_group": ("每组名额", "places of each group"),
    "effect": ("降等办法", "effect"),
    "empty": ("没有数据时的取值", "value without rows"),
    "every": ("数据周期", "period of the data"),
    "evidence": ("佐证材料", "evidence"),
    "excused": ("免考处理", "policy for excused"),
    "expect": ("应有类别", "classes expected"),
    "first_places": ("单项第一", "first places"),
    "formula": ("公式", "formula"),
    "frees_place": ("是否让出名额", "frees its place"),
    "from": ("报送部门", "delivering department"),
    "full": ("满分", "full points"),
    "grades": ("等次", "grades"),
    "group": ("组内运算", "group operation"),
    "groups": ("考评组", "groups"),
    "growth": ("增幅来源", "origin of the growth"),
    "growth_basis": ("增幅口径", "basis of the growth"),
    "heads": ("主要负责人", "heads"),
    "id": ("标识", "id"),
    "indicator_when": ("指标缺值处理", "absence at indicators"),
    "indicators": ("指标", "indicators"),
    "issued_by": ("发文机关", "issuer"),
    "items": ("加扣分条目", "items"),
    "kaoping": ("方案格式版本", "version of the format"),
    "keep": ("归并后保留", "columns kept"),
    "last_in_grade": ("是否排在该等次末位", "last in its grade"),
    "limits": ("数值范围", "limits"),
    "lower_grade": ("降低等次数", "grades lowered"),
    "max": ("最大值", "maximum"),
    "members": ("成员", "members"),
    "min": ("最小值", "minimum"),
    "missing": ("缺报处理", "policy for missing"),
    "mode": ("修约方式", "mode of rounding"),
    "need": ("至少须有的项数", "values needed"),
    "no_score_over": ("不计总分的缺值比例", "share of absence without a total"),
    "not_applicable": ("不适用处理", "policy for not applicable"),
    "notes": ("备注", "notes"),
    "number": ("文号", "number"),
    "numbers": ("数值规定", "rules for numbers"),
    "of": ("对象", "of what"),
    "order": ("排名方向", "order of the ranking"),
    "organiser": ("组织机关", "organiser"),
    "outcomes": ("结果运用", "outcomes"),
    "part_when": ("考评板块缺值处理", "absence at parts"),
    "parts": ("考评板块", "parts"),
    "periods": ("考评周期", "periods"),
    "places": ("称号名额", "places"),
    "previous": ("上期值口径", "previous value taken"),
    "process": ("考评程序", "process"),
    "quota": ("名额比例", "quota"),
    "rank_on": ("排名依据", "what is ranked"),
    "reduce": ("归并方法", "reduction"),
    "reviewed_by": ("审核机关", "reviewing body"),
    "rounding": ("修约", "rounding"),
    "rule": ("计分规则", "rule"),
    "since": ("起始年份", "year of beginning"),
    "source": ("出处", "source"),
    "split": ("名额分配", "division of places"),
    "stand_ins": ("代行单位", "stand-in"),
    "statistics": ("统计量", "statistic"),
    "steps": ("计算步骤", "step"),
    "table": ("数据表", "table"),
    "take": ("统计量", "statistic"),
    "ties": ("并列处理", "ties"),
    "title": ("名称", "title"),
    "titles": ("荣誉称号", "titles"),
    "to": ("对象", "to whom"),
    "total": ("总名额", "places in all"),
    "unit_of_measure": ("计量单位", "unit of measure"),
    "uses": ("结果用途", "uses of the results"),
    "vintage": ("数据版次", "vintage"),
    "weight": ("权重", "weight"),
    "weights": ("权重性质", "kind of the weights"),
    "when": ("缺值处理", "absence"),
    "where": ("取数条件", "rows taken"),
    "with": ("规则参数", "parameter"),
    "within": ("评选范围", "range"),
    "working_days": ("工作日数", "working days"),
}
"""What each key is called, whatever record it stands in."""

OWN_KEYS: Final[Mapping[tuple[type[Record], str], tuple[str, str]]] = {
    (Outcome, "when"): ("适用条件", "condition"),
    (Quota, "of"): ("计算基数", "base"),
    (Quota, "rounding"): ("取整方式", "rounding"),
    (Quota, "value"): ("占比", "share"),
    (ReductionStep, "with"): ("归并方法参数", "parameter"),
    (Title, "from"): ("评选等次", "grade it is chosen from"),
}
"""What a key is called in one record only."""

WHOLE: Final[Mapping[str, tuple[str, str]]] = {
    "total": ("总分", "the total"),
    "indicators": ("各指标", "the indicators"),
    "parts": ("各考评板块", "the parts"),
}
"""What a rounding may name besides a node."""

_TIES: Final[Mapping[str, tuple[str, str]]] = {
    "lowest": ("并列者同取靠前名次", "the better rank for all"),
    "highest": ("并列者同取靠后名次", "the worse rank for all"),
    "average": ("并列者取平均名次", "the mean rank for all"),
    "dense": ("并列不占后续名次", "no rank left out"),
    "none_over": ("宁缺毋超", "none over the number"),
    "all_in": ("并列者全部入选", "all of them in"),
}
_HIGHER: Final[Mapping[str, tuple[str, str]]] = {
    "higher_is_better": ("越高越好", "higher is better"),
    "lower_is_better": ("越低越好", "lower is better"),
}
_WITHIN: Final[Mapping[str, tuple[str, str]]] = {
    "group": ("同组单位", "its group"),
    "all": ("全部单位", "all units"),
}
_CHOICES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "after_appeal": {
        "keep_statistics": ("保持不变", "kept"),
        "recompute_statistics": ("重新计算", "computed again"),
    },
    "by": {"largest_remainder": ("最大余额法", "largest remainder")},
    "compare_within": _WITHIN,
    "direction": _HIGHER,
    "empty": {"zero": ("计零", "zero"), "missing": ("作缺报", "missing")},
    "every": {
        "year": ("年", "year"),
        "half_year": ("半年", "half-year"),
        "quarter": ("季", "quarter"),
        "month": ("月", "month"),
        "scored_period": ("考评周期", "scored period"),
    },
    "evidence": {
        "required": ("须提供", "required"),
        "optional": ("可提供", "optional"),
        "none": ("不需要", "none"),
    },
    "growth": {"given": ("由报送给出", "given"), "computed": ("由完成值和上期值计算", "computed")},
    "growth_basis": {
        "comparable_prices": ("可比价", "comparable prices"),
        "current_prices": ("现价", "current prices"),
        "same_scope": ("同口径", "same scope"),
    },
    "kind": {
        "block": ("停止计分", "the run stops"),
        "blank": ("不计得分", "no points"),
        "share_again": ("不计入，权重由同级其余各项分担", "its weight goes to its siblings"),
        "peer_mean": ("取同组平均得分", "the mean points of its group"),
        "table": ("取核定得分", "supplied points"),
        "zero": ("计零分", "zero"),
    },
    "mode": {
        "half_up": ("四舍五入", "half up"),
        "half_even": ("奇进偶舍", "half to even"),
        "truncate": ("截断", "truncated"),
    },
    "need": {"all": ("全部", "all")},
    "of": {"assessed": ("被考评单位数", "the units assessed"), "ranked": ("有名次的单位数", "the units ranked")},
    "order": _HIGHER,
    "previous": {"restated": ("本年调整数", "as restated"), "published": ("上年公布数", "as published")},
    "rank_on": {"rounded": ("修约后得分", "rounded points"), "unrounded": ("修约前得分", "unrounded points")},
    "rounding": {
        "floor": ("舍去小数", "rounded down"),
        "half_up": ("四舍五入", "half up"),
        "ceiling": ("进一取整", "rounded up"),
    },
    "table": {
        "observations": ("观测值", "observations"),
        "ratings": ("评定", "ratings"),
        "ballots": ("测评票", "ballots"),
        "events": ("事项", "events"),
        "tasks": ("任务", "tasks"),
    },
    "ties": _TIES,
    "vintage": {
        "flash": ("快报数", "flash"),
        "preliminary": ("初步数", "preliminary"),
        "final": ("最终核实数", "final"),
    },
    "weights": {
        "absolute": ("绝对权重", "absolute"),
        "relative": ("相对权重", "relative"),
        "of_whole": ("占总体的权重", "shares of the whole"),
        "as_given": ("按所写使用", "used as given"),
    },
    "within": _WITHIN,
}
CHOICES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    (key, word): words for key, choices in _CHOICES.items() for word, words in choices.items()
}
"""What each choice of a key is called."""
