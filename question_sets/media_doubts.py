"""Media that are what they say they are, and that a screen may still not show."""

from __future__ import annotations

from collections.abc import Iterator

from question_sets.model import MediaItem
from scoring.attachments.mp4 import Track, is_iso, tracks_of
from scoring.tables.problems import Problem, warning

EVERYWHERE = frozenset({"avc1", "avc3", "vp08", "vp09", "av01"})
"""The codecs of films that every browser shows."""

KNOWN_AS = {
    "hvc1": "HEVC (H.265)", "hev1": "HEVC (H.265)", "dvh1": "Dolby Vision", "dvhe": "Dolby Vision", "mp4v": "MPEG-4",
    "alac": "Apple Lossless", "ac-3": "AC-3", "ec-3": "E-AC-3", "samr": "AMR", "sawb": "AMR",
    "twos": "PCM", "sowt": "PCM",
    "apch": "ProRes", "apcn": "ProRes", "apcs": "ProRes", "apco": "ProRes", "ap4h": "ProRes", "s263": "H.263",
}  # fmt: skip
"""What people call the others."""

HEARD_EVERYWHERE = frozenset({"mp4a", "Opus", "fLaC", ".mp3"})
"""The codecs of sounds that every browser plays."""

LONGEST_SIDE = 1920
"""Pixels of a film that an ordinary computer shows without stumbling."""

LARGE_FILE = 100 << 20
"""Bytes of a medium that takes a while over a Wi-Fi."""


def doubts_about(item: MediaItem) -> Iterator[Problem]:
    """What a person should look at before the match: a codec that many browsers lack, a film without a picture, one of
    too many pixels, one that was cut off, a very large file."""
    if item.kind in ("video", "audio") and is_iso(item.data):
        tracks = tracks_of(item.data)
        if not tracks:
            yield warning("media-incomplete", "media", name=item.name)
        elif item.kind == "video":
            yield from _about_film(item, tracks)
        yield from _about_sound(item, tracks)
    if len(item.data) > LARGE_FILE:
        yield warning("media-large-file", "media", name=item.name, megabytes=len(item.data) >> 20)


def _about_sound(item: MediaItem, tracks: tuple[Track, ...]) -> Iterator[Problem]:
    sounds = [track.codec for track in tracks if track.kind == "soun"]
    if sounds and not HEARD_EVERYWHERE & set(sounds):
        codec = KNOWN_AS.get(sounds[0], sounds[0].strip() or "?")
        yield warning("media-sound-codec", "media", name=item.name, codec=codec)


def _about_film(item: MediaItem, tracks: tuple[Track, ...]) -> Iterator[Problem]:
    films = [track for track in tracks if track.kind == "vide"]
    if not films:
        yield warning("media-no-picture", "media", name=item.name)
    for film in films[:1]:
        if film.codec not in EVERYWHERE:
            codec = KNOWN_AS.get(film.codec, film.codec.strip() or "?")
            yield warning("media-codec", "media", name=item.name, codec=codec)
        if max(film.width, film.height) > LONGEST_SIDE:
            yield warning("media-many-pixels", "media", name=item.name, width=film.width, height=film.height)
