"""What a workbook holds: old functions, both languages, empty cells where nothing was delivered, nothing silent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cells.books import of_examples, of_regulations, of_schemes, results_of_examples
from engine.small import leaf, small, tables
from engine.town import town_result
from kaoping.cells import Book, workbook, write_book
from kaoping.cells.book import Content, Entry, Given, Text
from kaoping.engine import DEMO_LABEL, score
from kaoping.errors import EngineError
from published.shipped import published

OLD = {
    *("ABS", "AND", "AVERAGE", "CHOOSE", "COUNT", "COUNTIF", "EXACT", "EXP", "IF", "INT", "ISNUMBER", "KURT", "LARGE"),
    *("LN", "LOG10", "MAX", "MEDIAN", "MIN", "NA", "NOT", "OR", "PERCENTILE", "POWER", "PRODUCT", "ROUND"),
    *("ROUNDDOWN", "ROUNDUP", "SIGN", "SKEW", "SMALL", "SQRT", "STDEV", "STDEVP", "SUM", "SUMPRODUCT"),
}
BOOKS = {**of_examples(), **of_schemes(), **of_regulations()}


def entries(book: Book) -> list[Entry]:
    return [cell for sheet in book.sheets.values() for cell in sheet.cells.values() if isinstance(cell, Entry)]


def column(book: Book, sheet: str, head: str) -> dict[str, Content]:
    """Give a column by its English head: unit → what stands there; of several the last."""
    cells = book.sheets[sheet].cells
    heads = [at for (row, at), cell in cells.items() if row == 5 and isinstance(cell, Text) and cell.words == head]
    units = {row: cell.content for (row, at), cell in cells.items() if at == 2 and isinstance(cell, Given)}
    found = {row: cells.get((row, heads[-1])) for row in units}
    return {
        str(units[row]): "" if cell is None or isinstance(cell, Text) else cell.content for row, cell in found.items()
    }


def test_formulas_use_only_functions_that_every_spreadsheet_has() -> None:
    used = {
        name
        for book in BOOKS.values()
        for cell in entries(book)
        for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"|\'[^\']*\'!', "", cell.formula))
    }

    assert used <= OLD


def test_a_workbook_shows_the_ranks_and_grades_of_the_result() -> None:
    for name in ("nantong-2017-08", "jining-2017-08"):
        result = published(name)
        wanted = {unit: float(rank) for unit, rank in result.ranking.select("unit", "rank").drop_nulls().iter_rows()}
        assert column(workbook(result), "总分 Total", "rank") == wanted

    town, titles = town_result(), {grade.id: grade.title for grade in town_result().scheme.grades}
    graded = {
        (unit, grade and f"{titles[grade].zh} {titles[grade].en}", float(standing))
        for unit, grade, standing in town.ranking.select("unit", "grade", "standing").drop_nulls().iter_rows()
    }
    book = workbook(town)
    grades, standings = (column(book, "总分 Total", head) for head in ("grade", "final standing"))
    assert {(unit, grades[unit], standings[unit]) for unit in grades if standings[unit] != ""} == graded


def test_what_was_not_delivered_is_an_empty_cell_with_the_policy_beside_the_points() -> None:
    book = workbook(score(small(leaf("p")), tables({"u1": {"p": 5}, "u2": {"p": "missing"}})))

    assert column(book, "数据 Inputs", "x") == {"u1": 5.0, "u2": ""}
    assert column(book, "指标 Indicators", "points") == {"u1": 5.0, "u2": ""}
    assert column(book, "指标 Indicators", "why absent, and what then") == {
        "u1": "",
        "u2": "缺报 missing：不计得分 stays without points",
    }


def test_every_computed_figure_is_a_formula_or_is_listed() -> None:
    why = {one.why.en for book in BOOKS.values() for one in book.listed}
    listed = {name.rpartition(" ")[2] for name in results_of_examples() if of_examples()[name].listed}

    assert listed == {"winsorise", "aggregation/copeland", "preparation/winsorise_then_log"}
    assert why == {
        "a contest two by two (Copeland), for which spreadsheets have no formula",
        "a limit found step by step (winsorising), for which spreadsheets have no formula",
        "added up from how often a finding was made and what each takes off",
        "demotions free places, so that grades are found round by round",
    }
    for book in BOOKS.values():
        rows = [cell.words for cell in book.sheets["系统计算 Computed"].cells.values() if isinstance(cell, Text)]
        assert [one.where for one in book.listed if one.where not in rows] == []
        assert book.listed or any(row.startswith("没有") for row in rows)


def test_a_formula_too_deep_for_a_cell_is_written_as_a_number_and_listed() -> None:
    rows = ", ".join(f"< {at}: {at}" for at in range(1, 80))
    scheme = small(leaf("p", formula=f"'bands(x, {rows}, else: 100)'", unit_of_measure='"1"'))

    book = workbook(score(scheme, tables({"u1": {"p": 5}, "u2": {"p": 500}})))

    assert column(book, "指标 Indicators", "points") == {"u1": 6.0, "u2": 100.0}
    assert {one.why.en for one in book.listed} == {"the formula is longer than a cell may hold"}


@pytest.mark.parametrize("name", sorted(of_schemes()))
def test_every_sheet_is_named_in_both_languages_and_demo_data_is_labelled_on_it(name: str) -> None:
    book = of_schemes()[name]

    for title, sheet in book.sheets.items():
        head = sheet.cells[0, 0]
        assert isinstance(head, Text)
        assert re.search(r"[\u4e00-\u9fff].* [A-Za-z]", head.words)
        assert re.search(r"[\u4e00-\u9fff].* [A-Za-z]", title)
        assert (sheet.cells.get((1, 0)) == Text(DEMO_LABEL, "note")) == (name == "village")


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    book = of_schemes()["nantong"]

    for name in ("one.xlsx", "other.xlsx"):
        write_book(book, tmp_path / name)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_a_result_that_is_not_found_again_makes_no_workbook() -> None:
    result = published("nantong-2017-08")
    changed = result.scores.with_columns(points=result.scores["points"].str.replace(r"\d$", "0") + "1")

    with pytest.raises(EngineError) as refused:
        workbook(type(result)(**{**{name: getattr(result, name) for name in result.__slots__}, "scores": changed}))

    assert refused.value.problems[0].message.code == "E002"
