"""Papers are made beside the server's work: no press of a match waits for a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scoreboard.blueprints.review.desk import ctx
from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.sent import LONG, decode, packed
from scoreboard.server import child, runtime
from scoreboard.web.security import give_turn_back
from scoring.usecases.review.records import NominationText

TOGETHER = 50
"""Texts that are read at a time; then the others go on."""


def word_document(paper: Paper) -> bytes:
    """The paper as a Word document, beside the request; a long one is drawn in a process of its own."""
    give_turn_back()
    return drawn(paper)


def drawn(paper: Paper) -> bytes:
    """The same where no request waits."""
    if len(paper.blocks) < LONG:
        return runtime.offload(docx_of, paper)
    return child.read("paper", f"{paper.name}.docx", runtime.offload(packed, paper), decode)


def texts_by_draft(drafts: Iterable[str]) -> dict[str, NominationText]:
    """The texts of these drafts, by their ids; one that is gone is not in it."""
    wanted = list(drafts)
    found: dict[str, NominationText] = {}
    for start in range(0, len(wanted), TOGETHER):
        found.update(_read(wanted[start : start + TOGETHER]))
        runtime.sleep(0)
    return found


def _read(drafts: Sequence[str]) -> Iterator[tuple[str, NominationText]]:
    with ctx().store.read() as uow:
        texts = uow.of(NominationText).all(id=frozenset(drafts))
    return ((one.id, one) for one in texts)


def off_hub(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, each made beside the server's work."""
    while (piece := runtime.offload(next, pieces, None)) is not None:
        yield piece
