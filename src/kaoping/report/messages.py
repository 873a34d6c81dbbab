"""The messages of reports: R1xx the question cannot be answered from this result."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["NO_SUCH_PERIOD"]

NO_SUCH_PERIOD = Message(
    "R101",
    "结果中没有“{unit}”在考评周期 {period} 的得分。",
    "The result has no score of {unit} for the period {period}.",
    "有得分的考评周期：{known}。",
    "Periods with a score: {known}.",
)
