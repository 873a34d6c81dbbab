"""The sample city (示例市): its units, openly invented, and whom they are compared with."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.scheme.model import Scheme

__all__ = ["AREAS", "CITIES", "City", "Member", "city_of"]


@dataclass(frozen=True, slots=True)
class Member:
    """One unit. strength: how well it tends to do, 0 (last) to 1 (first)."""

    id: str
    zh: str
    en: str
    group: str
    strength: float


@dataclass(frozen=True, slots=True)
class City:
    """The units of one scheme.

    findings: (unit, period, finding): what is planted, so that every consequence is seen in a result.
    """

    members: tuple[Member, ...]
    findings: tuple[tuple[str, str, str], ...] = ()


AREAS = City(
    members=(
        Member("jia", "甲市", "Jia City", "areas", 0.95),
        Member("yi", "乙市", "Yi City", "areas", 0.75),
        Member("bing", "丙区", "Bing District", "areas", 0.6),
        Member("ding", "丁区", "Ding District", "areas", 0.5),
        Member("wu", "戊区", "Wu District", "areas", 0.55),
        Member("ji", "己区", "Ji District", "areas", 0.4),
        Member("geng", "庚区", "Geng District", "areas", 0.05),
    ),
    # The best unit has an accident in its second year: the title passes it by, its rank does not move.
    findings=(("jia", "2017", "safety_accident"),),
)

CITIES = (AREAS,)
"""The units of every scheme that the sample city runs."""


def city_of(scheme: Scheme) -> City | None:
    """Give the units that fit a scheme by its groups; None where the sample city has no such units."""
    groups = {group.id for group in scheme.groups}
    return next((city for city in CITIES if {member.group for member in city.members} == groups), None)
