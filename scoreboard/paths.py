"""Where the pages' files are: in the checkout beside the packages, in a wheel inside this one."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def root() -> Path:
    """The directory that holds ``templates`` and ``static``."""
    packed = _HERE / "_web"
    return packed if packed.is_dir() else _HERE.parent


def templates() -> Path:
    """The page templates."""
    return root() / "templates"


def static() -> Path:
    """What is served under ``/static/``."""
    return root() / "static"


def words() -> Path:
    """The words of all languages: a directory for each, a file for each area."""
    return _HERE / "i18n" / "words"
