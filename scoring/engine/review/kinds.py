"""Every kind of command of a review, a row each (see ``engine.kinds``).

To add a kind, write its class (``commands_*``), its guard (``decide_*``), its effect (``apply_*``) and a row here.  For
a judge's marks all three are in ``panel``, and the row says for which nomination they are.  Nothing in a review is
undone: months pass between its steps, and people have acted on each.  A later entry corrects an earlier one.

What is not ``private`` is what the hall sees: the rules, the screen, the reveal.  Of all else, how often it happened is
no business of those who only watch.
"""

from __future__ import annotations

from typing import get_args

from scoring.engine.actors import ReviewRole, Role
from scoring.engine.kinds import Kind, by_name, private
from scoring.engine.panel import apply, commands, decide
from scoring.engine.review import (
    apply_after,
    apply_decision,
    apply_judging,
    apply_nomination,
    chairs,
    commands_after,
    commands_decision,
    commands_judging,
    commands_nomination,
    decide_after,
    decide_decision,
    decide_judging,
    decide_nomination,
    paper,
)
from scoring.engine.review.apply_judging import in_sitting
from scoring.engine.review.chairs import led
from scoring.engine.review.decide_judging import on_subject
from scoring.engine.review.paper import or_held
from scoring.engine.review.state import ReviewState

ALL: frozenset[Role] = frozenset(get_args(ReviewRole))
ORGANISER: frozenset[Role] = frozenset({"organiser"})
OFFICE: frozenset[Role] = frozenset({"office"})
OFFICES: frozenset[Role] = frozenset({"office", "clerk"})
UNIT: frozenset[Role] = frozenset({"unit"})
ENDORSER: frozenset[Role] = frozenset({"endorser"})
JUDGE: frozenset[Role] = frozenset({"judge"})
CHAIR: frozenset[Role] = frozenset({"chair"})
APPROVER: frozenset[Role] = frozenset({"approver"})
HOST: frozenset[Role] = frozenset({"host"})
PUBLIC: frozenset[Role] = frozenset({"public"})
SYSTEM: frozenset[Role] = frozenset({"system"})

KINDS: dict[str, Kind[ReviewState]] = by_name(
    Kind(
        commands_nomination.OpenReview,
        decide_nomination.open_review,
        apply_nomination.open_review,
        ORGANISER | OFFICE,
        undo="kept",
    ),
    Kind(
        commands_nomination.NewEdition,
        decide_nomination.new_edition,
        apply_nomination.new_edition,
        ORGANISER | OFFICE,
        reason=ALL,
        undo="kept",
    ),
    Kind(
        commands_nomination.SubmitNomination,
        decide_nomination.submit,
        or_held(apply_nomination.submitted),
        UNIT | OFFICES,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_nomination.WithdrawNomination,
        decide_nomination.withdraw,
        apply_nomination.withdrawn,
        UNIT | OFFICE,
        reason=ALL,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_nomination.Endorse,
        decide_nomination.endorse,
        or_held(apply_nomination.endorsed),
        UNIT | ENDORSER | OFFICES,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_nomination.OrderOwn,
        decide_nomination.order_own,
        apply_nomination.ordered,
        ENDORSER,
        undo="kept",
        private=private,
    ),
    Kind(commands_nomination.Vet, decide_nomination.vet, apply_nomination.vetted, OFFICE, undo="kept", private=private),
    Kind(
        commands_nomination.SignOffNomination,
        decide_nomination.sign_off,
        apply_nomination.signed_off,
        OFFICES,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_nomination.RecordFinding,
        decide_nomination.record_finding,
        apply_nomination.found,
        OFFICES,
        undo="kept",
        private=private,
    ),
    Kind(commands_nomination.ConfirmPaper, paper.confirm, paper.confirmed, OFFICES, undo="kept", private=private),
    Kind(
        commands_judging.SignPledge,
        decide_judging.sign_pledge,
        apply_judging.pledged,
        JUDGE,
        undo="kept",
        private=private,
        lane="pledge",
    ),
    Kind(
        commands_judging.OpenJudging,
        led(decide_judging.open_judging),
        apply_judging.open_judging,
        OFFICE | CHAIR,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_judging.JoinJudges,
        led(decide_judging.join_judges),
        apply_judging.join_judges,
        OFFICE | CHAIR,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_judging.RecuseChair,
        chairs.recuse_chair,
        apply_judging.recuse_chair,
        OFFICE | CHAIR,
        reason=ALL,
        undo="kept",
        private=private,
    ),
    Kind(
        commands.EnterMark,
        on_subject(decide.enter),
        in_sitting(apply.entered),
        JUDGE,
        undo="kept",
        private=private,
        lane="mark",
        newest=True,
    ),
    Kind(
        commands.WithdrawMark,
        on_subject(decide.withdraw),
        in_sitting(apply.withdrawn),
        JUDGE,
        undo="kept",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.AbstainMark,
        led(on_subject(decide.abstain)),
        in_sitting(apply.abstained),
        JUDGE | CHAIR,
        reason=CHAIR,
        undo="kept",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.RecuseJudge,
        led(on_subject(decide.recuse)),
        in_sitting(apply.recused),
        JUDGE | CHAIR | OFFICE,
        reason=ALL,
        undo="kept",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.LiftRecusal,
        led(decide_judging.lift_recusal),
        in_sitting(apply.lifted),
        CHAIR,
        reason=ALL,
        undo="kept",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.CopyMark,
        led(on_subject(decide.copy)),
        in_sitting(apply.copied),
        CHAIR | OFFICES,
        undo="kept",
        private=private,
    ),
    Kind(
        commands.AskCorrection,
        led(decide_judging.ask_correction),
        in_sitting(apply.asked),
        JUDGE | CHAIR | OFFICE,
        reason=ALL,
        undo="kept",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.DecideMark,
        led(decide_judging.decide_mark),
        in_sitting(apply.decided),
        CHAIR | OFFICES,
        reason=ALL,
        undo="kept",
        private=apply_judging.not_shown,
    ),
    Kind(
        commands_judging.DrawOrder,
        led(decide_judging.draw_order),
        apply_judging.draw_order,
        OFFICE | CHAIR | HOST,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_judging.LockJudging,
        led(decide_judging.lock_judging),
        apply_judging.lock_judging,
        CHAIR,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_judging.FixShortlist,
        led(decide_judging.fix_shortlist),
        apply_judging.fix_shortlist,
        CHAIR | OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.OpenNotice,
        decide_decision.open_notice,
        apply_decision.open_notice,
        OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.TakeObjection,
        decide_decision.take_objection,
        apply_decision.take_objection,
        OFFICE | PUBLIC,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.AdmitObjection,
        decide_decision.admit_objection,
        apply_decision.admit_objection,
        OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.CloseObjection,
        decide_decision.close_objection,
        apply_decision.close_objection,
        OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.FillVacancy,
        led(decide_decision.fill_vacancy),
        apply_decision.fill_vacancy,
        OFFICE | CHAIR,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.RecordDecision,
        decide_decision.record_decision,
        apply_decision.record_decision,
        APPROVER | OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.PublishResult,
        decide_decision.publish_result,
        apply_decision.publish_result,
        APPROVER | OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_decision.PutForward,
        decide_decision.put_forward,
        apply_decision.put_forward,
        APPROVER | OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(
        commands_after.RevokeAward,
        decide_after.revoke_award,
        apply_after.revoke_award,
        APPROVER | OFFICE,
        undo="kept",
        private=private,
    ),
    Kind(commands_decision.CueScreen, decide_decision.cue_screen, apply_decision.cue_screen, HOST, undo="kept"),
    Kind(commands_decision.BeginReveal, decide_decision.begin_reveal, apply_decision.begin_reveal, HOST, undo="kept"),
    Kind(commands_decision.RevealNext, decide_decision.reveal_next, apply_decision.reveal_next, HOST, undo="kept"),
    Kind(commands_decision.RevealBack, decide_decision.reveal_back, apply_decision.reveal_back, HOST, undo="kept"),
    Kind(commands_decision.EndReveal, decide_decision.end_reveal, apply_decision.end_reveal, HOST, undo="kept"),
    Kind(
        commands_decision.DeletePersonal,
        decide_decision.delete_personal,
        apply_decision.delete_personal,
        SYSTEM,
        undo="kept",
        private=private,
    ),
)
"""A unit and a level act only for their own organisation, a judge only for the judge's own mark sheet."""
