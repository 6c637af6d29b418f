"""Guards of the hall's phones: when they open, close, and are drawn from."""

from __future__ import annotations

import re

from scoring.engine.draw import commitment
from scoring.engine.errors import AlreadyDone, Invalid, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_phones import ClosePhones, DrawPhones, HidePhoneNames, OpenPhones
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.needs import CHOICES
from scoring.engine.quiz.phones import MOST, QUICKEST, HallAnswer, Phones, answers_text, right_ones
from scoring.engine.quiz.score import question_type
from scoring.engine.quiz.setup import Key
from scoring.engine.quiz.state import Item, MatchState

_NUMBER = re.compile(r"\d{1,12}", re.ASCII)


def open_phones(state: MatchState, command: OpenPhones, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "audience")
    if not rule.phones:
        raise Refused("phones-off")
    item = guards.need_item(state, {"reading"})
    if item.phones is not None:
        raise AlreadyDone("phones-opened")
    if question_type(state, item.question) not in CHOICES:
        raise Refused("phones-need-options")
    return {"item": item.no, "until": at + rule.phones * 1000, "digest": commitment(facts.secret)}


def close_phones(state: MatchState, command: ClosePhones, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    item = guards.need_past_item(state, command.item)
    if not need_phones(item).open:
        raise AlreadyDone("phones-closed")
    names = {str(one.no): one.name for one in _first(state, item, facts) if one.name}
    return {"answers": answers_text(facts.hall[:MOST]), "names": names}


def _first(state: MatchState, item: Item, facts: Facts) -> list[HallAnswer]:
    """The quickest right ones by the key of this moment, with their names."""
    key = facts.keys.get(item.question or "")
    if key is None:
        return []
    by_no = {one.no: one for one in facts.hall}
    quick = right_ones(answers_text(facts.hall[:MOST]), key, state.scoring)[:QUICKEST]
    return [by_no[one.no] for one in quick]


def draw_phones(state: MatchState, command: DrawPhones, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    item = guards.need_past_item(state, command.item)
    phones = need_phones(item)
    if phones.open or item.key is None:
        raise WrongStage("phones-not-revealed")
    if phones.number:
        raise AlreadyDone("phones-drawn")
    if not _NUMBER.fullmatch(command.number):
        raise Invalid("phones-number")
    right = right_ones(phones.answers, phones_key(state, item), state.scoring)
    if not right:
        raise Refused("phones-nobody-right")
    if not 1 <= command.winners <= min(QUICKEST, len(right)):
        raise Invalid("phones-winners", most=min(QUICKEST, len(right)))
    if facts.secret and commitment(facts.secret) != phones.digest:
        raise Refused("phones-secret")
    return {"secret": facts.secret}


def hide_names(state: MatchState, command: HidePhoneNames, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if need_phones(guards.need_past_item(state, command.item)).hidden == command.hidden:
        raise AlreadyDone("phones-names-so")
    return {}


def need_phones(item: Item) -> Phones:
    """The phones of an item that they were opened for."""
    if item.phones is None:
        raise WrongStage("phones-not-opened")
    return item.phones


def phones_key(state: MatchState, item: Item) -> Key:
    """The key of an item that was revealed, as it stands."""
    return Key(question_type(state, item.question), item.key or ())  # type: ignore[arg-type]
