"""TOML data to the dataclasses of a rule; every fault is noted and none is raised.

A faulty value is replaced by its default (or a harmless value), so the reading continues.  ``Reading.bad`` has the
paths of the replaced values; the checks between values report nothing about them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from scoring.engine.codec import decimal_text
from scoring.engine.rounding import Number, ended
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.schema import Schema

_PLACES = 20
_HUGE = 10**_PLACES
_RATIO = re.compile(r"\d{1,4}/[1-9]\d{0,3}")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = re.compile(r"\d\d:\d\d")
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years of days that people write; one outside is a typing error."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault before its place is put into words: the path, the code, and the fields for the words."""

    path: Path
    code: str
    fields: tuple[tuple[str, str], ...] = ()


def finding(path: Path, code: str, **fields: object) -> Finding:
    """A fault at ``path``; the fields join its words as text."""
    return Finding(path, code, tuple((k, str(v)) for k, v in fields.items()))


@dataclass(slots=True)
class Reading:
    """One reading of one file by ``schema``: its findings, and the names of the tables for the places of faults."""

    schema: Schema
    findings: list[Finding] = field(default_factory=list)
    bad: set[Path] = field(default_factory=set)
    names: dict[Path, str] = field(default_factory=dict)

    def fault(self, path: Path, code: str, **fields: object) -> Any:
        """Note a fault at ``path``; returns None, which takes the place of the faulty value."""
        if not code.startswith("unknown-key"):  # an unknown key replaces no value
            self.bad.add(path)
        self.findings.append(finding(path, code, **fields))
        return None

    def table(self, kind: type, data: object, path: Path) -> Any:
        """``data`` as a ``kind``; every key is checked, an unknown key is reported with the nearest known one."""
        if not isinstance(data, Mapping):
            self.fault(path, "not-table", found=shown(data))
            data = {}
            complete = False
        else:
            complete = True
        if isinstance(name := data.get("name"), str):
            self.names[path] = name
        keys = {self.schema.file_names.get((kind, f.name), f.name): f for f in dataclasses.fields(kind)}
        self._unknown_keys(data, tuple(keys), path)
        values: dict[str, Any] = {}
        for key, spec in keys.items():
            hint = hints(kind)[spec.name]
            if key in data:
                value = self.value(hint, data[key], (*path, key), (kind, spec.name))
                if value is not None:
                    values[spec.name] = value
                    continue
            elif _required(spec) and complete:
                self.fault((*path, key), "missing-key", key=key)
            if _required(spec):
                values[spec.name] = stand_in(hint)
        return kind(**values)

    def value(self, hint: Any, data: object, path: Path, where: tuple[type, str]) -> Any:
        """``data`` as a value of ``hint``; None (and a fault is noted) if it is not one."""
        options = [o for o in typing.get_args(hint) if o is not types.NoneType] if _is_union(hint) else [hint]
        if len(options) == 2:  # points, or a word instead of them
            if isinstance(data, str) and data in (words := typing.get_args(options[1])):
                return words[words.index(data)]
            return self._points(data, path, where)
        hint = options[0]
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is tuple:
            return self._list(args, data, path, where)
        if origin is Mapping:
            return self._map(args[1], data, path, where)
        if origin is typing.Literal:
            return self._choice(args, data, path)
        if dataclasses.is_dataclass(hint):
            return self.table(typing.cast(type, hint), data, path)
        if hint is bool:
            return data if isinstance(data, bool) else self.fault(path, "not-flag", found=shown(data))
        readers = {str: self._text, int: self._whole, Decimal: self._points, date: self._day, time: self._hour}
        return readers[hint](data, path, where)

    def _unknown_keys(self, data: Mapping[str, object], known: tuple[str, ...], path: Path) -> None:
        for key in data:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
                if near:
                    self.fault((*path, key), "unknown-key-near", key=key, nearest=near[0])
                else:
                    self.fault((*path, key), "unknown-key", key=key, choices=" · ".join(known))

    def _list(self, args: tuple[Any, ...], data: object, path: Path, where: tuple[type, str]) -> Any:
        if not isinstance(data, list):
            return self.fault(path, "not-list", found=shown(data))
        fixed = len(args) if args[-1] is not Ellipsis else None
        if fixed is not None and len(data) != fixed:
            return self.fault(path, "wrong-length", count=fixed, found=len(data))
        if len(data) > (most := self.schema.most_in_list):
            return self.fault(path, "too-many", most=most, found=len(data))
        if not data and where in self.schema.not_empty:
            return self.fault(path, "empty-list")
        values = [self.value(args[0], v, (*path, i), where) for i, v in enumerate(data, start=1)]
        if None in values:
            self.bad.add(path)
            if fixed is not None:
                return None
        return tuple(v for v in values if v is not None)

    def _map(self, inner: Any, data: object, path: Path, where: tuple[type, str]) -> Any:
        if not isinstance(data, Mapping):
            return self.fault(path, "not-table", found=shown(data))
        self._unknown_keys(data, self.schema.keys_of[where], path)
        return {k: self.value(inner, data[k], (*path, k), where) for k in self.schema.keys_of[where] if k in data}

    def _choice(self, choices: tuple[str, ...], data: object, path: Path) -> Any:
        if isinstance(data, str) and data in choices:
            return data
        near = difflib.get_close_matches(data, choices, n=1) if isinstance(data, str) else []
        if near:
            return self.fault(path, "not-a-choice-near", found=shown(data), nearest=near[0])
        return self.fault(path, "not-a-choice", found=shown(data), choices=" · ".join(choices))

    def _text(self, data: object, path: Path, where: tuple[type, str]) -> Any:
        if not isinstance(data, str):
            return self.fault(path, "not-text", found=shown(data))
        if not data.strip():
            return self.fault(path, "empty-text")
        if where in self.schema.ids and not self.schema.id_form.fullmatch(data):
            return self.fault(path, "bad-id", found=shown(data))
        if where in self.schema.titles and not _is_title(data):
            return self.fault(path, "bad-title", found=shown(data))
        most = self.schema.longest.get(where, self.schema.longest_text)
        if len(data) > most:
            return self.fault(path, "text-too-long", most=most, found=len(data))
        return data

    def _whole(self, data: object, path: Path, where: tuple[type, str]) -> Any:
        if isinstance(data, bool) or not isinstance(data, int) or abs(data) > _HUGE:
            return self.fault(path, "not-whole", found=shown(data))
        return data if self._within(Decimal(data), path, where) else None

    def _points(self, data: object, path: Path, where: tuple[type, str]) -> Any:
        if isinstance(data, str) and where in self.schema.ratios and _RATIO.fullmatch(data):
            ratio = Fraction(data)
            return (ended(ratio) or ratio) if self._within(ratio, path, where) else None
        if isinstance(data, str) and _NUMBER.fullmatch(text := data.strip().replace("\u2212", "-")):
            data = Decimal(text)
        if isinstance(data, bool) or not isinstance(data, int | Decimal) or not _is_plain(Decimal(data)):
            return self.fault(path, "not-points", found=shown(data))
        number = Decimal(decimal_text(Decimal(data)))
        if -typing.cast(int, number.as_tuple().exponent) > (most := self.schema.finest):
            return self.fault(path, "too-fine", found=shown(number), most=most)
        return number if self._within(number, path, where) else None

    def _day(self, data: object, path: Path, _: tuple[type, str]) -> Any:
        if isinstance(data, str) and _DAY.fullmatch(data):
            with contextlib.suppress(ValueError):
                data = date.fromisoformat(data)
        if not isinstance(data, date) or isinstance(data, datetime) or not FIRST_YEAR <= data.year <= LAST_YEAR:
            return self.fault(path, "not-day", found=shown(data))
        return data

    def _hour(self, data: object, path: Path, _: tuple[type, str]) -> Any:
        if isinstance(data, str) and _HOUR.fullmatch(data):
            with contextlib.suppress(ValueError):
                data = time.fromisoformat(data)
        if not isinstance(data, time) or data.second or data.microsecond:
            return self.fault(path, "not-hour", found=shown(data))
        return data

    def _within(self, number: Number, path: Path, where: tuple[type, str]) -> bool:
        low, high = self.schema.limits[where]
        if number < low:
            self.fault(path, "too-small", found=shown(number), least=decimal_text(low))
        elif number > high:
            self.fault(path, "too-large", found=shown(number), most=decimal_text(high))
        return low <= number <= high


def shown(value: object) -> str:
    """A value as it is written in a fault: short, in the file's own spelling."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return decimal_text(value) if _is_plain(value) else str(value)[:40]
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, int) and abs(value) > _HUGE:
        return "…"
    return str(value)[:60]


def stand_in(hint: Any) -> Any:
    """A harmless value for a required one that is missing, so that the rest can be read."""
    if _is_union(hint):
        return Decimal(1) if Fraction in typing.get_args(hint) else None
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)[0]
    if dataclasses.is_dataclass(hint):
        needed = [spec for spec in dataclasses.fields(hint) if _required(spec)]
        return typing.cast(type, hint)(
            **{spec.name: stand_in(hints(typing.cast(type, hint))[spec.name]) for spec in needed}
        )
    return {str: "", int: 1, Decimal: Decimal(1), bool: False, date: date(FIRST_YEAR, 1, 1)}.get(hint, ())


def _is_title(text: str) -> bool:
    """Whether a text can stand within a sentence: one line, no sign that is not seen, no brace."""
    return text.replace("\u3000", " ").isprintable() and not set("{}") & set(text)


def _is_plain(number: Decimal) -> bool:
    """Whether a number can be written in full: ``1e999999999`` would fill the memory with zeros."""
    return (
        number.is_finite()
        and (number == 0 or abs(number.adjusted()) <= _PLACES)
        and len(number.as_tuple().digits) <= 40
    )


@cache
def hints(kind: type) -> dict[str, Any]:
    """The resolved types of a dataclass's fields."""
    return typing.get_type_hints(kind)


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


def _required(spec: dataclasses.Field[Any]) -> bool:
    return spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING
