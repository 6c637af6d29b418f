"""The question bank: readers of the tables that people have, checks, coverage of a rule sheet, built-in sets.

    read_set(name, data)        a dry run over a file: an ImportReport with every row
    coverage(questions, sheet)  what a rule sheet needs and what the set has
    allocate(questions, …)      pools of a match without overlap
    builtin_sets()              the sets that come with the package

No web, no database: bytes and values in, values out.
"""

from question_sets.importing import read_set
from question_sets.model import ImportReport, MediaItem, ReadQuestion, RowReport

__all__ = ["ImportReport", "MediaItem", "ReadQuestion", "RowReport", "read_set"]
