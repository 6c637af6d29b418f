"""How long a bank of 20,000 lines takes: ``python -m tests.load.question_bank``.

Prints the seconds of processor time for the bank as text and as a Word document, whole and for the line reader alone,
beside the peer: a table of the same questions.  Nothing is asserted about time, but all three must give
the same questions.
"""

from __future__ import annotations

import io
import json
import random
import time

import docx

from question_sets import ImportReport, read_set
from question_sets.bank import read_text_bank
from tests.load.small_figures import SIGNS
from tests.unit.question_sets.builders import HEAD, text_table

QUESTIONS = 3334
"""Of six lines each."""


def main() -> None:
    """Measure once and print."""
    chance = random.Random(5)
    stems = ["".join(chance.choices(SIGNS, k=30)) for _ in range(QUESTIONS)]
    rows = [("单选", f"{stem}（  ）", stem[:4], stem[4:8], stem[8:12], stem[12:16], "B", "略") for stem in stems]
    lines = ["一、单项选择题"]
    for number, (_, stem, a, b, c, d, key, why) in enumerate(rows, start=1):
        lines += [f"{number}．{stem}", f"A．{a}　B．{b}", f"C．{c}　D．{d}", f"答案：{key}", f"解析：{why}", ""]
    text = "\n".join(lines).encode()
    files = {"table": ("a.csv", text_table((HEAD, *rows))), "text": ("a.txt", text), "word": ("a.docx", word(lines))}
    found: dict[str, float] = {}
    read: dict[str, ImportReport] = {}
    for name, (file, data) in files.items():
        begun = time.process_time()
        read[name] = read_set(file, data)
        found[name] = round(time.process_time() - begun, 2)
    begun = time.process_time()
    read_text_bank("a.txt", text)
    found["lines alone"] = round(time.process_time() - begun, 2)
    assert len(read["table"].questions) == QUESTIONS
    assert read["text"].questions == read["table"].questions == read["word"].questions
    print(json.dumps({"lines": len(lines), "seconds": found}))


def word(lines: list[str]) -> bytes:
    """The lines as paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
