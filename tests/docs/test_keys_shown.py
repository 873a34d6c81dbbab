"""Every key of the scheme language stands in a recipe of docs/reference, or in the short list here with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final

from docs.test_writing_a_scheme import FILES
from kaoping.scheme import load_text
from kaoping.scheme.model import Record
from kaoping.scheme.shape import RECORDS, fields_of

ELSEWHERE: Final[Mapping[str, str]] = {
    "Part.take_rank": "as of an indicator",
    "DataNeed.rows_of": "tests/engine/test_rows_of.py holds its examples",
    "VariableData.every": "as of an indicator",
    "TakenRank.among": "as of a further ranking",
    "Tiers.among": "as of a further ranking",
    "GroupStep.with": "as of a rule step; no operation of the recipes has parameters",
    "ReductionStep.uncertainty": "as of a mean of indicators",
    "Disqualification.certified_by": "as of a penalty",
    "Policy.kind": "written as the word alone",
    "Setting.number": "written as the number alone",
    "PolicyForm.points": "read as Policy.points",
    "SettingForm.value": "read as Setting.number",
    "SettingForm.by_group": "read as Setting.by_group",
}
"""The keys that are shown at another record, or stand in a file without their name."""

SAME_EVERYWHERE: Final = frozenset({"source"})
"""The keys that say the same wherever they stand: shown once is enough."""


def written(value: object) -> Iterator[str]:
    """Give every key that a part of a scheme writes, with the record it stands at."""
    if isinstance(value, Record):
        shapes = {shape.name: shape.key for shape in fields_of(type(value)).values()}
        names = {name.partition(".")[0] for name in value.spots.fields}
        yield from (f"{type(value).__name__}.{shapes[name]}" for name in names & shapes.keys())
        for item in fields(value):
            yield from written(getattr(value, item.name))
    elif isinstance(value, (tuple, Mapping)):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from written(entry)


def test_every_key_stands_in_a_recipe() -> None:
    schemes = [load_text(text) for _, name, text in FILES if name == "scheme.yaml"]
    shown = {key for scheme in schemes for part in (scheme, scheme.tree) for key in written(part)}

    keys = {f"{record.__name__}.{key}" for record in RECORDS for key in fields_of(record)}

    same = {key.partition(".")[2] for key in shown} & SAME_EVERYWHERE
    hidden = {key for key in keys - shown if key.partition(".")[2] not in same}
    assert hidden == ELSEWHERE.keys()
