"""A ZIP package: question tables and the media they name, with bounds on size, names and types."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from question_sets.limits import MAX_MEDIA_BYTES, MAX_PACKAGE_BYTES, MAX_PACKAGE_FILES
from question_sets.media_doubts import doubts_about
from question_sets.media_types import read_media
from question_sets.model import MediaItem
from scoring.tables.limits import MAX_SHEET_BYTES, MAX_UNPACKED_BYTES
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.workbook_guard import BROKEN

TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".gift", ".toml", ".docx", ".xml")
UNREAD = (".doc", ".docm", ".wps", ".odt", ".rtf", ".pdf")
"""Texts that may hold questions: they are not read, and the report says what to do."""

_LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(slots=True)
class Package:
    """The contents of a package: tables by name, media by name without folder, and what was wrong with the rest."""

    tables: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, MediaItem] = field(default_factory=dict)
    problems: list[tuple[SourcePlace, Problem]] = field(default_factory=list)


def open_package(data: bytes) -> Package:
    """Reads a ZIP; raises ``Unreadable`` if it is broken, encrypted or beyond the limits."""
    if len(data) > MAX_PACKAGE_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_PACKAGE_BYTES >> 20))
    package = Package()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members)
            for name, content in _contents(archive, members, package):
                _take(package, name, content)
    except BROKEN:
        raise Unreadable(error("file-broken")) from None
    if not package.tables:
        raise Unreadable(error("package-without-table"))
    return package


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PACKAGE_FILES:
        raise Unreadable(error("package-too-many-files", limit=MAX_PACKAGE_FILES, files=len(members)))
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_UNPACKED_BYTES >> 20))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(error("file-encrypted"))


def _contents(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], package: Package
) -> Iterator[tuple[str, bytes]]:
    """(name without folder, bytes).  The sizes in the ZIP's directory are not trusted."""
    for member in members:
        path = _name(member).replace("\\", "/")
        base = path.rsplit("/", 1)[-1]
        if path.lower().startswith(_LITTER[0]) or base.lower() in _LITTER or base.startswith(("._", "~$")):
            continue
        if path.startswith("/") or ".." in path.split("/") or ":" in path or not base.strip() or "\x00" in path:
            package.problems.append((SourcePlace(path[:80], 0), error("package-unsafe-name", name=path[:80])))
            continue
        limit = MAX_SHEET_BYTES if base.lower().endswith(TABLES + UNREAD) else MAX_MEDIA_BYTES
        with archive.open(member) as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            too_large = error("package-file-too-large", name=base, megabytes=limit >> 20)
            package.problems.append((SourcePlace(base, 0), too_large))
            continue
        yield base, content


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; Chinese Windows writes GBK where the format expects UTF-8 and its flag."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _take(package: Package, name: str, content: bytes) -> None:
    if name.lower().endswith(TABLES + UNREAD):
        if name in package.tables:
            package.problems.append((SourcePlace(name, 0), error("package-same-name", name=name)))
        package.tables.setdefault(name, content)
        return
    found = read_media(name, content)
    if isinstance(found, Problem):
        level = note if found.code == "media-type" else error
        package.problems.append((SourcePlace(name, 0), level(found.code, **dict(found.fields))))
        return
    package.problems += ((SourcePlace(name, 0), doubt) for doubt in doubts_about(found))
    known = package.media.setdefault(name.lower(), found)
    if known.sha256 != found.sha256:
        package.problems.append((SourcePlace(name, 0), warning("package-same-name", name=name)))
