"""The mistakes found while a scheme file is read, each with its code, its sentences and its hint.

Codes are never reused.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

UNREADABLE = Message(
    "S001",
    "无法读取“{path}”：{zh}。",
    'cannot read "{path}": {en}.',
    "请给出方案文件，或含有 scheme.yaml 的文件夹。",
    "Name a scheme file, or a folder that holds scheme.yaml.",
)
TOO_LARGE = Message(
    "S002",
    "文件有 {megabytes} MB，最多 5 MB。",
    "the file has {megabytes} MB, the most is 5 MB.",
    "方案只写规则，数据放在表格中。",
    "A scheme holds rules; data belong in the tables.",
)
NOT_UTF8 = Message(
    "S003",
    "文件既不是 UTF-8 也不是 GB18030 编码。",
    "the file is neither UTF-8 nor GB18030.",
    "请用编辑器另存为 UTF-8。",
    "Save it as UTF-8 in your editor.",
)
FORBIDDEN_CHARACTER = Message(
    "S004",
    "文件中有不可见的控制字符 {code_point}。",
    "the file holds a control character, {code_point}.",
    "请删去这个字符。",
    "Remove the character.",
)
NOT_YAML = Message(
    "S005",
    "从这里起不是有效的 YAML。",
    "from here on this is not valid YAML.",
    "{zh}",
    "{en}",
)
TOO_DEEP = Message(
    "S006",
    "层次超过 60 层。",
    "values are nested more than 60 levels deep.",
    "请减少层次。",
    "Use fewer levels.",
)
TOO_MANY_VALUES = Message(
    "S007",
    "文件中的值超过 200,000 个。",
    "the file holds more than 200,000 values.",
    "方案只写规则，数据放在表格中。",
    "A scheme holds rules; data belong in the tables.",
)
ANCHOR = Message(
    "S008",
    "方案中不能使用 YAML 的锚点（&）和引用（*）。",
    "anchors (&) and aliases (*) are not allowed in a scheme.",
    "请把内容写完整；本意是文本时请加引号。",
    "Write the value out; put quotes around it if it is meant as text.",
)
TAG = Message(
    "S009",
    "方案中不能使用 YAML 标签（!）。",
    "YAML tags (!) are not allowed in a scheme.",
    "请去掉标签；本意是文本时请加引号。",
    "Remove the tag; put quotes around the value if it is meant as text.",
)
MERGE_KEY = Message(
    "S010",
    "方案中不能使用 YAML 的合并键 <<。",
    "the merge key << is not allowed in a scheme.",
    "请把内容写完整。",
    "Write the keys out.",
)
DUPLICATE_KEY = Message(
    "S011",
    "键“{key}”写了两次。",
    'the key "{key}" is written twice.',
    "请删去其中一个。",
    "Remove one of them.",
)
KEY_NOT_TEXT = Message(
    "S013",
    "键必须是一个词，不能是列表或映射。",
    "a key must be a single word, not a list or a mapping.",
    "文本以 {{ 或 [ 开头时请加引号。",
    "Put quotes around a text that begins with {{ or [.",
)
SEVERAL_DOCUMENTS = Message(
    "S014",
    "文件中有几个 YAML 文档。",
    "the file holds more than one YAML document.",
    "一个文件一个方案；请删去多余的 ---。",
    "One file holds one scheme; remove the second ---.",
)
EMPTY_FILE = Message(
    "S015",
    "文件是空的。",
    "the file is empty.",
    "请用 kaoping new 生成一个带注释的样例。",
    "Let `kaoping new` write a commented starter.",
)
NOT_MAPPING = Message(
    "S016",
    "此处应为若干“键: 值”（{expected_zh}），实为{found_zh}。",
    "this must be keys with values ({expected_en}), but it is {found_en}.",
    "可用的键：“{keys}”。",
    "Keys known here: {keys}.",
)
NOT_LIST = Message(
    "S017",
    "“{key}”应为列表，实为{found_zh}。",
    '"{key}" must be a list, but it is {found_en}.',
    "请逐项写成“- …”，或写成“[a, b]”。",
    'Write each entry as "- …", or all of them as [a, b].',
)
NOT_SINGLE = Message(
    "S018",
    "“{key}”应为{expected_zh}，实为{found_zh}。",
    '"{key}" must be {expected_en}, but it is {found_en}.',
)
NO_VALUE = Message(
    "S019",
    "“{key}”没有值。",
    '"{key}" has no value.',
    "请写上值，或删去这个键。",
    "Write a value, or remove the key.",
)
UNKNOWN_KEY = Message(
    "S020",
    "此处没有键“{name}”（{record_zh}）。",
    'no key "{name}" in {record_en}.',
    "{near_zh}",
    "{near_en}",
)
MISSING_KEY = Message(
    "S021",
    "缺少键“{key}”（{record_zh}）。",
    'the key "{key}" is missing in {record_en}.',
    "请写上“{key}”，其值为{expected_zh}。",
    "Add `{key}`: {expected_en}.",
)
NOT_NUMBER = Message(
    "S022",
    "“{key}”应为数，实为“{text}”。",
    '"{key}" must be a number, but it is "{text}".',
    "请写成 50、0.4、-3 这样的十进制数；不带百分号、千分位和单位。",
    "Write a decimal such as 50, 0.4 or -3, without per cent sign, thousands separator or unit.",
)
LEADING_ZERO = Message(
    "S023",
    "“{key}”的数 {text} 不能以多余的 0 开头。",
    '"{key}": the number {text} starts with a needless zero.',
    "请写“{better}”。",
    "Write {better}.",
)
QUOTED_NUMBER = Message(
    "S024",
    "“{key}”应为数，但加了引号，成了文本。",
    '"{key}" must be a number, but quotes make it a text.',
    "请去掉引号：“{text}”。",
    "Remove the quotes: {text}.",
)
NOT_WHOLE = Message(
    "S025",
    "“{key}”应为{expected_zh}，实为“{text}”。",
    '"{key}" must be {expected_en}, but it is "{text}".',
)
NOT_TRUTH = Message(
    "S026",
    "“{key}”应为“true”或“false”，实为“{text}”。",
    '"{key}" must be true or false, but it is "{text}".',
    "是写“true”，否写“false”。",
    "Write true for yes, false for no.",
)
UNKNOWN_CHOICE = Message(
    "S027",
    "“{key}”不能是“{name}”。",
    '"{key}" cannot be "{name}".',
    "{near_zh}",
    "{near_en}",
)
MALFORMED_ID = Message(
    "S028",
    "标识“{text}”不合规定。",
    'the id "{text}" is not well formed.',
    "标识以小写字母开头，只含小写字母、数字和下划线，最多 64 个字符，例如“{better}”。",
    "An id begins with a lower-case letter and holds lower-case letters, digits and _ only, at most 64 "
    "characters, for example {better}.",
)
MALFORMED_PERIOD = Message(
    "S029",
    "“{text}”不是考评周期。",
    '"{text}" is not a period.',
    "{meant_zh}考评周期写成 2016、2016-H1、2016-Q3、2016-07 或 2016-01..04（几个月）。",
    "{meant_en}A period is written 2016, 2016-H1, 2016-Q3, 2016-07 or, for several months, 2016-01..04.",
)
BLANK_TEXT = Message(
    "S030",
    "“{key}”的文本是空的。",
    'the text of "{key}" is blank.',
    "请写上内容，或删去这个键。",
    "Write something, or remove the key.",
)
NO_STEP_KIND = Message(
    "S031",
    "步骤没有写明做什么。",
    "the step does not say what it does.",
    "每个步骤恰好写 formula、rule、group、reduce 之一。",
    "Each step has exactly one of formula, rule, group and reduce.",
)
SEVERAL_STEP_KINDS = Message(
    "S032",
    "一个步骤里写了几种做法：“{kinds}”。",
    "one step says several things to do: {kinds}.",
    "请拆成几个步骤，每步恰好写 formula、rule、group、reduce 之一。",
    "Divide it into steps, each with exactly one of formula, rule, group and reduce.",
)
POINTS_WITHOUT_NUMBER = Message(
    "S033",
    "给固定分时要写明多少分。",
    "a fixed number of points needs its number.",
    "请写成“{{points: 0}}”，数字按办法规定。",
    "Write {{points: 0}} with the number that the regulation gives.",
)
SETTING_TWICE = Message(
    "S034",
    "参数“{key}”恰好写 value 和 by_group 之一。",
    'the parameter "{key}" needs exactly one of value and by_group.',
    "各组相同写“value”，各组不同写“by_group”。",
    "Write value where it is the same for all groups, by_group where it differs.",
)
SOURCE_WITHOUT_ARTICLE = Message(
    "S035",
    "来源写了“article”，但没有写哪一条。",
    "the source says article, but not which.",
    "请写成“article S3.6”；办法没有规定的写“assumed”。",
    "Write for example article S3.6; write assumed where the regulation is silent.",
)
ESCAPED_FORMULA = Message(
    "S036",
    "公式中不能使用转义（反斜线或成双的单引号）。",
    "a formula cannot be written with escapes (backslashes or doubled quotes).",
    "请改用另一种引号括住公式，或用 | 分行书写。",
    "Put the formula in the other kind of quotes, or write it as a block after |.",
)
UNKNOWN_VERSION = Message(
    "S037",
    "不认识的方案格式版本“{text}”。",
    'unknown version "{text}" of the scheme format.',
    "本程序读取“kaoping: 1”。",
    "This program reads kaoping: 1.",
)
TOO_MANY_PROBLEMS = Message(
    "S038",
    "问题超过 1000 个，其余不再列出。",
    "there are more than 1000 problems; the rest is not listed.",
    "请先改正以上问题，再检查一次。",
    "Mend these first, then check again.",
)
WIDE_SIGN = Message(
    "S164",
    "“{text}”中的全角符号使 {keys} 没有成为单独的键。",
    'the full-width sign in "{text}" keeps {keys} from being read as keys.',
    "{zh}\n       本意是文本时请加引号。",
    "{en}\n       Put quotes around it if it is meant as text.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of reading, in the order of the codes."""
