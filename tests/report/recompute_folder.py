"""Recompute every explanation of one share of a result's units; run as a program, so that shares run side by side.

recompute_folder.py FOLDER SHARE SHARES    prints {"units": …, "zh": …, "en": …}: units told, lines recomputed
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kaoping.engine import Stored, read_result
from kaoping.errors import Language
from kaoping.report import Explainer
from report.printed_explanation import recompute

LANGUAGES: tuple[Language, Language] = ("zh", "en")


def recomputed(result: Stored, share: int = 0, shares: int = 1) -> dict[str, int]:
    """Give how many units were told and how many lines recomputed in each language; raises where one does not hold."""
    explainer = Explainer(result)
    units = explainer.units[share::shares]
    counts: dict[str, int] = {
        lang: sum(recompute(explainer.text(unit, lang=lang)) for unit in units) for lang in LANGUAGES
    }
    return {"units": len(units), **counts}


if __name__ == "__main__":
    print(json.dumps(recomputed(read_result(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201 -- a program
