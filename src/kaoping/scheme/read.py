"""From the YAML tree to the records of the model, by their annotations, with every problem collected.

A record that has an id or items is built even where some of its keys cannot be used: they get a placeholder
and are remembered as broken, so that the checks can still look at everything else.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kaoping.errors import Location, Problem
from kaoping.scheme.broken import BROKEN, Broken
from kaoping.scheme.messages import near, reading
from kaoping.scheme.model import Policy, Record, Scheme, Setting, Sourced, Spots
from kaoping.scheme.read_scalar import ScalarReader, TooManyError, looks_like_number, tree_words
from kaoping.scheme.shape import (
    STEPS,
    FieldShape,
    PolicyForm,
    SettingForm,
    choices_of,
    fields_of,
    item_of,
    kind_words,
    origin_of,
    placeholder,
    record_words,
    without_none,
)
from kaoping.scheme.yaml_hints import hidden_keys, wide_sign
from kaoping.scheme.yaml_tree import Items, Pairs, Refused, Scalar, Tree, compose

__all__ = ["read"]

_NOTE: Final = "source"
"""The key inside `with:` that says where all its settings come from."""
_KIND_OF_POLICY: Final = fields_of(Policy)["kind"].kind


def read(text: str, file: str) -> tuple[Scheme | None, list[Problem], Broken]:
    """Read a scheme; gives what could be built, every problem, and what of it is not to be relied on."""
    tree, problems = compose(text, file)
    reader = _Reader(problems)
    if tree is None:
        if not problems:
            problems.append(Problem(reading.EMPTY_FILE, Location(file, 1, 1)))
        return None, problems, reader.broken
    if (other := _other_version(tree)) is not None:
        problems.append(Problem(reading.UNKNOWN_VERSION, other.where, {"text": other.text}))
        return None, problems, reader.broken
    try:
        scheme = reader.record(Scheme, tree)
    except TooManyError:
        return None, problems, reader.broken
    return scheme if isinstance(scheme, Scheme) else None, problems, reader.broken


def _other_version(tree: Tree) -> Scalar | None:
    """Give the version of a file that is not of ours: no other complaint about it would be true."""
    entries = tree.entries if isinstance(tree, Pairs) else ()
    for key, node in entries:
        if key.text == "kaoping" and isinstance(node, Scalar) and not node.is_empty and node.text != "1":
            return node
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read for one key: the value, the places inside it, whether nothing was dropped."""

    value: Any  # whatever the annotation asks for, or BROKEN
    places: Mapping[str, Location] = field(default_factory=dict)
    is_whole: bool = True


class _Reader(ScalarReader):
    """Reads nodes of the tree by annotations. A value that cannot be used is BROKEN; its problem is noted."""

    def record(self, record: type[Record], node: Tree) -> Any:  # Any: a record or BROKEN
        """Read a mapping as a record."""
        if not isinstance(node, Pairs):
            return self._not_mapping(record, node)
        shapes = fields_of(record)
        values: dict[str, Any] = {}  # the value of each field that can be used
        spots: dict[str, Location] = {}
        hidden = self._hidden(node, shapes)
        bad = {shapes[name].name for names in hidden.values() for name in names}
        for key, child in node.entries:
            if (shape := shapes.get(key.text)) is None or key.text in hidden:
                continue
            is_block = isinstance(child, Items | Pairs) and child.is_block
            spots[shape.name] = key.where if is_block else child.where
            found = self._field(shape, child, key)
            spots |= {f"{shape.name}.{name}": where for name, where in found.places.items()}
            if found.value is not BROKEN:
                values[shape.name] = found.value
            if found.value is BROKEN or not found.is_whole:
                bad.add(shape.name)
        bad |= self._complain(record, node, hidden)
        for shape in shapes.values():
            if shape.is_required and shape.name not in values:
                bad.add(shape.name)
                values[shape.name] = placeholder(shape.kind)
        if bad and not _stands_alone(record):
            return BROKEN
        built = record(spots=Spots(node.where, spots), **values)
        self.broken.add(built, bad)
        return built

    def _not_mapping(self, record: type[Record], node: Tree) -> Any:  # Any: BROKEN
        words = record_words(record)
        (found_zh, found_en), keys = tree_words(node), ", ".join(fields_of(record))
        values = {"expected_zh": words["record_zh"], "expected_en": words["record_en"], "keys": keys}
        return self.broke(reading.NOT_MAPPING, node.where, found_zh=found_zh, found_en=found_en, **values)

    def _hidden(self, node: Pairs, known: Container[str] | None) -> dict[str, list[str]]:
        """Note the keys that full-width signs hide between braces, by the key of the entry that hides them.

        known: the keys that can be meant; None where every key can.
        """
        written = {key.text for key, _ in node.entries}
        hidden: dict[str, list[str]] = {}
        for key, child in () if node.is_block else node.entries:
            for text, is_key in ((key, True), (child, False)):
                if not isinstance(text, Scalar) or not text.is_plain:
                    continue
                names = [name for name in hidden_keys(text.text, is_key=is_key) if known is None or name in known]
                if names := [name for name in names if name not in written]:
                    hidden.setdefault(key.text, []).extend(names)
                    where, values = wide_sign(text.where)
                    self.note(reading.WIDE_SIGN, where, text=text.text, keys=", ".join(names), **values)
        return hidden

    def _complain(self, record: type[Record], node: Pairs, hidden: Mapping[str, list[str]]) -> set[str]:
        """Note unknown and missing keys; gives the fields that an unknown key may have been meant for."""
        shapes = fields_of(record)
        written = {key.text for key, _ in node.entries}.union(*hidden.values())
        missing = [shape for shape in shapes.values() if shape.key not in written]
        unknown = [key for key, _ in node.entries if key.text not in shapes and key.text not in hidden]
        meant = ""
        for key in unknown:
            values = near(key.text, shapes)
            self.note(reading.UNKNOWN_KEY, key.where, **values, **record_words(record))
            meant += values["near_en"] if "?" in values["near_en"] else ""
        for shape in missing:
            if shape.is_required and f'"{shape.key}"' not in meant:
                zh, en = kind_words(shape.kind)
                values = {"key": shape.key, "expected_zh": zh, "expected_en": en}
                self.note(reading.MISSING_KEY, node.where, **values, **record_words(record))
        return {shape.name for shape in missing} if unknown else set()

    def _field(self, shape: FieldShape, node: Tree, key: Scalar) -> _Found:
        """Read the value of one key."""
        kind = without_none(shape.kind)
        if isinstance(node, Refused):
            return _Found(BROKEN)
        if isinstance(node, Scalar) and node.is_empty:
            return _Found(self.broke(reading.NO_VALUE, key.where, key=shape.key))
        if origin_of(kind) is tuple:
            return self._list(kind, node, shape.key)
        if origin_of(kind) is Mapping:
            return self._names(kind, node, shape.key)
        return _Found(self._value(kind, node, shape.key))

    def _value(self, kind: Any, node: Tree, key: str) -> Any:  # Any: annotation in, its value out
        """Read one value that is neither a list nor a mapping of names."""
        if isinstance(node, Refused):
            return BROKEN
        if set(choices_of(kind)) == set(STEPS.values()):
            return self._step(node)
        if kind in (special := {Sourced: self._sourced, Setting: self._setting, Policy: self._policy}):
            return special[kind](node, key)
        if (form := _mapped(kind)) is not None and (form is kind or isinstance(node, Pairs)):
            return self.record(form, node)
        if isinstance(node, Scalar):
            return self.scalar(kind, node, key)
        return self.wrong_shape(kind, node, key)

    def _list(self, kind: Any, node: Tree, key: str) -> _Found:  # Any: annotation
        if not isinstance(node, Items):
            zh, en = tree_words(node)
            return _Found(self.broke(reading.NOT_LIST, node.where, key=key, found_zh=zh, found_en=en))
        values = [self._entry(item_of(kind), child, key, child.where) for child in node.items]
        kept = tuple(value for value in values if value is not BROKEN)
        places = {str(number): child.where for number, child in enumerate(node.items)}
        return _Found(kept, places, len(kept) == len(values))

    def _names(self, kind: Any, node: Tree, key: str) -> _Found:  # Any: annotation
        """Read a mapping of names; in `with:` the key `source` is a note for all settings."""
        if not isinstance(node, Pairs):
            return _Found(self.wrong_shape(kind, node, key))
        item = item_of(kind)
        has_note, hidden = item is Setting, self._hidden(node, None)
        values = {
            name.text: self._entry(item, child, name.text, name.where)
            for name, child in node.entries
            if not (has_note and name.text == _NOTE) and name.text not in hidden
        }
        entries = [entry for entry in node.entries if has_note and entry[0].text == _NOTE]
        notes = [self._entry(str, child, _NOTE, name.where) for name, child in entries]
        kept = {name: value for name, value in values.items() if value is not BROKEN}
        if notes and notes[0] is not BROKEN:
            kept = {name: replace(value, source=value.source or notes[0]) for name, value in kept.items()}
        is_whole = len(kept) == len(values) and not hidden
        return _Found(kept, {name.text: name.where for name, _ in node.entries}, is_whole)

    def _entry(self, kind: Any, node: Tree, key: str, at: Location) -> Any:  # Any: annotation, value
        if isinstance(node, Scalar) and node.is_empty:
            return self.broke(reading.NO_VALUE, at, key=key)
        return self._value(kind, node, key)

    def _step(self, node: Tree) -> Any:  # Any: a step or BROKEN
        """Read a step; its kind is told by one key."""
        if not isinstance(node, Pairs):
            zh, en = tree_words(node)
            values = {"expected_zh": "步骤", "expected_en": "a step", "keys": ", ".join(STEPS)}
            return self.broke(reading.NOT_MAPPING, node.where, found_zh=zh, found_en=en, **values)
        kinds = [key.text for key, _ in node.entries if key.text in STEPS]
        if not kinds:
            return self.broke(reading.NO_STEP_KIND, node.where)
        if len(kinds) > 1:
            return self.broke(reading.SEVERAL_STEP_KINDS, node.where, kinds=", ".join(kinds))
        return self.record(STEPS[kinds[0]], node)

    def _sourced(self, node: Tree, key: str) -> Any:  # Any: a number with its source or BROKEN
        if not isinstance(node, Scalar):
            return self.record(Sourced, node)
        number = self.scalar(fields_of(Sourced)["value"].kind, node, key)
        return BROKEN if number is BROKEN else Sourced(value=number, spots=Spots(node.where))

    def _setting(self, node: Tree, key: str) -> Any:  # Any: a setting or BROKEN
        if isinstance(node, Scalar):
            return self._short_setting(node, key)
        form = self.record(SettingForm, node)
        if form is BROKEN:
            return BROKEN
        if (form.value is None) == (form.by_group is None):
            return self.broke(reading.SETTING_TWICE, node.where, key=key)
        if form.value is None:
            return Setting(by_group=form.by_group, source=form.source, spots=form.spots)
        entries = node.entries if isinstance(node, Pairs) else ()
        inner = [child for name, child in entries if name.text == "value" and isinstance(child, Scalar)]
        return replace(self._short_setting(inner[0], key), source=form.source)

    def _short_setting(self, node: Scalar, key: str) -> Any:  # Any: a setting or BROKEN
        """Read a number, a choice or the rows of a table; a text's place is that of its first character."""
        found = self.scalar(fields_of(SettingForm)["value"].kind, node, key)
        if found is BROKEN:
            return BROKEN
        if looks_like_number(node):
            return Setting(number=found, spots=Spots(node.where))
        text = found if node.written is None else node.written
        return Setting(text=text, spots=Spots(node.where, {"text": node.begin}))

    def _policy(self, node: Tree, key: str) -> Any:  # Any: a policy or BROKEN
        if isinstance(node, Scalar):
            kind = self.scalar(_KIND_OF_POLICY, node, key)
            if kind == "points":
                return self.broke(reading.POINTS_WITHOUT_NUMBER, node.where)
            return BROKEN if kind is BROKEN else Policy(kind=kind, spots=Spots(node.where))
        form = self.record(PolicyForm, node)
        return BROKEN if form is BROKEN else Policy(kind="points", points=form.points, spots=form.spots)


def _mapped(kind: Any) -> type[Record] | None:  # Any: annotation
    """Give the record that an annotation takes, alone or beside words, if it takes one."""
    return next((each for each in choices_of(kind) if isinstance(each, type) and issubclass(each, Record)), None)


def _stands_alone(record: type[Record]) -> bool:
    """Tell whether a record is worth keeping where one of its keys cannot be used."""
    return bool({"id", "items"} & fields_of(record).keys())
