"""In Chinese messages a file name, a key or anything else to be written stands clear of the sign behind it."""

from __future__ import annotations

import importlib
import pkgutil
import re

import kaoping
from kaoping.errors import Message

PROSE = {"YAML", "UTF-8", "CSV", "MB", "GB"}
SENTENCES = re.compile(r"\{([a-z]+_)?zh\}\Z")
NUMBERS = re.compile(
    r"\{(total|wanted|difference|number|need|count|before|bound|later|high|low|run|now|exact|found|statistic|figure|"
    r"bytes|reason|expected|written|times|share|task_weight|group|given|code_point|exponent|operator|unit|whole|asked|"
    r"most|max|least|rest|left|right)\}\Z"
)
BEFORE_A_SIGN = re.compile(r"([\x21-\x7e]+)[。，；：]")


def test_nothing_that_may_be_copied_touches_a_full_width_sign() -> None:
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(kaoping.__path__, "kaoping.")
        if ".messages" in module.name
    ]
    messages = {
        entry.code: entry for module in modules for entry in vars(module).values() if isinstance(entry, Message)
    }
    glued = [
        (code, found[0])
        for code, message in sorted(messages.items())
        for text in (message.zh, message.hint_zh)
        for found in BEFORE_A_SIGN.finditer(text)
        if found[1] not in PROSE
        and re.search(r"[A-Za-z]", found[1])
        and not SENTENCES.search(found[1])
        and not NUMBERS.search(found[1])
    ]

    assert len(messages) > 250  # every room with a catalogue was found
    assert glued == []
