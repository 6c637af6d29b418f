"""Forms of a request, taken apart so that nobody waits for it: after each stretch the others go on, and one of too many
fields is refused at once."""

from __future__ import annotations

from typing import IO, Any
from urllib.parse import unquote_to_bytes

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from scoreboard.server import runtime

MOST_FIELDS = 20_000
"""Of a form; the largest of a page, of the questions of a whole competition, has a few thousand."""

STRETCH = 8 * 1024
"""Signs after which the others go on: 5 ms.  256 kB of escaped signs take 180 ms."""


class FormReader(FormDataParser):
    """The parser of werkzeug, which bounds the parts of an upload and not the fields of a form."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Any:
        """(stream, fields, files); raises ``RequestEntityTooLarge`` for more than ``MOST_FIELDS``."""
        if mimetype != "application/x-www-form-urlencoded":
            return super().parse(stream, mimetype, content_length, options)
        data = stream.read()
        if data.count(b"&") >= MOST_FIELDS:
            raise RequestEntityTooLarge
        return stream, self.cls(_fields(data)), self.cls()


class FormRequest(Request):
    """A request whose forms are read so."""

    form_data_parser_class = FormReader


def _fields(data: bytes) -> list[tuple[str, str]]:
    """Every field as it was sent; none where the form is no UTF-8."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return []
    fields, left = [], STRETCH
    for field in filter(None, text.split("&")):
        name, _, value = field.partition("=")
        fields.append((_unescaped(name), _unescaped(value)))
        left -= len(field)
        if left < 0:
            left = STRETCH
            runtime.sleep(0)
    return fields


def _unescaped(text: str) -> str:
    """A name or value; bytes that are no UTF-8 stay escaped."""
    text = text.replace("+", " ")
    if "%" not in text:
        return text
    found, at = bytearray(), 0
    while at < len(text):
        end = at + STRETCH
        if end < len(text) and (escape := text.rfind("%", end - 2, end)) >= 0:
            end = escape
        found += unquote_to_bytes(text[at:end])
        at = end
        if at < len(text):
            runtime.sleep(0)
    return found.decode(errors="werkzeug.url_quote")
