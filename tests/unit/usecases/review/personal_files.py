"""A review in which a form was submitted with a file of a personal field and the scan of the form."""

from __future__ import annotations

from datetime import date

from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.usecases.attachment_records import Attachment, PageImage, page_image_id
from scoring.usecases.review.drafts import save_draft
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, Campaign, noon, set_up_review, with_personal_papers


def with_files() -> Campaign:
    """Nomination 1 with ``papers`` (personal) and ``sealed``, each with the picture of its page."""
    made = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), text=with_personal_papers())
    unit = made.actor("unit 甲村")
    values = {"nominee": ("甲村党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
    personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
    draft = save_draft(made.ctx, actor=unit, review_id=made.review.id, award=AWARD, values=values | personal)
    for field in ("papers", "sealed"):
        attach(made, draft.id, field)
    made.give("unit 甲村", SubmitNomination(draft.id, draft.revision))
    return made


def attach(made: Campaign, draft: str, field: str, attachment_id: str = "") -> None:
    """A file of one page whose bytes are the name of its field."""
    sha256 = made.ctx.files.keep([field.encode()])
    picture = made.ctx.files.keep([f"page of {field}".encode()])
    with made.ctx.store.write() as uow:
        uow.of(Attachment).put(
            Attachment(
                attachment_id or field, draft, field, "a.pdf", "pdf", "application/pdf", sha256, 6, 1, "ticket:u", 0
            )
        )
        uow.of(PageImage).put(PageImage(page_image_id(sha256, 1), sha256, 1, picture, 4, 1240, 1755))
        uow.commit()
