"""Where the views of a match come from: one read of the store, one fold, and from it the view of every audience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.seat_names import seat_name
from scoreboard.i18n.titles import titles_in
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.quiz.audience import Audience, MatchInfo, Questions
from scoreboard.presenters.quiz.face import Face, as_cued_before
from scoreboard.presenters.quiz.log import LAST
from scoreboard.presenters.quiz.present import AnyView, present
from scoreboard.presenters.quiz.views import LowerThirdPart
from scoreboard.presenters.quiz.withdrawn import withdrawn_warnings
from scoreboard.presenters.warnings import clock_warnings, screen_warnings
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.ledger import Entry
from scoring.engine.quiz.rule_sheet import Round
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.setup import Contestant, Team
from scoring.engine.quiz.state import MatchState
from scoring.usecases import records
from scoring.usecases.competition.seen import left_items, withdrawn_from
from scoring.usecases.context import Context
from scoring.usecases.faces import event_face, match_face
from scoring.usecases.guards import get_match, get_rule_sheet
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.programs.records import AccessToken
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.quiz.missing import Missing
from scoring.usecases.quiz.readiness import find_missing
from scoring.usecases.records import Account, Competition, Match, Ticket


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the views of one match at one moment are made of."""

    info: MatchInfo
    state: MatchState
    questions: Questions
    log: Sequence[Entry]
    tickets: Sequence[Ticket]
    """Revoked ones too: what they gave stays in the log under their name."""
    accounts: Sequence[Account]
    tokens: Sequence[AccessToken] = ()
    missing: Sequence[Missing] = ()
    """What keeps the match from opening; nothing once it is open."""
    withdrawn: frozenset[str] = frozenset()
    """Questions that were withdrawn from its competition."""
    lower_third: LowerThirdPart | None = None
    """The lower third that is on air."""


ConnectionTable = Callable[[Sequence[Ticket], int], list[PresencePart]]
"""Gives the seats of these tickets and how they are connected at a time in ms since the epoch."""


class Source:
    """Builds views.  ``epoch`` names this life of the server; ``connections`` knows which seats are connected,
    ``lower_third`` the lower third of a stream."""

    def __init__(
        self,
        ctx: Context,
        epoch: str,
        connections: ConnectionTable,
        lower_third: Callable[[str], LowerThirdPart | None] = lambda stream: None,
    ) -> None:
        self._ctx = ctx
        self._connections = connections
        self._lower_third = lower_third
        self.epoch = epoch

    def snapshot(self, match_id: str) -> Snapshot:
        """The match as it stands; raises ``NotFound("match-unknown")``."""
        with self._ctx.store.read() as uow:
            match = get_match(uow, match_id)
            stream = stream_of(match_id)
            state = self._ctx.states.state(MATCH, uow.ledger, stream)
            unopened = state.phase == "setup"
            teams = _registered(uow, match_id) if unopened else ()
            planned = _planned(uow, match) if unopened else ()
            face = _face(uow, match, state)
            return Snapshot(
                info=MatchInfo.of(match, uow.of(Competition).get(match.competition), teams, planned, face),
                state=state,
                questions=self._ctx.contents.of(uow, match),
                log=tuple(uow.ledger.read(stream, after=max(0, state.seq - LAST))),
                tickets=uow.of(Ticket).all(match=match_id),
                accounts=uow.of(Account).all(),
                tokens=uow.of(AccessToken).all(),
                missing=find_missing(self._ctx, uow, match) if unopened else (),
                withdrawn=withdrawn_from(self._ctx, uow, match.competition),
                lower_third=self._lower_third(stream),
            )

    def view(self, at: Snapshot, audience: Audience, lang: str, now: int | None = None) -> AnyView:
        """The view of one audience; ``now``: as it was at another moment, ms since the epoch."""
        now = max(self._ctx.clock.now(), at.state.at) if now is None else now
        say = saying(lang, titles_in(at.state.rule_sheet))
        shown = at.tickets if audience.screens else ()
        named = [replace(ticket, label=seat_name(ticket.role, ticket.label, say)) for ticket in shown]
        seats = self._connections([t for t in named if not t.revoked_at], now) if audience.screens else []
        warnings = [
            *clock_warnings(self._ctx.clock.behind(), say),
            *withdrawn_warnings(left_items(at.state, at.withdrawn), say),
            *screen_warnings(seats, say),
        ]
        return present(
            at.info,
            at.state,
            at.questions,
            audience,
            now=now,
            lang=lang,
            epoch=self.epoch,
            log=at.log,
            labels=_labels(named, at.accounts, at.tokens),
            missing=at.missing,
            presence=seats,
            warnings=warnings,
            lower_third=at.lower_third,
        )


def _labels(
    tickets: Sequence[Ticket], accounts: Sequence[Account], tokens: Sequence[AccessToken] = ()
) -> dict[str, str]:
    """Who gave an entry, by the actor's id in the ledger."""
    return (
        {f"ticket:{ticket.id}": ticket.label for ticket in tickets}
        | {f"account:{account.id}": account.name for account in accounts}
        | {f"token:{token.id}": token.name for token in tokens}
    )


def _face(uow: UnitOfWork, match: Match, state: MatchState) -> Face:
    """The face of the match; with the pictures of its teams while 亮相 shows them."""
    face = Face(event_face(uow, match.competition), match_face(uow, match.id))
    if as_cued_before(state, face).scene != "teams":
        return face
    teams = uow.of(records.Team).all(match=match.id)
    return replace(face, pictures=tuple((team.id, team.picture) for team in teams if team.picture))


def _planned(uow: UnitOfWork, match: Match) -> tuple[Round, ...]:
    """The rounds of the rule sheet that the match would be opened with; none while the rule sheet is faulty."""
    try:
        return read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text).rounds
    except FaultyRuleSheet:
        return ()


def _registered(uow: UnitOfWork, match_id: str) -> tuple[Team, ...]:
    """The teams before they are frozen into the ledger."""
    return tuple(
        Team(
            team.id,
            team.name,
            team.station,
            organisation=team.organisation,
            carried=team.carried,
            contestants=tuple(Contestant(c.id, c.name, c.seat) for c in uow.of(records.Contestant).all(team=team.id)),
        )
        for team in uow.of(records.Team).all(match=match_id)
    )
