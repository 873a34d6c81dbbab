"""The sentences of an explanation in both languages; the words are those of the glossary.

A line with arithmetic ends in `points EXPRESSION = NUMBER` (得分) or, for what is no score yet, `gives …` (得数).
"""

from __future__ import annotations

from kaoping.errors import Language
from kaoping.report.phrases_further import FURTHER
from kaoping.report.phrases_result import RESULT
from kaoping.report.phrases_tree import TREE

__all__ = ["phrase"]

_PHRASES = {**RESULT, **TREE, **FURTHER}


def phrase(key: str, lang: Language, /, **values: object) -> str:
    """Give a sentence with its values filled in."""
    return _PHRASES[key][0 if lang == "zh" else 1].format(**values)
