"""The kinds of the end: protests, awards, sign-off, ceremony, certificates."""

from __future__ import annotations

from scoring.engine.competition import apply_commend, commands_commend, decide_ceremony, decide_commend
from scoring.engine.competition.rows import ORGANISER, Rows, row


def _corrects(command: commands_commend.ProposeSignOff) -> bool:
    return command.again


def _despite(command: commands_commend.BeginCeremony | commands_commend.NumberCertificates) -> bool:
    return command.despite


COMMEND: Rows = (
    row(commands_commend.LodgeProtest, decide_commend.lodge, apply_commend.lodged),
    row(commands_commend.AnswerProtest, decide_commend.answer, apply_commend.answered),
    row(commands_commend.NameHolders, decide_commend.name_holders, apply_commend.holders_named, reason=ORGANISER),
    row(commands_commend.OrderTied, decide_commend.order, apply_commend.ordered, reason=ORGANISER),
    row(commands_commend.ProposeSignOff, decide_commend.propose, apply_commend.proposed, reason_if=_corrects),
    row(commands_commend.ConfirmSignOff, decide_commend.confirm, apply_commend.confirmed),
    row(commands_commend.BeginCeremony, decide_ceremony.begin, apply_commend.begun, reason_if=_despite),
    row(commands_commend.CallNext, decide_ceremony.call_next, apply_commend.called),
    row(commands_commend.CallBack, decide_ceremony.call_back, apply_commend.called_back),
    row(commands_commend.EndCeremony, decide_ceremony.end, apply_commend.ended),
    row(commands_commend.NumberCertificates, decide_ceremony.number, apply_commend.numbered, reason_if=_despite),
    row(commands_commend.PrintCertificates, decide_ceremony.print_certificates, apply_commend.printed),
    row(commands_commend.HandCertificate, decide_ceremony.hand, apply_commend.handed),
    row(commands_commend.RevokeCertificate, decide_ceremony.revoke, apply_commend.revoked, reason=ORGANISER),
)
