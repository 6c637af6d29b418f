"""Click's own words in the language of the command line: headings of the help, what is wrong with a command line."""

from __future__ import annotations

import re
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

Words = Callable[..., str]


def formatter(words: Words) -> type[click.HelpFormatter]:
    """A formatter of help pages that says click's own words by ``words``."""

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
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
        return words("fault.bad", name=name, problem=error.message)
    return error.format_message()


def _hint(error: exceptions.UsageError) -> str:
    hint = getattr(error, "param_hint", None)
    parameter, context = getattr(error, "param", None), error.ctx
    if hint is None and parameter is not None and context is not None:
        hint = parameter.get_error_hint(context)
    return hint if isinstance(hint, str) else " / ".join(hint or ())
