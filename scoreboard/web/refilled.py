"""A form that was refused, in the page that shows it again: what was typed into it still stands in it.

A page has many forms, so what was sent is put back in one place, here, and not by each template.  Hidden fields are
those of the new page, and no password comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urlsplit

Said = dict[str, list[str]]

_OF_THE_PAGE = ("csrf_token", "key", "version", "seen", "revision", "after")
"""Hidden fields that are made anew for each page: they do not say which of its forms was sent."""

_NEVER = ("hidden", "password", "file", "submit", "button", "reset", "image")


def refilled(html: str, path: str, said: Said) -> str:
    """The page with what was ``said`` in its form for ``path``; the same where it has none.  Where a field says what
    its page showed at that time (``was-…``) it keeps what the page shows now."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    sent = [form for form in reader.forms if form.sent(path, said)]
    edits = sorted(edit for form in sent for edit in form.edits(said))
    parts, at = [], 0
    for begin, end, text in edits:
        parts += [html[at:begin], text]
        at = end
    return "".join((*parts, html[at:]))


@dataclass(slots=True)
class _Tag:
    """A start tag, from ``begin`` to ``end`` in the page."""

    begin: int
    end: int
    name: str
    attrs: dict[str, str | None]

    def edit(self, attr: str, value: str | None, *, there: bool = True) -> tuple[int, int, str]:
        """The tag with this attribute, or without it."""
        attrs = {name: one for name, one in self.attrs.items() if name != attr} | ({attr: value} if there else {})
        said = "".join(f" {name}" if one is None else f' {name}="{escape(one)}"' for name, one in attrs.items())
        return self.begin, self.end, f"<{self.name}{said}>"


@dataclass(slots=True)
class _Field:
    """``options``: of a ``select``, each with its text · ``until``: where the text of a ``textarea`` ends."""

    tag: _Tag
    options: list[tuple[_Tag, str]] = field(default_factory=list)
    until: int = 0

    @property
    def kind(self) -> str:
        return (self.tag.attrs.get("type") or "text").lower() if self.tag.name == "input" else self.tag.name

    @property
    def text(self) -> str:
        return self.tag.attrs.get("value") or ""

    def as_shown(self, said: Said) -> bool:
        """Whether what was sent is what the page showed at that time; of a box: whether it was ticked."""
        name = str(self.tag.attrs["name"])
        was, sent = said.get(f"was-{name}"), said.get(name, [])
        if self.kind == "checkbox":
            return was is not None and any(was) == ((self.text or "on") in sent)
        return was is not None and was == sent


@dataclass(slots=True)
class _Form:
    action: str
    method: str
    fields: list[_Field] = field(default_factory=list)

    def sent(self, path: str, said: Said) -> bool:
        """Whether this is the form that was sent: its address, and the hidden fields that tell it from others there."""
        if self.method != "post" or urlsplit(self.action).path != path:
            return False
        hidden = [(str(one.tag.attrs["name"]), one.text) for one in self.fields if one.kind == "hidden"]
        return all(
            text in said.get(name, ()) for name, text in hidden if name not in _OF_THE_PAGE and name[:4] != "was-"
        )

    def edits(self, said: Said) -> Iterator[tuple[int, int, str]]:
        left = {name: iter(texts) for name, texts in said.items()}
        for one in self.fields:
            name = str(one.tag.attrs["name"])
            if one.kind in _NEVER or "disabled" in one.tag.attrs:
                continue
            if one.kind in ("checkbox", "radio"):
                if not one.as_shown(said):
                    yield one.tag.edit("checked", None, there=(one.text or "on") in said.get(name, ()))
                continue
            typed = next(left.get(name, iter(())), None)
            if typed is None or said.get(f"was-{name}") == [typed]:
                continue
            yield from _typed(one, typed)


def _typed(one: _Field, text: str) -> Iterator[tuple[int, int, str]]:
    if one.kind == "textarea":
        yield one.tag.end, one.until, "\n" + escape(text)
    elif one.kind != "select":
        yield one.tag.edit("value", text)
    elif text in [_value(*option) for option in one.options]:
        for tag, label in one.options:
            yield tag.edit("selected", None, there=_value(tag, label) == text)


def _value(tag: _Tag, label: str) -> str:
    said = tag.attrs.get("value")
    return label.strip() if said is None else said


class _Reader(HTMLParser):
    """The forms of a page with their fields, also those that stand outside of it and name it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._begun: _Form | None = None
        self._ids: dict[str, _Form] = {}
        self._outside: list[tuple[str, _Field]] = []
        self._all: list[_Form] = []
        self._field: _Field | None = None

    @property
    def forms(self) -> Sequence[_Form]:
        for name, one in self._outside:
            if name in self._ids:
                self._ids[name].fields.append(one)
        self._outside = []
        return self._all

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        begin = self._lines[line - 1] + column
        found = _Tag(begin, begin + len(self.get_starttag_text() or ""), tag, dict(attrs))
        if tag == "form":
            self._begun = _Form(found.attrs.get("action") or "", (found.attrs.get("method") or "get").lower())
            self._all.append(self._begun)
            self._ids[found.attrs.get("id") or ""] = self._begun
        elif tag in ("input", "select", "textarea") and found.attrs.get("name"):
            self._keep(_Field(found))
        elif tag == "option" and self._field is not None:
            self._field.options.append((found, ""))

    def handle_data(self, data: str) -> None:
        if self._field is not None and self._field.options:
            tag, text = self._field.options[-1]
            self._field.options[-1] = tag, text + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._begun = None
        elif self._field is not None and tag == self._field.tag.name:
            line, column = self.getpos()
            self._field.until = self._lines[line - 1] + column
            self._field = None

    def _keep(self, one: _Field) -> None:
        named = one.tag.attrs.get("form")
        if named:
            self._outside.append((named, one))
        elif self._begun is not None:
            self._begun.fields.append(one)
        self._field = one if one.tag.name != "input" else None
