"""The least of those that have a value: a chain is as strong as its weakest link."""

from __future__ import annotations

from kaoping.rules.extreme import extreme

MINIMUM = extreme(
    "minimum",
    "取最低",
    "minimum",
    meaning_zh="有数的各项中最低的一项。",
    meaning_en="The least of those that have a value.",
    function="min",
)
