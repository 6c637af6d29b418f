"""What is in an ISO file (MP4, M4A, MOV): its tracks with their codecs and sizes, found in its boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MOST_BOXES = 10_000
"""Boxes that are looked at before a file counts as damaged; a film has a few dozen."""

PICTURES_OF_SOUND = frozenset({"jpeg", "png ", "mjpg"})
"""The codecs of a cover or of a slide show that a sound carries with it."""

IMAGES = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
"""Brands of pictures in the same kind of file."""


@dataclass(frozen=True, slots=True)
class Track:
    """One track: ``kind`` is ``vide``, ``soun`` or another handler; ``codec`` the four signs of its first sample entry;
    ``width`` and ``height`` in pixels, 0 for a sound."""

    kind: str
    codec: str
    width: int = 0
    height: int = 0


def is_iso(data: bytes) -> bool:
    """Whether these are the bytes of such a film or sound, of whatever brand."""
    return data[4:8] == b"ftyp" and data[8:12] not in IMAGES


def tracks_of(data: bytes) -> tuple[Track, ...]:
    """The tracks in the order of the file; none where the file does not tell."""
    left = [MOST_BOXES]
    media = (
        inside
        for movie in _inside(data, 0, len(data), b"moov", left)
        for track in _inside(data, *movie, b"trak", left)
        for inside in _inside(data, *track, b"mdia", left)
    )
    return tuple(track for track in (_track(data, each, left) for each in media) if track.kind)


def is_sound(tracks: tuple[Track, ...]) -> bool:
    """A sound and no film: a cover does not make it one."""
    films = [track for track in tracks if track.kind == "vide" and track.codec not in PICTURES_OF_SOUND]
    return not films and any(track.kind == "soun" for track in tracks)


def _track(data: bytes, media: tuple[int, int], left: list[int]) -> Track:
    kind = next((data[start + 8 : start + 12] for start, _ in _inside(data, *media, b"hdlr", left)), b"")
    for info in _inside(data, *media, b"minf", left):
        for table in _inside(data, *info, b"stbl", left):
            for start, end in _inside(data, *table, b"stsd", left):
                return _described(data[start:end], _text(kind))
    return Track(_text(kind), "")


def _described(entry: bytes, kind: str) -> Track:
    """The first sample entry: after 8 bytes of its table, its size and codec; a film's size stands 32 bytes on."""
    codec = _text(entry[12:16])
    if kind != "vide" or len(entry) < 44:
        return Track(kind, codec)
    return Track(kind, codec, int.from_bytes(entry[40:42], "big"), int.from_bytes(entry[42:44], "big"))


def _inside(data: bytes, start: int, end: int, name: bytes, left: list[int]) -> Iterator[tuple[int, int]]:
    """Where the boxes of this name between ``start`` and ``end`` have their content."""
    while start + 8 <= end and left[0] > 0:
        left[0] -= 1
        size, head = int.from_bytes(data[start : start + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        elif size == 0:
            size = end - start
        if size < head:
            return
        stop = min(start + size, end)
        if data[start + 4 : start + 8] == name:
            yield start + head, stop
        start = stop


def _text(signs: bytes) -> str:
    return signs.decode("latin-1")
