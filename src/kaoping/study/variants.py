"""Other ways a scheme could have gone: normalisation, missing rule and rounding, each a choice between cases.

A choice names where it applies and where not: nothing is left out silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, TypeVar

from kaoping.formula import Formula, parse
from kaoping.scheme import PlainFormula, expanded_chain
from kaoping.scheme.model import Defaults, Indicator, Part, Policy, Rounding, Scheme, When
from kaoping.scheme.places import compared_names

__all__ = ["AS_IS", "CHOICES", "Option", "variants", "where_applied"]

Holder = TypeVar("Holder", Part, Scheme)


@dataclass(frozen=True, slots=True)
class Option:
    """One way of a choice: its name, words, and the scheme that it makes of a scheme."""

    id: str
    zh: str
    en: str
    make: Callable[[Scheme], Scheme]


AS_IS: Final = "as_is"
"""The way of every choice that leaves the scheme as it is."""
_MIN_MAX: Final = parse("full * (x - worst) / (best - worst)")
_PERCENTILE: Final = parse("full * percentile")


def _as_is(scheme: Scheme) -> Scheme:
    return scheme


def _normalised(formula: Formula) -> Callable[[Scheme], Scheme]:
    """Make every relative rule the same formula."""

    def make(scheme: Scheme) -> Scheme:
        return _indicators(scheme, lambda own: _with_formula(own, formula) if _is_relative(own) else own)

    return make


def _with_formula(indicator: Indicator, formula: Formula) -> Indicator:
    return replace(indicator, rule=None, with_={}, formula=formula)


def _is_relative(own: Indicator) -> bool:
    """Tell whether a rule places the figure, and nothing else, among those of the others, up to the full points.

    For such a rule another normalisation answers the same question. A rule with a figure of its own to reach does more.
    """
    chain = expanded_chain(own)
    step = chain[0] if len(chain) == 1 else None
    if own.full is None or not isinstance(step, PlainFormula) or step.rule is None:
        return False
    parameters = step.rule.parameters
    compared = compared_names(step)
    others = step.formula.names - {*compared, "x", "full", "weight"} - {parameter.id for parameter in parameters}
    reached = [parameter for parameter in parameters if parameter.kind == "number" and parameter.unit == "own"]
    return bool(compared) and not others and not reached and not any("." in name for name in compared)


def _missing(kind: str) -> Callable[[Scheme], Scheme]:
    """Give all indicators of the tree one policy for missing figures; one that stops the run stays so."""

    def make(scheme: Scheme) -> Scheme:
        def swapped(own: Indicator) -> Indicator:
            when = _when(scheme.defaults, own)
            if when is None or when.missing.kind == "block":
                return own
            policy = Policy(kind=kind)  # type: ignore[arg-type] # one of the policy's own words
            return replace(own, when=replace(when, missing=policy))

        return _indicators(scheme, swapped)

    return make


def _unrounded(scheme: Scheme) -> Scheme:
    """Round nothing below the total."""
    return _rounded(scheme, lambda entry: entry if entry.at == "total" else None)


def _coarser(scheme: Scheme) -> Scheme:
    """Round everything to one decimal less."""
    return _rounded(scheme, lambda entry: replace(entry, decimals=max(entry.decimals - 1, 0)))


def _rounded(scheme: Scheme, make: Callable[[Rounding], Rounding | None]) -> Scheme:
    made = tuple(entry for entry in map(make, scheme.numbers.rounding) if entry is not None)
    return replace(scheme, numbers=replace(scheme.numbers, rounding=made))


def _indicators(holder: Holder, make: Callable[[Indicator], Indicator]) -> Holder:
    """Give the scheme with every indicator of the tree made anew; bonus and deductions stay."""
    parts = tuple(_indicators(part, make) for part in holder.parts)
    return replace(holder, parts=parts, indicators=tuple(make(own) for own in holder.indicators))


CHOICES: Final[dict[str, tuple[Option, ...]]] = {
    "normalisation": (
        Option(AS_IS, "按方案", "as the scheme says", _as_is),
        Option("min_max", "极值法", "min-max", _normalised(_MIN_MAX)),
        Option("percentile", "百分位", "percentile rank", _normalised(_PERCENTILE)),
    ),
    "missing": (
        Option(AS_IS, "按方案", "as the scheme says", _as_is),
        Option("share_again", "权重分给其他指标", "weight shared again", _missing("share_again")),
        Option("peer_mean", "按同组平均", "mean of the group", _missing("peer_mean")),
    ),
    "rounding": (
        Option(AS_IS, "按方案", "as the scheme says", _as_is),
        Option("unrounded", "总分以下不修约", "nothing rounded below the total", _unrounded),
        Option("coarser", "少保留一位小数", "one decimal less", _coarser),
    ),
}
"""By what may be varied: the ways, first the scheme's own."""


def variants(scheme: Scheme, varied: tuple[str, ...]) -> Iterator[tuple[tuple[Option, ...], Scheme]]:
    """Give every combination of the choices named, and the scheme that it makes."""
    for options in product(*(CHOICES[name] for name in varied)):
        made = scheme
        for option in options:
            made = option.make(made)
        yield options, made


def where_applied(scheme: Scheme, choice: str) -> Iterator[tuple[str, bool, str, str]]:
    """Say where a choice can vary something and where not: the node, whether, and why not, in both languages.

    Of a choice of rounding the places are those that the scheme rounds.
    """
    if choice == "rounding":
        yield from map(_rounding, scheme.numbers.rounding)
        return
    for node in scheme.nodes():
        if not isinstance(node, Indicator):
            continue
        if choice == "normalisation" and not _is_relative(node):
            zh = "计分规则不是只与其他单位比较，没有同义的另一种办法"
            yield node.id, False, zh, "its rule does more than compare units, so no other way means the same"
        elif choice == "missing" and _is_blocked(scheme.defaults, node):
            yield node.id, False, "缺报即不计分，没有缺值", "a missing figure stops the run, so none is missing"
        else:
            yield node.id, True, "", ""


def _rounding(entry: Rounding) -> tuple[str, bool, str, str]:
    """Say what a choice of rounding does at one place: the total is rounded in every one."""
    if entry.at != "total":
        return entry.at, True, "", ""
    if not entry.decimals:
        return entry.at, False, "总分照样修约，已不留小数", "the total stays rounded, and has no decimals to lose"
    return entry.at, True, "总分照样修约，只少保留一位小数", "the total stays rounded, to one decimal less only"


def _when(defaults: Defaults | None, node: Indicator) -> When | None:
    """Give the policies of an indicator, its own or the default."""
    return node.when or (defaults.indicator_when if defaults else None)


def _is_blocked(defaults: Defaults | None, node: Indicator) -> bool:
    """Tell whether a missing figure of an indicator stops the run."""
    when = _when(defaults, node)
    return when is not None and when.missing.kind == "block"
