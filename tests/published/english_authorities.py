"""The ranking of the English authorities once more, from the raw files, with fractions and nothing of Kaoping.

The tree and its weights are read from the scheme file as plain YAML; the arithmetic stands here a second time.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

PERIODS = ("2019", "2020", "2021", "2022", "2023")
AGAINST_PEERS = ("attainment_8", "english_maths_9_5")


@dataclass(frozen=True)
class ByHand:
    """The raw files and the scheme file."""

    data: Path
    scheme: Path

    @cached_property
    def text(self) -> dict[str, Any]:  # Any: plain YAML
        """The scheme as written."""
        return dict(yaml.safe_load((self.scheme / "scheme.yaml").read_text(encoding="utf-8")))

    @property
    def parts(self) -> list[dict[str, Any]]:  # Any: plain YAML
        """The parts of the tree, as written."""
        return list(self.text["parts"])

    @cached_property
    def indicators(self) -> dict[str, bool]:
        """Indicator -> whether a higher figure is better."""
        return {
            leaf["id"]: leaf["direction"] == "higher_is_better" for part in self.parts for leaf in part["indicators"]
        }

    @cached_property
    def authorities(self) -> list[str]:
        """The units that are ranked."""
        with (self.data / "areas.csv").open(encoding="utf-8") as file:
            return [row["area_code"] for row in csv.DictReader(file) if row["kind"] == "authority"]

    @cached_property
    def peers(self) -> dict[str, list[str]]:
        """The ten statistical neighbours of each authority."""
        found: dict[str, list[str]] = {}
        with (self.data / "neighbours.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["area_code"], []).append(row["neighbour_code"])
        return found

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], Fraction]:
        """Every figure there is: (indicator, period, area)."""
        mapping = yaml.safe_load((self.scheme / "data.yaml").read_text(encoding="utf-8"))
        names = mapping["observations"][0]["values"]["indicator"]
        found: dict[tuple[str, str, str], Fraction] = {}
        with gzip.open(self.data / "values.csv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["measure"] in names and row["period"] in PERIODS and row["value"]:
                    found[names[row["measure"]], row["period"], row["area_code"]] = Fraction(row["value"])
        return found

    def figure(self, indicator: str, period: str, area: str) -> Fraction | None:
        """Give what is compared: the figure, or its distance to the mean of the neighbours' figures."""
        own = self.cells.get((indicator, period, area))
        if own is None or indicator not in AGAINST_PEERS:
            return own
        others = [self.cells.get((indicator, period, peer)) for peer in self.peers.get(area, [])]
        given = [figure for figure in others if figure is not None]
        return own - sum(given, Fraction(0)) / len(given) if given else None

    def points(self, indicator: str, period: str, area: str) -> Fraction | None:
        """Give the place between the worst and the best authority, 0 to 100."""
        own = self.figure(indicator, period, area)
        if own is None:
            return None
        known = [self.figure(indicator, period, other) for other in self.authorities]
        figures = [figure for figure in known if figure is not None]
        low, high = min(figures), max(figures)
        if low == high:
            return Fraction(100)
        worst, best = (low, high) if self.indicators[indicator] else (high, low)
        return 100 * (own - worst) / (best - worst)

    def total(self, period: str, area: str) -> Fraction | None:
        """Give the unrounded total; None where too much of the weight has no figures, or too few parts have points."""
        given, lost, whole = [], Fraction(0), Fraction(0)
        for part in self.parts:
            weight = Fraction(part["weight"]["value"])
            leaves = [self.points(leaf["id"], period, area) for leaf in part["indicators"]]
            there = [points for points in leaves if points is not None]
            whole += weight
            lost += weight * Fraction(len(leaves) - len(there), len(leaves))
            if there:
                given.append((weight, sum(there, Fraction(0)) / len(there)))
        if lost / whole > Fraction(str(self.text["no_score_over"]["value"])) or len(given) < self.text["need"]:
            return None
        return sum((weight * points for weight, points in given), Fraction(0)) / sum(weight for weight, _ in given)
