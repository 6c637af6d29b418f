"""The table in which the audience panel's counts are filled in, and which is read back as it is."""

from __future__ import annotations

from scoreboard.exports.tables import Table, Worksheet, xlsx
from scoreboard.presenters.quiz.counts import CountsPart
from scoreboard.presenters.say import Say


def counts_workbook(part: CountsPart, say: Say) -> bytes:
    """A row for each entry, with what is confirmed already."""
    fields = ["station", "entry", *(("votes", "cast") if "average" not in part.ways else ())]
    fields += ["average"] if "average" in part.ways else []
    fields += ["votes", "cast"] if part.ways >= {"average", "votes"} else []
    rows = [
        [
            {"station": str(one.station), "entry": one.name, "votes": say("counts.none") if one.none else one.votes,
             "cast": one.cast, "average": one.average}[field]
            for field in fields
        ]
        for one in part.lines
    ]  # fmt: skip
    head = [say(f"counts.field.{field}") for field in fields]
    return xlsx(Worksheet("", Table.of(say("counts.title"), head, rows, note=say("counts.table_note"))))
