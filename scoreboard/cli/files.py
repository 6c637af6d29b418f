"""The files of the command line: read with one error for whatever cannot be read, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from scoreboard.cli import w
from scoring.engine.errors import Invalid

force_option = click.option("--force", is_flag=True, help=w("option.force"))


def read_bytes(file: str | Path) -> bytes:
    """The content of ``file``, ``-`` being standard input; raises ``Invalid("file-unreadable")``."""
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Invalid("file-unreadable", file=str(file), problem=error.strerror or type(error).__name__) from error


def write_bytes(file: str | Path, data: bytes, *, force: bool, private: bool = False) -> None:
    """As ``write_pieces``, for bytes that are all there."""
    write_pieces(file, (data,), force=force, private=private)


def write_pieces(file: str | Path, pieces: Iterable[bytes], *, force: bool, private: bool = False) -> None:
    """Write ``file`` as a whole: a full disk leaves no partial file.  ``private``: for its owner alone.

    Raises ``Invalid``: ``file-exists`` where it is there already and ``force`` is not given, ``file-unwritable``.
    """
    path = Path(file)
    if path.is_file() and not force:
        raise Invalid("file-exists", file=str(file))
    try:
        if path.exists() and not path.is_file():  # a pipe or /dev/stdout; a directory says so itself
            with path.open("wb") as out:
                out.writelines(pieces)
        else:
            _replace(path, pieces, 0o600 if private else 0o666 & ~_umask())
    except OSError as error:
        raise Invalid("file-unwritable", file=str(file), problem=error.strerror or type(error).__name__) from error


def _replace(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The umask, which the system removes from a new file's mode; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
