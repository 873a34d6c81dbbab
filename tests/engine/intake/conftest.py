"""A small scheme that reads every table, and a folder of data that fits it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kaoping.formula import parse
from kaoping.scheme.model import (
    Bonus,
    DataNeed,
    Deduction,
    Demotion,
    Disqualification,
    Effect,
    FormulaStep,
    Group,
    GroupStep,
    Indicator,
    Label,
    Limits,
    Numbers,
    Part,
    ReductionStep,
    RuleStep,
    Scheme,
    Setting,
    Sourced,
    Step,
    Variable,
)

GOOD: dict[str, str] = {
    "units.csv": """\
unit,title_zh,group,period,assessed,population
甲区,甲区,a,,,120.5
乙区,乙区,a,,true,80
丙区,丙区,b,2016,true,
丙区,丙区,b,2017,true,
参照市,参照市,a,,false,900
""",
    "observations.csv": """\
unit,indicator,period,actual,status,previous,growth,growth_basis,vintage,unit_of_measure,evidence,note
甲区,road_length,2016,80,,,,,,km,,
乙区,road_length,2016,,not_applicable,,,,,,,
丙区,road_length,2016,95.50,,,,,,km,,
甲区,gdp,2016,1377.74,,,7.2,comparable_prices,final,,,
甲区,gdp,2016,1379.4,,,7.1,comparable_prices,flash,,,
参照市,gdp,2016,9000,,,6.5,comparable_prices,,,,
甲区,income,2015,40,,,,,,,,base of the year before
甲区,income,2016,44,,,,,,,,
甲区,water,2016-Q1,91,,,,,,%,W-1,
甲区,water,2016-Q2,,,,,,,,,
""",
    "targets.csv": """\
unit,indicator,period,target
甲区,road_length,2016,100
丙区,road_length,2016,100
""",
    "ratings.csv": """\
unit,indicator,period,rater,rater_class,points,status
甲区,leadership,2016,r1,mayor,92,
甲区,leadership,2016,r2,mayor,,excused
""",
    "ballots.csv": """\
unit,indicator,period,respondent_class,option,votes
甲区,opinion,2016,public,satisfied,812
甲区,opinion,2016,public,dissatisfied,31
""",
    "events.csv": """\
unit,indicator,period,event,kind,times,points,note
甲区,faults,2016-03,e1,late,,,
甲区,faults,2016,e2,lost,2,,
甲区,award,2016,w1,,,1.5,
甲区,complaint,2016,c1,,,0.5,
""",
    "tasks.csv": """\
unit,indicator,period,task,task_weight,target,actual
甲区,duties,2016,t1,60,10,9
""",
    "peers.csv": """\
unit,peer,period
甲区,参照市,
""",
    "parameters.csv": """\
parameter,number,indicator,unit,group,period
cap,1.2,road_length,,a,
points,3,opinion,乙区,,2016
""",
    "predecessors.csv": """\
unit,predecessor,from_period
丙区,老丙区,2016
""",
    "findings.csv": """\
unit,finding,period,evidence
乙区,accountability,2016,document 12
""",
    "published.csv": """\
unit,period,total,rank
甲区,2016,93.5,1
""",
}


def label(text: str) -> Label:
    return Label(zh=text, en=text)


def indicator(
    name: str, formula: str, data: DataNeed | None = None, *, unit: str = "1", steps: tuple[Step, ...] = ()
) -> Indicator:
    return Indicator(
        id=name,
        title=label(name),
        full=Sourced(value=Decimal(10)),
        unit_of_measure=unit,
        data=data or DataNeed(),
        formula=None if steps else parse(formula),
        steps=steps,
    )


def small_scheme() -> Scheme:
    road = Indicator(
        id="road_length",
        title=label("road_length"),
        unit_of_measure="km",
        data=DataNeed(limits=Limits(min=Decimal(0), max=Decimal(1000))),
        rule="completion",
        with_={
            "cap": Setting(number=Decimal(1)),
            "min_points": Setting(number=Decimal(0)),
            "reverse": Setting(text="none"),
        },
    )
    economy = Part(
        id="economy",
        title=label("economy"),
        combine="sum",
        steps=(RuleStep(rule="as_given", with_={}),),
        indicators=(
            road,
            indicator(
                "gdp",
                "growth - peer.growth",
                DataNeed(vintage="final", growth="given", growth_basis="comparable_prices"),
                unit="亿元",
            ),
            indicator("income", "actual / previous", DataNeed(previous="published")),
            indicator("density", "x / previous", DataNeed(previous="restated", limits=Limits(min=Decimal("0.1")))),
            indicator("share", "x", DataNeed(limits=Limits(max=Decimal(1)))),
            indicator("rooms", "x"),
        ),
    )
    water = indicator(
        "water",
        "",
        DataNeed(every="quarter", evidence="required"),
        unit="%",
        steps=(
            FormulaStep(formula=parse("x / 10")),
            ReductionStep(reduce="weighted_mean", weight=parse("full")),
            ReductionStep(reduce="mean"),
            GroupStep(group="rank"),
        ),
    )
    return Scheme(
        kaoping=1,
        id="small",
        title=label("small"),
        periods=("2016", "2017"),
        numbers=Numbers(rounding=(), rank_on="rounded", ties="lowest"),
        groups=(Group(id="a", title=label("a")), Group(id="b", title=label("b"))),
        combine="sum",
        parts=(economy,),
        indicators=(
            water,
            indicator("leadership", "x", DataNeed(table="ratings")),
            indicator("opinion", "x", DataNeed(table="ballots")),
            indicator("duties", "x / target", DataNeed(table="tasks")),
            indicator("extra", "x / target * task_weight", DataNeed(table="tasks", rows_of="duties")),
            indicator(
                "council",
                "",
                DataNeed(table="ratings"),
                steps=(
                    ReductionStep(reduce="mean", keep=("rater_class",), expect=("mayor", "deputy")),
                    ReductionStep(reduce="mean"),
                ),
            ),
            Indicator(
                id="faults",
                title=label("faults"),
                rule="deduction_per_event",
                with_={"per_event": Setting(text='"late": 1, "lost": 5'), "min_points": Setting(number=Decimal(0))},
                data=DataNeed(table="events"),
            ),
            indicator("staffing", "x", DataNeed(uses=("staff",), derive=parse("staff / 10"))),
            indicator("posts", "x / target", DataNeed(uses=("staff",), derive=parse("staff / 10"))),
            indicator("seen", "times", DataNeed(table="events", evidence="required")),
            indicator("sight", "x", DataNeed(table="ratings", evidence="required")),
        ),
        variables=(Variable(id="staff", title=label("staff")),),
        bonus=Bonus(cap=Sourced(value=Decimal(5)), items=(indicator("award", "x", DataNeed(table="events")),)),
        deductions=Deduction(items=(indicator("complaint", "x", DataNeed(table="events")),)),
        disqualifications=(Disqualification(id="fraud", title=label("fraud"), bars=()),),
        demotions=(
            Demotion(
                id="accountability",
                title=label("accountability"),
                effect=Effect(lower_grade=1, last_in_grade=True),
                frees_place=False,
            ),
        ),
    )


@pytest.fixture
def scheme() -> Scheme:
    return small_scheme()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file for every table."""
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path
