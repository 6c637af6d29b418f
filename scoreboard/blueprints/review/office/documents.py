"""The documents of a department's answer, a finding or a decision on the pages of the desks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask.blueprints import BlueprintSetupState

from scoreboard.blueprints.review.brought_forms import body_limit
from scoreboard.blueprints.review.desk import ctx
from scoreboard.blueprints.review.office.desk import bp, key_again
from scoreboard.web.security import limit_body
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.brought import DOCUMENTS, OF_OBJECTION, document_in, owner_of_document

LIMITS = {
    "review_office.sign_off": body_limit({"sign_off": DOCUMENTS["sign_off"]}, "office"),
    "review_office.finding": body_limit({"finding": DOCUMENTS["finding"]}, "office"),
    "review_office.take_from_paper": body_limit(OF_OBJECTION, "office"),
    "review_decisions.record": body_limit({"decision": DOCUMENTS["decision"]}, "office", "approver"),
}


@bp.record
def _set_up(state: BlueprintSetupState) -> None:
    for endpoint, limit in LIMITS.items():
        limit_body(cast(Any, state.app), endpoint, limit)


class Brought:
    """What the forms of a page bring, and the documents that it links to."""

    def __init__(self, review: str, error: Mapping[str, Any] | None) -> None:
        self._review, self._error = review, error

    def key(self, *, same: bool) -> str:
        """The key of a form: once more the same where this form came back."""
        return key_again(self._error, same=same)

    def owner(self, key: str) -> str:
        """The owner of the document of this form."""
        return owner_of_document(self._review, key)

    def field(self, what: str) -> FormField:
        """What the form takes."""
        return DOCUMENTS[what]

    def held(self, key: str) -> Sequence[Attachment]:
        """What the form has brought already."""
        return attachments_of(ctx(), self.owner(key))

    def document(self, sha256: str, what: str) -> Attachment | None:
        """The document that an entry names; None for none, and for one that is not here."""
        if not sha256:
            return None
        with ctx().store.read() as uow:
            return document_in(uow, self._review, sha256, what)
