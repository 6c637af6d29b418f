"""A long paper on its way to a process of its own (``scoreboard.file_reader``), and the Word document on its way back.

Drawn in a thread of the server it would share the interpreter with the presses of a match beside it.
"""

from __future__ import annotations

import base64
import pickle

from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.drawing import docx_of

LONG = 150
"""Blocks of a paper that is drawn in a process of its own: starting one takes as long as drawing these."""


def packed(paper: Paper) -> bytes:
    """The paper as bytes for ``answer``."""
    return pickle.dumps(paper)


def answer(data: bytes) -> str:
    """In the file reader: the Word document of a paper that the server has packed."""
    paper: Paper = pickle.loads(data)  # noqa: S301  from the server itself, never from a file that somebody brought
    return base64.b64encode(docx_of(paper)).decode("ascii")


def decode(answered: str) -> bytes:
    """The document that ``answer`` gave."""
    return base64.b64decode(answered)
