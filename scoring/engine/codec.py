"""Values to canonical JSON and back.

The values may be frozen dataclasses, ``Decimal``, ``Fraction``, ``date`` and ``time`` (as strings), tuples, mappings
with string keys, ``None``, ``bool``, ``int`` and ``str``, and nothing else.  Binary floats are refused: a mark or a
time must mean the same on every machine.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeVar

from scoring.engine.errors import Invalid

T = TypeVar("T")

MOST_PLACES = 30
"""Most digits before or after the point of a number: ``1e999999999`` written in full would fill the memory."""

_FRACTION = re.compile(rf"(-?\d{{1,{MOST_PLACES}}})/(\d{{1,{MOST_PLACES}}})", re.ASCII)

_LARGEST = 2**63 - 1
"""A whole number beyond this cannot be stored; nothing that is counted comes near it."""


def written_as(name: str, **options: Any) -> Any:
    """A field of a frozen dataclass that JSON calls ``name``: a stored name never changes, also if the field's does.

    ``options`` as for ``dataclasses.field``.
    """
    return dataclasses.field(metadata={"written_as": name}, **options)


def later(default: Any) -> Any:
    """A field that a dataclass got after values of it were digested: JSON has it only where it is not the default, so
    that the digest of an old value stays what it was."""
    return dataclasses.field(default=default, metadata={"later": True})


def _written(field: dataclasses.Field[Any]) -> str:
    return str(field.metadata.get("written_as", field.name))


@cache
def _names(kind: type) -> tuple[tuple[str, str, object], ...]:
    """Each field's name in Python and in JSON, and the value with which JSON leaves it out."""
    return tuple(
        (field.name, _written(field), field.default if field.metadata.get("later") else dataclasses.MISSING)
        for field in dataclasses.fields(kind)
    )


def fields_json(value: Any, but: Collection[str]) -> dict[str, Any]:
    """``to_json`` of a dataclass without the fields that JSON calls so."""
    kind: type = type(value)
    return {
        written: to_json(one)
        for name, written, left_out in _names(kind)
        if written not in but and ((one := getattr(value, name)) != left_out or left_out is dataclasses.MISSING)
    }


_PLAIN, _LISTS, _SETS = (int, str), (tuple, list), (frozenset, set)
"""Types as tuples: a union would be made anew for each of the thousands of values of a long entry."""

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""Types of what is plain already: most values of a long entry, which are told by nothing else."""


def to_json(value: object) -> Any:
    """Plain JSON data of ``value``; raises ``TypeError`` for a float or an unknown type."""
    kind: type = type(value)
    if kind in _AS_THEY_ARE or isinstance(value, _PLAIN):
        return value
    if isinstance(value, _LISTS):
        return [v if type(v) in _AS_THEY_ARE else to_json(v) for v in value]
    if isinstance(value, dict):
        return {str(k): v if type(v) in _AS_THEY_ARE else to_json(v) for k, v in value.items()}
    if isinstance(value, Decimal):
        return decimal_text(value)
    if hasattr(kind, "__dataclass_fields__"):
        return {
            written: one if type(one) in _AS_THEY_ARE else to_json(one)
            for name, written, left_out in _names(kind)
            for one in (getattr(value, name),)
            if left_out is dataclasses.MISSING or one != left_out
        }
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date | time) and not isinstance(value, datetime):
        return value.isoformat() if isinstance(value, date) else value.isoformat("minutes")
    if isinstance(value, Mapping):
        return {str(k): to_json(v) for k, v in value.items()}
    if isinstance(value, _SETS):
        return sorted(to_json(v) for v in value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decimal_text(value: Decimal) -> str:
    """The shortest plain notation: ``100``, ``2.5``, ``-10``; never an exponent, never ``-0``."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Spelled(dict[str, Any]):
    """Plain JSON data, never changed again, whose canonical text is made once, and which remembers what was read of it.

    A payload of thousands of values is spelled and read beside a server's other work; its hash, its row and its fold
    then cost next to nothing.  Its attributes are called as no field is: a template that writes ``payload.text`` means
    the field.
    """

    def __init__(self, value: Mapping[str, Any]) -> None:
        super().__init__(to_json(value))
        self.canonical = _written_out(dict(self))
        self._parts: dict[str, object] = {}

    def part(self, name: str, kind: type[T]) -> T:
        """The value of a field as a value of ``kind``, which is read once."""
        if name not in self._parts:
            self._parts[name] = from_json(kind, self[name])
        return typing.cast(T, self._parts[name])


def read_part(said: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """The field of a payload as a value of ``kind``; of one that is ``Spelled`` as it was read before."""
    return said.part(name, kind) if isinstance(said, Spelled) else from_json(kind, said[name])


def canonical(value: object) -> str:
    """The canonical JSON of ``value``: sorted keys, no spaces, no escapes of Chinese, no floats."""
    if isinstance(value, Spelled):
        return value.canonical
    return _written_out(to_json(value))


_written_out = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


Place = str | tuple["Place", str]
"""Where a value stands in what is read: its parts are put together only where something is wrong with it."""

Reader = Callable[[Any, Place], object]


def from_json(kind: type[T], data: object, place: str = "") -> T:
    """``data`` as a value of ``kind``; raises ``Invalid("shape", place=…, expected=…)`` if it does not fit."""
    return typing.cast(T, _reader(kind)(data, place))


@cache
def _fields(kind: type) -> Mapping[str, tuple[str, object, Reader, bool]]:
    """What is read into a dataclass: by its name in JSON each field's name in Python, its type, what reads it, whether
    it must be there."""
    hints = typing.get_type_hints(kind)
    return {
        _written(field): (
            field.name,
            hints[field.name],
            _reader(hints[field.name]),
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(kind)
    }


def _text(place: Place) -> str:
    parts: list[str] = []
    while not isinstance(place, str):
        place, part = place
        parts.append(part)
    return "".join((place, *reversed(parts))).lstrip(".")


def _wrong(place: Place, expected: str) -> Invalid:
    return Invalid("shape", place=_text(place) or "/", expected=expected)


def _reader(kind: Any) -> Reader:
    """What reads values of a type.  It is made anew for each field and not kept by the type: ``int | str`` equals
    ``str | int``, and the first that fits is taken."""
    if kind is str or kind is int or kind is bool:
        return partial(_read_plain, kind)
    if hasattr(kind, "__dataclass_fields__"):
        return partial(_read_dataclass, kind)
    if kind is Any or kind is object:
        return _read_anything
    if kind in (Decimal, Fraction):
        return _read_decimal if kind is Decimal else _read_fraction
    if kind is date or kind is time:
        return partial(_read_iso, kind)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        own = tuple(_reader(one) for one in args if one is not type(None))
        return partial(_read_union, own, type(None) in args)
    if origin is typing.Literal:
        return partial(_read_literal, args)
    if origin in (tuple, frozenset):
        same = origin is frozenset or (len(args) == 2 and args[1] is Ellipsis)
        return partial(_read_list, origin, _reader(args[0])) if same else partial(_read_row, tuple(map(_reader, args)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_read_table, _reader(args[1]))
    return partial(_read_plain, kind)


def _read_anything(data: object, place: Place) -> object:  # noqa: ARG001  the shape of ``Reader``
    return data


def _read_literal(values: tuple[Any, ...], data: object, place: Place) -> object:
    if data not in values:
        raise _wrong(place, " | ".join(map(str, values)))
    return data


def _read_list(kind: Callable[[Iterable[object]], object], read: Reader, data: Any, place: Place) -> object:
    if not isinstance(data, _LISTS):
        raise _wrong(place, "list")
    return kind([read(one, (place, f"[{no}]")) for no, one in enumerate(data)])


def _read_row(readers: tuple[Reader, ...], data: Any, place: Place) -> object:
    if not isinstance(data, _LISTS):
        raise _wrong(place, "list")
    if len(readers) != len(data):
        raise _wrong(place, f"{len(readers)} values")
    pairs = zip(readers, data, strict=True)
    return tuple([read(one, (place, f"[{no}]")) for no, (read, one) in enumerate(pairs)])


def _read_table(read: Reader, data: Any, place: Place) -> object:
    if not isinstance(data, Mapping):
        raise _wrong(place, "table")
    return {str(key): read(one, (place, f".{key}")) for key, one in data.items()}


def _read_plain(kind: type, data: object, place: Place) -> object:
    if kind is int and (isinstance(data, bool) or not isinstance(data, int) or abs(data) > _LARGEST):
        raise _wrong(place, "integer")
    if not isinstance(data, kind):
        raise _wrong(place, kind.__name__)
    return data


def _read_iso(kind: type[date] | type[time], data: object, place: Place) -> date | time:
    try:
        return kind.fromisoformat(data if isinstance(data, str) else "")
    except ValueError:
        raise _wrong(place, kind.__name__) from None


def _read_decimal(data: object, place: Place) -> Decimal:
    if isinstance(data, Decimal):
        return data
    if isinstance(data, bool) or not isinstance(data, str | int):
        raise _wrong(place, "decimal")
    try:
        number = Decimal(data)
    except InvalidOperation:
        raise _wrong(place, "decimal") from None
    if not number.is_finite() or not -MOST_PLACES <= number.adjusted() <= MOST_PLACES or _places(number) > MOST_PLACES:
        raise _wrong(place, "decimal")
    return number


def _read_fraction(data: object, place: Place) -> Fraction:
    if isinstance(data, Fraction):
        return data
    parts = _FRACTION.fullmatch(data) if isinstance(data, str) else None
    if parts is None or not int(parts[2]):
        raise _wrong(place, "fraction")
    return Fraction(int(parts[1]), int(parts[2]))


def _places(number: Decimal) -> int:
    """How many digits there are after the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _read_union(readers: tuple[Reader, ...], may_be_none: bool, data: object, place: Place) -> object:
    if data is None and may_be_none:
        return None
    problem: Invalid | None = None
    for read in readers:
        try:
            return read(data, place)
        except Invalid as error:
            problem = problem or error
    raise problem or _wrong(place, "value")


def _read_dataclass(kind: type, data: Any, place: Place) -> object:
    if not isinstance(data, Mapping):
        raise _wrong(place, kind.__name__)
    fields = _fields(kind)
    if unknown := data.keys() - fields.keys():
        raise Invalid("unknown-field", place=_text((place, f".{min(map(str, unknown))}")))
    values = {}
    for written, (name, inner, read, needed) in fields.items():
        if written in data:
            one = data[written]
            kept = type(one) is inner and (inner is str or inner is bool or (inner is int and abs(one) <= _LARGEST))
            values[name] = one if kept else read(one, (place, f".{written}"))
        elif needed:
            raise Invalid("missing-field", place=_text((place, f".{written}")))
    return kind(**values)
