"""What to do about a mistake in a formula: the name meant, what is known there, how units of measure are mended."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.errors import nearest

__all__ = ["meant", "mend", "near"]

_NAMES = {
    "完成": "actual",
    "实际": "actual",
    "目标": "target",
    "任务": "target",
    "上年目标": "previous_target",
    "上年": "previous",
    "上期": "previous",
    "增幅": "growth",
    "增速": "growth",
    "增长率": "growth",
    "上年增幅": "previous_growth",
    "满分": "full",
    "分值": "full",
    "权重": "weight",
    "名次": "rank",
    "单位数": "count",
    "倒数名次": "from_last",
    "总分": "total",
    "等次": "grade",
    "称号": "title",
    "次数": "times",
    "最好": "best",
    "最优": "best",
    "最差": "worst",
    "平均": "mean",
    "中位数": "median",
    "标准差": "sd",
    "如果": "if",
    "则": "then",
    "否则": "else",
    "且": "and",
    "或": "or",
}
"""What the words of regulations and screens are called in formulas, without a closing 值 or 数."""


def near(name: str, known: Iterable[str]) -> dict[str, str]:
    """Give the values of an unknown name: itself, and a hint naming the nearest, or the names without a dot."""
    known = sorted(known)
    found = nearest(name, known)
    if found:
        return {"name": name, "near_zh": f"是否应为 {found}？", "near_en": f"Did you mean {found}?"}
    if not known:
        return {"name": name, "near_zh": "此处没有可用的名称。", "near_en": "There are none here."}
    bare = [entry for entry in known if "." not in entry]
    zh, en = f"可用的有：“{', '.join(bare)}”。", f"Known here: {', '.join(bare)}."
    example = next((entry for entry in known if entry.startswith("best.")), None)
    if example is not None:
        other = example.partition(".")[2]
        zh += f"其他名称的统计量写成 best.NAME，例如 {example} 是 {other} 的最优值。"
        en += f" Statistics of other names are written best.NAME: {example} is the best {other}."
    return {"name": name, "near_zh": zh, "near_en": en}


def meant(word: str) -> dict[str, str]:
    """Give the values of a Chinese word in a formula: itself, and a hint naming what it is called there."""
    name = _NAMES.get(word) or _NAMES.get(word.removesuffix("值").removesuffix("数"))
    if name is None:
        return {
            "word": word,
            "meant_zh": "名称只用小写字母、数字和下划线，例如“full * actual / target”；文本写在英文双引号内。",
            "meant_en": "Names are lower-case letters, digits and _, as in full * actual / target; "
            'texts stand in "straight quotes".',
        }
    return {
        "word": word,
        "meant_zh": f"请写“{name}”；本意是文本时写在英文双引号内。",
        "meant_en": f'Write {name}; a text stands in "straight quotes".',
    }


def mend(left: str, right: str, ratio: str) -> dict[str, str]:
    """Give the hint on two units of measure that differ: a bare ratio becomes points by full points, else by a factor.

    left, right, ratio: the units as they are written; ratio is left by right.
    """
    zh, en = (
        f"请乘以带单位的系数换算，例如 0.5[{ratio}]。",
        f"Convert by a factor with a unit, for example 0.5[{ratio}].",
    )
    if {left, right} == {"1", "points"}:
        zh = "没有单位的比率要乘以满分 full 才是得分，例如“full * actual / target”；固定的分数写成“5[points]”。"
        en = "A ratio without unit becomes points when it is multiplied by full, as in full * actual / target; "
        en += "fixed points are written 5[points]."
    return {"mend_zh": zh, "mend_en": en}
