"""What a code that a stranger types costs: ``python -m tests.load.certificate_codes [COMPETITIONS]``.

Processor ms of a code that no certificate has and of one that some certificate has, with one competition on the server
and with many, of which each has 500 certificates.  The first look at a competition after a start folds its ledger.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from scoring.engine.errors import Forbidden
from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.store.migrate import upgrade
from scoring.usecases.competition.commend import certificate_standing
from scoring.usecases.competition.job import codes_in, stream_of
from scoring.usecases.competition.records import CertificateCode
from scoring.usecases.competitions import create_competition
from scoring.usecases.context import Context
from scoring.usecases.states import StateCache
from tests.fakes import fake_context
from tests.registrations import ORGANISER

CERTIFICATES = 500
TRIES = 200


def fill(ctx: Context, no: int) -> str:
    """A competition with its certificates; returns the code of the last."""
    one = create_competition(ctx, actor=ORGANISER, title=f"竞赛{no}")
    codes = [f"{no:04d}A{at:04d}" for at in range(CERTIFICATES)]
    certificates = [
        {"no": at, "code": code, "award": "一等奖", "holder": {"name": f"{at}队", "unit": "单位"}}
        for at, code in enumerate(codes, start=1)
    ]
    said = {"version": 1, "certificates": certificates}
    with ctx.store.write() as uow:
        entry = uow.ledger.append(stream_of(one.id), Draft("certificate.number", said, "account:o", "", "k", "", 1))
        uow.of(CertificateCode).add(codes_in(one.id, (entry,)))
        uow.commit()
    return codes[-1]


def cost(work: Callable[[], object], times: int = TRIES) -> float:
    """Processor ms of each time."""
    begun = time.process_time()
    for _ in range(times):
        with suppress(Forbidden):
            work()
    return round((time.process_time() - begun) * 1000 / times, 2)


def measured(ctx: Context, code: str) -> dict[str, float]:
    """The cost of each kind of code."""
    fresh = replace(ctx, states=StateCache())
    return {
        "first": cost(lambda: certificate_standing(fresh, code), 1),
        "good": cost(lambda: certificate_standing(fresh, code)),
        "wrong": cost(lambda: certificate_standing(fresh, "ABCDEFGHJ")),
    }


def main() -> None:
    """Measure once and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'leitai.db'}"
        upgrade(address, Path(folder) / "files")
        database = Database(address)
        ctx = fake_context(store=database)
        figures = {"1": measured(ctx, fill(ctx, 0))}
        code = [fill(ctx, no) for no in range(1, many)][-1]
        figures[str(many)] = measured(ctx, code)
        database.close()
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
