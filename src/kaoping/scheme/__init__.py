"""The regulation as data: read from its file, proven sound, compared with another, described for editors."""

from kaoping.scheme.check import check
from kaoping.scheme.check_numbers import correction_problems
from kaoping.scheme.check_titles import place_problems
from kaoping.scheme.conditions import FIGURES, asked, names_told, outcome_place, years_back
from kaoping.scheme.diff import Change, differences
from kaoping.scheme.expand import PlainFormula, PlainStep, expanded_chain
from kaoping.scheme.json_schema import scheme_json_schema
from kaoping.scheme.load import load, load_text, problems
from kaoping.scheme.places import step_place
from kaoping.scheme.starter import starter

__all__ = [
    "FIGURES",
    "Change",
    "PlainFormula",
    "PlainStep",
    "asked",
    "check",
    "correction_problems",
    "differences",
    "expanded_chain",
    "load",
    "load_text",
    "names_told",
    "outcome_place",
    "place_problems",
    "problems",
    "scheme_json_schema",
    "starter",
    "step_place",
    "years_back",
]
