"""The mistakes of the formula room, each with its code, its sentences and its hint.

F001 to F019 are found by `parse`, F020 to F039 by `check`, F050 to F059 are faults found while computing.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

TOO_LONG = Message(
    "F001",
    "公式有 {length} 个字符，最多 2000 个。",
    "the formula has {length} characters, the most is 2000.",
    "请把公式拆成几个步骤。",
    "Split the formula into several steps.",
)
TOO_DEEP = Message(
    "F002",
    "公式嵌套超过 40 层。",
    "the formula is nested more than 40 levels deep.",
    "请把公式拆成几个步骤，或改用 bands 表。",
    "Split the formula into several steps, or use a table of bands.",
)
STRANGE_CHARACTER = Message(
    "F003",
    "公式中不能使用字符“{character}”（{code_point}）。",
    'the character "{character}" ({code_point}) has no meaning in a formula.',
    "名称只用小写字母、数字和下划线；运算符为 + - * / ^ < <= > >= = !=；文本写在英文双引号内。",
    "Names are lower-case letters, digits and _; operators are + - * / ^ < <= > >= = !=; "
    'texts stand in "straight quotes".',
)
CHINESE_WORD = Message(
    "F019",
    "公式中的名称不能用汉字：“{word}”。",
    'names in a formula are not Chinese words: "{word}".',
    "{meant_zh}",
    "{meant_en}",
)
LEADING_ZERO = Message(
    "F004",
    "数字 {number} 不能以多余的 0 开头。",
    "the number {number} starts with a needless zero.",
    "请写“{better}”。",
    "Write {better}.",
)
MALFORMED_NUMBER = Message(
    "F005",
    "{number} 不是十进制数。",
    "{number} is not a decimal number.",
    "请写成 120、0.5 这样的十进制数；不用指数形式，小数点前后都要有数字。",
    "Write decimals such as 120 or 0.5: no exponent form, and digits on both sides of the point.",
)
TEXT_NOT_CLOSED = Message(
    "F006",
    "文本缺少结尾的双引号。",
    "the text has no closing quote.",
    '请在文本末尾加上 "。',
    'Write " at the end of the text.',
)
MALFORMED_UNIT = Message(
    "F007",
    "“{unit}”不是计量单位。",
    '"{unit}" is not a unit of measure.',
    "请写成 [分]、[亿元/人]、[m^2] 这样的形式，并加上结尾的 ]。",
    "Write units such as [points], [亿元/人] or [m^2], with a closing ].",
)
UNEXPECTED = Message(
    "F008",
    "此处是{found_zh}，应为{expected_zh}。",
    "found {found_en} where {expected_en} was expected.",
    "{hint_zh}",
    "{hint_en}",
)
COMPARISON_CHAIN = Message(
    "F009",
    "比较不能连写。",
    "comparisons cannot be chained.",
    "请写“a < b and b < c”。",
    "Write a < b and b < c.",
)
EMPTY = Message(
    "F010",
    "公式是空的。",
    "the formula is empty.",
    "请写一个公式，例如“full * actual / target”。",
    "Write a formula, for example full * actual / target.",
)
UNKNOWN_FUNCTION = Message(
    "F011",
    "没有函数“{name}”。",
    'no function "{name}".',
    "{near_zh}各单位的最优值、平均值、名次等直接写名称，不写括号；带参数的在该步的 statistics 中写明。",
    "{near_en} What is taken of the units compared is a name without brackets (best, mean, rank); one with parameters "
    "is declared under `statistics` of the step.",
)
WRONG_COUNT = Message(
    "F012",
    "函数 {name} 要{expected_zh} 个参数，这里有 {count} 个。",
    "{name} takes {expected_en}, not {count}.",
    "用法：“{usage}”。",
    "Usage: {usage}.",
)
WRONG_DECIMALS = Message(
    "F013",
    "小数位数应为 -12 到 12 的整数。",
    "the number of decimals must be a whole number from -12 to 12, written out.",
    "用法：“{usage}”。",
    "Usage: {usage}.",
)
UNKNOWN_MODE = Message(
    "F014",
    "没有舍入方式“{mode}”。",
    'no rounding mode "{mode}".',
    "请写 half_up（四舍五入）或 half_even（四舍六入五成双）。",
    "Write half_up or half_even.",
)
NO_ELSE = Message(
    "F015",
    "表 {name} 缺少“else”。",
    "the table {name} has no else row.",
    "用法：“{usage}”。",
    "Usage: {usage}.",
)
TOO_FEW_ROWS = Message(
    "F016",
    "表 {name} 至少要有 {least} 行。",
    "the table {name} needs at least {least} row(s).",
    "用法：“{usage}”。",
    "Usage: {usage}.",
)
UNIT_IN_TABLE = Message(
    "F017",
    "表中的数不写计量单位。",
    "numbers in a table carry no unit of measure.",
    "请去掉方括号及其中的单位。",
    "Remove the brackets and the unit in them.",
)
NEEDS_BRACKETS = Message(
    "F018",
    "{word} 在运算符之后要加括号。",
    "{word} after an operator needs brackets.",
    "请写 ({word} …)。",
    "Write ({word} …).",
)
UNKNOWN_NAME = Message("F020", "没有名称“{name}”。", 'no name "{name}".', "{near_zh}", "{near_en}")
UNKNOWN_TABLE = Message("F021", "没有表“{name}”。", 'no table "{name}".', "{near_zh}", "{near_en}")
WRONG_TABLE = Message(
    "F022",
    "表“{name}”是 {kind} 表，不能用于“{function}”。",
    'the table "{name}" is a table of {kind}, not of {function}.',
    "请写“{kind}(…, {name})”。",
    "Write {kind}(…, {name}).",
)
WRONG_KIND = Message(
    "F023",
    "此处应为{expected_zh}，实为{found_zh}。",
    "this must be {expected_en}, but it is {found_en}.",
    "{mend_zh}",
    "{mend_en}",
)
KINDS_DIFFER = Message(
    "F024",
    "{left_zh}与{right_zh}不能放在一起（{place}）。",
    "{left_en} and {right_en} do not go together in {place}.",
    "两边应为同一类型。",
    "Both sides must be of the same kind.",
)
UNITS_DIFFER = Message(
    "F025",
    "计量单位不同：{left} 与 {right}（{place}）。",
    "the units of measure differ: {left} and {right} in {place}.",
    "{mend_zh}",
    "{mend_en}",
)
NOT_PURE = Message(
    "F026",
    "此处应为没有单位的数，实为 {unit}（{place}）。",
    "{place} needs a number without unit, but this is in {unit}.",
    "请先除以同一单位的数。",
    "Divide by a number in the same unit first.",
)
ODD_ROOT = Message(
    "F027",
    "不能对单位 {unit} 开平方。",
    "the unit {unit} has no square root.",
    "请先除以同一单位的数。",
    "Divide by a number in the same unit first.",
)
WRONG_RESULT_KIND = Message(
    "F028",
    "公式的结果应为{expected_zh}，实为{found_zh}。",
    "the formula must give {expected_en}, but it gives {found_en}.",
    "请改写公式，使其结果为{expected_zh}。",
    "Rewrite the formula so that it gives {expected_en}.",
)
WRONG_RESULT_UNIT = Message(
    "F029",
    "公式的结果应以 {expected} 为单位，实为 {found}。",
    "the formula must give {expected}, but it gives {found}.",
    "{mend_zh}",
    "{mend_en}",
)
DIVISOR_IS_ZERO = Message(
    "F030",
    "除数是 0。",
    "the divisor is zero.",
    "请改正除数。",
    "Correct the divisor.",
)
LOG_OF_LITERAL = Message(
    "F031",
    "不能对 {number} 取对数。",
    "{number} has no logarithm.",
    "log 只接受大于 0 的数。",
    "log takes numbers above zero.",
)
ROOT_OF_LITERAL = Message(
    "F032",
    "不能对 {number} 开平方。",
    "{number} has no square root.",
    "sqrt 只接受不小于 0 的数。",
    "sqrt takes numbers of at least zero.",
)
LIMITS_CROSSED = Message(
    "F033",
    "clip 的下限 {low} 大于上限 {high}。",
    "the low limit {low} of clip is above the high limit {high}.",
    "请写“clip(x, {high}, {low})”。",
    "Write clip(x, {high}, {low}).",
)
NOT_ASCENDING = Message(
    "F034",
    "{name} 表的界点应逐行增大：{bound} 不大于前一行的 {before}。",
    "the bounds of {name} must ascend: {bound} is not above {before} of the row before.",
    "请把各行按界点从小到大排列。",
    "Put the rows in ascending order.",
)
NEVER_REACHED = Message(
    "F035",
    "这一行永远用不到：{earlier} 已包含 {later}。",
    "this band is never reached: {earlier} already covers {later}.",
    "请调整各行的顺序；先成立的一行有效。",
    "Reorder the rows; the first that holds counts.",
)
POWER_TOO_LARGE = Message(
    "F036",
    "指数 {number} 太大，整数指数应在 -1000 到 1000 之间。",
    "the exponent {number} is too large; whole exponents go from -1000 to 1000.",
    "请改用较小的指数。",
    "Use a smaller exponent.",
)
NO_ORDER = Message(
    "F037",
    "{found_zh}只能用 = 或 != 比较，不能用 {operator}。",
    "{found_en} can be compared by = and != only, not by {operator}.",
    "请改用 = 或 !=。",
    "Use = or !=.",
)
LISTED_TWICE = Message(
    "F038",
    "文本“{text}”在 pick 中列了两次。",
    'the text "{text}" is listed twice in pick.',
    "请删去其中一行。",
    "Remove one of the rows.",
)
ZERO_DIVISOR = Message(
    "F050",
    "除数为 0。",
    "division by zero.",
    "请改正数据，或在公式中用 if 处理除数为 0 的情形。",
    "Correct the figure, or treat a divisor of zero by if.",
)
LOG_OF_NONPOSITIVE = Message(
    "F051",
    "不能对 {number} 取对数。",
    "{number} has no logarithm.",
    "log 只接受大于 0 的数。",
    "log takes numbers above zero.",
)
ROOT_OF_NEGATIVE = Message(
    "F052",
    "不能对 {number} 开平方。",
    "{number} has no square root.",
    "sqrt 只接受不小于 0 的数。",
    "sqrt takes numbers of at least zero.",
)
POWER_OF_NEGATIVE = Message(
    "F053",
    "负数 {number} 的指数必须是整数，不能是 {exponent}。",
    "the negative number {number} takes whole exponents only, not {exponent}.",
    "请先取绝对值，或用 if 处理负数。",
    "Take abs first, or treat negative numbers by if.",
)
POWER_OF_ZERO = Message(
    "F054",
    "0 的指数不能是负数（{exponent}）。",
    "zero has no power of {exponent}.",
    "请用 if 处理底数为 0 的情形。",
    "Treat a base of zero by if.",
)
NOT_LISTED = Message(
    "F055",
    "文本“{text}”不在 pick 的各行中。",
    'the text "{text}" is not listed in pick.',
    "请改正数据，或给 pick 加上“else”。",
    "Correct the figure, or give pick an else row.",
)
EXPONENT_TOO_LARGE = Message(
    "F056",
    "指数 {exponent} 太大，应在 -10000 到 10000 之间。",
    "the exponent {exponent} is too large; exponents go from -10000 to 10000.",
    "请检查数据的计量单位。",
    "Check the unit of measure of the figure.",
)
OUT_OF_RANGE = Message(
    "F057",
    "结果太大或太小，无法计算（绝对值超过 1e300 或小于 1e-5000）。",
    "the result is too large or too small (beyond 1e300 or below 1e-5000).",
    "请检查数据的计量单位。",
    "Check the unit of measure of the figure.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of the room, in the order of the codes."""
