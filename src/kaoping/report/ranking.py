"""The ranking of a result as tables for a terminal, with the published figures beside it where there are some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group
from rich.table import Table

from kaoping.engine import DEMO_LABEL, Result
from kaoping.errors import Language
from kaoping.report.findings import finding_lines
from kaoping.report.reproduction import Line, Reproduction, reproduce
from kaoping.report.wrapping import Lines

__all__ = ["ranking_table"]

_HEADS = {
    "zh": ("名次", "单位", "总分", "等次", "称号", "公布总分", "公布名次", "核对"),
    "en": ("Rank", "Unit", "Total", "Grade", "Titles", "Published\ntotal", "Published\nrank", "Check"),
}
_NUMBERS = (0, 2, 5, 6)
_CHECKS = {
    "zh": {
        "equal": "一致",
        "within_rounding": "总分差在数据修约之内",
        "differs": "不一致",
        "undecidable": "名次由所公布数据无法判定",
        "unpublished": "未公布名次",
    },
    "en": {
        "equal": "equal",
        "within_rounding": "total within input rounding",
        "differs": "differs",
        "undecidable": "rank undecidable from printed inputs",
        "unpublished": "no published rank",
    },
}
_NOT_GRADED = {"zh": "不定等次", "en": "not graded"}
_DEMOTED = {"zh": "（降等）", "en": " (demoted)"}
_OF_ALL = {"zh": "（全部单位）", "en": " (all units)"}
_NO_TOTAL = {"zh": "无总分", "en": "no total"}
_SAME_PRINT = {
    "zh": "※ 总分相同而名次不同的，按修约前总分排定：{units}",
    "en": "※ Equal printed totals with different ranks follow the totals before rounding: {units}",
}
_SAME_TOTAL = {
    "zh": "※ 总分相同而名次不同的，按方案规定的并列时次序依据排定：{units}",
    "en": "※ Equal totals with different ranks follow what the scheme lets decide between equals: {units}",
}
_FOLLOWS = {"zh": "{title}：{units}", "en": "{title}: {units}"}
_UNDETERMINED = {
    "zh": "{title}：{count} 个单位无法认定（{because}）",
    "en": "{title}: not determined for {count} ({because})",
}

_Row = Mapping[str, object]


def ranking_table(result: Result, lang: Language, found: Reproduction | None = None) -> list[Group]:
    """Give head, table and notes per period and ranking group.

    found: the comparison with published figures, where it was made already.
    """
    scheme = result.scheme
    found = found or reproduce(result)
    checks = {} if found is None else {(line.period, line.unit): line for line in found.lines}
    everything: dict[tuple[str, str], list[_Row]] = {}
    for row in result.ranking.iter_rows(named=True):
        everything.setdefault((row["period"], row["group"]), []).append(row)
    tables = []
    for period in scheme.periods:
        for group in scheme.groups:
            rows = everything.get((period, group.id))
            if rows:
                head = f"{scheme.title.text(lang, scheme.city)} · {period} · {group.title.text(lang, scheme.city)}"
                tables.append(_table(result, lang, head, rows, checks))
    return tables


def _table(
    result: Result, lang: Language, head: str, rows: Sequence[_Row], checks: Mapping[tuple[str, str], Line]
) -> Group:
    """Give the table of one group in one period, its head above and its notes below it."""
    scheme, table = result.scheme, Table()
    wanted = [True, True, True, bool(scheme.grades), bool(scheme.titles), *[bool(checks)] * 3]
    shown = [at for at, is_wanted in enumerate(wanted) if is_wanted]
    for at in shown:
        is_number = at in _NUMBERS  # a name may be folded where there is no room, a figure never
        table.add_column(_HEADS[lang][at], justify="right" if is_number else "left", no_wrap=is_number, overflow="fold")
    same = {id(row) for pair in _same_print(rows) for row in pair}
    for row in rows:
        cells = _cells(result, row, lang, checks.get((str(row["period"]), str(row["unit"]))), has_note=id(row) in same)
        table.add_row(*(cells[at] for at in shown))
    names = {str(row["unit"]): _name(row, lang) for row in rows}
    findings = finding_lines(result, lang, str(rows[0]["period"]), names)
    notes = [Lines(note) for note in (*_notes(result, lang, rows), *findings, *_outcomes(result, lang, rows, names))]
    return Group(Lines(head, "bold"), table, *notes)


def _cells(result: Result, row: _Row, lang: Language, line: Line | None, *, has_note: bool) -> tuple[str, ...]:
    """Give one line's cells."""
    scheme = result.scheme
    grades = {grade.id: grade.title.text(lang, scheme.city) for grade in scheme.grades}
    titles = {title.id: title.title.text(lang, scheme.city) for title in scheme.titles}
    total = _NO_TOTAL[lang] if row["total"] is None else f"{'※ ' if has_note else ''}{row['total']}"
    awarded = ("、" if lang == "zh" else ", ").join(titles[name] for name in str(row["titles"] or "").split())
    published = ("", "", "") if line is None else (line.total_published, line.rank_published, _check(line, lang))
    rank = "" if row["rank"] is None else str(row["rank"])
    grade = _NOT_GRADED[lang] if row["not_graded"] else grades.get(str(row["grade"]), "")
    grade += _DEMOTED[lang] if row["demotions"] else ""
    return (rank, _name(row, lang), total, grade, awarded, *published)


def _name(row: _Row, lang: Language) -> str:
    """Give a unit's title."""
    return str(row[f"title_{lang}"] or row["title_zh"] or row["unit"])


def _check(line: Line, lang: Language) -> str:
    """Say in words how total and rank agree; one word where both agree."""
    words = _CHECKS[lang]
    found = [words[kind] for kind in dict.fromkeys((line.total, line.rank)) if kind != "equal"]
    return ("；" if lang == "zh" else "; ").join(found) if found else words["equal"]


def _same_print(rows: Sequence[_Row]) -> Iterator[tuple[_Row, ...]]:
    """Give the rows that print the same total and have different ranks, together."""
    by_total: dict[object, list[_Row]] = {}
    for row in rows:
        by_total.setdefault(row["total"], []).append(row)
    for total, equal in by_total.items():
        if total is not None and len({row["rank"] for row in equal}) > 1:
            yield tuple(equal)


def _notes(result: Result, lang: Language, rows: Sequence[_Row]) -> Iterator[str]:
    """Give the notes below a table: demo data, equal prints with different ranks, places that stay empty."""
    if result.tables.is_demo:
        yield DEMO_LABEL
    for equal in _same_print(rows):
        numbers = result.scheme.numbers
        is_tie = numbers.rank_on == "rounded" or len({row["unrounded"] for row in equal}) < len(equal)
        units = "、".join(_name(row, lang) + ("" if is_tie else f" {row['unrounded']}") for row in equal)
        yield (_SAME_TOTAL if is_tie else _SAME_PRINT)[lang].format(
            units=units if lang == "zh" else units.replace("、", ", ")
        )


def _outcomes(result: Result, lang: Language, rows: Sequence[_Row], names: Mapping[str, str]) -> Iterator[str]:
    """Give what follows for the units of a group: places that stay empty, first places, outcomes.

    names: the titles of the units by id.
    """
    scheme = result.scheme
    titles = {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.titles}
    titles |= {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.first_places}
    titles |= {entry.id: entry.title.text(lang, scheme.city) for entry in scheme.outcomes}
    nodes = {node.id: node.title.text(lang, scheme.city) for node in scheme.nodes()}
    of_all = {entry.id for entry in scheme.first_places if entry.within == "all"}
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for line in result.outcomes.iter_rows(named=True):
        if (line["period"], line["group"]) == (rows[0]["period"], rows[0]["group"]):
            found.setdefault((line["id"], line["holds"]), []).append(line)
    for (name, holds), lines in found.items():
        head, _, node = name.partition(".")
        title = titles[head] + (f" {nodes[node]}" if node else "") + (_OF_ALL[lang] if head in of_all else "")
        because = lines[0][f"because_{lang}"]
        if holds == "unfilled":
            yield _FOLLOWS[lang].format(title=title, units=because)
        elif holds == "undetermined":
            yield _UNDETERMINED[lang].format(title=title, count=len(lines), because=_missing(because, lang))
        elif lines[0]["kind"] != "title":
            units = ("、" if lang == "zh" else ", ").join(names[line["unit"]] for line in lines)
            yield _FOLLOWS[lang].format(title=title, units=units)


def _missing(because: str, lang: Language) -> str:
    """Give what is missing of the reason of one unit; it is the same for all."""
    return because.rpartition("；" if lang == "zh" else "; ")[2]
