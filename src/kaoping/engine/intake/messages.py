"""The mistakes that data can contain, each with its code, its sentences and its hint.

D001 to D019 are about files, D020 to D039 about cells, D040 to D049 about names, D050 to D059 about rows,
D060 to D069 about figures, D070 to D089 about `data.yaml`, D099 says how many more. The file has many lines
because a catalogue that is read in the order of its codes shows at once which are taken.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

NO_FILE = Message(
    "D001",
    "没有文件“{name}”。",
    'there is no file "{name}".',
    "{near_zh}",
    "{near_en}",
)
TOO_BIG = Message(
    "D002",
    "文件有 {size} GB，最多 {most} GB（压缩文件按解压后计算）。",
    "the file has {size} GB, the most is {most} GB (a compressed file counts unpacked).",
    "请按周期拆成几个文件，在 data.yaml 中逐一列出。",
    "Split it by period and list the files in data.yaml.",
)
EMPTY_FILE = Message(
    "D003",
    "文件是空的，连表头也没有。",
    "the file is empty: not even a header.",
    "第一行应为列名，例如：“{header}”。",
    "The first row names the columns, for example: {header}.",
)
NOT_TEXT = Message(
    "D004",
    "这不是 CSV 文本：它像是{kind_zh}。",
    "this is no CSV text: it looks like {kind_en}.",
    "请在表格软件中另存为“CSV UTF-8（逗号分隔）”。",
    "In the spreadsheet program, save it as “CSV UTF-8 (comma delimited)”.",
)
UNDECODABLE = Message(
    "D005",
    "有既不是 UTF-8 也不是 GB18030 的字节：{bytes}。",
    "bytes that are neither UTF-8 nor GB18030: {bytes}.",
    "请用原来的软件重新保存为 UTF-8；不要拼接编码不同的文件。",
    "Save it again as UTF-8 with the program it came from; do not join files of different encodings.",
)
QUOTES = Message(
    "D006",
    "从这一行起引号不成对。",
    "the quotation marks do not match from this row on.",
    '引号内的引号要写两次（""）；每个开头的引号都要有结尾。',
    'Inside quotation marks write a quotation mark twice (""), and close every one that is opened.',
)
RAGGED = Message(
    "D007",
    "这一行的格数是 {count}，表头的列数是 {expected}。",
    "number of cells in this row: {count}; columns in the header: {expected}.",
    "请补上或删去逗号；文字里含逗号的，要放在英文双引号内。",
    "Add or remove commas; a text that contains a comma stands in quotation marks.",
)
DUPLICATE_HEADER = Message(
    "D008",
    "列名“{name}”出现了两次。",
    'the column name "{name}" stands twice.',
    "请改名或删去其中一列。",
    "Rename or remove one of them.",
)
EMPTY_HEADER = Message(
    "D009",
    "第 {number} 列没有列名。",
    "column number {number} has no name.",
    "请写上列名；若是多余的序号列，请删去。",
    "Give it a name, or remove it where it only counts the rows.",
)
UNKNOWN_COLUMN = Message(
    "D010",
    "表 {table} 没有列“{name}”。",
    'the table {table} has no column "{name}".',
    "{near_zh}",
    "{near_en}",
)
MISSING_COLUMN = Message(
    "D011",
    "表 {table} 缺少列“{name}”。",
    'the table {table} lacks the column "{name}".',
    "请加上这一列；若列名不同，请在 data.yaml 中写明对应关系。",
    "Add the column; where it has another name, say so in data.yaml.",
)
WRONG_SEPARATOR = Message(
    "D012",
    "各列之间是{separator_zh}，不是逗号。",
    "the columns are separated by {separator_en}, not by commas.",
    "请另存为以逗号分隔的 CSV。",
    "Save it as a CSV separated by commas.",
)
BROKEN = Message(
    "D013",
    "文件损坏，不能作为 {kind} 读取：{reason}。",
    "the file is broken and cannot be read as {kind}: {reason}.",
    "请重新导出或重新复制这个文件。",
    "Export or copy the file again.",
)
NESTED = Message(
    "D014",
    "列“{column}”的类型是“{kind}”，不是文字、数或真假值。",
    'the column "{column}" holds {kind}, not text, numbers or true and false.',
    "请导出为每格一个值。",
    "Export it with one value in each cell.",
)
TWO_FILES = Message(
    "D015",
    "表 {table} 有几个文件：“{files}”。",
    "there are several files for the table {table}: {files}.",
    "请只留一个，或在 data.yaml 中列出要读哪些。",
    "Keep one, or list in data.yaml which are read.",
)
UNKNOWN_TABLE = Message("D016", "没有表“{name}”。", 'there is no table "{name}".', "{near_zh}", "{near_en}")
MISSING_TABLE = Message(
    "D017",
    "缺少表“{name}”：{needed_zh}。",
    "the table {name} is missing: {needed_en}.",
    "请在数据文件夹中放入 {name}.csv（或 .csv.gz、.parquet），必有的列：“{columns}”；"
    "有 data.yaml 的，每个表都要在其中写明来自哪个文件，文件在文件夹中也要写。{near_zh}",
    "Put {name}.csv (or .csv.gz, .parquet) there, with at least the columns {columns}; "
    "where there is a data.yaml it has to name the file of every table, even one that lies there.{near_en}",
)
OUTSIDE = Message(
    "D018",
    "文件“{name}”不在数据文件夹之内。",
    'the file "{name}" is not inside the data folder.',
    "请把文件放进数据文件夹，用相对路径写明。",
    "Put the file into the data folder and name it from there.",
)
NO_FOLDER = Message(
    "D019",
    "没有数据文件夹“{name}”。",
    'there is no data folder "{name}".',
    "请核对路径；数据在别处的，用 --data 指明。",
    "Check the path; where the data are elsewhere, name it with --data.",
)
EMPTY_CELL = Message(
    "D020",
    "列 {column} 不能为空。",
    "{column} must not be empty.",
    "请填写；若整行多余，请删去这一行。",
    "Fill it in, or remove the row where it is not needed.",
)
NOT_DECIMAL = Message(
    "D021",
    "“{written}”不是小数。",
    '"{written}" is not a decimal.',
    "请写成 1234.5 这样的数，不带单位和文字；没有数值时留空，并在 status 列写明原因。",
    "Write it like 1234.5, without unit or words; where there is no figure, leave it empty and say why in status.",
)
FULL_WIDTH = Message(
    "D022",
    "“{written}”含有全角数字或符号。",
    '"{written}" has full-width digits or signs.',
    "请改用半角：0123456789 . -",
    "Use half-width characters: 0123456789 . -",
)
THOUSANDS = Message(
    "D023",
    "“{written}”带有千位分隔符。",
    '"{written}" has separators of thousands.',
    "请去掉分隔符，例如 1234567.8。",
    "Remove the separators, for example 1234567.8.",
)
PERCENT = Message(
    "D024",
    "“{written}”带有百分号。",
    '"{written}" has a percent sign.',
    "请去掉百分号：7.2% 写成 7.2（指标的计量单位为 % 时）。",
    "Remove the sign: 7.2 % is written 7.2 (where the indicator is measured in %).",
)
EXPONENT = Message(
    "D025",
    "“{written}”是科学记数法。",
    '"{written}" is in scientific notation.',
    "表格软件可能已丢失后面的位数：请把该列设为“文本”或“数值”后，从原始数据重新导出。",
    "A spreadsheet may have lost digits: format the column as text or number and export again from the original.",
)
TOO_MANY_DIGITS = Message(
    "D026",
    "“{written}”超过 {most} 位数字。",
    '"{written}" has more than {most} digits.',
    "请核对；确需如此精确的，请换用更大的计量单位。",
    "Check it; where it is meant so, choose a larger unit of measure.",
)
NOT_WHOLE = Message(
    "D027",
    "“{written}”不是整数。",
    '"{written}" is not a whole number.',
    "请写整数，例如 12，不带分隔符、单位和文字。",
    "Write a whole number such as 12, without separators, unit or words.",
)
NEGATIVE = Message(
    "D028",
    "{column} 不能是负数，这里是 {written}。",
    "{column} must not be negative, here is {written}.",
    "请核对该数。",
    "Check the number.",
)
NOT_FLAG = Message(
    "D029",
    "“{written}”不是“true”或“false”。",
    '"{written}" is neither true nor false.',
    "请写 true（是）或 false（否）；留空按默认值。",
    "Write true or false; empty means the default.",
)
UNKNOWN_WORD = Message(
    "D030",
    "{column} 没有“{written}”这个取值。",
    '{column} has no word "{written}".',
    "可填：“{words}”，或留空。",
    "It is one of {words}, or empty.",
)
UNKNOWN_UNIT = Message(
    "D040",
    "单位表中没有“{name}”。",
    'no unit "{name}" in the units.',
    "漏列的，请补进“units”；写错的，请改正：{near_zh}",
    "A unit left out belongs into units; one misspelt has to be corrected: {near_en}",
)
UNKNOWN_INDICATOR = Message(
    "D041", "考评方案中没有指标“{name}”。", 'no indicator "{name}" in the scheme.', "{near_zh}", "{near_en}"
)
UNKNOWN_GROUP = Message(
    "D042", "考评方案中没有考评组“{name}”。", 'no group "{name}" in the scheme.', "{near_zh}", "{near_en}"
)
UNKNOWN_FINDING = Message(
    "D043",
    "考评方案中没有取消资格、降等、扣分或不定等次情形“{name}”。",
    'no disqualification, demotion, penalty or reason not to grade "{name}" in the scheme.',
    "{near_zh}",
    "{near_en}",
)
UNKNOWN_PARAMETER = Message(
    "D044",
    "考评方案的规则都没有参数“{name}”。",
    'no rule of the scheme has a parameter "{name}".',
    "{near_zh}",
    "{near_en}",
)
WRONG_TABLE = Message(
    "D045",
    "指标“{name}”的数据取自表“{expected}”，不是表“{table}”。",
    'the indicator "{name}" reads the table {expected}, not {table}.',
    "请把这一行移到“{expected}”，或改考评方案中该指标的“data: {{table: …}}”。",
    "Move the row to {expected}, or change data: {{table: …}} of the indicator in the scheme.",
)
PERIOD_FORM = Message(
    "D046",
    "“{written}”不是周期的写法。",
    '"{written}" is no way to write a period.',
    "{meant_zh}周期写成 2016、2016-H1、2016-Q3、2016-07 或 2016-01..04（合为一期的几个月）；此处应为：“{expected}”。"
    "表格软件会把它改成日期：请先把该列的格式设为文本，再填写。",
    "{meant_en}A period is written 2016, 2016-H1, 2016-Q3, 2016-07 or, for months together, 2016-01..04; "
    "expected: {expected}. A spreadsheet makes a date of it: format the column as text before you write it.",
)
WRONG_PERIOD = Message(
    "D047",
    "此处不用周期“{written}”的数据。",
    'nothing here is read for the period "{written}".',
    "此处应为：“{expected}”。如需考评该周期，请写入考评方案的“periods”。",
    "Expected here: {expected}. To score that period, add it to periods of the scheme.",
)
UNIT_NOT_LISTED = Message(
    "D048",
    "单位表中，“{unit}”不在周期 {period} 的名单上。",
    '"{unit}" is not among the units of the period {period}.',
    "请在单位表中为该周期加上这个单位，或核对周期。",
    "Add the unit for that period to the units, or check the period.",
)
UNKNOWN_PEER = Message(
    "D049",
    "单位表中没有对标对象“{name}”。",
    'no unit "{name}" in the units to compare with.',
    "只作对标的单位也要列入单位表，assessed 填“false”。{near_zh}",
    "A unit that is only a peer stands in the units too, with assessed false. {near_en}",
)
DUPLICATE = Message(
    "D050",
    "与 {file} 第 {row} 行重复：{columns} 都相同。",
    "repeats {file} row {row}: same {columns}.",
    "请留下正确的一行。",
    "Keep the right one.",
)
TWO_GROUPS = Message(
    "D051",
    "单位“{unit}”在周期 {period} 属于两个考评组：{group}，以及 {file} 第 {row} 行的“{other}”。",
    'the unit "{unit}" is in two groups in {period}: {group}, and {other} in {file} row {row}.',
    "一个单位在一个周期只属于一个组。",
    "A unit belongs to one group in one period.",
)
LISTED_TWICE = Message(
    "D052",
    "单位“{unit}”在周期 {period} 列了两次，另一次在 {file} 第 {row} 行。",
    'the unit "{unit}" is listed twice for {period}; the other time is {file} row {row}.',
    "period 留空的一行已包括所有周期：请为它写明周期，或删去一行。",
    "A row without period already covers all periods: give it a period, or remove one of the two.",
)
SEVERAL_VINTAGES = Message(
    "D053",
    "同一数值有几个版次（另一个在 {file} 第 {row} 行），而考评方案没有说用哪一个。",
    "several vintages of one figure (another is {file} row {row}), and the scheme does not say which counts.",
    "请在指标的 data 中写明 vintage: final 等，或只留一个版次。",
    "Write vintage: final (or another) under data of the indicator, or keep one vintage.",
)
BLANK_VINTAGE = Message(
    "D054",
    "没有写版次，而 {file} 第 {row} 行已有版次为 {vintage} 的同一数值。",
    "has no vintage, while {file} row {row} has the same figure as {vintage}.",
    "没有写版次的数值视为“{vintage}”：请写明版次，或删去一行。",
    "A figure without vintage counts as {vintage}: state its vintage, or remove one of the two.",
)
RATED_TWICE = Message(
    "D055",
    "评分人“{rater}”已在 {file} 第 {row} 行评过分。",
    'the rater "{rater}" has already rated it in {file} row {row}.',
    "一个评分人对一个单位的一个指标、一个周期只评一次。",
    "A rater rates one indicator of one unit once in a period.",
)
NOT_ASSESSED = Message(
    "D056",
    "周期 {periods} 没有被考评的单位。",
    "no unit is assessed in {periods}.",
    "请核对单位表的 assessed 和 period 两列。",
    "Check the columns assessed and period of the units.",
)
OWN_PEER = Message(
    "D057",
    "单位“{unit}”以自己为对标对象。",
    'the unit "{unit}" is compared with itself.',
    "请写上另一个单位，或删去这一行。",
    "Name another unit, or remove the row.",
)
CYCLE = Message(
    "D058",
    "单位沿革成环：“{path}”。",
    "the units continue each other in a circle: {path}.",
    "原单位不能又承接新单位：请核对 unit 与 predecessor 两列是否写反。",
    "An earlier unit cannot continue a later one: check that unit and predecessor are not swapped.",
)
UNIT_AND_GROUP = Message(
    "D059",
    "参数“{parameter}”同时写了单位和考评组，不会起作用。",
    'the parameter "{parameter}" names both a unit and a group, so it would never apply.',
    "适用于一个单位的，group 留空；适用于一个组的，unit 留空。",
    "Leave group empty for one unit, or unit empty for one group.",
)
UNIT_OF_MEASURE = Message(
    "D060",
    "计量单位是“{written}”，指标的计量单位是“{expected}”。",
    'the unit of measure is "{written}", the indicator is measured in "{expected}".',
    "请把数值换算成“{expected}”，再改计量单位。",
    'Convert the figure to "{expected}", then change the unit of measure.',
)
OUTSIDE_LIMITS = Message(
    "D061",
    "{written} 超出指标的范围：{limits_zh}。",
    "{written} is outside the limits of the indicator: {limits_en}.",
    "请核对数值和计量单位；范围有误的，改考评方案中的“limits”。",
    "Check the figure and its unit of measure; where the limits are wrong, change limits in the scheme.",
)
NO_TARGET = Message(
    "D062",
    "指标“{against}”按目标值计分，但表 targets 中没有 {unit} 在 {period} 的目标值。",
    'the indicator "{against}" scores against a target, but targets has none for {unit} in {period}.',
    "请在 targets 中补上这一行。",
    "Add the row to targets.",
)
NO_BASIS = Message(
    "D063",
    "增幅 {growth} 没有写口径。",
    "the growth {growth} has no basis.",
    "请在 growth_basis 列填 comparable_prices（可比价）、current_prices（现价）或 same_scope（同口径）。",
    "Write comparable_prices, current_prices or same_scope in growth_basis.",
)
OTHER_BASIS = Message(
    "D064",
    "增幅的口径是 {written}，考评方案规定用“{expected}”。",
    "the growth is on the basis {written}, the scheme takes {expected}.",
    "请换用规定口径的增幅，不能只改口径的名称。",
    "Supply the growth on that basis; changing the word alone would be wrong.",
)
STATUS_AND_FIGURE = Message(
    "D065",
    "既有数值 {figure}，又有状态“{status}”。",
    "has both a figure, {figure}, and a status, {status}.",
    "有数值的，status 留空；没有数值的，数值留空。零是数值，不是缺报。",
    "Leave status empty beside a figure, or the figure empty beside a status. Zero is a figure, not an absence.",
)
NO_EVIDENCE = Message(
    "D066",
    "指标“{indicator}”要有佐证材料，这里没有填。",
    'the indicator "{indicator}" needs evidence, and none is named.',
    "请在 evidence 列填佐证材料的编号或名称。",
    "Write the number or name of the evidence in the column evidence.",
)
TIMES = Message(
    "D067",
    "次数必须大于 0，这里是 {times}。",
    "times must be above 0, here it is {times}.",
    "没有发生的事项不要列出。",
    "Do not list an event that did not happen.",
)
UNREAD = Message(
    "D068",
    "指标“{indicator}”不读取 {period} 的“{column}”，这里的 {written} 不会起作用。",
    'the indicator "{indicator}" reads no {column} of {period}: {written} would count for nothing.',
    "{hint_zh}",
    "{hint_en}",
)
NOT_FOLLOWED = Message(
    "D069",
    "按单位沿革，没有单位取用“{unit}”在 {period} 的数。",
    'by the predecessors of the units, nobody takes the figures of "{unit}" for {period}.',
    "{hint_zh}",
    "{hint_en}",
)
UNKNOWN_KEY = Message("D070", "此处不能写“{name}”。", '"{name}" has no meaning here.', "{near_zh}", "{near_en}")
WRONG_SHAPE = Message(
    "D071",
    "此处应为{expected_zh}。",
    "{expected_en} is expected here.",
    "请对照文档 docs/reference/data.md 中的例子。",
    "Compare the example in docs/reference/data.md.",
)
KEY_MISSING = Message(
    "D072",
    "缺少“{key}”。",
    '"{key}" is missing.',
    "请写上 {key}: …。",
    "Write {key}: ….",
)
WRONG_CHOICE = Message(
    "D073",
    "没有“{name}”这个选项。",
    'there is no choice "{name}".',
    "可写：“{words}”。",
    "It is one of {words}.",
)
NOT_UTF8 = Message(
    "D074",
    "data.yaml 不是 UTF-8：{bytes}。",
    "data.yaml is not UTF-8: {bytes}.",
    "请用编辑器另存为 UTF-8。",
    "Save it as UTF-8 in the editor.",
)
NOT_GIVEN = Message(
    "D075",
    "没有说表 {table} 的列“{column}”从哪里来。",
    'nothing says where the column "{column}" of the table {table} comes from.',
    "请写在 columns（原始列名）、constants（固定文字）或 melt 中。",
    "Write it under columns (a raw column), constants (a fixed text) or melt.",
)
GIVEN_TWICE = Message(
    "D076",
    "列“{column}”的来源写了两次。",
    'the column "{column}" comes from two places.',
    "columns、constants、melt 三处只能写一处。",
    "Name it in one of columns, constants and melt.",
)
NOT_MAPPED = Message(
    "D077",
    "{key} 中的“{name}”在此处没有对应的列。",
    '"{name}" under {key} is no column that can be translated here.',
    "{near_zh}values 只用于 columns 中的列，others 只用于 values 中的列。",
    "{near_en} Only columns under columns have values, and only columns under values have others.",
)
NO_RAW_COLUMN = Message(
    "D078", "文件 {file} 没有列“{name}”。", '{file} has no column "{name}".', "{near_zh}", "{near_en}"
)
NO_VALUE = Message(
    "D079",
    "data.yaml 没有说 {column} 的“{name}”对应什么。",
    'data.yaml does not say what "{name}" in {column} stands for.',
    "请在 values 中写明；要照抄或略去其余的，写 others: {{{column}: keep}} 或“drop”。{near_zh}",
    "Add it under values; to keep or drop all others write others: {{{column}: keep}} or drop. {near_en}",
)
NO_STATUS_HERE = Message(
    "D080",
    "表 {table} 没有状态，不能写“status_when_empty”。",
    "the table {table} has no status, so status_when_empty has no meaning.",
    "它只用于“observations”和“ratings”。",
    "It belongs to observations and ratings.",
)
MORE = Message(
    "D099",
    "{code} 另有 {count} 处，未逐一列出。",
    "{code} is found {count} times more; those are not listed.",
    "先改正列出的，再检查一次。",
    "Mend the listed ones and check again.",
)
DERIVED = Message(
    "D131",
    "指标“{name}”的数由变量推算，不另报送。",
    'the figure of the indicator "{name}" is derived from variables, and not delivered.',
    "请删去这一行；要报送的是变量“{variables}”。",
    "Remove the row; what is delivered are its variables: {variables}.",
)
NO_UNIT_COLUMN = Message(
    "D137",
    "单位表缺少列“{name}”（{title_zh}），方案要按它比较单位。",
    'the units lack the column "{name}" ({title_en}), by which the scheme compares units.',
    "请加上这一列；{near_zh}",
    "Add the column. {near_en}",
)
UNIT_COLUMN_CELL = Message(
    "D138",
    "列“{name}”（{title_zh}）应为{expected_zh}，这里是{said_zh}。",
    'the column "{name}" ({title_en}) needs {expected_en}, here it is {said_en}.',
    "每个被考评单位都要填写。",
    "Every assessed unit has to have it.",
)
TASK_WEIGHT = Message(
    "D140",
    "任务的权重必须大于 0，这里是 {task_weight}。",
    "the weight of a task must be above 0, here it is {task_weight}.",
    "不考核的任务不要列出。",
    "Do not list a task that is not assessed.",
)
SHARE = Message(
    "D141",
    "责任比例必须大于 0 且不超过 1，这里是 {share}。",
    "the share of the liability must be above 0 and at most 1, here it is {share}.",
    "责任二八分担时，两家各列一行，分别填 0.2 和 0.8。",
    "Where liability is split 2 : 8, list a row for each of the two, with 0.2 and 0.8.",
)
NOT_EXPECTED = Message(
    "D142",
    "“{indicator}”没有“{written}”这一类（{column}），方案写明应有：“{expected}”。",
    '"{indicator}" has no {column} "{written}"; the scheme expects: {expected}.',
    "请更正类别，或在方案的 expect 中补上。",
    "Correct the class, or add it to `expect` in the scheme.",
)
ROWS_OF_ANOTHER = Message(
    "D150",
    "指标“{name}”取用“{other}”的各行，不另报送。",
    'the indicator "{name}" reads the rows of "{other}", and none is delivered for itself.',
    "请删去这一行，或改写为“{other}”。",
    "Remove the row, or write {other} in its place.",
)

CATALOGUE: tuple[Message, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Message))
"""Every message of the room, in the order of the codes."""
