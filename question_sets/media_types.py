"""Pictures, sounds and films: which names and which bytes are accepted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from question_sets.limits import MAX_MEDIA_BYTES
from question_sets.model import MediaItem, MediaKind
from scoring.attachments.mp4 import is_iso, is_sound, tracks_of
from scoring.tables.problems import Problem, error

_KINDS: dict[MediaKind, str] = {
    "image": "png jpg jpeg gif webp svg",
    "audio": "mp3 wav ogg oga m4a flac opus aac",
    "video": "mp4 webm m4v ogv mov",
}
KIND_OF: dict[str, MediaKind] = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}

_UNSAFE_SVG = re.compile(
    rb"<\s*(?:script|foreignobject|iframe|object|embed|handler)\b|<!entity|\son[a-z]+\s*=|javascript:"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg|webp|gif);)|@import|url\(\s*[\"']?\s*(?!#)",
    re.IGNORECASE,
)


def kind_of_name(name: str) -> MediaKind:
    """image, audio or video by the ending of ``name``; "" for any other."""
    return KIND_OF.get(name.rsplit(".", 1)[-1].lower(), "") if "." in name else ""


def mime_of(data: bytes) -> str:
    """The type of the content by its first bytes, "" if it is not an accepted one."""
    return next((mime for mime, matches in _MAGIC if matches(data)), "")


def _starts(*prefixes: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(prefixes)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda data: data[:4] == b"RIFF" and data[8:12] == form


def _iso_sound(data: bytes) -> bool:
    """By what is in it: programs write sounds under every brand."""
    return is_iso(data) and (is_sound(tracks_of(data)) or data[8:12] in (b"M4A ", b"M4B "))


def _svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!--")) and b"<svg" in head)) and not (
        _UNSAFE_SVG.search(data)
    )


_MAGIC: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", _starts(b"\xff\xd8\xff")),
    ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    ("image/webp", _riff(b"WEBP")),
    ("audio/wav", _riff(b"WAVE")),
    ("audio/mpeg", _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")),
    ("audio/aac", _starts(b"\xff\xf1", b"\xff\xf9")),
    ("audio/flac", _starts(b"fLaC")),
    ("video/ogg", lambda data: data.startswith(b"OggS") and b"\x80theora" in data[:512]),
    ("audio/ogg", _starts(b"OggS")),
    ("audio/mp4", _iso_sound),
    ("video/quicktime", lambda data: is_iso(data) and data[8:12] == b"qt  "),
    ("video/mp4", is_iso),
    ("video/webm", _starts(b"\x1a\x45\xdf\xa3")),
    ("image/svg+xml", _svg),
)


def read_media(name: str, data: bytes) -> MediaItem | Problem:
    """The medium with its type found from its bytes, or why it is not accepted."""
    if len(data) > MAX_MEDIA_BYTES:
        return error("media-too-large", "media", name=name, megabytes=MAX_MEDIA_BYTES >> 20)
    mime = mime_of(data)
    kind = kind_of_name(name)
    found = mime.split("/")[0]
    if not mime or not kind:
        return error("media-type", "media", name=name)
    if found != kind and not (name.lower().endswith((".webm", ".mp4", ".m4v", ".mov")) and found in ("audio", "video")):
        return error("media-not-as-named", "media", name=name, found=mime)
    return MediaItem(name, mime, kind, hashlib.sha256(data).hexdigest(), data)
