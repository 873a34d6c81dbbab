"""The names that a formula may use at each place of a scheme, for the reference: from `scheme/places.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from kaoping.formula import TEXT, Name, Number, Place, UnitOfMeasure
from kaoping.rules import group_operations, statistics
from kaoping.scheme.model import DataNeed, Indicator, Label, Part
from kaoping.scheme.places import POINTS, StepState, place_at, weight_place
from kaoping.scheme.row_tables import ROW_TABLES

__all__ = ["names_section"]

Table: TypeAlias = Literal["observations", "ratings", "ballots", "events", "tasks"]

_OWN, _CHILD = UnitOfMeasure.parse("own"), "child"
_LABEL = Label(zh="指标", en="Indicator")
_HEAD = """\
## Names in formulas · 公式可用的名称

公式只能使用所在位置的名称。`own` 为指标的计量单位，`1` 为纯数，空白为上一步的单位；
`NAME` 代表同一表中的任一数值（对标单位的除外），`child` 代表任一直属下级的标识；
规则的公式另可使用该规则的参数（见 `rules.md`）。
节点的最后一步须得出分数，此前各步单位不限：比值、名次、标准分都是纯数，须乘以 `full` 或 `1[points]`。
不带其他名称的统计量和名次（`mean`、`rank`）按该步开始时的 `x` 计。

A formula may use the names of its place and no others. `own` is the unit of measure that the indicator states,
`1` a pure number, an empty unit that of the step before. `NAME` stands for every number of the same list (not those of
peers), `child` for the id of every node directly below. A rule's own formulas use its parameters besides (`rules.md`).

The last step of a node has to give points, a step before it may give any unit: a ratio, a rank or a standard score is
a pure number and is multiplied by `full` or by `1[points]`. Statistics and places without a further name (`mean`,
`rank`) are over `x` as the step finds it.
"""
_X: Mapping[str, tuple[str, str]] = {
    "observations": ("报送数；其后为上一步的得数", "the figure delivered; later what the step before gave"),
    "ratings": ("该行评分；其后为上一步的得数", "the points of the rating; later what the step before gave"),
    "ballots": ("该行票数；其后为上一步的得数", "the votes of the row; later what the step before gave"),
    "events": (
        "该事项的记分；其后为上一步的得数",
        "the points recorded for the event; later what the step before gave",
    ),
    "tasks": ("该项任务的完成值；其后为上一步的得数", "the actual of the task; later what the step before gave"),
    "reduced": ("归并所得；其后为上一步的得数", "what the reduction gave; later what the step before gave"),
    "part": ("下级合成所得；其后为上一步的得数", "the children combined; later what the step before gave"),
}
_MEANINGS: Mapping[str, tuple[str, str]] = {
    "actual": ("本期报送数", "the figure delivered for the period"),
    "previous": ("上年数，按 data.previous 取", "the figure of the year before, as `data.previous` says"),
    "growth": ("增幅，按 data.growth 取", "growth on the year before, as `data.growth` says"),
    "previous_growth": ("上年增幅，按 data.growth 取", "growth of the year before, as `data.growth` says"),
    "target": ("本期目标", "the target of the period"),
    "previous_target": ("上年同期目标", "the target of the same period a year before"),
    "peer.actual": ("对标单位的本期报送数，多个取平均", "the peer's figure, the mean of several peers"),
    "peer.previous": (
        "对标单位的上年数，取法同 previous，多个取平均",
        "the peer's `previous`, the mean of several peers",
    ),
    "peer.growth": ("对标单位的增幅，取法同 growth，多个取平均", "the peer's `growth`, the mean of several peers"),
    "peer.previous_growth": (
        "对标单位上年的增幅，取法同 previous_growth，多个取平均",
        "the peer's `previous_growth`, the mean of several peers",
    ),
    "rater_class": ("评分人所属类别", "the class of the rater"),
    "option": ("选票所选的项", "the option voted for"),
    "respondent_class": ("受访者所属类别", "the class of the respondents"),
    "votes": ("票数", "the number of votes"),
    "rater": ("评分人", "the rater"),
    "kind": ("事项或任务的种类", "the kind of the event or task"),
    "times": ("事项的次数，未填为 1", "how many times it happened, 1 where it is not said"),
    "share": ("责任比例，未填为 1", "the share of the liability, 1 where it is not said"),
    "task_weight": ("任务的权重", "the weight of the task"),
    "part_of_year": ("期段：H1、Q3、07；全年为年份", "the period within its year: H1, Q3, 07; or the year itself"),
    "full": ("本节点的满分", "the full points of the node"),
    "weight": ("本节点的权重", "the weight of the node"),
    _CHILD: ("该下级的得分", "the points of that child"),
}
_OUTCOME: tuple[tuple[str, str, str, str], ...] = (
    ("rank", "1", "组内名次，1 为最优", "the rank in the group, 1 is best"),
    ("count", "1", "组内有名次的单位数", "how many units of the group have a rank"),
    ("from_last", "1", "组内倒数名次，1 为末位", "the rank from the last, 1 is last"),
    ("total", "points", "总分", "the total"),
    ("grade", "text", "等次的标识", "the id of the grade"),
    ("title", "text", "称号的标识；只有本期", "the id of the title; of the scored period only"),
    (
        "NODE",
        "points",
        "该考评板块、指标或加扣分条目的得分，按方案修约",
        "the official points of that part, indicator, or item of bonus or deductions",
    ),
    (
        "INDICATOR.actual",
        "own",
        "该指标本期报送数；只限一个考评周期只有一个数的 observations 表指标，下两行同",
        "the figure delivered; only of an indicator of table `observations` with one figure for the scored period",
    ),
    ("INDICATOR.target", "own", "该指标本期目标", "the target of such an indicator"),
    (
        "INDICATOR.growth",
        "%",
        "该指标的增幅；只限写明 data.growth 的",
        "the growth of such an indicator, where it states `data.growth`",
    ),
    ("ranking.ID", "1", "该专项排名的名次", "the rank in that further ranking"),
    ("ranking.ID.count", "1", "该专项排名有名次的单位数", "how many units have a rank there"),
    ("ranking.ID.from_last", "1", "该专项排名的倒数名次", "the rank from the last there"),
    (
        "tier.ID",
        "text",
        "该分档中的档次标识；等分的为第几份，写成文本",
        'the id of the tier in that division; of equal parts the number of the part as a text, `"2"`',
    ),
    ("found.ID", "condition", "该单位是否被认定有该情形", "whether that was found about the unit"),
    (
        "mean.NAME",
        "that of NAME",
        "统计量：有名次的单位的总分、得分或指标数的平均值，取自 compare_within 所指的单位；其他统计量同样写法",
        "a statistic of totals, points or figures over the ranked units that `compare_within` says; others likewise",
    ),
    (
        "previous.NAME",
        "that of NAME",
        "上年同期结果中的同一项（title 除外），统计量也按当年的单位计；previous2 至 previous4 为 2 至 4 年前",
        (
            "the same in the result of the same period a year before (but `title`), a statistic over the units of that "
            "year; `previous2` to `previous4` of two to four years before"
        ),
    ),
)


def names_section() -> str:
    """Give the section: one table for each place."""
    leaf, part = _leaf("observations"), _part()
    start = StepState((), reduced=False, x=Number(_OWN))
    rows = replace(start, keys=ROW_TABLES["observations"].keys)
    reduced = StepState((), reduced=True, x=Number())
    of_part = StepState((), reduced=False, x=Number(POINTS))
    places = [
        ("An indicator of table `observations` · 指标（observations 表）", place_at(leaf, start, None), "observations"),
        *(
            (f"A row of table `{table}`, before it is reduced · 归并前的一行（{table} 表）", _rows(table), table)
            for table in ROW_TABLES
            if table != "observations"
        ),
        ("After a reduction · 归并之后", place_at(leaf, reduced, None), "reduced"),
        ("The weight of a reduction · 归并的权重", weight_place(leaf, rows), "observations"),
        ("A part · 考评板块", place_at(part, of_part, None), "part"),
    ]
    text = "\n".join(_table(title, place, _X[x]) + _notes(title) for title, place, x in places)
    return f"{_HEAD}\n{text}\n{_outcome()}"


def _notes(title: str) -> str:
    """Give what a table does not say by itself."""
    if title.startswith("The weight"):
        return (
            "\nOf an indicator of another table, the names of a row of that table. 其他表的指标，用该表一行的名称。\n"
        )
    if title.startswith("An indicator"):
        return (
            "\nWhere figures come more often than scored periods, units are compared in each until a reduction."
            " 数据期短于考评期时，归并之前按各期分别与其他单位比较。\n"
            "\nVariables that the indicator `uses` stand beside these under their ids, their figure of the year before"
            " as `previous.ID`, a statistic as `mean.ID`. One with a single figure for the scored period stands at"
            " every step, of whatever table, after reductions too. Formulas of a part know no variables."
            " 指标 uses 所列的变量以其标识写入公式，"
            "上年值写作 previous.标识，统计量写作 mean.标识；"
            "一个考评周期只有一个数的变量，不论哪个表的指标、归并前后都可使用。"
            "板块的公式不能使用变量。\n"
        )
    return ""


def _leaf(table: Table) -> Indicator:
    return Indicator(id="leaf", title=_LABEL, unit_of_measure="own", data=DataNeed(table=table))


def _part() -> Part:
    child = Indicator(id=_CHILD, title=Label(zh="下级", en="child"))
    return Part(id="part", title=_LABEL, combine="sum", indicators=(child,))


def _rows(table: str) -> Place:
    """Give the place of a row of a table of several rows for each unit."""
    leaf: Indicator = _leaf(table)  # type: ignore[arg-type]  # one of the tables
    own = ROW_TABLES[table]
    return place_at(leaf, StepState(own.keys, reduced=False, x=Number(UnitOfMeasure.parse(own.unit))), None)


def _table(title: str, place: Place, x: tuple[str, str]) -> str:
    """Give one place; names of the same statistic over different numbers are one line."""
    lines: dict[str, str] = {}
    for name, entry in place.names.items():
        head, _, over = name.partition(".")
        described = statistics().get(head) or group_operations().get(head)
        if described is None:
            zh, en = x if name == "x" else _MEANINGS[name]
            lines[name] = _line(name, _unit(entry), zh, en)
        elif not over:
            lines[name] = _line(name, _unit(entry), described.meaning_zh, _lowered(described.meaning_en))
        else:
            unit = "that of NAME" if getattr(described, "own_unit", False) else "1"
            zh, en = f"{described.zh}，按 NAME", f"{described.en}, of NAME"
            lines[f"{head}.NAME"] = _line(f"{head}.NAME", unit, zh, en)
    return f"### {title}\n\n| name | unit | meaning | 含义 |\n|---|---|---|---|\n" + "".join(lines.values())


def _outcome() -> str:
    """Give the place of the condition of an outcome."""
    lines = "".join(_line(name, unit, zh, en) for name, unit, zh, en in _OUTCOME)
    title = "### The condition of an outcome · 结果情形的条件"
    return f"{title}\n\n| name | unit | meaning | 含义 |\n|---|---|---|---|\n{lines}{_OUTCOME_NOTES}"


_OUTCOME_NOTES = """
What a result does not hold is missing, and a condition that needs it undetermined: points of a unit that has none, a
figure that was not delivered, a name that the scheme of the earlier result does not know or has in another unit of
measure. Figures are those delivered, before any is filled in. A node called like a word of this list (`grade`,
`ranking`) cannot be named: the word keeps its meaning.

结果中没有的即为缺少，须用到它的条件无法认定：没有得分的单位、没有报送的数、
以往结果的方案中没有的名称或计量单位不同的数。指标数为报送数，不含补缺。
标识与本表用词相同的节点（如 grade、ranking）不能写入条件，该词仍按本表解释。
"""


def _unit(entry: Name) -> str:
    if not isinstance(entry.kind, Number):
        return "text" if entry.kind is TEXT else "condition"
    return "" if entry.kind.unit is None else str(entry.kind.unit)


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _line(name: str, unit: str, zh: str, en: str) -> str:
    return f"| `{name}` | {unit} | {en.rstrip('.')} | {zh.rstrip('。')} |\n"
