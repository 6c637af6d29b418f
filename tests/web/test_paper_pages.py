"""The print page of an award review's papers: the same blocks as the Word document."""

from __future__ import annotations

import re

import pytest
from flask import Flask, render_template

from scoreboard.exports.papers import page
from scoreboard.exports.papers.blocks import Cell, Grid, Letterhead, Paper, joined
from scoreboard.web.page_files import in_tree
from tests.conftest import Browser
from tests.unit.exports.papers.samples import every_paper, star_form

SOURCE = '{% from "papers/blocks.html" import blocks %}{{ blocks(parts, lang, date_line) }}'


def drawn(app: Flask, name: str) -> str:
    """The blocks of a paper as HTML, without what lies between them."""
    paper = joined([star_form("<b>第一行</b>\n  第二行")] * 2) if name == "forms" else every_paper()[name]
    with app.test_request_context("/"):
        made = app.jinja_env.from_string(SOURCE).render(
            parts=page.kinds(paper), lang=paper.lang, date_line=page.date_line
        )
    return re.sub(r">\s+<", "><", made)


@pytest.mark.parametrize("name", sorted(every_paper()))
def test_every_block_of_a_paper_is_drawn(app: Flask, name: str) -> None:
    assert every_paper()[name].name.replace("附件4 ", "").split("“")[0] in drawn(app, name)


def test_a_form_has_its_heading_once_a_page_its_pairs_and_its_empty_boxes(app: Flask) -> None:
    made = drawn(app, "forms")
    assert made.count('<thead><tr><th scope="row">推荐明星</th><td colspan="3">张䶮</td></tr></thead>') == 2
    assert '<th scope="row">联系人</th><td>李四</td><th scope="row">手机号码</th><td>10000000000</td>' in made
    assert "<p>（盖章）</p><p>年　　月　　日</p>" in made
    assert '<hr class="paper-new-page">' in made


def test_an_award_a_unit_or_a_name_of_three_signs_is_not_broken_in_a_table(app: Flask) -> None:
    grid = Grid(("代表队", "奖项"), ((Cell("甲单位代表队"), Cell("一等奖")),))
    with app.test_request_context("/"):
        made = app.jinja_env.from_string(SOURCE).render(parts=page.kinds(Paper("成绩单", (grid,), "zh")))
    assert '<td>甲单位代表队</td><td class="paper-short">一等奖</td>' in made


@pytest.mark.parametrize(
    ("by", "size"),
    [
        ("甲市", ""),
        ("甲市创建学习型党组织领导小组", "-long"),
        ("甲市创建学习型党组织活动工作领导小组办公室", "-longest"),
    ],
)
def test_a_long_red_head_is_set_smaller_and_not_broken_within_a_word(app: Flask, by: str, size: str) -> None:
    head = Letterhead(f"{by}文件", "甲发〔2026〕8号")
    with app.test_request_context("/"):
        made = app.jinja_env.from_string(SOURCE).render(parts=page.kinds(Paper("决定", (head,), "zh")))
    assert re.findall(r'class="paper-letterhead(?: paper-letterhead)?([^"]*)"', made) == [size]


def test_what_was_typed_is_text_and_nothing_else(app: Flask) -> None:
    assert "&lt;b&gt;第一行&lt;/b&gt;<br>  第二行" in drawn(app, "forms")


def test_dropped_marks_are_drawn_through_and_judges_sign_on_the_page(app: Flask) -> None:
    made = drawn(app, "marks")
    assert '<td class="paper-short"><s>90</s></td><td class="paper-short">91</td>' in made
    assert "<dt>复核</dt><dd>年　　月　　日</dd>" in made


def test_the_body_of_a_web_page_leaves_the_title_to_the_page(app: Flask) -> None:
    paper = every_paper()["notice"]
    assert [kind for kind, _ in page.body(paper)].count("title") == 0
    assert drawn(app, "notice").count("paper-title") == 1


@pytest.fixture
def pages(app: Flask) -> None:
    """A route to each paper, as a desk will have it; it must be there before the first request."""

    def show(name: str) -> str:
        paper = every_paper()[name]
        parts = page.kinds(paper)
        return render_template(
            "papers/print.html", paper=paper, parts=parts, date_line=page.date_line, back="/organiser"
        )

    app.add_url_rule("/a-paper/<name>", view_func=show)


@pytest.mark.parametrize(("name", "wide"), [("notice", False), ("marks", True)])
def test_the_page_has_the_paper_its_print_button_and_style_sheets_and_no_inline_style(
    pages: None, organiser: Browser, name: str, wide: bool
) -> None:
    made = organiser.get(f"/a-paper/{name}").get_data(as_text=True)
    assert (
        ">复核<" in made,
        in_tree().styles(["official_papers"]) in made,
        in_tree().styles(["papers_wide"]) in made,
    ) == (wide, True, wide)
    assert "data-print hidden>" in made
    assert " style=" not in made
