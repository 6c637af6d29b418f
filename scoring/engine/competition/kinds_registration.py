"""The kinds of registration."""

from __future__ import annotations

from scoring.engine.competition import apply, commands, decide
from scoring.engine.competition.rows import ORGANISER, REGISTRANT, SYSTEM, Rows, row


def _says_why(command: commands.Decide) -> bool:
    return command.outcome != "approve"


REGISTRATION: Rows = (
    row(commands.OpenRegistration, decide.open_registration, apply.rules_set),
    row(commands.ChangeRules, decide.change_rules, apply.rules_set, reason=ORGANISER),
    row(commands.Submit, decide.submit, apply.submitted, REGISTRANT),
    row(commands.EnterTeams, decide.enter, apply.entered),
    row(commands.Withdraw, decide.withdraw, apply.withdrawn, REGISTRANT | ORGANISER, reason=ORGANISER),
    row(commands.Decide, decide.decide, apply.decided, reason_if=_says_why),
    row(commands.Admit, decide.admit, apply.admitted),
    row(commands.ChangeLink, decide.change_link, apply.link_changed),
    row(commands.LookAtContacts, decide.look, apply.looked),
    row(commands.EraseContacts, decide.erase, apply.erased, SYSTEM),
)
