"""The front-end packages: which file of which package is served under which name in ``/static/vendor/``.

npm fetches the packages that package-lock.json pins by hash; ``python -m scoreboard.vendor`` copies what the pages
need.  Scripts take them by their full path; ``scoreboard/bundles.py`` makes bundles of both.  The build of the wheel,
``leitai doctor`` and ``/readyz`` read the same table, so a missing file is named before a match.

Standard library only: the build hook loads this file before the package is installed.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

FILES: dict[str, str] = {
    "preact.js": "htm/preact/standalone.module.js",
    "socket.io.js": "socket.io-client/dist/socket.io.esm.min.js",
    "idb-keyval.js": "idb-keyval/dist/index.js",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "uplot.js": "uplot/dist/uPlot.esm.js",
    "uplot.css": "uplot/dist/uPlot.min.css",
    "licences/htm.txt": "htm/LICENSE",
    "licences/socket.io-client.txt": "socket.io-client/LICENSE",
    "licences/idb-keyval.txt": "idb-keyval/LICENCE",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/uplot.txt": "uplot/LICENSE",
    "licences/noto-sans-sc.txt": "@fontsource-variable/noto-sans-sc/LICENSE",
    "licences/cnchar-order.txt": "cnchar-order/LICENSE",
}
"""Name under static/vendor → path under node_modules."""

FONTS: dict[str, tuple[str, str]] = {
    "noto-sans-sc": ("@fontsource-variable/noto-sans-sc/index.css", "Noto Sans SC"),
    "source-han-serif": ("@chinese-fonts/syst/dist/SourceHanSerifCN/result.css", "Source Han Serif"),
}
"""Name under static/vendor/fonts → style sheet of its slices, and the family name the pages use.

Noto Sans SC is the font of every page, but lacks 33 characters of GB 2312 and many that occur in names (䶮 𬘭 㛃).
Source Han Serif has all 27,769 Han characters of its standard: the big screen's titles are set in it, and it is the
fallback of the other font.  Both come in slices with ``unicode-range``: a slice is loaded when a page shows a character
of it, so the rare ones cost nothing until then.
"""

STROKES = ("strokes.json", "cnchar-order/cnchar.order.min.js")
"""Name under static/vendor of the strokes of 6,937 characters, for lists in the order of strokes, and their source."""

_KINDS_OF_STROKE = {**dict.fromkeys("ji", "1"), **dict.fromkeys("fg", "2"), "s": "3", **dict.fromkeys("kld", "4")}
"""The source's letter of a stroke → 1 横 and 提, 2 竖 and 竖钩, 3 撇, 4 点 and 捺; every other letter is 5, a 折."""

_WRONG_STROKES = frozenset("皙囍")
"""Characters of the source with another number of strokes than Unihan's kTotalStrokes has: nobody sorts by them."""


def missing(vendor: Path) -> list[str]:
    """The files that ``vendor`` (a static/vendor directory) should hold and does not, slices of fonts included."""
    absent = [name for name in (*FILES, STROKES[0]) if not (vendor / name).is_file()]
    for face in FONTS:
        sheet = vendor / "fonts" / f"{face}.css"
        if not sheet.is_file():
            absent.append(f"fonts/{face}.css")
            continue
        slices = re.findall(r"url\(([^)]+)\)", sheet.read_text("utf-8"))
        absent += [f"fonts/{name}" for name in slices if not (sheet.parent / name).is_file()]
        if not slices:
            absent.append(f"fonts/{face}/*.woff2")
    return absent


def copy(packages: Path, vendor: Path) -> None:
    """Fill ``vendor`` anew from ``packages`` (a node_modules directory).  A missing file is a FileNotFoundError."""
    fresh = vendor.with_name(vendor.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, source in FILES.items():
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, target)
    name, source = STROKES
    strokes = strokes_in((packages / source).read_text("utf-8"))
    (fresh / name).write_text(json.dumps(strokes, ensure_ascii=False, separators=(",", ":")), "utf-8")
    for face, (sheet, family) in FONTS.items():
        _copy_font(packages / sheet, fresh / "fonts", face, family)
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)


def strokes_in(script: str) -> dict[str, str]:
    """The table of strokes that a script of cnchar-order holds, a digit for each stroke; raises ``ValueError``."""
    found = re.search(r"JSON\.parse\('(\{\"一\":[^']+\})'\)", script)
    if found is None:
        raise ValueError("cnchar-order no longer holds its strokes as one JSON text")
    letters: dict[str, str] = json.loads(found[1])
    return {
        sign: "".join(_KINDS_OF_STROKE.get(letter, "5") for letter in written)
        for sign, written in letters.items()
        if sign not in _WRONG_STROKES
    }


def _copy_font(sheet: Path, fonts: Path, face: str, family: str) -> None:
    """The slices of one font, and its style sheet with our family name, our paths and no look-up of local fonts:
    a judge's tablet must not show another version of the font than the tested one."""
    (fonts / face).mkdir(parents=True, exist_ok=True)
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    rules = []
    for rule in re.findall(r"@font-face\s*\{[^}]+\}", text):
        found = re.search(r"url\([\"']?\./([^\"')]+\.woff2)[\"']?\)", rule)
        if found is None:
            continue
        name = Path(found[1]).name
        shutil.copyfile(sheet.parent / found[1], fonts / face / name)
        weight = _property(rule, "font-weight")
        ranges = _property(rule, "unicode-range")
        rules.append(
            f'@font-face{{font-family:"{family}";src:url({face}/{name}) format("woff2");'
            f"font-weight:{weight};font-display:swap;unicode-range:{ranges}}}"
        )
    (fonts / f"{face}.css").write_text("\n".join(rules) + "\n", "utf-8")


def _property(rule: str, name: str) -> str:
    found = re.search(rf"{name}:\s*([^;}}]+)", rule)
    if found is None:
        raise ValueError(f"a font slice without {name}: {rule[:120]}")
    return found[1].strip()


def bare_lock(file: Path) -> None:
    """Keep only names, versions and hashes in package-lock.json: npm adds addresses for donations to authors."""
    lock = json.loads(file.read_text("utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Copy from ./node_modules to ./static/vendor of the checkout; exit status 1 names what is missing.

    ``--bare-lock`` cleans package-lock.json instead.
    """
    root = Path(__file__).resolve().parent.parent
    if arguments == ["--bare-lock"]:
        bare_lock(root / "package-lock.json")
        return 0
    vendor = root / "static" / "vendor"
    try:
        copy(root / "node_modules", vendor)
    except FileNotFoundError as error:
        print(f"error: vendor-missing: {error.filename} is not there: run npm ci first", file=sys.stderr)
        return 1
    absent = missing(vendor)
    for name in absent:
        print(f"error: vendor-missing: static/vendor/{name}", file=sys.stderr)
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
