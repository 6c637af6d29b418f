"""证书 of one match: a page for each winner of its awards, from the locked result."""

from __future__ import annotations

from collections.abc import Iterator

from scoreboard.exports.papers import certificate_template
from scoreboard.exports.papers.certificates import EventCertificate, certificates_docx
from scoreboard.exports.papers.event_given import rank_text
from scoreboard.exports.papers.match_given import MatchGiven
from scoreboard.exports.papers.match_result import won_by
from scoreboard.exports.papers.words import day_of, word
from scoring.engine.errors import Refused, WrongStage


def match_certificates(given: MatchGiven) -> bytes:
    """A Word document.  There is no number and no code on them: of a single match nobody keeps a register.

    Raises ``WrongStage("paper-before-lock")``, ``Refused("certificates-none")`` where nobody has an award, and as
    ``certificates_docx``.
    """
    if given.result is None or not given.result.locked:
        raise WrongStage("paper-before-lock", match=given.name)
    listed = [*_of_teams(given), *_of_players(given)]
    if not listed:
        raise Refused("certificates-none", match=given.name)
    template = certificate_template.template(given.lang, event=True, registered=False)
    return certificates_docx(listed, template, given.lang)


def _of_teams(given: MatchGiven) -> Iterator[EventCertificate]:
    assert given.result is not None
    teams = {one.name: one for one in given.teams}
    rank_of = {str(row[2]): (int(str(row[0])), bool(row[1])) for row in given.result.table.rows if row[0] != ""}
    for award, names in won_by(given).items():
        for name in names:
            team, (rank, tied) = teams[name], rank_of[name]
            members = () if team.members == (name,) else team.members
            listed = word(given.lang, "review.between").join(members)
            yield _one(given, name, team.unit, award, listed, rank_text(rank, tied, given.lang))


def _of_players(given: MatchGiven) -> Iterator[EventCertificate]:
    assert given.result is not None
    for row in given.result.players.rows if given.result.players is not None else ():
        if row[-1]:
            yield _one(given, str(row[2]), str(row[3]), str(row[-1]))


def _one(given: MatchGiven, name: str, unit: str, award: str, members: str = "", rank: str = "") -> EventCertificate:
    dated = day_of(given.dated, given.lang) if given.dated is not None else ""
    organiser = given.signed[0] if given.signed else given.organiser
    return EventCertificate(name, unit, award, given.name, organiser, dated, members=members, rank=rank)
