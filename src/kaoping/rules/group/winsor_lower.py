"""The lowest figure that stays where a group is winsorised; not defined where nothing moves at that end."""

from __future__ import annotations

from kaoping.rules.winsor_limit import winsor_limit

WINSOR_LOWER = winsor_limit(
    "winsor_lower",
    "缩尾下限",
    "lower winsorising limit",
    meaning_zh="缩尾后保留的最低值，规则见 winsorise；这一端没有数值移动时没有。",
    meaning_en="The lowest figure that stays, as `winsorise` says; not defined where nothing moves at that end.",
    end="lower",
)
