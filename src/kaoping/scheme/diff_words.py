"""The words of a difference: every key of a scheme, every choice and every value as the screens say them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as fields_of_class
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from kaoping.errors import Language
from kaoping.formula import Formula
from kaoping.rules import combinations, group_operations, rules, statistics
from kaoping.scheme.diff_keys import CHOICES, KEYS, OWN_KEYS, WHOLE
from kaoping.scheme.model import Label, Policy, Record, Scheme, Setting, Sourced
from kaoping.scheme.shape import RECORDS, fields_of

__all__ = ["Key", "Pair", "Words", "bare"]

Pair: TypeAlias = tuple[str, str]
_CATALOGUE: Final = ("rule", "combine", "reduce", "take", "group")
"""The keys that name an entry of the catalogue, whose parameters stand beside them."""


class Key(NamedTuple):
    """A key of a record, with what it is called; entry: the entry of the catalogue that its parameters belong to."""

    record: type[Record]
    key: str
    zh: str
    en: str
    entry: str = ""

    def called(self, zh: str, en: str) -> Key:
        """Give the key for a part of its value, which has a name of its own."""
        return self._replace(zh=zh, en=en)


class Words:
    """Tells keys and values of two schemes, with the titles that either of them gives to its ids."""

    def __init__(self, *schemes: Scheme) -> None:
        self._titles = dict(WHOLE)
        for scheme in schemes:
            self._titles.update((record.id, (record.title.zh, record.title.en)) for record in _with_titles(scheme))

    def key(self, key: str, *records: Record) -> Key:
        """Give a key of two records of one class in words; the later one's entry of the catalogue, if it has one."""
        record = type(records[-1])
        zh, en = OWN_KEYS.get((record, key)) or KEYS[key]
        entries = (getattr(each, name, None) for each in reversed(records) for name in _CATALOGUE)
        return Key(record, key, zh, en, next((str(entry) for entry in entries if entry), ""))

    def entry(self, key: Key, name: str) -> Key:
        """Give one entry of a mapping or list in words: a parameter, or whatever stands under a name."""
        entries = (catalogue().get(key.entry) for catalogue in (rules, combinations, statistics, group_operations))
        parameters = [each for entry in entries if entry is not None for each in entry.parameters if each.id == name]
        if parameters:
            return key.called(f"{key.zh}“{parameters[0].zh}”", f"{key.en} {parameters[0].en}")
        return key.called(f"{key.zh}“{self.title(name, 'zh')}”", f"{key.en} {self.title(name, 'en')}")

    def item(self, key: Key, name: str) -> Key:
        """Give one record of a list that has no id: by what it stands at, or by its number."""
        if name.isdigit():
            return key.called(f"第 {name} 个{key.zh}", f"{key.en} {name}")
        return key.called(f"{self.title(name, 'zh')}的{key.zh}", f"{key.en} of {self.title(name, 'en')}")

    def title(self, name: str, lang: Language) -> str:
        """Give what an id stands for, with the id; a name that is no id as it is."""
        if name not in self._titles:
            return name
        title = self._titles[name][lang == "en"]
        if name in WHOLE:
            return title
        return f"{title}（{name}）" if lang == "zh" else f"{title} ({name})"

    def value(self, key: Key, value: Any, lang: Language) -> str:  # Any: any value of the model
        """Write a value in words, in one line; nothing for None."""
        value = bare(value)
        joint = "、" if lang == "zh" else ", "
        if isinstance(value, Mapping):
            called = "{}为 {}" if lang == "zh" else "{} {}"
            return joint.join(
                called.format(self.title(each, lang), self.value(key, value[each], lang)) for each in value
            )
        if isinstance(value, tuple):
            return joint.join(self.value(key, each, lang) for each in value)
        for kind, write in _WRITERS:
            if isinstance(value, kind):
                return write(value, lang)
        if isinstance(value, Record):
            return self._record(value, lang)
        return "" if value is None else self._word(key, str(value), lang)

    def _word(self, key: Key, word: str, lang: Language) -> str:
        """Write a word of a scheme: a choice, an entry of the catalogue, an id, or a text as it stands."""
        if (key.key, word) in CHOICES:
            return CHOICES[key.key, word][lang == "en"]
        if key.key in _CATALOGUE:
            catalogues = (rules(), combinations(), statistics(), group_operations())
            entry = next(catalogue[word] for catalogue in catalogues if word in catalogue)
            named = f"{entry.zh}（{word}）" if lang == "zh" else f"{entry.en} ({word})"
            return word if entry.en == word and lang == "en" else named
        return self.title(word, lang)

    def _record(self, record: Record, lang: Language) -> str:
        """Write a record key by key."""
        pairs = []
        for name, shape in fields_of(type(record)).items():
            key = self.key(name, record)
            if text := self.value(key, getattr(record, shape.name), lang):
                pairs.append(f"{key.zh} {text}" if lang == "zh" else f"{key.en} {text}")
        return ("，" if lang == "zh" else ", ").join(pairs)


def bare(value: Any) -> Any:  # Any: any value of the model
    """Give a value without where it comes from, and a text without its layout."""
    if isinstance(value, Sourced):
        return value.value
    if isinstance(value, Formula):
        return " ".join(value.text.split())
    if isinstance(value, Setting):
        text = None if value.text is None else " ".join(value.text.split())
        return next(each for each in (text, value.number, value.by_group) if each is not None)
    return value


def _policy(policy: Policy, lang: Language) -> str:
    if policy.points is not None:
        return f"计 {policy.points.normalize():f} 分" if lang == "zh" else f"{policy.points.normalize():f} points"
    return CHOICES["kind", policy.kind][lang == "en"]


def _truth(value: bool, lang: Language) -> str:  # noqa: FBT001 -- a value to write, no flag
    return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")


# The first that fits writes the value.
_WRITERS: tuple[tuple[type, Callable[[Any, Language], str]], ...] = (
    (bool, _truth),
    (Decimal, lambda value, _: f"{value.normalize():f}"),
    (Label, lambda value, _: f"{value.zh} / {value.en}"),
    (Policy, _policy),
)


def _with_titles(record: Record) -> Iterator[Any]:  # Any: a record with an id
    """Give every record with an id, below a record and itself."""
    waiting: list[Any] = [record]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            waiting.extend(found)
        elif isinstance(found, Record):
            if type(found) in RECORDS and hasattr(found, "id") and not isinstance(found, Scheme):
                yield found
            waiting.extend(getattr(found, each.name) for each in fields_of_class(found) if each.name != "spots")
