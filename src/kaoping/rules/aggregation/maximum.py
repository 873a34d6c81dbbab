"""The greatest of those that have a value: of several awards only the highest counts."""

from __future__ import annotations

from kaoping.rules.extreme import extreme

MAXIMUM = extreme(
    "maximum",
    "取最高",
    "maximum",
    meaning_zh="有数的各项中最高的一项。",
    meaning_en="The greatest of those that have a value.",
    function="max",
)
