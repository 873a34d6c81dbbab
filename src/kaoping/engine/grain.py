"""Rows at a finer key than unit and period: which base row each belongs to, and what a reduction makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from kaoping.engine.base import Population, Rows

__all__ = ["Codes", "Grain", "Kept", "grain_of", "kept", "part_of_year", "population_at"]

Codes = np.ndarray[tuple[int], np.dtype[np.int8]]


@dataclass(frozen=True, slots=True)
class Grain:
    """Several rows for one base row.

    row: the base row of each. keys: the finer key, a column each (`period`, `rater`, `respondent_class` …).
    about: the keys that name a row as one text that no other row has: rows of several units with the same are compared.
    label: the same for people. status: index into STATUS_WORDS, 0 where a figure stands.
    """

    row: Rows
    keys: Mapping[str, pl.Series]
    about: pl.Series
    label: pl.Series
    status: Codes


def grain_of(row: Rows, keys: Mapping[str, pl.Series], named_by: Sequence[str], status: Codes) -> Grain:
    """Give rows with the texts that name them; in `about` a stroke inside a key is doubled: no two are alike."""
    frame = pl.DataFrame({name: keys[name] for name in named_by})
    texts = pl.all().fill_null("").str.replace_all("/", "//", literal=True)
    about = frame.select(pl.concat_str(texts, separator=" / ").alias("about"))["about"]
    label = frame.select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).alias("label"))["label"]
    return Grain(row, keys, about, label, status)


def part_of_year(periods: pl.Series) -> pl.Series:
    """Give each period within its year: `H1`, `Q3`, `07`; a whole year as it is."""
    return periods.str.replace(r"^[0-9]{4}-", "")


def population_at(population: Population, grain: Grain) -> Population:
    """Give who compares with whom at a finer key: units of one population in rows about the same."""
    frame = pl.DataFrame({"of": population.of[grain.row], "at": grain.about})
    names = frame.unique().sort("of", "at").with_row_index("number")
    of = frame.join(names, on=["of", "at"], how="left", maintain_order="left")["number"].cast(pl.Int64).to_numpy()
    found = tuple((*population.names[at][:2], about) for at, about in names.select("of", "at").iter_rows())
    members = None if population.members is None else population.members[grain.row]
    return Population(of, found, np.argsort(of, kind="stable"), members)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the rows of a reduction become: `into` is the new row of each old one, −1 where it does not count."""

    into: Rows
    row: Rows
    keys: Mapping[str, pl.Series]


def kept(
    grain: Grain, keep: Sequence[str], counts: np.ndarray[tuple[int], np.dtype[np.bool_]], expected: pl.DataFrame
) -> Kept:
    """Give the new rows of a reduction that keeps some keys: those expected, and those there are, in order.

    counts: which old rows count. expected: base row and kept keys of rows that stand there even where nothing was
    delivered for them.
    """
    names = ["row", *keep]
    own = pl.DataFrame({"row": grain.row} | {name: grain.keys[name] for name in keep})
    rows = pl.concat([own.filter(pl.Series(counts)), expected.select(names)]).unique().sort(names, nulls_last=True)
    found = own.join(rows.with_row_index("into"), on=names, how="left", maintain_order="left", nulls_equal=True)
    into = np.where(counts, found["into"].cast(pl.Int64).fill_null(-1).to_numpy(), -1)
    return Kept(into, rows["row"].to_numpy(), {name: rows[name] for name in keep})
