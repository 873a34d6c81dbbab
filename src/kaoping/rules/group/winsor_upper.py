"""The highest figure that stays where a group is winsorised; not defined where nothing moves at that end."""

from __future__ import annotations

from kaoping.rules.winsor_limit import winsor_limit

WINSOR_UPPER = winsor_limit(
    "winsor_upper",
    "缩尾上限",
    "upper winsorising limit",
    meaning_zh="缩尾后保留的最高值，规则见 winsorise；这一端没有数值移动时没有。",
    meaning_en="The highest figure that stays, as `winsorise` says; not defined where nothing moves at that end.",
    end="upper",
)
