"""Messages of click, of the operating system and of the file readers, in the language of the command line."""

from __future__ import annotations

import errno
import json
import re
import socket
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from click import exceptions

_HEADINGS = {"Options": "options", "Commands": "commands"}
_SENTENCES = {
    "Show this message and exit.": "show_help",
    "Show the version and exit.": "show_version",
}
_REMARK = re.compile(r"\[(.*)\]$")
_DEFAULT = re.compile(r"default: ([^;]*)")

_USAGE = {"[OPTIONS]": "usage_options", "COMMAND [ARGS]...": "usage_command"}
_NUMBERS = {"integer": "number_whole", "integer range": "number_whole", "float": "number", "float range": "number"}

_PROBLEMS = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"(?P<value>.+) is not in the range (?P<range>.+)\.", "range"),
        (r"(?P<value>.+) is not a valid (?P<kind>[a-z ]+)\.", "number"),
        (r"(?P<value>.+) is not (?:one of )?(?P<choices>'.+')\.", "choice"),
        (r"\w+ (?P<value>'.+') does not exist\.", "absent"),
        (r"\w+ (?P<value>'.+') is a file\.", "is_file"),
        (r"\w+ (?P<value>'.+') is a directory\.", "is_directory"),
        (r"\w+ (?P<value>'.+') is not (?:read|writ)able\.", "shut"),
        (r"Option (?P<value>'.+') requires an argument\.", "value_needed"),
        (r"Option (?P<value>'.+') does not take a value\.", "no_value"),
        (r"Got unexpected extra arguments? \((?P<value>.+)\)", "extra"),
        (r"Missing command\.", "no_subcommand"),
    )
)
"""Click's sentences and their keys under ``cli.problem``.  Click identifies a fault by its sentence only."""

_IN_TOML = re.compile(r"\(at line (\d+), column (\d+)\)")

REASONS = (
    "ENOENT", "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EISDIR", "ENOTDIR", "EEXIST", "ENAMETOOLONG", "ELOOP",
    "EIO", "EMFILE", "ENFILE", "ENOMEM", "EADDRINUSE", "EADDRNOTAVAIL", "EAFNOSUPPORT", "ETIMEDOUT", "ECONNREFUSED",
)  # fmt: skip
"""The system's refusals that have words, under ``cli.reason``."""

Words = Callable[..., str]


def formatter(words: Words) -> type[click.HelpFormatter]:
    """A formatter of help pages that translates click's own words by ``words``."""

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            for sign, key in _USAGE.items():
                args = args.replace(sign, words(key))
            super().write_usage(prog, args, f"{words('usage')} " if prefix is None else prefix)

        @contextmanager
        def section(self, name: str) -> Iterator[None]:
            with super().section(words(_HEADINGS[name]) if name in _HEADINGS else name):
                yield

        def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
            super().write_dl([(name, _sentence(text, words)) for name, text in rows], *args, **kwargs)

    return Formatter


def _sentence(text: str, words: Words) -> str:
    if text in _SENTENCES:
        return words(_SENTENCES[text])
    if remark := _REMARK.search(text):
        said = _DEFAULT.sub(lambda found: words("default", value=found[1]), remark[1])
        return text[: remark.start()] + f"[{said.replace('required', words('required'))}]"
    return text


def usage_fault(error: exceptions.UsageError, words: Words) -> str:
    """What is wrong with the command line, in a sentence."""
    name = _hint(error)
    if command := getattr(error, "command_name", ""):
        return words("fault.no_command", name=command)
    if isinstance(error, exceptions.NoSuchOption):
        return words("fault.no_option", name=error.option_name)
    if isinstance(error, exceptions.MissingParameter):
        return words("fault.missing", name=name)
    if isinstance(error, exceptions.BadParameter):
        return words("fault.bad", name=name, problem=_problem(error.message, words))
    return _problem(error.format_message(), words)


def _problem(sentence: str, words: Words) -> str:
    """Click's sentence in our words; one that is not known stays as it is."""
    for pattern, key in _PROBLEMS:
        if found := pattern.fullmatch(sentence):
            fields = found.groupdict()
            if kind := fields.pop("kind", None):
                key = _NUMBERS.get(kind, "number")
            return words(f"problem.{key}", **fields)
    return sentence


def reason(error: BaseException, words: Words) -> str:
    """Why the system refused something, or where a reader could not go on; "" for what has no words of its own."""
    if isinstance(error, socket.gaierror):
        return words("reason.name")
    if isinstance(error, OSError):
        name = errno.errorcode.get(error.errno or 0, "").removeprefix("WSA")  # a socket's error on Windows
        return words(f"reason.{name}") if name in REASONS else error.strerror or type(error).__name__
    if isinstance(error, json.JSONDecodeError):
        return words("reason.json", line=error.lineno, column=error.colno)
    if isinstance(error, tomllib.TOMLDecodeError) and (place := _IN_TOML.search(str(error))):
        return words("reason.toml", line=place[1], column=place[2])
    if isinstance(error, tomllib.TOMLDecodeError):
        return words("reason.toml_end")
    return words("reason.utf8") if isinstance(error, UnicodeDecodeError) else ""


def _hint(error: exceptions.UsageError) -> str:
    hint = getattr(error, "param_hint", None)
    parameter, context = getattr(error, "param", None), error.ctx
    if hint is None and parameter is not None and context is not None:
        hint = parameter.get_error_hint(context)
    return hint if isinstance(hint, str) else " / ".join(hint or ())
