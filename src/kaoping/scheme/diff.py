"""Two schemes compared in words: what changed, by ids and not by position, and whose scores it can change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaoping.scheme.diff_reach import NO_REACH, Reach, Spread, furthest, reach_of, reach_words, spreads, wider
from kaoping.scheme.diff_words import Key, Pair, Words, bare
from kaoping.scheme.model import Indicator, Label, Part, Policy, Record, Scheme, Setting, Sourced
from kaoping.scheme.shape import RECORDS, fields_of

__all__ = ["Change", "differences"]

_CHILDREN = frozenset({"parts", "indicators"})
_THROUGH = frozenset({"numbers", "when"})
_ARTICLE = re.compile(r"^(?:an?|the) ")
_SMALL = (Sourced, Label, Policy, Setting)


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `path` names it by ids; `kind` says whose result it can change, the sentences say it in words."""

    path: str
    zh: str
    en: str
    affects_zh: str
    affects_en: str
    kind: Reach


@dataclass(frozen=True, slots=True)
class _Owner:
    """The record in which something changed, in words: the nearest with an id, and what stands between."""

    path: str
    zh: str
    en: str


def differences(before: Scheme, after: Scheme) -> list[Change]:
    """Give every difference between two schemes, in the order of the later one."""
    differ = _Differ(Words(before, after), spreads(before), spreads(after))
    differ.record(_THE_SCHEME, "", before, after, "scores")
    differ.nodes(before, after)
    return differ.changes


_THE_SCHEME = _Owner("", "方案", "the scheme")


class _Differ:
    """Walks two schemes side by side."""

    def __init__(self, words: Words, *known: Mapping[str, Spread]) -> None:
        self.changes: list[Change] = []
        self._words = words
        self._known = known
        # Defaults reach every node, so that the scheme itself spreads as far as any of them.
        self._spread = furthest(found for each in known for found in each.values())

    def note(self, path: str, zh: str, en: str, reach: Reach, group: Pair = ("", "")) -> None:
        """Note a change; whoever is compared with a unit it reaches is reached too."""
        reach = wider(reach, self._spread)
        affects_zh, affects_en = reach_words(reach, group)
        self.changes.append(Change(path.strip("."), zh + "。", en + ".", affects_zh, affects_en, reach))

    def nodes(self, before: Scheme, after: Scheme) -> None:
        """Compare the nodes of the trees by id, wherever they stand."""
        old, new = _parents(before), _parents(after)
        for node_id, (node, _) in old.items():
            if node_id not in new:
                owner = _owner_of(node)
                self.note(owner.path, f"删去{owner.zh}", f"{owner.en} was removed", "scores")
        for node_id, (node, parent) in new.items():
            owner = _owner_of(node)
            if node_id not in old:
                self.note(owner.path, f"增加{owner.zh}", f"{owner.en} was added", "scores")
                continue
            former, former_parent = old[node_id]
            if former_parent != parent:
                was, now = self._pair(former_parent), self._pair(parent)
                zh, en = f"{owner.zh}由{was[0]}移到{now[0]}", f"{owner.en} moved from {was[1]} to {now[1]}"
                self.note(owner.path, zh, en, "scores")
            self._spread = furthest(each[node_id] for each in self._known)
            if type(former) is type(node):
                self.record(owner, owner.path, former, node, "scores")
            else:
                self.note(owner.path, f"{owner.zh}换成了另一类节点", f"{owner.en} became another kind", "scores")

    def record(self, owner: _Owner, path: str, before: Record, after: Record, reach: Reach) -> None:
        """Compare two records of one class key by key."""
        for key, shape in fields_of(type(after)).items():
            if key in _CHILDREN:
                continue
            old, new = getattr(before, shape.name), getattr(after, shape.name)
            if old != new or isinstance(new, Record | tuple | Mapping):
                inner = reach_of(type(after), key, reach)
                self.value(owner, f"{path}.{key}", self._words.key(key, before, after), old, new, inner)

    def value(self, owner: _Owner, path: str, key: Key, old: Any, new: Any, reach: Reach) -> None:  # Any: any value
        """Compare two values of one key."""
        if isinstance(old, _SMALL) or isinstance(new, _SMALL):
            self._small(owner, path, key, old, new, reach)
        elif type(old) is type(new) and isinstance(new, Record):
            self.record(_inside(owner, path, key), path, old, new, reach)
        elif isinstance(new, Mapping):
            for name in dict.fromkeys((*old, *new)):
                inner = self._words.entry(key, name)
                self.value(owner, f"{path}.{name}", inner, old.get(name), new.get(name), reach)
        elif isinstance(new, tuple) and isinstance(old, tuple) and _are_records(old + new):
            self._list(owner, path, key, old, new, reach)
        elif bare(old) != bare(new):
            self._changed(owner, path, key, old, new, reach)

    def _list(
        self, owner: _Owner, path: str, key: Key, old: Sequence[Record], new: Sequence[Record], reach: Reach
    ) -> None:
        """Compare lists of records: by id where they have one, else by position."""
        earlier, later = _by_name(old), _by_name(new)
        for name in dict.fromkeys((*earlier, *later)):
            at, was, now = f"{path}.{name}", earlier.get(name), later.get(name)
            item = self._words.item(key, name)
            inner = _owner_of(now or was, at) if hasattr(now or was, "id") else _inside(owner, at, item)
            if was is None:
                self.note(at, f"增加{inner.zh}", f"{inner.en} was added", reach)
            elif now is None:
                self.note(at, f"删去{inner.zh}", f"{inner.en} was removed", reach)
            elif type(was) is type(now):
                self.record(inner, at, was, now, reach)
            else:
                self._changed(owner, at, item, was, now, reach)
        if [name for name in earlier if name in later] != [name for name in later if name in earlier]:
            self.note(path, f"{owner.zh}的{key.zh}次序改变", f"{owner.en}: the order of {key.en} changed", reach)

    def _small(self, owner: _Owner, path: str, key: Key, old: Any, new: Any, reach: Reach) -> None:  # Any: see value
        """Compare small values: the number or words first, then where they come from."""
        if isinstance(old, Setting) and isinstance(new, Setting) and old.by_group and new.by_group:
            for group in dict.fromkeys((*old.by_group, *new.by_group)):
                was, now = old.by_group.get(group), new.by_group.get(group)
                if was != now:
                    named = self._pair(group)
                    inner = key.called(f"{key.zh}（{named[0]}）", f"{key.en} for {named[1]}")
                    self._changed(owner, path, inner, was, now, _narrowed(reach), named)
        elif bare(old) != bare(new):
            self._changed(owner, path, key, old, new, reach)
        was, now = getattr(old, "source", None), getattr(new, "source", None)
        if was != now and old is not None and new is not None:
            source = Key(type(new), "source", f"{key.zh}的出处", f"source of {key.en}")
            self._changed(owner, f"{path}.source", source, was, now, NO_REACH)

    def _changed(
        self, owner: _Owner, path: str, key: Key, old: Any, new: Any, reach: Reach, group: Pair = ("", "")
    ) -> None:  # Any: see value
        """Say from what to what a value changed."""
        was, now = ((self._words.value(key, each, "zh"), self._words.value(key, each, "en")) for each in (old, new))
        if old is None or old == ():
            zh, en = f"{owner.zh}增加{key.zh}：{now[0]}", f"{owner.en}: {key.en} was added: {now[1]}"
        elif new is None or new == ():
            zh, en = f"{owner.zh}删去{key.zh}（原为：{was[0]}）", f"{owner.en}: {key.en} was removed (it was {was[1]})"
        else:
            zh, en = (
                f"{owner.zh}的{key.zh}由{_spaced(was[0])}改为{_spaced(now[0]).rstrip()}",
                f"{owner.en}: {key.en} changed from {was[1]} to {now[1]}",
            )
        self.note(path, zh, en, reach, group)

    def _pair(self, name: str) -> Pair:
        return self._words.title(name, "zh"), self._words.title(name, "en")


def _inside(owner: _Owner, path: str, key: Key) -> _Owner:
    """Name what stands under a key; the scheme need not be named before its own, nor a key that holds only rules."""
    if key.key in _THROUGH:
        return owner
    if owner is _THE_SCHEME:
        return _Owner(path, key.zh, key.en)
    return _Owner(path, f"{owner.zh}{key.zh}", f"{owner.en}, {key.en}")


def _spaced(text: str) -> str:
    """Set a text off from the Chinese around it, where it begins or ends with a letter or digit of ours."""
    return f"{' ' if text[:1].isascii() else ''}{text}{' ' if text[-1:].isascii() else ''}"


def _narrowed(reach: Reach) -> Reach:
    return "group" if reach == "scores" else reach


def _parents(scheme: Scheme) -> dict[str, tuple[Part | Indicator, str]]:
    """Give every node of the tree with the id of its parent, in the order of the file."""
    found: dict[str, tuple[Part | Indicator, str]] = {}
    waiting: list[tuple[Part | Indicator, str]] = [(child, "total") for child in reversed(scheme.tree.children)]
    while waiting:
        node, parent = waiting.pop()
        found[node.id] = (node, parent)
        if isinstance(node, Part):
            waiting.extend((child, node.id) for child in reversed(node.children))
    return found


def _owner_of(record: Any, path: str = "") -> _Owner:  # Any: a record with an id
    """Name a record that has an id."""
    zh, en = RECORDS[type(record)]
    word = _ARTICLE.sub("", en)
    return _Owner(
        path or record.id, f"{zh}“{record.title.zh}”（{record.id}）", f'{word} "{record.title.en}" ({record.id})'
    )


def _are_records(values: Sequence[object]) -> bool:
    return bool(values) and all(isinstance(value, Record) for value in values)


def _by_name(records: Sequence[Any]) -> dict[str, Any]:  # Any: records with or without an id
    """Give records by id, by the node they round, or by position counted from 1."""
    names = [getattr(entry, "id", getattr(entry, "at", str(number))) for number, entry in enumerate(records, 1)]
    return dict(zip(names, records, strict=True))
