"""The sentences on the result of a unit, zh and en: head, rank, grade, what follows; and the notes at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["RESULT"]

RESULT: Final[Mapping[str, tuple[str, str]]] = {
    # the head
    "head": ("得分说明", "Explanation of the score"),
    "head_unit": ("被考评单位：{name}（{group}）", "Unit: {name} ({group})"),
    "head_scheme": ("考评方案：{title}", "Scheme: {title}"),
    "head_basis": ("依据文件：{basis}", "Basis: {basis}"),
    "head_period": ("考评周期：{period}；计分批次：{run}", "Period: {period}; run: {run}"),
    "head_corrects": ("本批次更正计分批次 {run}。", "This run corrects run {run}."),
    "part_result": ("一、考评结果", "1. The result"),
    "part_tree": ("二、计算过程", "2. How the score came about"),
    "part_notes": ("三、说明", "3. Notes"),
    "notes": ("说明", "Notes"),
    # total and rank
    "total": (
        "总分 {total} 分，在“{group}”{count} 个单位中列第 {rank} 名。",
        "Total {total} points, rank {rank} of {count} in {group}.",
    ),
    "no_total": (
        "没有总分，不参加“{group}”排名、不评等次；原因见“二、计算过程”。",
        "No total: not ranked in {group} and not graded; the reason stands in part 2.",
    ),
    "not_ranked": (
        "总分 {total} 分，不参加“{group}”排名，原因如下。",
        "Total {total} points, not ranked in {group} for the reason below.",
    ),
    "ranked_on": (
        "排名依据：{key}总分 {value}，{order}；{ties}{cited}",
        "Ranked on the total {key}, {value}, {order}; {ties}{cited}",
    ),
    "rounded": ("修约后", "after rounding"),
    "unrounded": ("修约前", "before rounding"),
    "higher": ("高者在前", "highest first"),
    "lower": ("低者在前", "lowest first"),
    "ties_lowest": (
        "并列的取其中最前名次，如 1、1、3",
        "equals share the first of their ranks, as in 1, 1, 3",
    ),
    "ties_highest": (
        "并列的取其中最后名次，如 2、2、3",
        "equals share the last of their ranks, as in 2, 2, 3",
    ),
    "ties_average": (
        "并列的取平均名次，如 1.5、1.5、3",
        "equals share the mean of their ranks, as in 1.5, 1.5, 3",
    ),
    "ties_dense": (
        "并列之后名次不空缺，如 1、1、2",
        "no rank is skipped after equals, as in 1, 1, 2",
    ),
    "rank": (
        "名次",
        "Rank",
    ),
    "placed": (
        "{count} 个单位中，优于本单位的 {better} 个，与本单位相同的（含本单位）{equal} 个，次于本单位的 {worse} 个",
        "{count} units: better {better}, equal {equal} (this one included), worse {worse}",
    ),
    "placed_dense": (
        "{reason}，优于本单位的不同数值 {ahead} 个",
        "{reason}, different better figures {ahead}",
    ),
    "gap": (
        "与前一名（{names}）的差距",
        "Behind the next ahead ({names})",
    ),
    "nobody_ahead": ("前面没有其他单位。", "Nobody is ahead."),
    "same_print": (
        (
            "注：与{name}修约后总分同为 {total} 分，名次分别为第 {rank} 名和第 {other} 名，"
            "系按修约前总分排定：{comparison}"
        ),
        (
            "Note: {name} has the same rounded total {total}; the ranks {rank} and {other} follow the totals "
            "before rounding: {comparison}"
        ),
    ),
    # grade
    "grade": ("等次：按得分评为“{grade}”，{because}{cited}", "Grade by score: {grade}, {because}{cited}"),
    "quota": (
        "“{grade}”名额（按{counted}计）",
        "Places for {grade} (of units {counted})",
    ),
    "cumulative": (
        "“{grade}”及以上的累计名额（按{counted}计）",
        "Places up to {grade} (of units {counted})",
    ),
    "not_graded": ("不定等次：{name}{cited}", "Not graded: {name}{cited}"),
    "takes_no_place": (
        "不计入名额基数，不占也不让出等次和称号名额，不参加称号评选。",
        "It counts for no quota, neither fills nor frees a place in grades and titles, and can have no title.",
    ),
    "ceiling": (
        "尾数进位，名额 {places} 个。",
        "Rounded up to {places} places.",
    ),
    "too_few_points": (
        "未评为“{grade}”：总分须达到 {limit}{cited}，尚差",
        "Not {grade}: that takes a total of {limit}{cited}, still missing",
    ),
    "no_place": (
        "未评为“{grade}”：名额由排名在前的 {taken} 个单位占用，{ties}{cited}",
        "Not {grade}: its places went to {taken} units ahead, {ties}{cited}",
    ),
    "ties_none_over": (
        "名额边缘并列而容纳不下的，均不计入",
        "equals at the edge that do not all fit stay out",
    ),
    "ties_all_in": ("名额边缘并列的，一并计入", "equals at the edge all come in"),
    "demotion": ("降等情形：{effect}{cited}", "Demotion: {effect}{cited}"),
    "lowered": ("等次下调 {steps} 档", "lower by {steps} in the grades"),
    "capped": ("等次最高为“{cap}”", "{cap} at best"),
    "last_in_grade": ("列该等次末位", "last in the grade reached"),
    "stays": (
        "等次仍为“{grade}”，最终位次第 {standing} 位；得分和名次不变。",
        "The grade stays {grade}, standing {standing}; points and rank stay.",
    ),
    "demoted": (
        "等次由“{before}”调整为“{grade}”，最终位次第 {standing} 位；得分和名次不变。",
        "The grade goes from {before} to {grade}, standing {standing}; points and rank stay.",
    ),
    "beyond_quota": ("不占“{grade}”的名额。", "It takes none of the places of {grade}."),
    "place_freed": (
        "其在“{before}”中的名额让出，由其后的单位递补。",
        "Its place in {before} goes to the next unit.",
    ),
    "not_lower": (
        "等次已是“{grade}”，不再下调，最终位次第 {standing} 位；得分和名次不变。",
        "The grade stays {grade}, the last one, standing {standing}; points and rank stay.",
    ),
    "evidence": ("，依据：{evidence}", ", evidence: {evidence}"),
    # what follows
    "title": (
        "荣誉称号：{title}，{because}{cited}",
        "Title: {title}, {because}{cited}",
    ),
    "barred": (
        "未授予“{title}”：有取消资格情形（{finding}）{cited}",
        "Title {title} not awarded: disqualified ({finding}){cited}",
    ),
    "not_from_grade": (
        "未授予“{title}”：须从“{grade}”等次的单位中产生",
        "Title {title} not awarded: only units graded {grade} can have it",
    ),
    "not_so_low": (
        "未授予“{title}”：须从“{grade}”及以上等次的单位中产生",
        "Title {title} not awarded: only units graded {grade} or better can have it",
    ),
    "no_seat": (
        "未授予“{title}”：最终位次第 {standing} 位，名额由前面 {taken} 个单位占用{cited}",
        "Title {title} not awarded: standing {standing}, the places went to {taken} units ahead{cited}",
    ),
    "first_place": ("{title}：{because}{cited}", "{title}: {because}{cited}"),
    "outcome_yes": (
        "结果运用：{title}，因{because}{cited}",
        "Outcome: {title}, because {because}{cited}",
    ),
    "outcome_undetermined": (
        "结果运用：{title}，无法认定（{because}）{cited}",
        "Outcome: {title} cannot be determined ({because}){cited}",
    ),
    # notes
    "note_numbers": (
        "数字最多印 12 位有效数字；每行算式用所印数字即可复算，尾数不符的另列“尾差”。",
        "Figures are printed with at most 12 significant digits; every line can be recomputed from what it prints.",
    ),
    "note_verified": (
        "本说明依据所存数据和锁定的统计量逐项重算，与计分批次记载一致。",
        "Everything was computed again from the stored inputs and the frozen statistics, and agrees with the run.",
    ),
    "note_columns": (
        "该批次以列式计算取数，与本说明的精确计算相比，未修约数字的第 10 位以后可能不同。",
        "The run took the figures of the columns; unrounded figures may differ here from the 10th digit on.",
    ),
    "note_frozen": (
        "统计量（最优值、平均值、名次等）锁定自计分批次 {run}，未按本批次的数据重新计算。",
        "Statistics (best, mean, places and the like) are those frozen by run {run}, not computed from these figures.",
    ),
    "note_assumed": (
        "标有“假定”的参数未见于公布的文件，系编制方案时所定。",
        "Parameters marked “assumed” stand in no published document; they were chosen when the scheme was written.",
    ),
    "note_undecided": (
        "下列数值以 200 位仍不能判定在界限哪一侧，按恰在界限处理：{figures}。",
        "Not decided with 200 digits and taken as on the boundary: {figures}.",
    ),
}
