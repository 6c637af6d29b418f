"""The settings: read once at the start, checked, frozen, passed in.

A setting comes from the first of: an option of the command line, a variable ``LEITAI_<NAME>`` of the environment, a
line ``name = value`` of the settings file (``LEITAI_CONFIG``, else ``leitai.toml`` in the data directory), its default.
A wrong value stops the start with a sentence that names the variable; so does a line of the file that names no setting.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from scoring.engine.errors import LeitaiError

AsyncMode = Literal["eventlet", "threading"]
Lang = Literal["zh", "en"]

DEFAULT_MODE: AsyncMode = "threading" if os.name == "nt" else "eventlet"
"""On Windows eventlet can wait by ``select`` only, which takes 512 connections."""

MASK = "••••••"
FILE_NAME = "leitai.toml"
DATABASE_FILE = "leitai.db"


class ConfigError(LeitaiError):
    """A setting that cannot be used: ``setting-wrong`` (name, value, expected), ``setting-unknown`` (name, file),
    ``settings-file`` (file, problem)."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting.  ``origins`` says by name where each value came from."""

    data: Path
    database: Path | str
    redis_url: str
    host: str
    port: int
    lang: Lang
    zone: str
    async_mode: AsyncMode
    fan_out: bool
    trusted_proxies: int
    connections_per_address: int
    secure_cookies: bool
    max_upload_mb: int
    disk_warn_mb: int
    backup_dir: Path | None
    backup_minutes: int
    metrics_token: str
    public_url: str
    webhooks_private: bool
    log_json: bool
    origins: Mapping[str, str]

    @property
    def several(self) -> bool:
        """Whether several processes are one server: they share a Redis, and a database that is no file."""
        return bool(self.redis_url)

    @property
    def files(self) -> Path:
        """The folder of the files that records name: pictures, sounds and films, wherever the database is."""
        return self.data / "files"

    @property
    def books(self) -> Path:
        """The folder of the books that are kept of what was deleted."""
        return self.data / "archive"

    @property
    def backups(self) -> Path:
        """The folder of the backups: beside the data where no other is set."""
        return self.backup_dir or self.data / "backups"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: how its text is read (a ValueError's words say what was expected), its default, if it is secret."""

    name: str
    read: Callable[[str], Any]
    default: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """The name of its variable in the environment."""
        return f"LEITAI_{self.name.upper()}"


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"{low}–{high}")
        return int(text)

    return read


def _one_of(*values: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in values:
            raise ValueError(" | ".join(values))
        return text

    return read


def _switch(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in known:
        raise ValueError("true | false")
    return known[text.lower()]


def _path(text: str) -> Path:
    if not text:
        raise ValueError("a directory")
    return Path(text).expanduser().absolute()


def _path_if_any(text: str) -> Path | None:
    return _path(text) if text else None


def _host(text: str) -> str:
    if not text or any(sign.isspace() or sign == "/" for sign in text):
        raise ValueError("0.0.0.0 | 127.0.0.1 | a host name")
    return text


def _database(text: str) -> str:
    scheme = urlsplit(text).scheme.partition("+")[0]
    if text and scheme not in ("sqlite", "postgresql"):
        raise ValueError("sqlite:///… | postgresql+psycopg://…")
    return text


def _redis(text: str) -> str:
    if text and (urlsplit(text).scheme not in ("redis", "rediss", "unix") or not text.partition("://")[2]):
        raise ValueError("redis://… | rediss://… | unix://…")
    return text


def _address(text: str) -> str:
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).netloc):
        raise ValueError("http://… | https://…")
    return text.rstrip("/")


def _token(text: str) -> str:
    if text and len(text) < 16:
        raise ValueError("≥ 16")
    return text


def _zone(text: str) -> str:
    """A time zone by its name; where the machine has no list of them at all, any name is taken as it is."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if not text or available_timezones():
            raise ValueError("Asia/Shanghai | Europe/Berlin | UTC | …") from None
    return text


SETTINGS: tuple[Setting, ...] = (
    Setting("data", _path, ""),
    Setting("database", _database, "", secret=True),
    Setting("redis_url", _redis, "", secret=True),
    Setting("host", _host, "0.0.0.0"),  # noqa: S104  the tablets of a hall must reach it
    Setting("port", _whole(1, 65535), "5000"),
    Setting("lang", _one_of("zh", "en"), "zh"),
    Setting("zone", _zone, "Asia/Shanghai"),
    Setting("async_mode", _one_of("eventlet", "threading"), DEFAULT_MODE),
    Setting("fan_out", _switch, "true"),
    Setting("trusted_proxies", _whole(0, 4), "0"),
    Setting("connections_per_address", _whole(50, 10_000), "4000"),
    Setting("secure_cookies", _switch, "false"),
    Setting("max_upload_mb", _whole(1, 512), "32"),
    Setting("disk_warn_mb", _whole(10, 1_000_000), "500"),
    Setting("backup_dir", _path_if_any, ""),
    Setting("backup_minutes", _whole(0, 1440), "5"),
    Setting("metrics_token", _token, "", secret=True),
    Setting("public_url", _address, ""),
    Setting("webhooks_private", _switch, "false"),
    Setting("log_json", _switch, "false"),
)


def load(environ: Mapping[str, str], options: Mapping[str, str | None] | None = None) -> Config:
    """The settings in force.  ``options`` are those of the command line, None where not given.

    Raises ``ConfigError`` for the first setting that cannot be used.
    """
    given = {name: text for name, text in (options or {}).items() if text is not None}
    data, origin = _data(environ, given)
    file = _file(environ, data)
    lines = _lines(file)
    values: dict[str, Any] = {"data": data}
    origins = {"data": origin}
    for setting in SETTINGS[1:]:
        text, origin = _text(setting, environ, given, lines, file)
        values[setting.name], origins[setting.name] = _read(setting, text, origin), origin
    values["database"] = values["database"] or own_database(data)
    if values["redis_url"] and not str(values["database"]).startswith("postgresql"):
        named = SETTINGS[1].variable
        shown = shown_database(values["database"])
        raise ConfigError(
            "setting-wrong", name=named, value=shown, expected="postgresql+psycopg://… (LEITAI_REDIS_URL)"
        )
    return Config(**values, origins=origins)


def own_database(data: Path) -> Path:
    """The file of the database that a data directory has where no other is set.  It is no URL: in one, the ``?`` or
    ``%20`` of a directory's name would mean something else."""
    return data / DATABASE_FILE


def shown_database(database: Path | str) -> str:
    """The file or the URL of a database, without its password."""
    password = urlsplit(database).password if isinstance(database, str) else None
    return str(database).replace(f":{password}@", f":{MASK}@") if password else str(database)


def shown(config: Config, setting: Setting) -> str:
    """A setting's value for people and logs: of a secret only whether it is set, of a database not its password."""
    value = getattr(config, setting.name)
    if setting.name in ("database", "redis_url"):
        return shown_database(value)
    if setting.secret:
        return MASK if value else ""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _data(environ: Mapping[str, str], given: Mapping[str, str]) -> tuple[Path, str]:
    setting = SETTINGS[0]
    if "data" in given:
        return _read(setting, given["data"], "--data"), "--data"
    if setting.variable in environ:
        return _read(setting, environ[setting.variable], setting.variable), setting.variable
    home = (
        environ.get("XDG_DATA_HOME")
        or environ.get("LOCALAPPDATA")
        or str(Path(environ.get("HOME", "~")).expanduser() / ".local" / "share")
    )
    return Path(home) / "leitai", "default"


def _file(environ: Mapping[str, str], data: Path) -> Path | None:
    named = environ.get("LEITAI_CONFIG")
    if named:
        return Path(named).expanduser().absolute()
    beside = data / FILE_NAME
    return beside if beside.is_file() else None


def _lines(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError("settings-file", file=str(file), problem=str(error)) from error
    known = {setting.name for setting in SETTINGS[1:]}
    for name in table:
        if name not in known:
            raise ConfigError("setting-unknown", name=name, file=str(file))
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in table.items()}


def _text(
    setting: Setting, environ: Mapping[str, str], given: Mapping[str, str], lines: Mapping[str, str], file: Path | None
) -> tuple[str, str]:
    if setting.name in given:
        return given[setting.name], f"--{setting.name.replace('_', '-')}"
    if setting.variable in environ:
        return environ[setting.variable], setting.variable
    if setting.name in lines:
        return lines[setting.name], str(file)
    return setting.default, "default"


def _read(setting: Setting, text: str, origin: str) -> Any:
    try:
        return setting.read(text.strip())
    except ValueError as error:
        name = origin if origin.startswith(("--", "LEITAI_")) else f"{setting.name} ({origin})"
        value = MASK if setting.secret else text
        raise ConfigError("setting-wrong", name=name, value=value, expected=str(error)) from error
