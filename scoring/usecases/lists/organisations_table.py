"""Registers of organisations as people keep them: a row for each, under the headings that offices use."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.tables.headings import Meanings
from scoring.tables.list_rows import a_row_each, field_of
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded
from scoring.usecases.records import Category

FIELDS = ("name", "category", "lead_body", "superior", "contact", "phone", "note")
"""The fields of a row, in the order of the columns of an export."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "organisation", "organization", "unit", "单位名称", "单位", "单位全称", "名称", "党组织名称", "党组织",
        "党组织全称", "组织名称", "机构名称", "机构", "参评单位", "推荐单位",
    ),
    "category": (
        "category", "kind", "type", "类别", "单位类别", "类型", "单位类型", "单位性质", "性质", "分类", "组织类别",
    ),
    "lead_body": (
        "leadbody", "牵头单位", "牵头部门", "牵头", "责任单位", "归口单位", "归口部门", "归口",
    ),
    "superior": (
        "superior", "上级单位", "上级", "上级党组织", "主管单位", "主管部门", "隶属", "隶属单位", "上级主管单位",
        "上级主管部门", "所属党委",
    ),
    "contact": ("contact", "联系人", "联络员", "联络人", "联系人姓名"),
    "phone": (
        "phone", "telephone", "mobile", "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "单位电话",
        "办公电话", "电话号码",
    ),
    "note": ("note", "notes", "remark", "remarks", "备注", "说明"),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean."""

CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = {
    "office": ("office", "governmentoffice", "government", "机关", "机关单位", "党政机关", "机关事业单位"),
    "school": ("school", "学校", "中小学", "院校", "教育"),
    "company": ("company", "enterprise", "企业", "国有企业", "国企", "非公企业", "公司"),
    "community": ("community", "社区", "居委会"),
    "village": ("village", "农村", "村", "行政村", "乡村"),
    "other": ("other", "其它", "其他"),
}
"""The words that people's tables use, by the category that they mean."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_CATEGORIES = {coded(word): category for category, words in CATEGORY_WORDS.items() for word in words}


def read_organisations(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The register in a file; ``meanings`` is what an organiser said of its columns.  Raises ``Unreadable`` with
    the words of ``questions.problem.*``."""
    return read_list(name, data, _SHAPE, meanings)


def category_of(text: str) -> Category | None:
    """The category that a word means, None for an unknown word."""
    return _CATEGORIES.get(coded(text))


def _means(heading: str) -> str:
    return field_of(heading, _FIELDS)


_SHAPE = Shape(
    "organisations",
    _means,
    ("name",),
    a_row_each(frozenset({"category", "lead_body", "superior"})),
    many=frozenset({"phone"}),
)
