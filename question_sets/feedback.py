"""What a source says to those who gave one answer: a line of the explanation, as a match explains a question once."""

from __future__ import annotations

from collections.abc import Sequence


def with_feedback(explanation: str, said: Sequence[tuple[str, str]]) -> str:
    """The explanation, then a line for each answer (its letter, or itself) that has something said about it."""
    lines = (f"{answer}：{text}" if answer else text for answer, text in said if text)
    return "\n".join(filter(None, (explanation, *lines)))
