"""Score the published assessments that are shipped, ours beside theirs; explain one score; then the sample city."""

from __future__ import annotations

import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from rich.console import Console, RenderableType
from rich.table import Table

from kaoping.engine import Result, load_tables, read_result, score, write_result
from kaoping.report import Reproduction, explain, ranking_table, reproduce
from kaoping.report.reproduction import Line
from kaoping.sample import AREAS, generate, write_sample
from kaoping.scheme import load

SCHEMES = Path(__file__).resolve().parent.parent / "schemes"
PUBLISHED, AREAS_SCHEME, SEED = SCHEMES / "published", SCHEMES / "wuxi" / "areas" / "2016", 2016
NANTONG, JINING, HOTLINE = "nantong-2017-08", "jining-2017-08", "hotline-lianyungang"
EXPLAINED = "新开街道"
MARKS = {"equal": "✓", "undecidable": "?", "differs": "✗", "unpublished": "–"}


def main() -> int:
    """Print everything; 1 where a published figure is not reproduced."""
    started = time.perf_counter()
    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    results = {name: scored(name) for name in (NANTONG, JINING, HOTLINE)}
    found = {name: compared(result) for name, result in results.items()}
    for name in (NANTONG, JINING):
        show(console, *ranking_table(results[name], "zh", found[name]))
    show(console, months(results[HOTLINE], found[HOTLINE]))
    console.print(f"$ kaoping explain RESULT {EXPLAINED}\n", style="bold", markup=False)
    console.print(explained(results[NANTONG], NANTONG), markup=False, soft_wrap=True)
    console.print()
    show(console, *ranking_table(sample_city(), "zh"))
    for name, reproduction in found.items():
        console.print(summary(name, reproduction), markup=False, soft_wrap=True)
    console.print(f"{time.perf_counter() - started:.1f} s")
    return int(any(one.count(which, "differs") for one in found.values() for which in ("total", "rank")))


def scored(name: str) -> Result:
    """Score one published assessment, exactly, with the columns as check."""
    scheme = load(PUBLISHED / name)
    return score(scheme, load_tables(scheme, PUBLISHED / name))


def sample_city() -> Result:
    """Score the areas scheme over three invented years; its disqualification, talks and two-years rule are planted."""
    scheme = load(AREAS_SCHEME)
    with tempfile.TemporaryDirectory() as folder:
        write_sample(generate(scheme, AREAS, SEED), Path(folder))
        return score(scheme, load_tables(scheme, Path(folder)))


def compared(result: Result) -> Reproduction:
    """Compare with the published figures; every scheme shown has some."""
    found = reproduce(result)
    if found is None:
        raise SystemExit(f"{result.scheme.id}: no published figures to compare with")
    return found


def show(console: Console, *parts: RenderableType) -> None:
    """Print tables with a blank line after each."""
    for part in parts:
        console.print(part)
        console.print()


def months(result: Result, found: Reproduction) -> Table:
    """Give the ranked units of the hotline as lines and the months as columns: score, our rank, the published one."""
    scheme = result.scheme
    ranked = [line for line in found.lines if line.rank != "unpublished"]
    caption = f"每格：得分 名次/公布名次；另有部门 {len(found.lines) - len(ranked)} 行未公布名次，已读入，不作比较"
    title = scheme.title.text("zh", scheme.city)
    table = Table(title=title, caption=caption, title_justify="left", caption_justify="left")
    for head in ("单位", *scheme.periods):
        table.add_column(head, no_wrap=True)
    cells = {(line.period, line.unit): line for line in ranked}
    for group in scheme.groups:
        units = dict.fromkeys(line.unit for line in ranked if line.group == group.id)
        if units:
            table.add_row(f"[bold]{group.title.text('zh', scheme.city).partition('（')[0]}[/]")
        for unit in units:
            table.add_row(unit, *(_cell(cells.get((period, unit))) for period in scheme.periods))
        table.add_section()
    return table


def _cell(line: Line | None) -> str:
    """Give score, our rank and the published one."""
    return "" if line is None else f"{line.total_ours} {line.rank_ours}/{line.rank_published} {MARKS[line.rank]}"


def explained(result: Result, name: str) -> str:
    """Write the result folder and explain one unit from it, as the command does."""
    with tempfile.TemporaryDirectory() as folder:
        write_result(result, Path(folder), (PUBLISHED / name / "scheme.yaml").read_text(encoding="utf-8"))
        return explain(read_result(Path(folder)), EXPLAINED, lang="zh")


def summary(name: str, found: Reproduction) -> str:
    """Count what agrees with the published figures."""
    total, rank = partial(found.count, "total"), partial(found.count, "rank")
    published = rank("equal", "undecidable", "differs")
    return (
        f"{name:<22} totals {total('equal'):>2} of {len(found.lines)} exact, {total('within_rounding')} within the "
        f"rounding of the printed inputs; ranks {rank('equal'):>2} of {published} equal, "
        f"{rank('undecidable')} undecidable from printed inputs"
    )


if __name__ == "__main__":
    sys.exit(main())
