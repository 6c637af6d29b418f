"""The phones of the hall on an item, as far as the (already concealed) state goes."""

from __future__ import annotations

from scoreboard.presenters.quiz.conceal import is_revealed
from scoreboard.presenters.quiz.parts import HallPhonesPart
from scoring.engine.quiz.decide_phones import phones_key
from scoring.engine.quiz.phones import QUICKEST, Phones, chosen, drawn, right_ones
from scoring.engine.quiz.state import Item, MatchState


def phones_part(state: MatchState, item: Item, phones: Phones) -> HallPhonesPart:
    """What a view has of them: before the reveal no more than how many answered, and the hash of their list."""
    shown = is_revealed(item) and not phones.open
    part: HallPhonesPart = {
        "state": "shown" if shown else "open" if phones.open else "closed",
        "at": phones.at,
        "until": phones.until,
        "digest": phones.digest,
        "hidden": phones.hidden,
    }
    if not phones.open:
        part["given"], part["list"] = phones.given, phones.list
    if not shown:
        return part
    key = phones_key(state, item)
    right = right_ones(phones.answers, key, state.scoring)
    part["right"], part["chosen"] = len(right), chosen(phones.answers)
    part["quickest"] = [
        {"no": one.no, "name": "" if phones.hidden else phones.names.get(one.no, ""), "ms": one.ms}
        for one in right[:QUICKEST]
    ]
    if phones.number:
        winners = list(drawn(phones, key, state.scoring))
        part["draw"] = {"number": phones.number, "secret": phones.secret, "winners": winners}
    return part
