"""The messages of reports: R1xx the question cannot be answered from this result."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["NO_SUCH_PERIOD", "SEVERAL_UNITS"]

NO_SUCH_PERIOD = Message(
    "R101",
    "结果中没有“{unit}”在考评周期 {period} 的得分。",
    "The result has no score of {unit} for the period {period}.",
    "有得分的考评周期：{known}。",
    "Periods with a score: {known}.",
)
SEVERAL_UNITS = Message(
    "R102",
    "有 {count} 个单位名为“{title}”：{known}。",
    "{count} units are called {title}: {known}.",
    "请改用单位标识。",
    "Name the unit by its id.",
)
