"""YAML text as a tree in which every value knows its place; what YAML would guess or repeat is refused.

No value is interpreted here: `no` stays text and `030` is no number. Anchors, aliases, tags, merge keys and
duplicate keys are problems. The tree is built from the parser's events: no depth reaches the interpreter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from kaoping.errors import Location, Message, Problem
from kaoping.scheme.messages import reading
from kaoping.scheme.yaml_hints import LOADER, explained
from kaoping.scheme.yaml_source import BREAK, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Items", "Pairs", "Refused", "Scalar", "Tree", "compose"]

DEEPEST: Final = 60
MOST_NODES: Final = 200_000

_FORBIDDEN = re.compile(
    "[^\\x09\\x0a\\x0d\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `text` is what YAML reads.

    written, begin: the characters as they stand in the file and the place of the first one, so that a place
    inside them can be told; `written` is None where the two differ (escapes).
    """

    where: Location
    text: str
    written: str | None
    begin: Location
    is_plain: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written, or YAML's word for nothing."""
        return self.is_plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    where: Location
    is_block: bool
    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping; no key occurs twice."""

    where: Location
    is_block: bool
    entries: tuple[tuple[Scalar, Tree], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that was refused already; no further problem is to be made of it."""

    where: Location


Tree: TypeAlias = Scalar | Items | Pairs | Refused


def compose(text: str, file: str) -> tuple[Tree | None, list[Problem]]:
    """Give the tree of a YAML text, None where it cannot be read at all, and every problem found."""
    source = Source(text.removeprefix("\ufeff"), file)
    if found := _FORBIDDEN.search(source.text):
        values = {"code_point": f"U+{ord(found[0]):04X}"}
        return None, [Problem(reading.FORBIDDEN_CHARACTER, source.at(found.start(), found.end()), values)]
    composer = _Composer(source)
    try:
        composer.read()
    except yaml.MarkedYAMLError as error:
        composer.problems.append(Problem(reading.NOT_YAML, *explained(source, error)))
        return None, composer.problems
    except yaml.YAMLError:  # pragma: no cover -- characters are checked above; a reader may know others
        return None, [*composer.problems, Problem(reading.NOT_YAML, Location(file, 1, 1))]
    except _Stopped:
        return None, composer.problems
    return composer.root, composer.problems


class _Stopped(Exception):  # noqa: N818 -- stops the reading, is no error
    """Nothing further can be read; the problem is noted."""


@dataclass(slots=True)
class _Open:
    """A collection that is being read. `skips` says that the value after a refused key is dropped."""

    start: int
    is_block: bool
    is_list: bool
    items: list[Tree] = field(default_factory=list)
    entries: list[tuple[Scalar, Tree]] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    skips: bool = False


class _Composer:
    """Turns events into a tree."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self.root: Tree | None = None
        self._source = source
        self._open: list[_Open] = []
        self._count = 0

    def read(self) -> None:
        """Read every event."""
        for event in _events(self._source.text):
            match event:
                case yaml.DocumentStartEvent() if self.root is not None:
                    self._stop(reading.SEVERAL_DOCUMENTS, event)
                case yaml.ScalarEvent():
                    is_marked = self._refuse_marks(event)
                    self._add(Refused(self._place(event)) if is_marked else self._scalar(event))
                case yaml.AliasEvent():
                    where = self._place(event)
                    self.problems.append(Problem(reading.ANCHOR, where))
                    self._add(Refused(where))
                case yaml.CollectionStartEvent():
                    self._begin(event)
                case yaml.CollectionEndEvent():
                    self._end(event)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._refuse_marks(event)
        if len(self._open) >= DEEPEST:
            self._stop(reading.TOO_DEEP, event)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        start = self._source.offset(event.start_mark)
        is_block = self._source.text[start : start + 1] not in {"[", "{"}
        self._open.append(_Open(start, is_block=is_block, is_list=is_list))

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        end = done.start if done.is_block else self._source.offset(event.end_mark)
        where = self._source.at(done.start, end)
        if done.is_list:
            self._add(Items(where, done.is_block, tuple(done.items)))
            return
        if done.is_block and done.keys:
            where = next(iter(done.keys.values())).where
        self._add(Pairs(where, done.is_block, tuple(done.entries)))

    def _add(self, node: Tree) -> None:
        """Put a finished node where it belongs."""
        self._count += 1
        if self._count > MOST_NODES:
            self.problems.append(Problem(reading.TOO_MANY_VALUES, node.where))
            raise _Stopped
        if not self._open:
            self.root = node
        elif self._open[-1].is_list:
            self._open[-1].items.append(node)
        elif self._open[-1].skips:
            self._open[-1].skips = False
        elif (key := self._open[-1].key) is not None:
            self._open[-1].entries.append((key, node))
            self._open[-1].key = None
        else:
            self._add_key(self._open[-1], node)

    def _add_key(self, into: _Open, node: Tree) -> None:
        """Take a key, or note why it cannot be one and skip its value."""
        into.skips = True
        if not isinstance(node, Scalar):
            if not isinstance(node, Refused):
                self.problems.append(Problem(reading.KEY_NOT_TEXT, node.where))
        elif node.is_plain and node.text == "<<":
            self.problems.append(Problem(reading.MERGE_KEY, node.where))
        elif node.text in into.keys:
            others = ((into.keys[node.text].where, ""),)
            self.problems.append(Problem(reading.DUPLICATE_KEY, node.where, {"key": node.text}, others))
        else:
            into.keys[node.text] = into.key = node
            into.skips = False

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        """Note an anchor or a tag; gives whether there was one."""
        if event.anchor is not None:
            self.problems.append(Problem(reading.ANCHOR, self._source.mark(event.start_mark)))
        if event.tag is not None:
            self.problems.append(Problem(reading.TAG, self._source.mark(event.start_mark)))
        return event.anchor is not None or event.tag is not None

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        source = self._source
        start, end = source.offset(event.start_mark), source.offset(event.end_mark)
        where = source.at(start, end)
        if not event.style:  # pure Python gives "", libyaml None
            return Scalar(where, event.value, source.text[start:end], where, is_plain=True)
        raw = source.text[start:end]
        if event.style in {"|", ">"}:
            body = BREAK.search(raw)
            skipped = len(raw) if body is None else body.end()
            skipped += len(raw[skipped:]) - len(raw[skipped:].lstrip())
            written = raw[skipped:].rstrip()
            begin = source.at(start + skipped, start + skipped + len(written))
            return Scalar(where, event.value, written, begin, is_plain=False)
        begin = where.shifted(1, max(1, where.length - 2))
        return Scalar(where, event.value, _unquoted(raw, event.style), begin, is_plain=False)

    def _place(self, event: yaml.Event) -> Location:
        return self._source.at(self._source.offset(event.start_mark), self._source.offset(event.end_mark))

    def _stop(self, message: Message, event: yaml.Event) -> None:
        self.problems.append(Problem(message, self._source.mark(event.start_mark)))
        raise _Stopped


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=LOADER)


def _unquoted(raw: str, style: str) -> str | None:
    r"""Give the characters between the quotes; `\"` keeps its two columns, any other escape gives None."""
    inner = raw[1:-1]
    if style == "'":
        return None if "''" in inner else inner
    parts = inner.split('\\"')
    if any("\\" in part for part in parts):
        return None
    # An opening quote gets its blank before it, a closing one behind it: both stand outside the quoted text.
    joined = parts[0]
    for number, part in enumerate(parts[1:]):
        joined += (' "' if number % 2 == 0 else '" ') + part
    return joined
