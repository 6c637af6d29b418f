"""The scripts and style sheets of a page: bundles where there are any, else the files as they are written.

Templates name files of the repository, ``styles(["host"])``, ``page_script("host/main.js")``; what stands in the
page is the bundle.  A bundle's name changes with its content, so a browser never asks for it again, and it lies there
compressed.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, Response, request, send_from_directory
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from scoreboard import bundles, paths
from scoreboard.bundles import Bundles

FOLDER = "bundles/"
"""Under /static/."""

CACHING = (
    ("/static/bundles/manifest.json", "no-cache"),
    ("/static/bundles/", "public, max-age=31536000, immutable"),
    ("/static/vendor/fonts/", "public, max-age=2592000"),
    ("/", "no-cache"),
)
"""Beginning of an address → how long a browser may keep what is there.  Bundles and slices of fonts never change under
their names; everything else is requested anew, and mostly answered 304."""

FORMS = (("br", ".br"), ("gzip", ".gz"))
"""How a browser says that it takes a compressed form, and the file of that form; the smallest first."""

_LINK = Markup('<link rel="{}" href="{}">')
_CLASSIC = Markup('<script src="{}" defer></script>')
_MODULE = Markup('<script type="module" src="{}"></script>')


@cache
def in_tree() -> PageFiles:
    """The files of this tree; looked at once, since bundles are built before a server starts."""
    return PageFiles(bundles.load(paths.root()))


def register(app: Flask, files: PageFiles | None = None) -> None:
    """Give the templates their functions, and serve what is compressed; ``files`` instead of those of this tree."""
    files = files or in_tree()
    app.jinja_env.globals.update(
        styles=files.styles,
        page_script=files.page_script,
        classic_script=files.classic_script,
        fonts=files.fonts,
    )
    plain: Any = app.view_functions["static"]

    def static(filename: str) -> ResponseReturnValue:
        answer: ResponseReturnValue = _compressed(filename) or plain(filename=filename)
        return answer

    app.view_functions["static"] = static


class PageFiles:
    """The tags by which pages name their files."""

    def __init__(self, found: Bundles) -> None:
        self._found = found

    def address(self, name: str) -> str:
        """Where the script of this name under static/js is: of a shared module the shared script."""
        bundle = self._found.scripts.get(name)
        return f"/static/{FOLDER}{bundle}" if bundle else f"/static/js/{name}"

    def page_script(self, name: str) -> Markup:
        """A module and, beside it, the shared script that it imports."""
        tag = _MODULE.format(self.address(name))
        if self._found.shared and name not in bundles.ALONE:
            return _LINK.format("modulepreload", f"/static/{FOLDER}{self._found.shared}") + tag
        return tag

    def classic_script(self, name: str) -> Markup:
        """A script that runs in browsers without modules too."""
        return _CLASSIC.format(self.address(name))

    def styles(self, names: list[str]) -> Markup:
        """These style sheets: one where they were bundled together, else each."""
        return _links("stylesheet", self._sheets(bundles.key_of(names), [f"css/{name}" for name in names]))

    def fonts(self, *faces: str, later: bool = False) -> Markup:
        """The sheets of these fonts; ``later``: once the page has drawn, which the script first/main.js sees to."""
        addresses = [one for face in faces for one in self._sheets(face, [f"vendor/fonts/{face}"])]
        return _links("later" if later else "stylesheet", addresses)

    def _sheets(self, key: str, plain: list[str]) -> list[str]:
        bundle = self._found.sheets.get(key)
        return [f"/static/{FOLDER}{bundle}"] if bundle else [f"/static/{name}.css" for name in plain]


def _links(rel: str, addresses: list[str]) -> Markup:
    return Markup("\n  ").join(_LINK.format(rel, address) for address in addresses)


def caching(path: str) -> str:
    """The value of ``Cache-Control`` for the static file at this address."""
    return next(value for beginning, value in CACHING if path.startswith(beginning))


def _compressed(filename: str) -> Response | None:
    """The answer with a form of the bundle that this browser takes; None where it takes none, or it is no bundle."""
    if not filename.startswith(FOLDER):
        return None
    for coding, suffix in FORMS:
        if request.accept_encodings[coding] and (paths.static() / (filename + suffix)).is_file():
            answer = send_from_directory(str(paths.static()), filename + suffix, mimetype=_kind(filename))
            answer.headers["Content-Encoding"] = coding
            answer.vary.add("Accept-Encoding")
            return answer
    return None


def _kind(filename: str) -> str:
    return "text/css" if filename.endswith(".css") else "text/javascript"
