"""The forms and links of a page, as a browser without scripts has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Values = dict[str, list[str]]


@dataclass(slots=True)
class Form:
    """One form: what it would send as it stands.  ``rows``: the class of the row in which each field stands · ``shut``:
    it has no button that can be pressed."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    shut: bool = True

    @property
    def path(self) -> str:
        """The action without its query."""
        return self.action.partition("?")[0]

    def filled(self, values: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
        """What is sent once these fields say this; a field that the form does not have is sent too, as a button is."""
        typed = {name: [one] if isinstance(one, str) else list(one) for name, one in values.items()}
        return [(name, text) for name, texts in {**self.values, **typed}.items() for text in texts]


@dataclass(slots=True)
class Page:
    """A page that was fetched: its path, its forms, the addresses it links to."""

    at: str = ""
    forms: list[Form] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def form(self, end: str) -> Form | None:
        """The first form to be posted whose address ends so."""
        return next(self.forms_to(end), None)

    def need(self, end: str) -> Form:
        """The same form, which must be there."""
        found = self.form(end)
        assert found is not None, f"{self.at} has no form {end}"
        return found

    def form_with(self, field: str) -> Form:
        """The first form to be posted that has this field."""
        return next(one for one in self.forms if one.method == "post" and field in one.values)

    def forms_to(self, end: str) -> Iterator[Form]:
        """Every form to be posted whose address ends so."""
        return (one for one in self.forms if one.method == "post" and one.path.endswith(end))

    def links_to(self, part: str) -> list[str]:
        """Links with this in their path, each once and without its query; not what is deeper below them."""
        paths = dict.fromkeys(link.partition("?")[0] for link in self.links)
        return [path for path in paths if part in path and "/" not in path.partition(part)[2]]


def read_page(html: str, at: str = "") -> Page:
    """The page that this text is, at this path."""
    reader = _Reader(at)
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__()
        self.page = Page(at)
        self._form: Form | None = None
        self._row = ""
        self._select: tuple[str, list[str], list[str]] | None = None
        self._option: tuple[dict[str, str | None], list[str]] | None = None
        self._area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "a" and given.get("href"):
            self.page.links.append(str(given["href"]))
        elif tag == "form":
            self._form = Form(given.get("action") or "", (given.get("method") or "get").lower())
            self.page.forms.append(self._form)
        elif tag in ("tr", "li"):
            self._row = given.get("class") or ""
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "button" and self._form is not None and given.get("type") == "submit":
            self._form.shut = self._form.shut and "disabled" in given
        elif tag == "select":
            self._select = (name, [], [])
        elif tag == "option":
            self._end_option()
            self._option = (given, [])
        elif tag == "textarea":
            self._area = (name, [])

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if kind in ("submit", "button", "file") or "disabled" in given:
            return
        if kind not in ("radio", "checkbox"):
            self._add(name, given.get("value") or "")
        elif "checked" in given:
            self._add(name, given.get("value") or "on")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)
        if self._option is not None:
            self._option[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "option":
            self._end_option()
        elif tag == "select" and self._select is not None:
            self._end_option()
            name, every, chosen = self._select
            self._select = None
            self._add(name, (chosen or every or [""])[0])
        elif tag == "textarea" and self._area is not None:
            name, parts = self._area
            self._area = None
            self._add(name, "".join(parts).removeprefix("\n"))

    def _end_option(self) -> None:
        if self._option is None or self._select is None:
            return
        given, parts = self._option
        self._option = None
        text = given.get("value")
        said = "".join(parts).strip() if text is None else text
        self._select[1].append(said)
        if "selected" in given:
            self._select[2].append(said)

    def _add(self, name: str, text: str) -> None:
        if self._form is not None and name:
            self._form.values.setdefault(name, []).append(text)
            self._form.rows[name] = self._row
