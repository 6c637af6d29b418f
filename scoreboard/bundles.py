"""The bundles of the pages' scripts and style sheets: what they are made of, whether they are those of this tree, and
how to build them: ``python -m scoreboard.bundles``, into static/bundles.

A page loads one script of its own and one that all pages share, and its style sheets as one.  Templates name the files
of the repository (``page_script("host/main.js")``, ``styles(["host", "chief"])``), and the build reads the names there.
The manifest says which bundle stands for each, with a digest of everything that the bundles were built from.  Where
nothing was built, or a source was changed since, pages load the modules and sheets as they are written.

Standard library only: the build hook loads this file before the package is installed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

TARGET = ("chrome83", "safari14", "firefox78")
"""The oldest browsers that bundles are built for; docs/venue.md names them."""

SHARED = ("static/js/lib/*.js", "static/vendor/preact.js")
"""The modules of the script that all pages share."""

ALONE = ("entry/main.js", "public_live/main.js")
"""Scripts of pages that need little of the shared modules, or that a telephone opens once: they bring it along."""

CLASSIC = ("first/main.js",)
"""Scripts that browsers without modules run too."""

FONTS = ("noto-sans-sc", "source-han-serif")
"""The fonts under static/vendor/fonts, a style sheet each."""

SOURCES = ("static/js/**/*.js", "static/css/*.css", "static/vendor/*.js", "static/vendor/fonts/*.css")
BUILDERS = ("bundles.py", "bundler.js")
"""Beside this module, in a checkout as in a wheel."""

_SCRIPT = re.compile(r"""\bpage_script\("([^"]+)"\)|\bset script = "([^"]+)\"""")
_STYLES = re.compile(r"\bstyles\(\[([^\]]+)\]\)|\bset sheets = \[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Bundles:
    """Which file under static/bundles stands for what a page names; empty where the pages load plain files."""

    shared: str = ""
    scripts: dict[str, str] = field(default_factory=dict)
    """Path under static/js, such as ``host/main.js``, or ``lib/live.js`` for the shared script → file."""
    sheets: dict[str, str] = field(default_factory=dict)
    """Names of style sheets, joined by ``+``, or of a font → file."""


def key_of(names: list[str]) -> str:
    """The name of the style sheet that is made of these."""
    return "+".join(names)


def digest(root: Path) -> str:
    """Of all that the bundles are built from: scripts, sheets, the names in the templates, the builder."""
    seen = sha256(json.dumps(_plan(root), sort_keys=True).encode())
    for path in sorted({path for pattern in SOURCES for path in root.glob(pattern)}):
        seen.update(path.relative_to(root).as_posix().encode())
        seen.update(path.read_bytes())
    for builder in BUILDERS:
        seen.update((Path(__file__).parent / builder).read_bytes())
    return seen.hexdigest()


def load(root: Path) -> Bundles:
    """The bundles under ``root`` (a checkout, or the folder of templates and static in a wheel), if they are there and
    were built from the files that are there now; else none."""
    try:
        found = json.loads((root / "static" / "bundles" / "manifest.json").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return Bundles()
    if found.pop("digest", "") != digest(root):
        return Bundles()
    return Bundles(**found)


def missing(root: Path) -> list[str]:
    """What ``root`` lacks of its bundles, as paths from it; the manifest where they are not those of its files."""
    found = load(root)
    files = {found.shared, *found.scripts.values(), *found.sheets.values()} - {""}
    if not files:
        return ["static/bundles/manifest.json"]
    wanted = [f"static/bundles/{name}{form}" for name in sorted(files) for form in ("", ".gz", ".br")]
    return [name for name in wanted if not (root / name).is_file()]


def build(root: Path, node: str = "node") -> None:
    """Fill static/bundles of this checkout anew.  Raises ``RuntimeError`` with what Node.js says, ``FileNotFoundError``
    where there is none; bundles that were there before stay then."""
    out = root / "static" / "bundles"
    fresh = out.with_name("bundles.new")
    shutil.rmtree(fresh, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        plan.write_text(json.dumps({"root": str(root), **_plan(root)}), "utf-8")
        command = [node, str(root / "scoreboard" / "bundler.js"), str(plan), str(fresh)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  the words are our own
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise RuntimeError(done.stderr.strip())
    manifest = fresh / "manifest.json"
    made = {**json.loads(manifest.read_text("utf-8")), "digest": digest(root)}
    manifest.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def _plan(root: Path) -> dict[str, Any]:
    """What is to be built, by the names that templates use."""
    scripts, sheets = set(ALONE + CLASSIC), {one: [f"static/vendor/fonts/{one}.css"] for one in FONTS}
    for template in sorted((root / "templates").rglob("*.html")):
        text = template.read_text("utf-8")
        scripts |= {one or other for one, other in _SCRIPT.findall(text)}
        for one, other in _STYLES.findall(text):
            names = re.findall(r'"([^"]+)"', one or other)
            sheets[key_of(names)] = [f"static/css/{name}.css" for name in names]
    shared = sorted(path.relative_to(root).as_posix() for pattern in SHARED for path in root.glob(pattern))
    return {
        "target": TARGET,
        "shared": shared,
        "scripts": sorted(scripts - set(ALONE) - set(CLASSIC)),
        "alone": ALONE,
        "classic": CLASSIC,
        "sheets": dict(sorted(sheets.items())),
    }


def main() -> int:
    """Build in this checkout; exit status 1 says why not."""
    root = Path(__file__).resolve().parent.parent
    try:
        build(root, shutil.which("node") or "node")
    except (RuntimeError, FileNotFoundError) as error:
        print(f"error: bundles-not-built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
