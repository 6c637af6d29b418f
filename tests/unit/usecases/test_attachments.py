"""Attached files are kept within what their field takes, and leave nothing behind that names them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.attachments.kinds import Recognised
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment, PageImage, page_image_id
from scoring.usecases.attachments import (
    attachment_of,
    attachments_of,
    check_file_size,
    check_room,
    keep_attachment,
    remove_attachment,
)
from scoring.usecases.context import Context
from scoring.usecases.page_images import check_page, keep_page_images, page_image_of

FIELD = FormField("scan", "推荐表（盖章）", kind="attachment", most=2, files=("pdf", "jpg"), megabytes=5)


def kept(ctx: Context, attachment_id: str = "a1", owner: str = "d1", data: bytes = b"paper") -> Attachment:
    return keep_attachment(
        ctx,
        attachment_id=attachment_id,
        owner=owner,
        field=FIELD,
        name="表/推荐表.PDF",
        found=Recognised("pdf", 3),
        sha256=ctx.files.keep([data]),
        size=len(data),
        by="account:x",
    )


def test_what_is_kept_says_whose_it_is_and_what_its_content_is(ctx: Context) -> None:
    one = kept(ctx)
    assert one == Attachment(
        id="a1", owner="d1", field="scan", name="推荐表.PDF", kind="pdf", mime="application/pdf",
        sha256=ctx.files.keep([b"paper"]), size=5, pages=3, by="account:x", at=ctx.clock.now(),
    )  # fmt: skip
    assert attachment_of(ctx, "a1") == one
    assert attachments_of(ctx, "d1") == (one,)
    assert attachments_of(ctx, "d2") == ()


def test_the_same_id_again_gives_the_first_record(ctx: Context) -> None:
    one = kept(ctx)
    assert kept(ctx, data=b"another") == one
    assert attachments_of(ctx, "d1") == (one,)


def test_a_field_takes_no_more_files_than_it_says(ctx: Context) -> None:
    kept(ctx, "a1")
    check_room(ctx, owner="d1", field=FIELD)
    kept(ctx, "a2")
    for refused in (lambda: check_room(ctx, owner="d1", field=FIELD), lambda: kept(ctx, "a3")):
        with pytest.raises(Refused) as caught:
            refused()
        assert (caught.value.code, caught.value.fields) == ("attachment-full", {"limit": 2})
    kept(ctx, "a3", owner="d2")


def test_a_kind_that_the_field_does_not_take_is_refused(ctx: Context) -> None:
    with pytest.raises(Invalid) as caught:
        keep_attachment(
            ctx, attachment_id="a1", owner="d1", field=FIELD, name="a.mp4", found=Recognised("mp4"), sha256="0" * 64,
            size=5, by="",
        )  # fmt: skip
    assert caught.value.fields == {"name": "a.mp4", "kind": "mp4", "allowed": ["pdf", "jpg"]}
    assert attachments_of(ctx, "d1") == ()


def test_a_file_of_200_megabytes_is_refused_before_anything_arrives() -> None:
    with pytest.raises(Invalid) as caught:
        check_file_size(FIELD, "片.mp4", 200 * 1024 * 1024)
    assert (caught.value.code, caught.value.fields) == ("attachment-too-large", {"name": "片.mp4", "megabytes": 5})
    check_file_size(FIELD, "表.pdf", 5 * 1024 * 1024)
    with pytest.raises(Invalid, match="attachment-empty"):
        check_file_size(FIELD, "表.pdf", 0)


def test_the_pictures_of_pages_go_with_the_last_file_of_these_bytes(ctx: Context) -> None:
    one, _same_bytes = kept(ctx, "a1"), kept(ctx, "a2", owner="d2")
    picture = ctx.files.keep([b"page"])
    image = PageImage(page_image_id(one.sha256, 2), one.sha256, 2, picture, 4, 1240, 1755)
    keep_page_images(ctx, attachment=one, images=[image])
    assert page_image_of(ctx, one, 2) == image
    assert page_image_of(ctx, one, 1) is None
    assert remove_attachment(ctx, attachment_id="a1") == one
    assert page_image_of(ctx, one, 2) == image
    remove_attachment(ctx, attachment_id="a2")
    assert page_image_of(ctx, one, 2) is None
    with pytest.raises(NotFound, match="attachment-unknown"):
        remove_attachment(ctx, attachment_id="a1")


def test_a_picture_that_was_drawn_of_a_file_that_is_gone_is_not_recorded(ctx: Context) -> None:
    one = kept(ctx)
    image = PageImage(page_image_id(one.sha256, 1), one.sha256, 1, ctx.files.keep([b"page"]), 4, 1, 1)
    remove_attachment(ctx, attachment_id="a1")
    keep_page_images(ctx, attachment=one, images=[image])
    with ctx.store.read() as uow:
        assert uow.of(PageImage).all() == ()


def test_a_picture_whose_file_is_missing_is_drawn_again(ctx: Context) -> None:
    one = kept(ctx)
    image = PageImage(page_image_id(one.sha256, 1), one.sha256, 1, "0" * 64, 4, 1, 1)
    keep_page_images(ctx, attachment=one, images=[image])
    assert page_image_of(ctx, one, 1) is None


@pytest.mark.parametrize("page", [-1, 0, 4])
def test_a_page_that_a_file_does_not_have_is_unknown(ctx: Context, page: int) -> None:
    one = kept(ctx)
    check_page(one, 3)
    with pytest.raises(NotFound) as caught:
        check_page(replace(one), page)
    assert caught.value.fields == {"page": page, "pages": 3}
