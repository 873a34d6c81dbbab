"""The shipped schemes scored once for all tests here, and the folder of data that stays outside the repository."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from kaoping.engine import Result, load_tables, score
from kaoping.report import Reproduction, reproduce
from kaoping.scheme import load

SCHEMES = Path(__file__).parents[2] / "schemes"
PUBLISHED = ("nantong-2017-08", "jining-2017-08", "hotline-lianyungang", "hotline-panjin")


@cache
def published(name: str) -> Result:
    """Score one shipped assessment, exactly, with the columns as check."""
    scheme = load(SCHEMES / "published" / name)
    return score(scheme, load_tables(scheme, SCHEMES / "published" / name))


@cache
def compared(name: str) -> Reproduction:
    """Compare it with its published figures."""
    found = reproduce(published(name))
    assert found is not None
    return found


def outside(name: str) -> Path:
    """Give a folder of the data outside the repository, or skip the test."""
    root = os.environ.get("KAOPING_DATA")
    if root is None:
        pytest.skip(f"KAOPING_DATA is not set: it names the folder that holds {name}")
    return Path(root) / name
