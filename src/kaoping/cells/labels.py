"""What things are called in a workbook, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = [
    "ABOUT",
    "COMPUTED",
    "NAMES",
    "NUMBER",
    "OF_NODE",
    "SHEETS",
    "STATUS",
    "TREATMENT",
    "WORDS",
    "Label",
    "joined",
]


@dataclass(frozen=True, slots=True)
class Label:
    """What something is, in both languages."""

    zh: str
    en: str

    def both(self) -> str:
        """Give both in one line; once where they are the same."""
        return self.zh if self.zh == self.en else f"{self.zh} {self.en}"


def joined(*labels: Label) -> Label:
    """Give several labels as one, from the widest to the narrowest."""
    return Label("·".join(label.zh for label in labels), " · ".join(label.en for label in labels))


SHEETS: Final = {
    "about": Label("说明", "About"),
    "inputs": Label("数据", "Inputs"),
    "parameters": Label("参数", "Parameters"),
    "statistics": Label("统计量", "Statistics"),
    "lists": Label("并列", "Side by side"),
    "leaves": Label("指标", "Indicators"),
    "parts": Label("板块", "Parts"),
    "total": Label("总分", "Total"),
    "places": Label("名额", "Places"),
    "listed": Label("系统计算", "Computed"),
}
ABOUT: Final[Sequence[Label]] = (
    Label("考评周期", "period"),
    Label("考评组", "group"),
    Label("单位", "unit"),
    Label("单位名称", "title"),
)
OF_NODE: Final[Sequence[Label]] = (Label("节点", "node"), Label("节点名称", "its title"), Label("", ""))
NUMBER: Final = Label("数值", "number")
NAMES: Final = {
    "": Label("数值", "figure"),
    "x": Label("本步数值", "x"),
    "full": Label("满分", "full points"),
    "weight": Label("权重", "weight"),
    "stands_in": Label("缺报时的替代值", "stands in where absent"),
}
"""What names are called that formulas use at every node."""
WORDS: Final = {
    "row": Label("各行", "row"),
    "line": Label("行", "line"),
    "points": Label("得分", "points"),
    "status": Label("缺报情况和处理", "why absent, and what then"),
    "digits": Label("比较用的数值（12 位有效数字）", "compared by (12 significant digits)"),
    "held": Label("其他单位所比的数值（12 位有效数字）", "figure that others are placed among (12 digits)"),
    "better": Label("优于本单位的个数", "how many are better"),
    "equal": Label("与本单位相同的个数", "how many are equal, itself included"),
    "worse": Label("劣于本单位的个数", "how many are worse"),
    "distinct": Label("优于本单位的不同数值的个数", "how many different figures are better"),
    "ranked_by": Label("排名所依的分数（12 位有效数字）", "ranked by (12 significant digits)"),
    "total_printed": Label("公布的总分（12 位有效数字）", "official total (12 significant digits)"),
    "rank": Label("名次", "rank"),
    "share": Label("并列各占的份额", "share of those that are equal"),
    "place": Label("位次（并列取前）", "place, equals sharing the first"),
    "graded": Label("参加评等次（1 是）", "graded (1: yes)"),
    "fits": Label("可参加（1 是）", "may have it (1: yes)"),
    "taken": Label("评得（1 是）", "has it (1: yes)"),
    "number_by_score": Label("按分数所评等次（序号）", "grade by score (number)"),
    "number": Label("等次（序号）", "grade (number)"),
    "steps_down": Label("降等：下降档数", "demotions: grades down"),
    "cap": Label("降等：最高可评等次（序号）", "demotions: best grade still open (number)"),
    "last": Label("降等：列所在等次末位（1 是）", "demotions: last in the grade (1: yes)"),
    "grade_by_score": Label("按分数所评等次", "grade by score"),
    "grade": Label("等次", "grade"),
    "order": Label("最终位次所依的数", "number that orders the final standing"),
    "standing": Label("最终位次", "final standing"),
}
COMPUTED: Final = {
    "contest": Label(
        "两两比较（如科普兰法），电子表格没有对应的公式",
        "a contest two by two (Copeland), for which spreadsheets have no formula",
    ),
    "findings": Label(
        "由情形认定表的次数和每次分值相加", "added up from how often a finding was made and what each takes off"
    ),
    "frozen": Label("沿用另一批次的统计量或位次", "from the frozen statistics of another run"),
    "statistic": Label(
        "逐步试算得出的界限（缩尾），电子表格没有对应的公式",
        "a limit found step by step (winsorising), for which spreadsheets have no formula",
    ),
    "long": Label("公式超过单元格可容的长度", "the formula is longer than a cell may hold"),
    "freed": Label("降等腾出名额，须逐轮评定", "demotions free places, so that grades are found round by round"),
}
STATUS: Final = {
    "missing": Label("缺报", "missing"),
    "not_applicable": Label("不适用", "not applicable"),
    "excused": Label("免考", "excused"),
}
TREATMENT: Final = {
    "": Label("由扣分情形计零分", "zero by a penalty"),
    "block": Label("停止计分", "the run stops"),
    "blank": Label("不计得分", "stays without points"),
    "share_again": Label("不计入，权重由同级其余各项分担", "left out, its weight goes to its siblings"),
    "peer_mean": Label("取同组平均得分", "takes the mean points of its group"),
    "table": Label("取核定得分", "takes supplied points"),
    "points": Label("计固定得分", "takes fixed points"),
    "zero": Label("计零分", "counts zero"),
}
