"""The code by which people compare a ledger that was carried elsewhere with the one it came from."""

from __future__ import annotations

from scoring.engine.quiz.check_code import check_code
from scoring.usecases.context import Context


def code_of_ledger(ctx: Context, stream: str) -> str:
    """The check code of the last entry of the stream: that of an archive that is exported now; "" without entries."""
    with ctx.store.read() as uow:
        head = uow.ledger.head(stream)
        last = uow.ledger.read(stream, head - 1) if head else ()
    return check_code(last[-1].hash) if last else ""
