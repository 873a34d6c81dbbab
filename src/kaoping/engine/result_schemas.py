"""Every file of a result folder and what stands in it, in both languages; page, `contents.csv` and reading go by it.

A column of titles stands right behind the ids it tells: `group_zh` and `group_en` behind `group`. Columns are only
ever added to a format, and readers go by their names, for they may move.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kaoping.engine.intake.schemas import LABEL_COLUMN, Column, Kind, TableSchema

__all__ = ["FACTS", "FILES", "FURTHER_TABLES", "LABEL", "RESULT_SCHEMAS", "title_columns"]

LABEL: Final = Column(LABEL_COLUMN, "text", "演示数据的标签；只在演示数据中有此列", "label of made-up data; only there")
_TITLE_ENDS = ("_zh", "_en")


def title_columns(schema: TableSchema) -> tuple[str, ...]:
    """Give the columns of titles: those behind an id column of the same name."""
    names = [f"{name}{end}" for name in schema.names for end in _TITLE_ENDS]
    return tuple(name for name in schema.names if name in names)


def _text(name: str, zh: str, en: str, kind: Kind = "text") -> Column:
    return Column(name, kind, zh, en)


def _named(name: str, zh: str, en: str, what_zh: str, what_en: str) -> tuple[Column, ...]:
    """Give a column of ids and the two of their titles."""
    return (
        _text(name, zh, en),
        _text(f"{name}_zh", f"{what_zh}，中文", f"{what_en}, in Chinese"),
        _text(f"{name}_en", f"{what_zh}，英文", f"{what_en}, in English"),
    )


_PERIOD = _text("period", "考评周期", "scored period")
_UNIT_TITLE = ("单位名称，同 units 表", "name of the unit as in table units")
_UNIT = _named(
    "unit",
    "被考评单位的标识；没有填写名称的，以此为名",
    "id of the assessed unit, and its name where it was given no other",
    *_UNIT_TITLE,
)
_GROUP = _named("group", "考评组的标识", "id of the ranking group", "考评组名称", "title of the group")
_NODE = _named(
    "node",
    "节点（考评板块、指标或加扣分条目）的标识；total 为总分，base_total 为加扣分之前的总分",
    "id of the node: a part, an indicator, or an item of bonus or deductions; total is the total, base_total the total "
    "before adjustment",
    "节点名称",
    "title of the node",
)

_RANKING = TableSchema(
    "ranking",
    "排名：每个单位每个考评周期一行，按考评组和名次排列",
    "the ranking: one row per unit and scored period, by group and rank",
    ("period", "unit"),
    (
        _PERIOD,
        *_GROUP,
        _UNIT[0],
        _text("title_zh", f"{_UNIT_TITLE[0]}，中文", f"{_UNIT_TITLE[1]}, in Chinese"),
        _text("title_en", f"{_UNIT_TITLE[0]}，英文", f"{_UNIT_TITLE[1]}, in English"),
        _text(
            "total",
            "总分，按方案修约；公布以此为准；空白：没有总分",
            "total as the scheme rounds it: the one to publish; empty: no total",
            "decimal",
        ),
        _text(
            "rank",
            "组内名次，1 为最优；并列取平均的可为 1.5",
            "rank in the group, 1 is best; 1.5 where ties are averaged",
            "decimal",
        ),
        _text("count", "组内有名次的单位数", "how many units of the group have a rank", "whole"),
        _text("from_last", "组内倒数名次，1 为末位", "rank from the last in the group, 1 is last", "whole"),
        *_named(
            "grade",
            "等次的标识，降等之后",
            "id of the grade, after demotions",
            "等次名称，降等之后",
            "title of the grade, after demotions",
        ),
        *_named(
            "grade_by_score",
            "按得分评定的等次的标识，降等之前",
            "id of the grade by score, before demotions",
            "按得分评定的等次名称",
            "title of the grade by score",
        ),
        _text("grade_because_zh", "等次的理由，中文", "why this grade, in Chinese"),
        _text("grade_because_en", "等次的理由，英文", "why this grade, in English"),
        *_named(
            "not_graded",
            "不定等次情形的标识，多个以空格分隔；空白：定等次",
            "ids of the reasons not to grade, divided by spaces; empty: it is graded",
            "不定等次情形名称",
            "titles of the reasons",
        ),
        _text("standing", "组内最终位次，降等之后", "final standing in the group, after demotions", "whole"),
        *_named(
            "demotions",
            "降等情形的标识，多个以空格分隔",
            "ids of the demotions found, divided by spaces",
            "降等情形名称",
            "titles of the demotions",
        ),
        *_named(
            "titles",
            "荣誉称号的标识，多个以空格分隔",
            "ids of the titles awarded, divided by spaces",
            "荣誉称号名称",
            "the titles",
        ),
        _text(
            "unrounded",
            "修约前的总分，12 位有效数字；供核对和按修约前排名之用，不作公布",
            "total before rounding, 12 significant digits: for checking, and for ranks that rest on it; not to publish",
            "decimal",
        ),
    ),
)
_SCORES = TableSchema(
    "scores",
    "得分：每个单位每个考评周期的每个节点一行",
    "the points: one row per unit, scored period and node",
    ("period", "unit", "node"),
    (
        _PERIOD,
        *_UNIT,
        *_NODE,
        _text("parent", "上级节点的标识；空白：没有上级", "id of the node above; empty: there is none"),
        _text("depth", "层次；0 为总分", "level in the tree; 0 is the total", "whole"),
        _text(
            "figure",
            "报送的数据，原样；逐条归并的为空白",
            "the figure as delivered; empty where rows were reduced",
            "decimal",
        ),
        _text(
            "before_rounding",
            "修约前的得分，12 位有效数字；供核对之用",
            "points before rounding, 12 significant digits: for checking",
            "decimal",
        ),
        _text("points", "得分，按方案修约；空白：没有得分", "points as the scheme rounds them; empty: none", "decimal"),
        _text(
            "status",
            "没有数值的原因：missing 缺报，not_applicable 不适用，excused 免考；有数值的为空白",
            "why there is no value: missing, not_applicable, excused; empty beside a value",
        ),
        _text(
            "treatment",
            "缺值处理：blank 不计得分，share_again 不计入、权重由同级分担，peer_mean 取同组平均，"
            "table 取核定得分，points 计固定得分，zero 计零分；有数值的为空白",
            "what the node gave instead, the word that the scheme says under `when`; empty beside a value",
        ),
    ),
)
_STATISTICS = TableSchema(
    "statistics",
    "统计量：计分时比较用的最优值、平均值等，以及各单位参加排列的数值；锁定后沿用",
    "the statistics: best, mean and the like over the units compared, and the ordered figures; frozen ever after",
    ("period", "node", "step", "statistic", "over", "group", "at", "unit"),
    (
        _PERIOD,
        *_NODE,
        _text(
            "step",
            "节点的第几步，从 1 起；取名次的为最后一步的下一步；0 不属于任何一步：补缺、缺值处理、下级合成所用的数",
            "step of the node, from 1; a rank taken follows the last; 0 is none of them: what fills missing figures, "
            "stands in for absence, or is taken of children combined",
            "whole",
        ),
        *_named(
            "statistic",
            "统计量或组内运算的标识",
            "id of the statistic or group operation",
            "统计量名称；方案自定名称的为空白",
            "name of the statistic; empty where the scheme gave it a name of its own",
        ),
        _text(
            "over",
            "取自哪个数：actual 完成值，growth 增幅，x 上一步得数，points 得分，delivered 报送数；其余见方案各键的说明",
            "the name it is taken over: actual, growth, x (what the step before gave), points, delivered (before any "
            "is filled in); others in scheme.md",
        ),
        *_named(
            "group",
            "考评组的标识，或比较范围各列的内容；空白：全部单位一起比较",
            "id of the ranking group, or what stands in the columns compared within; empty: all units together",
            "考评组名称；不按考评组比较的为空白",
            "title of the group; empty where units are not compared by group",
        ),
        _text(
            "at",
            "逐条比较时所属的月份、评分人等；否则空白",
            "what the rows are about where several stand for a unit (a month, a rater); else empty",
        ),
        *_named(
            "unit", "单位的标识；空白：全组一个数", "id of the unit; empty: one figure for all of them", *_UNIT_TITLE
        ),
        _text("figure", "数值，12 位有效数字", "the figure, 12 significant digits", "decimal"),
        _text(
            "exact",
            "精确值，分数或长小数；供程序沿用，表格软件可能把 3/5 显示成日期",
            "the same exactly, as a fraction or a long decimal: for programs; a spreadsheet may show 3/5 as a date",
        ),
        _text(
            "definition",
            "统计口径的摘要：口径改变后不得沿用；空白：只供说明，不沿用",
            "digest of what it is a statistic of: defined otherwise, it is not used again; empty: never used again",
        ),
    ),
)
_OUTCOMES = TableSchema(
    "outcomes",
    "认定结果：称号、单项第一、结果运用，每项认定一行",
    "the outcomes: titles, first places and what follows, one row each",
    ("period", "kind", "id", "group", "unit"),
    (
        _PERIOD,
        _text("kind", "种类：title 荣誉称号，first_place 单项第一，outcome 结果运用", "title, first_place or outcome"),
        *_named(
            "id",
            "方案中该称号、单项第一或结果运用的标识；单项第一后接“.”和节点的标识",
            "its id in the scheme; of a first place with a dot and the node's id behind",
            "名称",
            "its title",
        ),
        *_GROUP,
        *_named("unit", "单位的标识；空白：空缺的名额", "id of the unit; empty: places that stay empty", *_UNIT_TITLE),
        _text(
            "holds",
            "yes 认定；unfilled 名额空缺；undetermined 缺少数据，无法认定",
            "yes; unfilled: places that stay empty; undetermined: something needed to decide is missing",
        ),
        _text("because_zh", "理由，中文", "why, in Chinese"),
        _text("because_en", "理由，英文", "why, in English"),
    ),
)

_WITHIN = _text(
    "within",
    "排名或取分位数的范围：考评组的标识，或各列的内容；空白：全部单位",
    "among whom units are ranked, or quantiles are taken: a group id, or what stands in the columns; empty: all units",
)
_RANKINGS = TableSchema(
    "rankings",
    "专项排名：每项排名、每个单位每个考评周期一行；方案有专项排名的才有此文件",
    "further rankings: one row per ranking, unit and scored period; only where the scheme has any",
    ("ranking", "period", "unit"),
    (
        *_named("ranking", "专项排名的标识", "id of the ranking", "专项排名名称", "title of the ranking"),
        _PERIOD,
        _WITHIN,
        *_UNIT,
        _text("figure", "据以排名的得分；空白：没有得分", "the points it goes by; empty: none", "decimal"),
        _text("rank", "名次，1 为最优", "rank, 1 is best", "decimal"),
        _text("count", "有名次的单位数", "how many units have a rank", "whole"),
    ),
)
_TIERS = TableSchema(
    "tiers",
    "分档：每种分档、每个单位每个考评周期一行；方案有分档的才有此文件",
    "tiers: one row per division, unit and scored period; only where the scheme has any",
    ("tiers", "period", "unit"),
    (
        *_named("tiers", "分档办法的标识", "id of the division into tiers", "分档办法名称", "title of the division"),
        _PERIOD,
        _WITHIN,
        *_UNIT,
        _text("figure", "据以分档的得分、名次或档次", "what it goes by: points, a rank, or a tier"),
        _text("bound", "所达到的界限；最后一档为空白", "the bound that is kept; empty in the last tier"),
        *_named(
            "tier",
            "档次的标识，等分的为第几份；空白：没有得分，不分档",
            "id of the tier, or the number of the part; empty: there is nothing to go by",
            "档次名称；等分的为空白",
            "title of the tier; empty where parts are equal",
        ),
    ),
)

RESULT_SCHEMAS: Final[Mapping[str, TableSchema]] = MappingProxyType(
    {schema.name: schema for schema in (_RANKING, _SCORES, _STATISTICS, _OUTCOMES, _RANKINGS, _TIERS)}
)
"""The tables of a result, in the order in which a person reads them."""

FURTHER_TABLES: Final = ("rankings", "tiers")
"""The tables written only where the scheme has what they tell."""

FILES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "contents.csv": (
            "本说明：结果文件夹中每个文件、每一列的含义",
            "this explanation: what every file of the folder and every column means",
        ),
        "ranking.csv": (_RANKING.zh, _RANKING.en),
        "scores.csv": (_SCORES.zh, _SCORES.en),
        "statistics.csv": (_STATISTICS.zh, _STATISTICS.en),
        "outcomes.csv": (_OUTCOMES.zh, _OUTCOMES.en),
        "rankings.csv": (_RANKINGS.zh, _RANKINGS.en),
        "tiers.csv": (_TIERS.zh, _TIERS.en),
        "*.parquet": (
            "与同名 CSV 内容相同，供程序读取；以 CSV 为准",
            "the same tables as the CSV files of that name, for programs; CSV counts",
        ),
        "scheme.yaml": ("计分所用的考评方案，原样", "the scheme that was scored, as it was"),
        "inputs/*.csv": (
            "计分所用的各数据表，各列的含义列在 contents.csv；可用 kaoping score --data 再次计分",
            "the tables that were scored, columns explained in contents.csv; `kaoping score --data` takes them",
        ),
        "result.json": (
            "计分批次的记录，含每个文件的散列值；没有它的文件夹不是结果",
            "the record of the run, with the hash of every file; a folder without it is no result",
        ),
    }
)
"""The files of a result folder."""

FACTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "format": ("结果文件夹的格式版本", "format of the result folder"),
        "kaoping": ("写出结果的程序版本", "version of the program that wrote it"),
        "scheme": ("方案的标识、名称和散列值", "id, title and hash of the scheme"),
        "basis": ("依据文件", "the documents the scheme follows"),
        "inputs": ("数据的散列值、各表行数、所用数据版次", "hash of the inputs, rows of each table, vintages used"),
        "engine": (
            "figures 以何种算法为准，checked_by 由何种复核，judged_values 精确判定的个数，undecided 未判定的",
            "figures: whose count; checked_by: the check; judged_values, undecided: decided by the judge, or by nobody",
        ),
        "numbers": ("修约、排名依据、并列办法", "rounding, what ranks rest on, ties"),
        "process": ("考评程序；方案没有写的为 null", "the process; null where the scheme states none"),
        "assumed": ("标为“假定”的参数在方案中的位置", "where in the scheme parameters are marked as assumed"),
        "previous": ("所用的以往计分批次", "the earlier runs that were used"),
        "frozen": (
            "统计量沿用自哪个计分批次；null：本批次自行计算",
            "the run whose statistics were used; null: its own",
        ),
        "filled": (
            "补缺：各指标按每种办法补了几个数",
            "figures filled in: for each indicator how many by each way",
        ),
        "corrects": ("本批次更正的计分批次；null：不是更正", "the run that this one corrects; null: none"),
        "data_label": ("演示数据的标签；null：不是演示数据", "label of made-up data; null: they are not"),
        "files": ("各文件的 SHA-256 散列值", "SHA-256 of every file"),
        "result": ("本批次的散列值，前 12 位为批次号", "hash of the run; its first 12 digits name it"),
    }
)
"""What `result.json` states."""
