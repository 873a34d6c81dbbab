"""Where things stand: grids of rows and labelled columns, lists of numbers, figures copied side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kaoping.cells.book import Book, Content, Entry, Given, Place, Ref, Span, Text, is_writable, rendered, span_of
from kaoping.cells.labels import COMPUTED, Label, joined

__all__ = ["Grid", "Listing", "Lists"]

_HEAD, _TOP = 2, 6
_WIDTH = 15.0


@dataclass(slots=True)
class Grid:
    """Rows about units, and columns added one by one: the node above, then the label in both languages.

    lines: the line of each row, counted from 0 below the head. keys: the columns that say what a row is about, each
    with its label; they stand first.
    """

    book: Book
    name: str
    title: Label
    lines: Sequence[int]
    keys: Sequence[tuple[Label, Sequence[str]]] = ()
    _next: int = 0

    def begin(self) -> None:
        """Write the title and the keys."""
        self.book.put(Ref(self.name, 0, 0), Text(self.title.both(), "title"))
        for label, texts in self.keys:
            column = self._headed(None, label)
            for row, text in enumerate(texts):
                self.book.put(self.ref(row, column), Given(text))
        self.book.sheet(self.name).frozen = (_TOP, self._next)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it but what its rows are about."""
        return self._next == len(self.keys)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.lines)

    def ref(self, row: int, column: int) -> Ref:
        """Give a cell."""
        return Ref(self.name, _TOP + self.lines[row], column)

    def given(self, node: Label | None, label: Label, contents: Sequence[Content]) -> list[Ref]:
        """Add a column of what stands there as it is."""
        column = self._headed(node, label)
        for row, content in enumerate(contents):
            if content is not None:
                self.book.put(self.ref(row, column), Given(content))
        return [self.ref(row, column) for row in range(self.height)]

    def computed(
        self,
        node: Label | None,
        label: Label,
        formulas: Sequence[str | None],
        contents: Sequence[Content],
        decimals: int | None = None,
    ) -> list[Ref]:
        """Add a column of formulas; None leaves a cell empty."""
        column = self._headed(node, label)
        for row, (formula, content) in enumerate(zip(formulas, contents, strict=True)):
            if formula is None:
                continue
            ref = self.ref(row, column)
            if is_writable(formula):
                self.book.put(ref, Entry(formula, content, decimals))
            else:
                self.book.put(ref, Given(content))
                self.book.list(ref, label if node is None else joined(node, label), COMPUTED["long"])
        return [self.ref(row, column) for row in range(self.height)]

    def _headed(self, node: Label | None, label: Label) -> int:
        column, self._next = self._next, self._next + 1
        if node is not None:
            self.book.put(Ref(self.name, _HEAD, column), Text(node.zh, "head"))
            self.book.put(Ref(self.name, _HEAD + 1, column), Text(node.en, "head"))
        self.book.put(Ref(self.name, _HEAD + 2, column), Text(label.zh, "head"))
        self.book.put(Ref(self.name, _HEAD + 3, column), Text(label.en, "head"))
        self.book.sheet(self.name).widths[column] = _WIDTH
        return column


@dataclass(slots=True)
class Listing:
    """A sheet with one line each: words about it, then its number."""

    book: Book
    name: str
    title: Label
    heads: Sequence[Label]
    _known: dict[tuple[str | Given | Entry, ...], Ref] = field(default_factory=dict)
    _next: int = _HEAD + 2

    def begin(self) -> None:
        """Write the title and the heads."""
        self.book.put(Ref(self.name, 0, 0), Text(self.title.both(), "title"))
        for column, head in enumerate(self.heads):
            self.book.put(Ref(self.name, _HEAD, column), Text(head.zh, "head"))
            self.book.put(Ref(self.name, _HEAD + 1, column), Text(head.en, "head"))
            self.book.sheet(self.name).widths[column] = _WIDTH * 1.5
        self.book.sheet(self.name).frozen = (_HEAD + 2, 0)

    @property
    def is_empty(self) -> bool:
        """Whether it has no line."""
        return self._next == _HEAD + 2

    def once(self, words: Sequence[str], cell: Given | Entry) -> Ref:
        """Give the cell of a number; the same about the same has one line."""
        key = (*words, cell)
        if key not in self._known:
            self._known[key] = self.add(words, cell)
        return self._known[key]

    def add(self, words: Sequence[str], cell: Given | Entry) -> Ref:
        """Add a line."""
        line, self._next = self._next, self._next + 1
        for column, text in enumerate(words):
            self.book.put(Ref(self.name, line, column), Text(text))
        return self.book.put(Ref(self.name, line, len(words), is_fixed=True), cell)


@dataclass(slots=True)
class Lists:
    """Figures copied side by side, where a formula needs them in one span and they stand apart."""

    book: Book
    name: str
    title: Label
    _known: dict[tuple[Place, ...], Span] = field(default_factory=dict)
    _next: int = _HEAD

    def span(self, what: Label, places: Sequence[Place], contents: Sequence[Content]) -> Span:
        """Give the span of some cells: as they stand, or as copies here."""
        return span_of(places) or self.copied(what, places, contents)

    def copied(self, what: Label, places: Sequence[Place], contents: Sequence[Content]) -> Span:
        """Give the span of copies of some cells; the same cells are copied once."""
        key = tuple(places)
        if key not in self._known:
            self._known[key] = self._line(what, places, contents)
        return self._known[key]

    def _line(self, what: Label, places: Sequence[Place], contents: Sequence[Content]) -> Span:
        if self._next == _HEAD:
            self.book.put(Ref(self.name, 0, 0), Text(self.title.both(), "title"))
            self.book.sheet(self.name).widths[0] = _WIDTH * 3
        line, self._next = self._next, self._next + 1
        self.book.put(Ref(self.name, line, 0), Text(what.both()))
        for at, (place, content) in enumerate(zip(places, contents, strict=True), start=1):
            ref = Ref(self.name, line, at)
            if isinstance(place, Ref):
                self.book.put(ref, Entry(rendered('IF({a}="","",{a})', {"a": place}, self.name), content))
            else:
                self.book.put(ref, Given(content))
        return Span(Ref(self.name, line, 1), Ref(self.name, line, len(places)))
