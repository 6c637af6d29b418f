"""证书: a page for each winner, from the template that comes with the program or from the organiser's own.

A template is a Word document in which ``{{ name }}`` and the other fields of ``Certificate`` stand.  Only a field's
name may stand between the braces: nothing that computes, so a template costs what its text costs.  It is read in a
process of its own (``scoreboard.file_reader``), by way of ``said``, ``answer`` and ``decode``.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any

from scoreboard.exports.papers import word_parts
from scoreboard.exports.papers.certificate_fit import fit_sheet, without_repeats
from scoreboard.exports.papers.certificate_template import template
from scoreboard.exports.papers.word_parts import element
from scoring.engine.errors import Invalid
from scoring.engine.rulefile.printed import Lang
from scoring.tables.workbook_guard import opened

MOST = 500
"""Certificates made at a time."""

MOST_BYTES = 200 * 1024**2
"""Characters of all pages together, as XML."""

_STEP = 10
"""After so many certificates it is told how far it is."""

_TAGS = re.compile("{{|{%|{#")
_XML, _BRACES, _FIELD = re.compile(r"<[^>]*>"), re.compile(r"\{[{%#]"), re.compile(r"\{\{\s*[^\W\d]\w*\s*\}\}")

NEAR = 30
"""Signs of a broken field that are told."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on one certificate; the names of these fields are those of a template.  ``date`` in words."""

    name: str
    unit: str
    award: str
    campaign: str
    organiser: str
    date: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class EventCertificate(Certificate):
    """A certificate of a competition.  ``members``: of the team, in a line · ``rank``: in words, "" where the award is
    by name · ``code``: by which anybody asks at ``address`` whether it is good."""

    members: str = ""
    rank: str = ""
    code: str = ""
    address: str = ""


FIELDS = tuple(one.name for one in fields(Certificate))
EVENT_FIELDS = tuple(one.name for one in fields(EventCertificate))


Progress = Callable[[int, int], None]


def _nobody(done: int, total: int) -> None:
    """Nobody asks how far it is."""


def certificates_docx(
    certificates: Sequence[Certificate],
    brought: bytes | None = None,
    lang: Lang = "zh",
    progress: Progress = _nobody,
) -> bytes:
    """A document with a page for each certificate, from the template ``brought``, or from that of the program.

    Raises ``Invalid``: ``certificate-field-unknown`` (``names``, ``choices``), ``certificate-field-broken`` (``near``),
    ``certificate-field-in-header``, ``certificate-template-faulty`` (``problem``), ``certificate-too-large``
    (``most``); and ``Unreadable`` for what is no Word document.
    """
    from docxtpl import DocxTemplate
    from lxml import etree

    if not 1 <= len(certificates) <= MOST:
        raise Invalid("certificate-too-large", most=MOST)
    known = tuple(one.name for one in fields(certificates[0]))
    data = brought if brought is not None else template(lang, event=known == EVENT_FIELDS)
    try:
        with opened(data):
            filled: Any = DocxTemplate(io.BytesIO(data))
            filled.init_docx()
            text = filled.patch_xml(filled.get_xml())
            _only_in_body(filled)
    except (AttributeError, TypeError, AssertionError, etree.LxmlError) as error:
        raise Invalid("certificate-template-faulty", problem=type(error).__name__) from error
    unknown = sorted(_names(text) - set(known))
    if unknown:
        raise Invalid("certificate-field-unknown", names=unknown, choices=list(known))
    return _bound(filled, text, certificates, progress)


def said(certificates: Sequence[Certificate], lang: Lang = "zh") -> dict[str, str]:
    """What the file reader needs beside the template: ``child.read("certificates", …, decode, said=said(…))``."""
    return {"certificates": json.dumps([asdict(one) for one in certificates]), "lang": lang}


def answer(data: bytes, told: Mapping[str, str], progress: Progress = _nobody) -> dict[str, Any]:
    """In the file reader: the document of the template ``data`` and what ``said`` told, or why there is none."""
    listed = json.loads(told["certificates"])
    certificates = [(EventCertificate if "code" in one else Certificate)(**one) for one in listed]
    try:
        made = certificates_docx(certificates, data, "en" if told["lang"] == "en" else "zh", progress)
    except Invalid as refused:
        return {"code": refused.code, "fields": refused.fields}
    return {"docx": base64.b64encode(made).decode("ascii")}


def decode(answered: Mapping[str, Any]) -> bytes:
    """The document that ``answer`` gave; raises what ``certificates_docx`` raised there."""
    if code := answered.get("code"):
        raise Invalid(code, **answered["fields"])
    return base64.b64decode(answered["docx"])


def _bound(filled: Any, text: str, certificates: Sequence[Certificate], progress: Progress) -> bytes:
    """The pages of all certificates in one document."""
    from docx.oxml import parse_xml

    if len(text) * len(certificates) > MOST_BYTES:
        raise Invalid("certificate-too-large", most=MOST)
    page = _environment().from_string(text)
    document = filled.get_docx()
    body = document.element.body
    end = body.sectPr
    for node in list(body):
        if node is not end:
            body.remove(node)
    for no, one in enumerate(certificates):
        if no % _STEP == 0:
            progress(no, len(certificates))
        values = {name: word_parts.readable(value) for name, value in asdict(one).items()}
        made: Any = parse_xml(page.render(values))
        nodes = [node for node in made if node.tag != f"{{{made.nsmap['w']}}}sectPr"]
        for node in _page(without_repeats(nodes), first=no == 0):
            body.append(node) if end is None else end.addprevious(node)
    for no, drawing in enumerate(body.iter("{*}docPr"), start=1):
        drawing.set("id", str(no))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page(nodes: list[Any], *, first: bool) -> Iterator[Any]:
    """What stands on one certificate, on a page of its own."""
    if not first:
        if not nodes or not nodes[0].tag.endswith("}p"):
            nodes.insert(0, element("p"))
        nodes[0].get_or_add_pPr().get_or_add_pageBreakBefore()
    fit_sheet([line for node in nodes for line in node.iter("{*}p")])
    for node in nodes:
        for run in list(node.iter("{*}r")):
            _show_rare(run)
        yield node


def _show_rare(run: Any) -> None:
    """Characters that the font of a run may lack get a run in a font that has them, with the same looks."""
    texts = list(run.iter("{*}t"))
    if len(run) > 2 or len(texts) != 1 or not word_parts.has_rare(texts[0].text or ""):
        return
    for part in word_parts.runs(texts[0].text):
        fonts = part.find("{*}rPr/{*}rFonts")
        if part.rPr is not None:
            part.remove(part.rPr)
        if run.rPr is not None:
            part.insert(0, deepcopy(run.rPr))
        if fonts is not None:
            word_parts.set_font(part.get_or_add_rPr().get_or_add_rFonts(), fonts)
        run.addprevious(part)
    run.getparent().remove(run)


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _names(text: str) -> set[str]:
    """The names between braces; anything else between them makes the template faulty."""
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        raise Invalid("certificate-field-broken", near=_near(text)) from error
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, nodes.Template | nodes.Output | nodes.TemplateData | nodes.Name):
            raise Invalid("certificate-field-broken", near=_near(text))
    return {node.name for node in tree.find_all(nodes.Name)}


def _near(text: str) -> str:
    """What people read at the first braces that hold no name of a field; "" where none can be shown."""
    plain = _XML.sub("", text)
    braces = (one.start() for one in _BRACES.finditer(plain))
    return next((plain[at : at + NEAR].strip() for at in braces if not _FIELD.match(plain, at)), "")


def _only_in_body(filled: Any) -> None:
    """A header or footer is one for all pages, and can have no winner in it."""
    for kind in (filled.HEADER_URI, filled.FOOTER_URI):
        for _, part in filled.get_headers_footers(kind):
            if _TAGS.search(filled.patch_xml(filled.get_part_xml(part))):
                raise Invalid("certificate-field-in-header")
