"""The bots of a review send what a browser would send for the form that they see."""

from __future__ import annotations

from scoreboard.bots.forms import read_page
from scoreboard.bots.review.judging import _vote

PAGE = """
<a href="/r/x/office/nominations/7?seat=s">one</a><a href="/r/x/office/nominations/7/print">deeper</a>
<form method="get"><input name="text" value="q"></form>
<form method="post" action="/r/x/office/nominations/7/vet?seat=s">
  <input type="hidden" name="key" value="k&amp;1"><input type="radio" name="verdict" value="pass">
  <input type="radio" name="how" value="a"><input type="radio" name="how" value="b" checked>
  <input type="checkbox" name="fault" value="late" checked><input type="checkbox" name="fault" value="signs" checked>
  <input name="gone" value="1" disabled><input type="file" name="file"><button name="then" value="check">go</button>
  <select name="first"><option value=""></option><option value="1">one</option></select>
  <select name="chosen"><option>one</option><option selected>two</option></select>
  <textarea name="note">
 kept &lt;</textarea>
</form>"""


def test_a_form_sends_what_stands_in_it_and_what_is_typed() -> None:
    form = read_page(PAGE).form("/vet")
    assert form is not None
    assert form.filled({"verdict": "pass", "then": "check"}) == [
        ("key", "k&1"), ("how", "b"), ("fault", "late"), ("fault", "signs"), ("first", ""), ("chosen", "two"),
        ("note", " kept <"), ("verdict", "pass"), ("then", "check"),
    ]  # fmt: skip


def test_links_are_followed_to_one_depth_and_once() -> None:
    assert read_page(PAGE + PAGE).links_to("/office/nominations/") == ["/r/x/office/nominations/7"]


def test_the_places_that_are_left_go_to_the_first_of_the_equal_ones() -> None:
    rows = "".join(
        f'<tr class="ranked-{how}"><td><input name="place-{no}" value="{place}"></td></tr>'
        for no, how, place in ((4, "in", "1"), (2, "tied", ""), (9, "tied", ""), (3, "out", ""))
    )
    form = read_page(f'<form method="post">{rows}<select name="equals"><option value=""></option></select></form>')
    assert _vote(form.form(""), 2) == {"place-2": "2", "equals": "vote"}  # type: ignore[arg-type]
    assert _vote(read_page('<form method="post"></form>').forms[0], 2) == {}
