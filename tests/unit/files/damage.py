"""Ways in which a file is damaged: in its bytes, in its ZIP, in its XML, in its text."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.unit.files.seeds import SIGNS, text

NUMBERS = (
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"",
    b"9" * 30,
    b"9" * 5000,
    b"4294967296",
    b"1048577",
    b"\xd9\xa1",
    b"2147483647",
    b"A" * 100_000,
)
"""What may stand where an attribute or an element has a number."""

DEEP = (10, 300, 20_000)


def damaged(random: Random, data: bytes) -> bytes:
    """The file after one to three damages, or as it was."""
    ways = [_ZIP, _ZIP, _BYTES] if data.startswith(b"PK") else [_TEXT, _TEXT, _BYTES]
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        data = random.choice(random.choice(ways))(random, data)
    return data


def flipped(random: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    after = bytearray(data)
    for _ in range(random.choice((1, 3, 30)) if after else 0):
        after[random.randrange(len(after))] = random.randrange(256)
    return bytes(after)


def cut(random: Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: random.randrange(len(data) + 1)]


def without(random: Random, data: bytes) -> bytes:
    """A piece is missing."""
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 10, 500)) :]


def twice(random: Random, data: bytes) -> bytes:
    """A piece stands there several times."""
    start = random.randrange(len(data) + 1)
    end = start + random.choice((1, 10, 500))
    return data[:end] + data[start:end] * random.choice((1, 3, 200)) + data[end:]


def nonsense(random: Random, data: bytes) -> bytes:
    """Bytes by chance stand in between."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.choice((1, 20, 300))) + data[at:]


def odd_text(random: Random, data: bytes) -> bytes:
    """A text of odd signs stands in between, or one sign many times."""
    at = random.randrange(len(data) + 1)
    put = random.choice((text(random, 30), random.choice(SIGNS) * random.choice((3, 300, 20_000))))
    return data[:at] + put.encode("utf-8", "surrogatepass") + data[at:]


def shuffled(random: Random, data: bytes) -> bytes:
    """Two lines change places."""
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def other_number(random: Random, data: bytes) -> bytes:
    """A number or a quoted value is another one."""
    found = list(re.finditer(rb'"[^"\n]{0,80}"|\d+', data))
    if not found:
        return data
    at = random.choice(found)
    put = random.choice(NUMBERS)
    return data[: at.start()] + (b'"%s"' % put if at[0].startswith(b'"') else put) + data[at.end() :]


def other_tag(random: Random, data: bytes) -> bytes:
    """An element has the name of another, or is missing, or stands there twice."""
    found = list(re.finditer(rb"<(/?)([\w:]+)([^<>]*)>", data))
    if not found:
        return data
    at, other = random.choice(found), random.choice(found)
    put = random.choice(
        (b"", other[0], at[0] * 2, b"<%s%s%s>" % (at[1], other[2], at[3]), b"<%s%s%s>" % (at[1], at[2], other[3]))
    )
    return data[: at.start()] + put + data[at.end() :]


def other_name(random: Random, data: bytes) -> bytes:
    """Every element of one name has the name of another: the document stays well-formed."""
    names = sorted(set(re.findall(rb"<([\w:]+)", data)))
    if not names:
        return data
    one, other = random.choice(names), random.choice(names)
    return re.sub(rb"(</?)%s(?=[\s/>])" % re.escape(one), lambda found: found[1] + other, data)


def nested(random: Random, data: bytes) -> bytes:
    """An element lies within itself, very deep; or brackets do."""
    deep = random.choice(DEEP)
    found = list(re.finditer(rb"<([\w:]+)[^<>/]*>", data))
    if not found:
        at = random.randrange(len(data) + 1)
        pair = random.choice((b"[]", b"{}", b"()", "（）".encode()))
        half = len(pair) // 2
        return data[:at] + pair[:half] * deep + pair[half:] * deep + data[at:]
    tag = random.choice(found)
    return data[: tag.end()] + tag[0] * deep + b"</%s>" % tag[1] * deep + data[tag.end() :]


def entities(random: Random, data: bytes) -> bytes:
    """The document declares entities that grow, or name a file."""
    head = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">' + b"".join(
        b'<!ENTITY %c "%s">' % (99 + n, b"&%c;" % (98 + n) * 10) for n in range(9)
    )
    head += b'<!ENTITY z SYSTEM "file:///etc/hostname">]>'
    start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    found = list(re.finditer(rb">", data[start:]))
    at = start + random.choice(found).end() if found else len(data)
    return (
        data[:start]
        + head
        + data[start:at]
        + random.choice((b"&z;", b"&k;", b"&unknown;", b"&#0;", b"&#55296;"))
        + data[at:]
    )


def in_zip(random: Random, data: bytes) -> bytes:
    """A part is missing, doubled, renamed, damaged or another's; a file that is no ZIP has its bytes damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(member.filename, archive.read(member)) for member in archive.infolist()]
    except Exception:
        return random.choice(_BYTES)(random, data)
    if not parts:
        return data
    at = random.randrange(len(parts))
    name, content = parts[at]
    damage = random.randrange(9)
    if damage == 0:
        del parts[at]
    elif damage == 1:
        parts.append((name, random.choice(parts)[1]))
    elif damage == 2:
        parts[at] = (random.choice(("../" + name, name.upper(), text(random), random.choice(parts)[0])) or "x", content)
    elif damage == 3:
        parts[at] = (name, random.choice(parts)[1])
    elif content.startswith(b"PK"):
        parts[at] = (name, in_zip(random, content))
    else:
        parts[at] = (name, random.choice(_TEXT if damage < 8 else _BYTES)(random, content))
    out = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(out, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive,
    ):
        warnings.simplefilter("ignore")  # the name of a part twice is meant
        for name, content in parts:
            archive.writestr(name.replace("\0", "") or "x", content)
    return out.getvalue()


Damage = Callable[[Random, bytes], bytes]

_BYTES: list[Damage] = [flipped, cut, without, twice, nonsense]
_TEXT: list[Damage] = [
    flipped, odd_text, odd_text, shuffled, other_number, other_number, other_tag, other_tag, other_name, nested,
    entities, twice,
]  # fmt: skip
_ZIP: list[Damage] = [in_zip]
