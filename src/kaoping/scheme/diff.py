"""Two schemes compared in words: what changed, by ids and not by position, and whose scores it can change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kaoping.formula import Formula
from kaoping.scheme.diff_reach import NO_REACH, Reach, Spread, furthest, reach_of, reach_words, spreads, wider
from kaoping.scheme.model import Indicator, Label, Part, Policy, Record, Scheme, Setting, Sourced
from kaoping.scheme.shape import RECORDS, fields_of

__all__ = ["Change", "differences"]

_CHILDREN = frozenset({"parts", "indicators"})
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
    """The nearest record with an id above a change, in words."""

    path: str
    zh: str
    en: str


def differences(before: Scheme, after: Scheme) -> list[Change]:
    """Give every difference between two schemes, in the order of the later one."""
    differ = _Differ(spreads(before), spreads(after))
    differ.record(_Owner("", "方案", "the scheme"), "", before, after, "scores")
    differ.nodes(before, after)
    return differ.changes


class _Differ:
    """Walks two schemes side by side."""

    def __init__(self, *known: Mapping[str, Spread]) -> None:
        self.changes: list[Change] = []
        self._known = known
        # Defaults reach every node, so that the scheme itself spreads as far as any of them.
        self._spread = furthest(found for each in known for found in each.values())

    def note(self, path: str, zh: str, en: str, reach: Reach, group: str = "") -> None:
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
                zh, en = f"{owner.zh}由“{former_parent}”移到“{parent}”", f"{owner.en} moved from {former_parent}"
                self.note(owner.path, zh, f"{en} to {parent}", "scores")
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
            if _text(old) != _text(new) or isinstance(new, Record | tuple | Mapping):
                inner = reach_of(type(after), key, reach)
                self.value(owner, f"{path}.{key}", key, old, new, inner)

    def value(self, owner: _Owner, path: str, key: str, old: Any, new: Any, reach: Reach) -> None:  # Any: any value
        """Compare two values of one key."""
        if isinstance(old, _SMALL) or isinstance(new, _SMALL):
            self._small(owner, path, key, old, new, reach)
        elif type(old) is type(new) and isinstance(new, Record):
            self.record(owner, path, old, new, reach)
        elif isinstance(new, Mapping):
            for name in dict.fromkeys((*old, *new)):
                self.value(owner, f"{path}.{name}", f"{key}.{name}", old.get(name), new.get(name), reach)
        elif isinstance(new, tuple) and isinstance(old, tuple) and _are_records(old + new):
            self._list(owner, path, key, old, new, reach)
        elif _text(old) != _text(new):
            self._changed(owner, path, key, old, new, reach)

    def _list(
        self, owner: _Owner, path: str, key: str, old: Sequence[Record], new: Sequence[Record], reach: Reach
    ) -> None:
        """Compare lists of records: by id where they have one, else by position."""
        earlier, later = _by_name(old), _by_name(new)
        for name in dict.fromkeys((*earlier, *later)):
            at, was, now = f"{path}.{name}", earlier.get(name), later.get(name)
            inner = _owner_of(now or was, at) if hasattr(now or was, "id") else owner
            if was is not None and now is not None:
                if type(was) is type(now):
                    self.record(inner, at, was, now, reach)
                else:
                    self._changed(inner, at, f"{key}.{name}", was, now, reach)
            else:
                zh, en = ("增加", "added") if was is None else ("删去", "removed")
                if inner is owner:
                    zh, en = f"{owner.zh}{zh} {key}.{name}", f"{owner.en}: {key}.{name} was {en}"
                else:
                    zh, en = f"{zh}{inner.zh}", f"{inner.en} was {en}"
                self.note(at, zh, en, reach)
        if [name for name in earlier if name in later] != [name for name in later if name in earlier]:
            self.note(path, f"{owner.zh}的 {key} 次序改变", f"{owner.en}: the order of {key} changed", reach)

    def _small(self, owner: _Owner, path: str, key: str, old: Any, new: Any, reach: Reach) -> None:  # Any: see value
        """Compare small values: the number or words first, then where they come from."""
        if isinstance(old, Setting) and isinstance(new, Setting) and old.by_group and new.by_group:
            for group in dict.fromkeys((*old.by_group, *new.by_group)):
                was, now = old.by_group.get(group), new.by_group.get(group)
                if _text(was) != _text(now):
                    self._changed(owner, path, f"{key}.by_group.{group}", was, now, _narrowed(reach), group)
        elif _text(old) != _text(new):
            self._changed(owner, path, key, old, new, reach)
        was, now = getattr(old, "source", None), getattr(new, "source", None)
        if was != now and old is not None and new is not None:
            self._changed(owner, f"{path}.source", f"{key}.source", was, now, NO_REACH)

    def _changed(
        self, owner: _Owner, path: str, key: str, old: Any, new: Any, reach: Reach, group: str = ""
    ) -> None:  # Any: see value
        """Say from what to what a value changed."""
        was, now = _text(old), _text(new)
        if old is None or old == ():
            zh, en = f"{owner.zh}增加 {key}：{now}", f"{owner.en}: {key} was added: {now}"
        elif new is None or new == ():
            zh, en = f"{owner.zh}删去 {key}（原为 {was}）", f"{owner.en}: {key} was removed (it was {was})"
        else:
            zh, en = f"{owner.zh}的 {key} 由 {was} 改为 {now}", f"{owner.en}: {key} changed from {was} to {now}"
        self.note(path, zh, en, reach, group)


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
    word = en.partition(" ")[2]
    return _Owner(path or record.id, f"{zh}“{record.title.zh}”（{record.id}）", f'{word} "{record.id}"')


def _are_records(values: Sequence[object]) -> bool:
    return bool(values) and all(isinstance(value, Record) for value in values)


def _by_name(records: Sequence[Any]) -> dict[str, Any]:  # Any: records with or without an id
    """Give records by id, by the node they round, or by position counted from 1."""
    names = [getattr(entry, "id", getattr(entry, "at", str(number))) for number, entry in enumerate(records, 1)]
    return dict(zip(names, records, strict=True))


def _text(value: Any) -> str:  # Any: any value of the model
    """Write a value as the scheme does, in one line; nothing for None."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return "" if value is None else str(value)


def _setting(value: Setting) -> str:
    rows = "" if value.text is None else " ".join(value.text.split())
    return rows or _text(value.number) or _text(value.by_group)


def _record(value: Record) -> str:
    pairs = ((key, getattr(value, shape.name)) for key, shape in fields_of(type(value)).items())
    return "{" + ", ".join(f"{key}: {_text(inner)}" for key, inner in pairs if _text(inner)) + "}"


# The first that fits writes the value; any other record is written key by key.
_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (Decimal, lambda value: f"{value.normalize():f}"),
    (Formula, lambda value: " ".join(value.text.split())),
    (Sourced, lambda value: _text(value.value)),
    (Label, lambda value: f"{value.zh} / {value.en}"),
    (Policy, lambda value: value.kind if value.points is None else f"points: {_text(value.points)}"),
    (Setting, _setting),
    (Record, _record),
    (Mapping, lambda value: ", ".join(f"{name}: {_text(inner)}" for name, inner in value.items())),
    (tuple, lambda value: ", ".join(_text(inner) for inner in value)),
)
