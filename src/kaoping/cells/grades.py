"""Grades as formulas: how many places each grade has stands in cells of its own; then who fits, and who finds one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from kaoping.cells.book import Content, Entry, Given, Place, Ref, rendered
from kaoping.cells.grids import Grid, Listing
from kaoping.cells.labels import COMPUTED, NUMBER, SHEETS, WORDS, Label, joined
from kaoping.cells.layout import Layout
from kaoping.cells.placing import digits_column
from kaoping.cells.ranks import Among, span_over
from kaoping.engine import Walk
from kaoping.engine.counted import Counts, counts_of
from kaoping.engine.findings import demoted
from kaoping.engine.grade import Graded, graded
from kaoping.engine.plan import ADJUSTED
from kaoping.scheme.model import Demotion, Grade, Quota

__all__ = ["grade_columns"]

_GRADES: Final = Label("等次", "Grades")
_HEADS: Final = (
    Label("考评周期", "period"),
    Label("考评组", "group"),
    Label("等次", "grade"),
    Label("", ""),
    Label("项目", "what"),
    Label("", ""),
    NUMBER,
)
_ROUND: Final = {"floor": "ROUNDDOWN", "half_up": "ROUND", "ceiling": "ROUNDUP"}
_COUNTED: Final = {
    "assessed": Label("参加评等次的单位数", "units that are graded"),
    "ranked": Label("其中有总分的单位数", "of these, units with a total"),
}


@dataclass(slots=True)
class _Grading:
    """Everything that grades are made of. columns: those of the ranking, and those added for grades, by name."""

    layout: Layout
    grid: Grid
    among: Among
    frame: pl.DataFrame
    found: Sequence[Graded]
    columns: dict[str, Sequence[Place]]
    edges: Listing
    counts: dict[tuple[str, str], Counts]

    @property
    def rows(self) -> Sequence[int]:
        """The rows that are graded and ranked."""
        keys = zip(self.frame["key"], self.frame["not_graded"], strict=True)
        return [row for row, (key, why_not) in enumerate(keys) if key is not None and why_not == ""]

    def about(self, row: int) -> tuple[str, str]:
        """Give period and group of a row."""
        period, group = self.frame.select("period", "group").row(row)
        return period, group

    def seen(self, name: str, row: int) -> str:
        """Give the cell of a column."""
        return rendered("{a}", {"a": self.columns[name][row]}, self.grid.name)

    def span(self, name: str, row: int) -> str:
        """Give the span of a column over those ranked with a row."""
        return span_over(self.columns[name], self.among[row]).seen_from(self.grid.name)

    def add(self, name: str, label: Label, texts: Mapping[int, str], contents: Mapping[int, Content]) -> None:
        """Add a column."""
        height = self.frame.height
        formulas = [texts.get(row) for row in range(height)]
        shown = [contents.get(row, "") for row in range(height)]
        self.columns[name] = self.grid.computed(_GRADES, label, formulas, shown)


def grade_columns(
    layout: Layout, walk: Walk, frame: pl.DataFrame, among: Among, ranks: Mapping[str, Sequence[Place]]
) -> None:
    """Add the grade by score, the grade after demotions and the final standing; nothing where there are no grades."""
    scheme = layout.plan.scheme
    demotions = demoted(scheme, walk.base.found)
    grid = layout.base_of(layout.plan.node(ADJUSTED))
    edges = Listing(layout.book, SHEETS["places"].both(), SHEETS["places"], _HEADS)
    of_group = frame.partition_by("period", "group", as_dict=True)
    counts = {(str(period), str(group)): counts_of(own) for (period, group), own in of_group.items()}
    grading = _Grading(layout, grid, among, frame, graded(scheme, frame, demotions), dict(ranks), edges, counts)
    taken = [(0.0 if why else 1.0) for why in frame["not_graded"]]
    grading.columns["graded"] = grid.given(_GRADES, WORDS["graded"], taken)
    own = {row: [one for one in scheme.demotions if one.id in grading.found[row].demotions] for row in grading.rows}
    if scheme.grades:
        edges.begin()
        if any(one.frees_place for each in own.values() for one in each):
            _as_found(grading)
        else:
            _by_score(grading, walk)
    _after_demotions(grading, own)


def _as_found(grading: _Grading) -> None:
    """Write the grades by score as Kaoping found them."""
    names = [grade.id for grade in grading.layout.plan.scheme.grades]
    at: list[Content] = [None if one.before is None else names.index(one.before) + 1.0 for one in grading.found]
    refs = grading.grid.given(_GRADES, WORDS["number_by_score"], at)
    grading.layout.book.list(refs[0], WORDS["number_by_score"], COMPUTED["freed"])
    grading.columns["by_score"] = refs


def _by_score(grading: _Grading, walk: Walk) -> None:
    """Add, grade by grade, who fits and who finds a place; then the number of the grade."""
    layout, scheme = grading.layout, grading.layout.plan.scheme
    total = walk.values[ADJUSTED].points
    keys = [walk_key if walk_key is not None else float("nan") for walk_key in grading.frame["points"]]
    grading.columns["total"] = digits_column(grading.grid, _GRADES, WORDS["total_printed"], total.places, keys)
    names = [grade.id for grade in scheme.grades]
    numbers = {row: names.index(grading.found[row].before or "") for row in grading.rows}
    for at, grade in enumerate(scheme.grades):
        label = layout.label(grade.title)
        fits = {row: _fits(grading, at, grade, row) for row in grading.rows}
        shown: dict[int, Content] = {row: float(_is_fit(grading, numbers, at, grade, row)) for row in grading.rows}
        grading.add(f"fit{at}", joined(label, WORDS["fits"]), fits, shown)
        texts = {
            row: grading.seen(f"fit{at}", row)
            if grade.quota is None
            else f"{grading.seen(f'fit{at}', row)}*{_inside(grading, grade, grade.quota, f'fit{at}', row)}"
            for row in grading.rows
        }
        taken: dict[int, Content] = {row: float(numbers[row] == at) for row in grading.rows}
        grading.add(f"taken{at}", joined(label, WORDS["taken"]), texts, taken)
    chosen = {
        row: "+".join(f"{at + 1}*{grading.seen(f'taken{at}', row)}" for at in range(len(names))) for row in grading.rows
    }
    grading.add("by_score", WORDS["number_by_score"], chosen, {row: at + 1.0 for row, at in numbers.items()})


def _fits(grading: _Grading, at: int, grade: Grade, row: int) -> str:
    """Give the condition that a unit may have a grade: not in a better one, total and cumulative share as wanted."""
    tests = [f"({grading.seen(f'taken{before}', row)}=0)" for before in range(at)]
    if grade.at_least is not None:
        edge = _edge(grading, grade, row, Label("总分界限", "limit of the total"), Given(float(grade.at_least)))
        sign = ">=" if grading.layout.plan.scheme.numbers.order == "higher_is_better" else "<="
        tests.append(f"({grading.seen('total', row)}{sign}{edge.seen_from(grading.grid.name, fixed=True)})")
    if grade.up_to is not None:
        tests.append(_inside(grading, grade, grade.up_to, "graded", row))
    return "*".join(tests) + "*1" if tests else "1"


def _inside(grading: _Grading, grade: Grade, quota: Quota, those: str, row: int) -> str:
    """Give the condition of finding one of the places among those of a column, equals by the tie rule."""
    edge = _places(grading, grade, quota, row).seen_from(grading.grid.name, fixed=True)
    own, sign = grading.seen("place", row), "<" if quota.ties == "all_in" else "<="
    places = grading.span("place", row)
    ahead = f"SUMPRODUCT(ISNUMBER({places})*({grading.span(those, row)}=1)*({places}{sign}{own}))"
    return f"({ahead}<{edge})" if quota.ties == "all_in" else f"({ahead}<={edge})"


def _is_fit(grading: _Grading, numbers: Mapping[int, int], at: int, grade: Grade, row: int) -> bool:
    """Tell whether a unit may have a grade."""
    if numbers[row] < at:
        return False
    total, is_higher = (
        float(grading.frame["points"][row]),
        grading.layout.plan.scheme.numbers.order == "higher_is_better",
    )
    if grade.at_least is not None and (total != float(grade.at_least)) and (total > grade.at_least) != is_higher:
        return False
    if grade.up_to is None:
        return True
    places: list[int] = grading.frame["place"].to_list()
    others = [places[other] for other in grading.among[row] if other in grading.rows]
    most = grade.up_to.places(grading.counts[grading.about(row)][grade.up_to.of])
    if grade.up_to.ties == "all_in":
        return sum(place < places[row] for place in others) < most
    return sum(place <= places[row] for place in others) <= most


def _places(grading: _Grading, grade: Grade, quota: Quota, row: int) -> Ref:
    """Give the cell with the number of places: share times count, rounded as the scheme says."""
    counted = grading.counts[grading.about(row)][quota.of]
    count = _count(grading, quota.of, row, counted)
    share = _edge(grading, grade, row, Label("比例", "share"), Given(float(quota.value)))
    sheet = grading.edges.name
    text = f"{_ROUND[quota.rounding]}(ROUND({share.seen_from(sheet)}*{count.seen_from(sheet)},9),0)"
    what = Label("累计名额", "places up to here") if quota is grade.up_to else Label("名额", "places")
    return _edge(grading, grade, row, what, Entry(text, float(quota.places(counted))))


def _count(grading: _Grading, of: str, row: int, counted: int) -> Ref:
    """Give the cell that counts the units of a group."""
    first = grading.among[row][0]
    graded_ones, keys = (
        span_over(grading.columns[name], grading.among[first]).seen_from(grading.edges.name)
        for name in ("graded", "key")
    )
    text = f"SUM({graded_ones})" if of == "assessed" else f"SUMPRODUCT({graded_ones}*ISNUMBER({keys}))"
    return _edge(grading, None, row, _COUNTED[of], Entry(text, float(counted)))


def _edge(grading: _Grading, grade: Grade | None, row: int, what: Label, cell: Given | Entry) -> Ref:
    """Give the cell of a number of one group and grade."""
    layout, (period, group) = grading.layout, grading.about(row)
    label = Label("", "") if grade is None else layout.label(grade.title)
    title = next(layout.label(one.title) for one in layout.plan.scheme.groups if one.id == group)
    return grading.edges.once((period, title.both(), label.zh, label.en, what.zh, what.en), cell)


def _after_demotions(grading: _Grading, own: Mapping[int, Sequence[Demotion]]) -> None:
    """Add what demotions do, the grade after them, and the final standing."""
    names = [grade.id for grade in grading.layout.plan.scheme.grades]
    number = {row: names.index(grading.found[row].grade or "") + 1.0 for row in grading.rows} if names else {}
    last = {row: float(any(one.effect.last_in_grade for one in each)) for row, each in own.items()}
    is_demoted = any(own.values())
    if is_demoted:
        _given(grading, "last", last)
    if names:
        _final_grade(grading, own, names, number, is_demoted=is_demoted)
    texts: dict[int, str] = {}
    shown: dict[int, Content] = {}
    for row in grading.rows:
        parts = [grading.seen("number", row) + "*10000000"] if names else []
        parts += [grading.seen("last", row) + "*1000000"] if is_demoted else []
        texts[row] = "+".join([*parts, grading.seen("place", row)])
        shown[row] = number.get(row, 0.0) * 1e7 + last[row] * 1e6 + float(grading.frame["place"][row])
    grading.add("order", WORDS["order"], texts, shown)
    standings: dict[int, str] = {}
    for row in grading.rows:
        span = grading.span("order", row)
        standings[row] = f"SUMPRODUCT(ISNUMBER({span})*({span}<{grading.seen('order', row)}))+1"
    found: dict[int, Content] = {row: float(grading.found[row].standing or 0) for row in grading.rows}
    grading.add("standing", WORDS["standing"], standings, found)


def _final_grade(
    grading: _Grading,
    own: Mapping[int, Sequence[Demotion]],
    names: Sequence[str],
    number: Mapping[int, float],
    *,
    is_demoted: bool,
) -> None:
    """Add the number of the grade after demotions, and its name."""
    texts = {row: grading.seen("by_score", row) for row in grading.rows}
    if is_demoted:
        _given(
            grading,
            "steps_down",
            {row: float(sum(one.effect.lower_grade for one in each)) for row, each in own.items()},
        )
        caps = {
            row: float(max([names.index(one.effect.cap_grade) + 1 for one in each if one.effect.cap_grade] or [1]))
            for row, each in own.items()
        }
        _given(grading, "cap", caps)
        texts = {
            row: f"MAX(MIN({text}+{grading.seen('steps_down', row)},{len(names)}),{grading.seen('cap', row)})"
            for row, text in texts.items()
        }
    grading.add("number", WORDS["number"], texts, number)
    labels = [grading.layout.label(grade.title).both() for grade in grading.layout.plan.scheme.grades]
    listed = ",".join('"' + label.replace('"', '""') + '"' for label in labels)
    chosen = {row: f"CHOOSE({grading.seen('number', row)},{listed})" for row in grading.rows}
    grading.add("grade", WORDS["grade"], chosen, {row: labels[int(at) - 1] for row, at in number.items()})


def _given(grading: _Grading, name: str, numbers: Mapping[int, float]) -> None:
    """Add a column of what follows from findings."""
    contents: list[Content] = [numbers.get(row) for row in range(grading.frame.height)]
    grading.columns[name] = grading.grid.given(_GRADES, WORDS[name], contents)
