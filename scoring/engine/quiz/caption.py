"""The words of the scene ``text``: whether they were prepared or are cued, one check holds for them."""

from __future__ import annotations

from scoring.engine.errors import Invalid
from scoring.engine.names import tidy

LONGEST_TITLE = 40
LONGEST_TEXT = 240
MOST_LINES = 6
"""More cannot be read from the back row."""


def caption(title: str, text: str) -> tuple[str, str]:
    """The title and the text as they are kept and shown: the title tidy, and so is each line, see ``names.tidy``.

    Raises ``Invalid("text-needed" | "text-too-long" | "too-many-lines")``.
    """
    heading = tidy(title)
    lines = [tidy(line) for line in text.strip().splitlines()]
    whole = "\n".join(lines).strip()
    if not heading:
        raise Invalid("text-needed", field="title")
    for field, said, limit in (("title", heading, LONGEST_TITLE), ("text", whole, LONGEST_TEXT)):
        if len(said) > limit:
            raise Invalid("text-too-long", field=field, limit=limit)
    if whole.count("\n") >= MOST_LINES:
        raise Invalid("too-many-lines", limit=MOST_LINES)
    return heading, whole


def need_no_caption(scene: str, title: str, text: str) -> None:
    """Scenes with words of their own take no others; raises ``Invalid("scene-without-text")``."""
    if title or text:
        raise Invalid("scene-without-text", scene=scene)
