"""The worked examples of the rules: YAML tables that an official can check by hand, as a scheme with its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from kaoping.engine import Tables
from kaoping.rules import Aggregation, GroupOperation, Statistic, aggregations, group_operations, statistics
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

FOLDER = Path(__file__).parent
PERIOD, BEFORE = "2024", "2023"


def examples(folder: str = ".") -> list[tuple[str, dict[str, Any]]]:
    """Give (id, case) of every table: of the rules, or of the entries that have a folder of their own."""
    found = []
    for path in sorted((FOLDER / folder).glob("*.yaml")):
        # BaseLoader keeps figures as they are written: an official's 7.0 stays 7.0.
        found += [(path.stem, case) for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)]  # noqa: S506 -- builds text only
    return found


def settings_of(case: dict[str, Any]) -> dict[str, Fraction | str]:
    """Give what the parameters of an example are set to: numbers as fractions, words as they are."""

    def setting(text: str) -> Fraction | str:
        return Fraction(text) if text.lstrip("-").replace(".", "", 1).isdigit() else text

    return {name: setting(text) for name, text in case.get("with", {}).items()}


def aggregation_of(name: str, case: dict[str, Any]) -> Aggregation:
    """Give an aggregation with its parameters set as the example says."""
    found = aggregations()[name]
    return found if found.set_to is None else found.set_to(settings_of(case))


def statistic_of(name: str, case: dict[str, Any]) -> Statistic:
    """Give a statistic with its parameters set as the example says."""
    found = statistics()[name]
    return found if found.set_to is None else found.set_to(settings_of(case))


def operation_of(name: str, case: dict[str, Any]) -> GroupOperation:
    """Give a group operation with its parameters set as the example says."""
    found = group_operations()[name]
    return found if found.set_to is None else found.set_to(settings_of(case))


def last_example(folder: str, name: str) -> dict[str, Any]:
    """Give the last example of an entry."""
    return [case for found, case in examples(folder) if found == name][-1]


def written_settings(folder: str, name: str) -> str:
    """Give the parameters of the last example of an entry as a scheme writes them; empty where it has none."""
    given = last_example(folder, name).get("with", {})
    return "{" + ", ".join(f"{key}: {entry}" for key, entry in given.items()) + "}" if given else ""


def scheme_of(rule: str, case: dict[str, Any]) -> Scheme:
    """Give a scheme with the one indicator of the example."""
    return load_text(scheme_text(rule, case), f"{rule}.yaml")


def scheme_text(rule: str, case: dict[str, Any]) -> str:
    """Give the same as the text of a scheme file."""
    indicator: dict[str, Any] = {
        "id": "figure",
        "title": {"zh": "指标", "en": "Indicator"},
        "unit_of_measure": case.get("unit_of_measure", "%"),
        "direction": case.get("direction", "higher_is_better"),
        "full": case.get("full", "100"),
        "compare_within": "group",
        "data": case.get("data", {"table": "observations"}),
    }
    named = {"rule": rule} | ({"with": case["with"]} if case["with"] else {})
    indicator |= {"steps": [named, {"formula": case["then"]}]} if "then" in case else named
    blank = {"missing": "blank", "not_applicable": "blank", "excused": "blank"}
    scheme = {
        "kaoping": "1",
        "id": "example",
        "title": {"zh": "算例", "en": "Worked example"},
        "periods": [PERIOD],
        "numbers": {"rounding": [], "rank_on": "unrounded", "ties": "lowest"},
        "groups": [{"id": "all", "title": {"zh": "全部", "en": "All"}}],
        "defaults": {"indicator_when": blank},
        "combine": "sum",
        "need": "all",
        "when": blank,
        "indicators": [indicator],
    }
    return _yaml(scheme)


def _yaml(value: object) -> str:
    """Write plain values as YAML flow: numbers bare, words quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_yaml(entry) for entry in value) + "]"
    text = str(value)
    return text if text.replace(".", "", 1).lstrip("-").isdigit() else "'" + text.replace("'", "''") + "'"


def tables_of(case: dict[str, Any]) -> Tables:
    """Give the tables of the example; a unit's peer is a unit of its own that is not assessed."""
    units, observations, targets, peers, parameters = [], [], [], [], []
    finer: dict[str, list[dict[str, Any]]] = {"events": [], "ratings": [], "ballots": [], "tasks": []}
    for row in case["units"]:
        name = row["unit"]
        units.append({"unit": name, "group": "all", "assessed": True})
        observations += _observations(name, row, case)
        if "target" in row:
            targets.append({"unit": name, "indicator": "figure", "period": PERIOD, "target": row["target"]})
        if "peer" in row:
            units.append({"unit": f"peer of {name}", "group": "all", "assessed": False})
            peers.append({"unit": name, "peer": f"peer of {name}"})
            observations += _observations(f"peer of {name}", {"actual": "1", **row["peer"]}, case)
        parameters += [
            {"parameter": key, "number": number, "indicator": "figure", "unit": name}
            for key, number in row.get("parameters", {}).items()
        ]
        for table, found in finer.items():
            if table in row:
                key = {"unit": name, "indicator": "figure", "period": PERIOD}
                found += [key | entry for entry in _ROWS[table](name, row[table])]
    frames = {
        "units": units,
        "observations": observations,
        "targets": targets,
        "peers": peers,
        "parameters": parameters,
        **finer,
    }
    return Tables.from_frames(
        {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in frames.items() if rows}
    )


def _figure(column: str, written: str) -> dict[str, Any]:
    """Give a figure, or the word that says why there is none."""
    is_word = written in {"missing", "not_applicable", "excused"}
    return {column: None if is_word else written, "status": written if is_word else None}


def _events(unit: str, events: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Give one row for each event."""
    return [{"event": f"{unit} {number}", **event} for number, event in enumerate(events)]


def _ratings(_: str, ratings: dict[str, str]) -> list[dict[str, Any]]:
    """Give one row for each rater."""
    return [{"rater": rater} | _figure("points", written) for rater, written in ratings.items()]


def _ballots(_: str, ballots: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Give one row for each class of respondents and option."""
    return [
        {"respondent_class": name, "option": option, "votes": votes}
        for name, options in ballots.items()
        for option, votes in options.items()
    ]


def _tasks(unit: str, tasks: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Give one row for each task of the unit."""
    return [{"task": f"{unit} {number}", **task} for number, task in enumerate(tasks)]


_ROWS: Mapping[str, Callable[[str, Any], list[dict[str, Any]]]] = {
    "events": _events,
    "ratings": _ratings,
    "ballots": _ballots,
    "tasks": _tasks,
}
"""How the rows of a table are written beside a unit."""


def _observations(unit: str, row: dict[str, Any], case: dict[str, Any]) -> list[dict[str, Any]]:
    """Give this year's figure, and last year's growth where the example has one."""
    if case.get("data", {}).get("table", "observations") != "observations":
        return []
    if "parts" in row:  # of the year, such as Q1 or 07
        return [
            {"unit": unit, "indicator": "figure", "period": f"{PERIOD}-{part}"} | _figure("actual", figure)
            for part, figure in row["parts"].items()
        ]
    names = ("actual", "previous", "growth", "growth_basis")
    now = {"unit": unit, "indicator": "figure", "period": PERIOD} | {name: row.get(name) for name in names}
    earlier = {
        "unit": unit,
        "indicator": "figure",
        "period": BEFORE,
        "actual": "1",
        "growth": row.get("previous_growth"),
    }
    return [now, earlier] if "previous_growth" in row else [now]
