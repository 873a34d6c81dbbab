"""Reads `data.yaml`: the tree of the file becomes a typed mapping, every mistake with its line and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias, cast, get_args

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import Near
from kaoping.engine.intake.mapping import DataMapping, Melt, Others, Source, Status
from kaoping.engine.intake.schemas import TABLE_SCHEMAS
from kaoping.errors import Location, Message, Problem
from kaoping.scheme.model import Spots
from kaoping.scheme.yaml_tree import Items, Pairs, Scalar, Tree, compose

__all__ = ["read_mapping"]

_Entries: TypeAlias = Mapping[str, Tree]

_SOURCE_KEYS = (
    "file",
    "columns",
    "constants",
    "melt",
    "where",
    "values",
    "others",
    "empty_as",
    "status_when_empty",
)
_SHAPES = {
    "text": ("一个文本", "a single text"),
    "list": ("一个列表", "a list"),
    "mapping": ("若干“键: 值”", "a mapping of keys to values"),
}


def read_mapping(path: Path) -> tuple[DataMapping | None, list[Problem]]:
    """Give the mapping, or None with every problem found."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        values = {"bytes": error.object[error.start : error.start + 4].hex(" ").upper()}
        return None, [Problem(messages.NOT_UTF8, Location(path.as_posix(), 1, 1), values)]
    tree, problems = compose(text, path.as_posix())
    if problems or tree is None:
        whole = Problem(messages.WRONG_SHAPE, Location(path.as_posix(), 1, 1), _shape("mapping"))
        return None, problems or [whole]
    reader = _Reader()
    mapping = reader.mapping(tree)
    return (None if reader.problems else mapping), reader.problems


class _Reader:
    """Walks the tree and notes what does not fit; what does not fit counts as not written."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def mapping(self, tree: Tree) -> DataMapping:
        """Read the whole file."""
        tables = self._entries(tree, tuple(TABLE_SCHEMAS), messages.UNKNOWN_TABLE)
        sources = {name: tuple(self._source(item) for item in self._items(node)) for name, node in tables.items()}
        return DataMapping(**sources, spots=_spots(tree))

    def _source(self, tree: Tree) -> Source:
        """Read one source."""
        entries = self._entries(tree, _SOURCE_KEYS)
        if "file" not in entries and isinstance(tree, Pairs):
            self.problems.append(Problem(messages.KEY_MISSING, tree.where, {"key": "file"}))
        others = self._texts(entries, "others")
        for word in others.values():
            self._choice(word, get_args(Others), entries["others"].where)
        status = self._text(entries["status_when_empty"]) if "status_when_empty" in entries else None
        if status is not None:
            self._choice(status, get_args(Status), entries["status_when_empty"].where)
        return Source(
            file=self._text(entries["file"]) if "file" in entries else "",
            columns=self._texts(entries, "columns"),
            constants=self._texts(entries, "constants"),
            melt=self._melt(entries["melt"]) if "melt" in entries else None,
            where={key: self._list(node) for key, node in self._nested(entries, "where").items()},
            values={key: self._all_texts(node) for key, node in self._nested(entries, "values").items()},
            others=cast("Mapping[str, Others]", others),
            empty_as=self._list(entries["empty_as"]) if "empty_as" in entries else (),
            status_when_empty=cast("Status | None", status),
            spots=_spots(tree),
        )

    def _melt(self, tree: Tree) -> Melt:
        """Read how a wide file becomes long."""
        entries = self._entries(tree, ("indicator", "into"))
        if "indicator" not in entries:
            self.problems.append(Problem(messages.KEY_MISSING, tree.where, {"key": "indicator"}))
        into = self._text(entries["into"]) if "into" in entries else "actual"
        return Melt(indicator=self._texts(entries, "indicator"), into=into, spots=_spots(tree))

    def _entries(
        self, tree: Tree, known: Iterable[str] | None = None, message: Message = messages.UNKNOWN_KEY
    ) -> _Entries:
        """Read a mapping; keys that are not known are problems."""
        if not isinstance(tree, Pairs):
            self._misshapen(tree, "mapping")
            return {}
        near = Near(tuple(known or ()))
        fitting: dict[str, Tree] = {}
        for key, node in tree.entries:
            if known is None or key.text in near.known:
                fitting[key.text] = node
            else:
                self.problems.append(Problem(message, key.where, near.of(key.text)))
        return fitting

    def _nested(self, entries: _Entries, key: str) -> _Entries:
        return self._entries(entries[key]) if key in entries else {}

    def _texts(self, entries: _Entries, key: str) -> Mapping[str, str]:
        return self._all_texts(entries[key]) if key in entries else {}

    def _all_texts(self, tree: Tree) -> Mapping[str, str]:
        return {key: self._text(node) for key, node in self._entries(tree).items()}

    def _list(self, tree: Tree) -> tuple[str, ...]:
        return tuple(self._text(item) for item in self._items(tree))

    def _items(self, tree: Tree) -> tuple[Tree, ...]:
        if isinstance(tree, Items):
            return tree.items
        self._misshapen(tree, "list")
        return ()

    def _text(self, tree: Tree) -> str:
        if isinstance(tree, Scalar):
            return tree.text
        self._misshapen(tree, "text")
        return ""

    def _choice(self, word: str, words: tuple[str, ...], where: Location) -> None:
        if word not in words:
            self.problems.append(Problem(messages.WRONG_CHOICE, where, {"words": ", ".join(words), "name": word}))

    def _misshapen(self, tree: Tree, shape: str) -> None:
        self.problems.append(Problem(messages.WRONG_SHAPE, tree.where, _shape(shape)))


def _shape(shape: str) -> dict[str, str]:
    zh, en = _SHAPES[shape]
    return {"expected_zh": zh, "expected_en": en}


def _spots(tree: Tree) -> Spots:
    """Give where a mapping and its keys stand, also those inside (`columns.unit`); `columns.unit=` is the value."""
    places: dict[str, Location] = {}
    _add_places(tree, "", places)
    return Spots(tree.where, places)


def _add_places(tree: Tree, path: str, places: dict[str, Location]) -> None:
    for key, node in tree.entries if isinstance(tree, Pairs) else ():
        places |= {path + key.text: key.where, f"{path}{key.text}=": node.where}
        _add_places(node, f"{path}{key.text}.", places)
