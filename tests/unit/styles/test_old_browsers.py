"""Styles and scripts hold nothing that is newer than the oldest browser that docs/venue.md promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.styles.flex_gap import fallback
from tests.unit.styles.rules import FALLBACK, rules_of, sheets

ROOT = Path(__file__).parents[3]
OLDEST = 83
"""Chrome and Edge of May 2020."""

STYLES_SINCE = {
    r"@media[^{]*\((?:width|height)\s*[<>]": ("a range in a media query: min-width, max-width", 104),
    r"(?<![-\w(])inset(?:-inline|-block)?\s*:": ("inset: top, right, bottom, left", 87),
    r"(?:margin|padding|scroll-padding|scroll-margin)-(?:inline|block)\s*:": ("both sides at once: name each", 87),
    r":has\(": (":has(): a class that script or server sets", 105),
    r":(?:is|where)\(": (":is(), :where(): write the selectors out", 88),
    r":not\([^()]*,": ("a list in :not(): one :not() for each", 88),
    r"(?<![-\w])aspect-ratio\s*:": ("aspect-ratio: a height", 88),
    r"@layer|@scope|@starting-style": ("cascade layers: the order of the sheets", 99),
    r"@container|(?<![-\w])container(?:-type|-name)?\s*:|\d(?:cqw|cqh|cqi|cqb)\b": ("container queries", 105),
    r"@property": ("@property", 85),
    r"(?<![-\w])(?:translate|rotate|scale)\s*:": ("a transformation by itself: transform", 104),
    r"overflow(?:-x|-y)?\s*:[^;]*\bclip\b": ("overflow: clip: hidden", 90),
    r"\bsubgrid\b": ("subgrid", 117),
    r"(?<![-\w])appearance\s*:\s*(?!none|auto)": ("appearance", 84),
    r"::file-selector-button": ("::file-selector-button", 89),
    r":(?:user-valid|user-invalid|modal|popover-open|open)\b": ("a state that old browsers do not know", 119),
    r"(?<![-\w])(?:oklch|oklab|lch|lab|light-dark)\(": ("a way to name colours", 111),
    r"\d(?:lh|rlh|cap|rcap|rex|ric)\b": ("a unit of the line", 109),
    r"\b(?:round|mod|rem|sin|cos|pow|sqrt|hypot|exp|log|sign)\(": ("a function of calculation", 111),
    r"(?<![-\w])image-set\(": ("image-set()", 113),
    r"\{[^{}]*&": ("a rule within a rule", 112),
}
"""What breaks an old page, what stands there instead, and the Chrome that knows it first."""

WITH_FALLBACK = {
    r"\d[dsl]v[hwbi]\b|\d[dsl]vm(?:in|ax)\b": ("a height of the visible part, after the same in vh", 108),
    r"color-mix\(": ("a mixed colour, after a plain one", 111),
}
"""What may stand in a rule after the same property without it."""

ADORNMENTS = {
    r"(?<![-\w])accent-color\s*:": 93,
    r"(?<![-\w])text-wrap\s*:": 114,
    r"(?<![-\w])text-underline-offset\s*:|(?<![-\w])text-decoration-thickness\s*:": 87,
}
"""What may be missing: nothing is read or pressed otherwise without it."""

SCRIPTS_SINCE = {
    r"\?\?=|\|\|=|&&=": ("logical assignment: a = a ?? b", 85),
    r"\.at\(": (".at(): .slice(-1)[0]", 92),
    r"\.(?:findLast|findLastIndex)\(": ("findLast", 97),
    r"\.(?:toSorted|toReversed|toSpliced|with)\(": ("an array's copy", 110),
    r"\.replaceAll\(": ("replaceAll: replace with a pattern and g", 85),
    r"\.replaceChildren\(": ("replaceChildren: fill() of lib/dom.js", 86),
    r"Object\.hasOwn\(|Object\.groupBy\(|Map\.groupBy\(": ("Object.hasOwn", 93),
    r"structuredClone\(": ("structuredClone", 98),
    r"(?m)^(?:await |(?:const|let) [^=\n]+= await )": ("await outside a function", 89),
    r"#\w+ in \w": ("#name in object", 91),
    r"(?m)^\s+static \{": ("a static block", 94),
    r"(?m)^\s+(?:static )?(?:async )?(?:get |set )?\*?#\w+\(.*\) \{$": ("a private method: #name = () => {}", 84),
    r"crypto\.randomUUID\(": ("randomUUID", 92),
    r"AbortSignal\.(?:timeout|any)\(": ("AbortSignal.timeout", 103),
    r"Promise\.(?:any|withResolvers)\(|new WeakRef\(": ("Promise.any", 85),
    r"Array\.fromAsync\(|\.isWellFormed\(": ("newer helpers", 111),
    r"\.showPopover\(|\.checkVisibility\(": ("newer parts of the document", 105),
    r"/[dgimsuy]*v[dgimsuy]*[,;)\s.](?<=/v[,;)\s.])": ("the sign v of a pattern", 112),
}
"""Syntax and functions, what stands there instead, and the Chrome that knows them first."""

SAFARI = {
    r"\(\?<[=!]": ("a look behind in a pattern", 16.4),
    r"\.requestIdleCallback\(|(?<![.\w])requestIdleCallback\(": ("requestIdleCallback: setTimeout", 99),
    r"new BroadcastChannel\(": ("BroadcastChannel", 15.4),
    r"\.scrollIntoViewIfNeeded\(": ("scrollIntoViewIfNeeded", 99),
    r"navigator\.locks\.": ("navigator.locks, unless asked for first", 15.4),
}
"""What Chrome of that time knows and Safari 14 does not; bundles have its syntax translated, its styles prefixed."""

NEWER_STYLES = {**STYLES_SINCE, **WITH_FALLBACK}


def scripts() -> list[Path]:
    """Every script that a page loads, those of others too."""
    return sorted([*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "static" / "vendor").glob("*.js")])


def code_of(text: str) -> str:
    """A script without its comments."""
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", text, flags=re.DOTALL)


def refused(text: str) -> list[str]:
    """What of a sheet an old browser does not understand, and would show or do otherwise."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = [what for pattern, (what, _) in STYLES_SINCE.items() if re.search(pattern, bare)]
    for rule in rules_of(text):
        for number, (name, value) in enumerate(rule.declared):
            plain = any(
                before == name and not re.search(pattern, older)
                for pattern in WITH_FALLBACK
                for before, older in rule.declared[:number]
            )
            found += [what for pattern, (what, _) in WITH_FALLBACK.items() if re.search(pattern, value) and not plain]
        if len(rule.selectors) > 1 and any(":focus-visible" in one for one in rule.selectors):
            found.append(":focus-visible beside other selectors: an old browser drops them all")
    return found


@pytest.mark.parametrize(("name", "text"), list(sheets()), ids=lambda value: value if len(value) < 40 else "")
def test_no_sheet_holds_what_an_old_office_browser_does_not_understand(name: str, text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "@media (width >= 700px) { p { margin: 0; } }",
        "p { inset: 0; }",
        "p { inset-inline: 0; }",
        "p { margin-inline: auto; }",
        "p:has(b) { margin: 0; }",
        "p :is(a, b) { margin: 0; }",
        "p:not(.a, .b) { margin: 0; }",
        "p { aspect-ratio: 16 / 9; }",
        "@layer base { p { margin: 0; } }",
        "p { container-type: size; }",
        "p { height: 100dvh; }",
        "p { width: 1px; height: calc(100svh - 2rem); }",
        "p { fill: color-mix(in srgb, red, blue); }",
        "p { rotate: 3deg; }",
        "p { overflow: clip; }",
        "a:hover, a:focus-visible { color: red; }",
        "p { color: red; &:hover { color: blue; } }",
    ],
)
def test_what_is_newer_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "@media (min-width: 700px) and (min-aspect-ratio: 24 / 10) { p { margin: 0; } }",
        "p { clip-path: inset(50%); box-shadow: inset 0 0 0 1px red; }",
        "p { padding-inline-start: 1px; margin-block-end: 1px; }",
        "p { height: 100vh; height: 100dvh; }",
        "p { fill: red; fill: color-mix(in srgb, red, blue); }",
        "a:focus-visible { color: red; }",
        "p { transform: scale(2) rotate(3deg); margin: 1rem; }",
    ],
)
def test_what_an_old_browser_understands_or_passes_over_is_not(text: str) -> None:
    assert refused(text) == []


def test_where_a_browser_knows_no_gap_in_a_flex_box_margins_stand_for_every_one() -> None:
    assert FALLBACK.read_text() == fallback(), "python -m tests.unit.styles.flex_gap writes it anew"
    for template in ("base.html", "public/frame.html"):
        page = (ROOT / "templates" / template).read_text()
        assert 'styles(["tokens", "flex_gap", "base"' in page


@pytest.mark.parametrize("path", scripts(), ids=lambda path: str(path.relative_to(ROOT / "static")))
def test_no_script_holds_what_an_old_office_browser_does_not_understand(path: Path) -> None:
    code = code_of(path.read_text())
    newer = {**SCRIPTS_SINCE, **(SAFARI if "vendor" not in path.parts else {})}
    assert [what for pattern, (what, _) in newer.items() if re.search(pattern, code)] == []


@pytest.mark.parametrize(
    "code",
    [
        "a ??= b;",
        "list.at(-1)",
        "text.replaceAll('a', 'b')",
        "Object.hasOwn(a, b)",
        "structuredClone(a)",
        "const words = await load();",
        "class A {\n  #b() {\n  }\n}",
        "class A {\n  static async #b(c) {\n  }\n}",
        "class A {\n  static {\n  }\n}",
        "if (#a in b) c();",
    ],
)
def test_newer_syntax_and_functions_are_refused(code: str) -> None:
    assert any(re.search(pattern, code) for pattern in SCRIPTS_SINCE)


@pytest.mark.parametrize("code", ["/(?<=a)b/", "/(?<!a)b/", "requestIdleCallback(f)", "new BroadcastChannel('a')"])
def test_what_safari_of_that_time_lacks_is_refused(code: str) -> None:
    assert any(re.search(pattern, code) for pattern in SAFARI)


OLDER = ["a = a ?? b?.c;", "class A {\n  #b = () => {\n  };\n}", "x.#b(c);", "1_000", "a.b_at(1)"]


@pytest.mark.parametrize("code", OLDER)
def test_older_ones_are_not(code: str) -> None:
    assert not any(re.search(pattern, code) for pattern in {**SCRIPTS_SINCE, **SAFARI})


def test_all_that_is_refused_is_newer_than_the_oldest_browser_and_the_papers_name_that_one() -> None:
    assert all(since > OLDEST for _, since in (*NEWER_STYLES.values(), *SCRIPTS_SINCE.values()))
    assert all(since > OLDEST for since in ADORNMENTS.values())
    for paper in ("venue.md", "venue.zh-CN.md"):
        assert f"Edge {OLDEST}" in (ROOT / "docs" / paper).read_text()
