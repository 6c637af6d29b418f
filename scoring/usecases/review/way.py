"""The way of a nomination through the register: which organisation gives the opinion of which level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.engine.errors import NotFound
from scoring.engine.review.campaign import Level
from scoring.engine.review.nomination import WayStep
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation


def chain_of(uow: UnitOfWork, organisation_id: str) -> Iterator[Organisation]:
    """An organisation, then the one above it, and so on; raises ``NotFound("organisation-unknown")``.  The register
    lets no circle in."""
    while organisation_id:
        found = uow.of(Organisation).get(organisation_id)
        if found is None:
            raise NotFound("organisation-unknown", organisation=organisation_id)
        yield found
        organisation_id = found.superior


def way_of(levels: Sequence[Level], chain: Sequence[Organisation]) -> tuple[WayStep, ...]:
    """The unit itself is the first level, the organisation above it the second, and so on, as far as both reach."""
    return tuple(WayStep(level.id, one.id, one.name) for level, one in zip(levels, chain, strict=False))
