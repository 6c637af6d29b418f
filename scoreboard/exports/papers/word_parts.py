"""The parts of a Word document: elements, runs of text, paragraphs, an empty document in the style of ``layout``."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scoreboard.exports.papers import layout
from scoring.engine.rulefile.printed import Lang

if TYPE_CHECKING:
    from docx.document import Document

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RARE = re.compile("([\u3400-\u4dbf\u9fa6-\u9fff]+|[\U00020000-\U0003ffff]+)")


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML, ``element("pPr", …)``, with attributes of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def fonts(font: str, lang: Lang = "zh") -> Any:
    """The fonts of a run: ``font`` for Chinese, Latin letters in their own; marks that both scripts have are set in
    that of the language."""
    hint = {"hint": "eastAsia"} if lang == "zh" else {}
    return element("rFonts", ascii=layout.LATIN, hAnsi=layout.LATIN, eastAsia=font, cs=layout.LATIN, **hint)


def set_font(fonts_of_run: Any, wanted: Any) -> None:
    """Give the fonts of a run the Chinese one of ``wanted``, whatever theme it had."""
    from docx.oxml.ns import qn

    fonts_of_run.attrib.pop(qn("w:eastAsiaTheme"), None)
    for name in ("w:eastAsia", "w:hint"):
        fonts_of_run.set(qn(name), wanted.get(qn(name)))


def readable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def has_rare(text: str) -> bool:
    """Whether a text has characters that 仿宋 and 小标宋 may lack."""
    return _RARE.search(text) is not None


def runs(text: str, *marks: str) -> list[Any]:
    """A text as runs, its blanks and ends of lines kept.  ``marks``: ``strike``, ``b`` … · characters that 仿宋 may
    lack are set in 宋体."""
    found = []
    for place, part in enumerate(_RARE.split(readable(text))):
        if not part:
            continue
        rare = [fonts(layout.RARE if ord(part[0]) < 0x10000 else layout.RAREST)] if place % 2 else []
        properties = [element("rPr", *rare, *map(element, marks))] if rare or marks else []
        found.append(element("r", *properties, *_pieces(part)))
    return found


def _pieces(text: str) -> list[Any]:
    """The text of one run; what is no text in XML is an element of its own."""
    from docx.oxml.ns import qn

    found = []
    for piece in re.split("([\n\t])", text.replace("\r\n", "\n").replace("\r", "\n")):
        if piece in ("\n", "\t"):
            found.append(element("br" if piece == "\n" else "tab"))
        elif piece:
            made = element("t")
            made.text = piece
            made.set(qn("xml:space"), "preserve")
            found.append(made)
    return found


def paragraph(style: layout.Style, text: str = "", *more: Any, marks: tuple[str, ...] = ()) -> Any:
    """A paragraph in a style; ``more``: further properties of the paragraph."""
    properties = element("pPr", element("pStyle", val=_id(style)), *more)
    return element("p", properties, *runs(text, *marks))


def right_indent(characters: float) -> tuple[Any, Any]:
    """Aligned to the right, so many characters from the margin."""
    return element("ind", right=round(characters * layout.BODY_PT * 20), firstLine=0), element("jc", val="right")


def new_document(name: str, lang: Lang, page: layout.Page = layout.UPRIGHT) -> Document:
    """An empty document with the page, the styles and the fonts of official papers."""
    import docx

    document = docx.Document(io.BytesIO(_empty(lang, page)))
    document.core_properties.title = name[:255]
    return document


@lru_cache(maxsize=8)
def _empty(lang: Lang, page: layout.Page) -> bytes:
    """The file of such a document: its styles take ten times as long as to read it."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.language = {"zh": "zh-CN", "en": "en-GB"}[lang]
    for style in layout.STYLES:
        define(document, style, lang)
    _fonts_table(document)
    document.settings.odd_and_even_pages_header_footer = True
    body: Any = document.element.body
    body.remove(body.sectPr)
    section = element("sectPr", *section_properties(page))
    body.append(section)
    _page_numbers(document)
    return saved(document)


def section_properties(page: layout.Page) -> tuple[Any, ...]:
    """The page of a section: its size, margins and grid.  Each begins with page 1."""
    turned = {"orient": "landscape"} if page.width > page.height else {}
    margins = {name: getattr(page, name) for name in ("top", "right", "bottom", "left", "footer")}
    return (
        element("type", val=page.begins),
        element("pgSz", w=page.width, h=page.height, **turned),
        element("pgMar", header=851, gutter=0, **margins),
        element("pgNumType", start=1),
        element("docGrid", type="lines", linePitch=layout.LINE),
    )


def saved(document: Document) -> bytes:
    """The document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _id(style: layout.Style) -> str:
    return style.name.replace(" ", "")


def define(document: Document, style: layout.Style, lang: Lang) -> None:
    """Give a document a style, in place of one of that name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    named = [one.name for one in document.styles]
    made = document.styles[style.name] if style.name in named else document.styles.add_style(
        style.name, WD_STYLE_TYPE.PARAGRAPH)  # fmt: skip
    root: Any = made.element
    for tag in ("w:pPr", "w:rPr"):
        for old in root.findall(qn(tag)):
            root.remove(old)
    pitch = (
        {"line": layout.LINE, "lineRule": "exact"} if style.on_grid else {"line": style.pitch, "lineRule": "atLeast"}
    )
    indent = {"firstLineChars": style.indent * 100, "firstLine": round(style.indent * style.size * 20)}
    paragraphs = element(
        "pPr",
        element("widowControl", val=0),
        *([] if style.on_grid else [element("snapToGrid", val=0)]),
        element("spacing", before=0, after=0, **pitch),
        element("ind", **indent),
        element("jc", val=style.align),
        *([] if style.level is None else [element("outlineLvl", val=style.level)]),
    )
    if style.level is not None:
        paragraphs.insert(0, element("keepNext"))
    size = round(style.size * 2)
    language = element("lang", val={"zh": "en-US", "en": "en-GB"}[lang], eastAsia="zh-CN")  # a number is never broken
    root.append(paragraphs)
    narrower = [element("spacing", val=layout.NARROWER)] if style.size == layout.BODY_PT else []
    sizes = [element("sz", val=size), element("szCs", val=size)]
    root.append(element("rPr", fonts(style.font, lang), *narrower, *sizes, language))


def _fonts_table(document: Document) -> None:
    """Name every font with those that stand in for it."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from lxml import etree

    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            part.drop_rel(key)
    table = parse_xml(f'<w:fonts xmlns:w="{_MAIN}"/>')
    table.extend(
        element("font", element("altName", val=others), element("charset", val="86"), name=font)
        for font, others in layout.ALTERNATIVES.items()
    )
    blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
    named = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, part.package)
    part.relate_to(named, RELATIONSHIP_TYPE.FONT_TABLE)


_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _page_numbers(document: Document) -> None:
    """— 1 — on the outer side: odd pages right, even pages left, one character in."""
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        root: Any = footer.part.element
        for old in list(root):
            root.remove(old)
        place = element("ind", **{side: layout.PAGE_PT * 20, "firstLine": 0})
        properties = element("pPr", element("pStyle", val="Normal"), place, element("jc", val=side))
        field = element("fldSimple", _page_run("1"), instr=" PAGE ")
        root.append(element("p", properties, _page_run("— "), field, _page_run(" —")))


def _page_run(text: str, points: float = layout.PAGE_PT) -> Any:
    look = element("rFonts", ascii=layout.PAGE, hAnsi=layout.PAGE, eastAsia=layout.PAGE, cs=layout.LATIN)
    size = round(points * 2)
    return element("r", element("rPr", look, element("sz", val=size), element("szCs", val=size)), *_pieces(text))


def foot(document: Document, text: str, page: layout.Page) -> None:
    """Set a short line on the inner side of every page, on the line of the page number."""
    section = document.sections[0]
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        line: Any = footer.part.element[0]
        number = list(line)[1:]
        for part in list(line):
            line.remove(part)
        stop = page.text_width - (layout.PAGE_PT * 20 if odd else 0)
        tabs = element("tabs", element("tab", val="right", pos=stop))
        place = element("ind", left=0 if odd else layout.PAGE_PT * 20, firstLine=0)
        line.append(element("pPr", element("pStyle", val="Normal"), tabs, place, element("jc", val="left")))
        said, tab = _page_run(text, layout.FOOT_PT), element("r", element("tab"))
        line.extend([said, tab, *number] if odd else [*number, tab, said])
