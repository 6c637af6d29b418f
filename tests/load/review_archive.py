"""How much memory an archive of 2 GB takes: ``python -m tests.load.review_archive [MEGABYTES_OF_EACH_FILE]``.

A review in a database file has ten files of 50 MB attached to each of four nominations; the temporary folder must have
room for twice as much.  The archive is written in the pieces that the server sends, then read as by ``leitai verify``.
Printed are the seconds, and by how much the peak of memory grew over what was in use before.  Nothing is asserted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from scoreboard import config, wiring
from scoreboard.exports.review_archive import archive_pieces, parts_of
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.store.migrate import upgrade
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.archive import archive_source
from scoring.usecases.review.drafts import save_draft
from tests.fakes import FakeClock
from tests.reviews import AWARD, UNITS, Campaign, noon, set_up_review

MEGABYTE = 1024 * 1024
FILES = 10


def main(megabytes: int) -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"LEITAI_DATA": f"{folder}/data", "LEITAI_ASYNC_MODE": "threading"})
        upgrade(settings.database, settings.files)
        ctx = replace(wiring.build(settings).ctx, clock=FakeClock(noon(date(2012, 5, 7))))
        campaign = set_up_review(ctx)
        for no, unit in enumerate(UNITS):
            _nominate(campaign, unit, [_matter(no * FILES + one, megabytes) for one in range(FILES)])
        archive = Path(folder) / "archive.zip"
        with measured("written"), archive.open("wb") as out:
            source = archive_source(ctx, actor=LOCAL, review_id=campaign.review.id)
            for piece in archive_pieces(parts_of(source), source, ctx.files):
                out.write(piece)
        print(f"{archive.stat().st_size / MEGABYTE:.0f} MB")
        with measured("verified"):
            file = ArchiveFile(archive)
            assert file.differences() == ()
            assert check_archive(file.read()) == ()
            file.close()


def _nominate(campaign: Campaign, unit: str, files: list[Iterator[bytes]]) -> None:
    """A nomination with these files."""
    ctx, actor, review = campaign.ctx, campaign.actor(f"unit {unit}"), campaign.review.id
    values = {"nominee": (f"{unit}党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
    personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
    draft = save_draft(ctx, actor=actor, review_id=review, award=AWARD, values=values | personal)
    for no, parts in enumerate(files):
        sha256 = ctx.files.keep(parts)
        size = ctx.files.size(sha256) or 0
        with ctx.store.write() as uow:
            one = Attachment(
                f"{draft.id}-{no}", draft.id, "papers", f"事迹片{no}.mp4", "mp4", "video/mp4", sha256, size, 0,
                actor.id, ctx.clock.now(),
            )  # fmt: skip
            uow.of(Attachment).put(one)
            uow.commit()
    campaign.give(f"unit {unit}", SubmitNomination(draft.id, draft.revision))


def _matter(seed: int, megabytes: int) -> Iterator[bytes]:
    """So many MB that no packer makes smaller."""
    chance = Random(seed)
    return (chance.randbytes(MEGABYTE) for _ in range(megabytes))


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Print how long it takes, and how much more memory than before."""
    before, begun, processor = _used("VmRSS"), time.perf_counter(), time.process_time()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    yield
    grown, spent = _used("VmHWM") - before, time.process_time() - processor
    print(f"{name}: {time.perf_counter() - begun:.1f} s, processor {spent:.1f} s, memory {grown:+.0f} MB", flush=True)


def _used(what: str) -> float:
    """Memory of this process in MB: ``VmRSS`` now, ``VmHWM`` at its peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
