"""What every audience is shown of each archived book, entry after entry, as digests.

``python -m tests.books.record`` writes the recordings anew, beside the books: ``NAME.views.json`` of ``NAME.json``.
A book is an export of the product (``leitai match export``).  Books and recordings are only ever added to: a book that
is here is never changed or made anew, for no other one tells what books were once like, and a recording is written anew
only where what people see is meant to change.  ``git diff`` then says for which book, audience, language and entry.

``python -m tests.books.record NAME AUDIENCE LANG SEQ`` prints one view, to be compared with that of another checkout.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from tests.books import product

HERE = Path(__file__).parent
RECORDING = ".views.json"
EVERY = {"zh": 1, "en": 5}
"""After how many entries a view is taken in each language; that of the last entry always is.  English views differ in
their words only, and taking all of them would make the test slow."""

SHORT = 6
"""Hex digits kept of the digest of a view: enough to find the entry where a difference begins."""


def names() -> list[str]:
    """The archived books."""
    return sorted(file.stem for file in HERE.glob("*.json") if not file.name.endswith(RECORDING))


def book_file(name: str) -> bytes:
    """The bytes of an archived book."""
    return (HERE / f"{name}.json").read_bytes()


def book(name: str) -> dict[str, Any]:
    """An archived book."""
    read: dict[str, Any] = json.loads(book_file(name))
    return read


def recording(name: str) -> dict[str, Any]:
    """What was recorded of a book."""
    read: dict[str, Any] = json.loads((HERE / f"{name}{RECORDING}").read_text("utf-8"))
    return read


def record(name: str) -> dict[str, Any]:
    """What the product makes of a book: what ``leitai verify`` finds, digests of papers and of views.

    For each audience and language, ``all`` covers every view taken and ``last`` is the digest of the last one; ``each``
    holds the first digits of every digest, from before the first entry on.
    """
    read = book(name)
    papers = {title: _sha256(text.encode("utf-8")) for title, text in product.papers(read).items()}
    return {"verify": product.outcome(read), "papers": papers, "views": _views(read)}


def _views(read: dict[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, list[str]] = {}
    seats = product.audiences(read)
    for moment in product.moments(read):
        for name, audience in seats.items():
            for lang in product.LANGS:
                if moment.seq in taken(read, lang):
                    view = canonical(moment.view(audience, lang))
                    found.setdefault(f"{name} {lang}", []).append(_sha256(view))
    return {
        who: {
            "all": _sha256("".join(digests).encode("ascii")),
            "last": digests[-1],
            "each": " ".join(one[:SHORT] for one in digests),
        }
        for who, digests in found.items()
    }


def taken(read: dict[str, Any], lang: str) -> list[int]:
    """After which entries the views of a language are taken, in order; 0 is before the first."""
    last = len(read["entries"])
    return sorted({*range(0, last + 1, EVERY[lang]), last})


def canonical(view: Any) -> bytes:
    """Canonical JSON: keys sorted, no spaces, no escapes beyond ASCII's own."""
    return json.dumps(view, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def show(name: str, who: str, lang: str, seq: int) -> str:
    """One view as text."""
    read = book(name)
    moment = next(one for one in product.moments(read) if one.seq == seq)
    view = moment.view(product.audiences(read)[who], lang)
    return json.dumps(view, ensure_ascii=False, sort_keys=True, indent=1)


def main(arguments: list[str]) -> None:
    """Write every recording, or print one view."""
    if arguments:
        name, who, lang, seq = arguments
        print(show(name, who, lang, int(seq)))
        return
    for name in names():
        text = json.dumps(record(name), ensure_ascii=False, indent=1) + "\n"
        (HERE / f"{name}{RECORDING}").write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
