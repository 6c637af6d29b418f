"""The marks by which a line of a question bank is understood: number, option, label, section, list of answers."""

from __future__ import annotations

import re
import unicodedata

from question_sets.blank_numbers import begins_counted
from question_sets.columns import FIELDS
from question_sets.keys import LETTERS, truth
from question_sets.kinds import ROUNDS, TYPES, type_name
from question_sets.options import ticks_inside
from scoring.tables.text import clean, coded

_ONES = "一二三四五六七八九"
_SPACE = r"[ \t\u3000]{0,4}"
_NUMBER = re.compile(
    rf"^(?:第{_SPACE}(\d{{1,4}}){_SPACE}题{_SPACE}[、.．:：]?|[(（]{_SPACE}(\d{{1,4}}){_SPACE}[)）]"
    rf"|(\d{{1,4}}){_SPACE}(?:[、.．:：)）]|题[:：])|([一二三四五六七八九十]{{1,3}})[、.．]){_SPACE}(?=\S)"
)
_TYPE_BEFORE = re.compile(r"^[【\[(（][^\W\d_]{2,6}[】\])）][ \t\u3000]{0,4}(?=[\d第(（])")
_PASSAGE = re.compile(r"^(?:阅读)?(?:材料|案例|资料|背景)[一二三四五六七八九十\d]{0,3}[:：][ \t\u3000]{0,4}(?=\S)")
_BARE_NUMBER = re.compile(r"^(\d{1,4})[ \t\u3000]+(?=[^\d\s])")
_OPTION = re.compile(
    rf"^(?:[(（\[]?([A-Ja-jＡ-Ｊａ-ｊ])[)）\]]?{_SPACE}[.．、:：,，)）]|[(（\[]([A-Ja-jＡ-Ｊａ-ｊ])[)）\]])"
)
_BARE_OPTION = re.compile(r"(?:^|(?<=[ \t\u3000]))([A-JＡ-Ｊ])[ \t\u3000]+(?=\S)")
_SMALL_OPTION = re.compile(r"(?:^|(?<=[ \t\u3000]))[(（\[]?[a-j](?=[.．、:：)）\]])")
_ANSWER_WORDS = "正确答案|标准答案|参考答案|答案|正确选项|答"
_UNUSED = "unused"  # what a person answered in a programme that printed the bank
_EXTRA = {
    "我的答案": _UNUSED,
    "得分": _UNUSED,
    "本题得分": _UNUSED,
    **dict.fromkeys(("答", "要点", "答案要点", "参考答案要点", "答题要点", "ans", "correct"), "key"),
    "评分标准": "explanation",
    "分析": "explanation",
    "考点": "chapter",
    "点评": "explanation",
}
_INLINE = frozenset({"key", "explanation", "citation", "difficulty", _UNUSED})
_AT_START = _INLINE | {"stem", "type", "option_cell", "also", "chapter", "tags", "points", "stake", "clue_cell", "no"}
_LABEL = re.compile(
    r"[【\[][ \t\u3000]{0,4}([^【】\[\]\n:：]{1,16}?)[ \t\u3000]{0,4}[】\]][ \t\u3000]{0,4}[:：]?"
    r"|(?:^|(?<=[\s。；;，,）)】?？]))([^\W\d_]{1,12}(?:[ \t\u3000]{1,4}[^\W\d_]{1,12})?)"
    r"[ \t\u3000]{0,4}(?:[(（][^\n()（）]{0,10}[)）])?[:：]"
)
_GLUED = re.compile(
    r"(?<=\w)((?:正确|标准|参考)?答案[ \t\u3000]{0,4}[:：])"
    r"(?=[ \t\u3000]{0,4}(?:[A-JＡ-Ｊ]{1,10}|[√×✓✗✔✘]|对|错|正确|错误)(?:$|[\s。；;，,]))"
)
_SPACED = re.compile(
    r"(?<=[\s。；;])(?:正确|标准|参考)?答案[ \t\u3000]{1,4}(?=(?:[A-JＡ-Ｊ]{1,10}|[√×✓✗✔✘]|对|错|正确|错误)[。.]?$)"
)
"""Behind the last option, without a colon."""

_ANSWER_LINE = re.compile(
    rf"^(?:(?:{_ANSWER_WORDS}|故选|应选|本题选)(?:应?[是为选])?[ \t\u3000:：]{{0,4}}(?=[A-JＡ-Ｊ√×✓✗✔✘]|对|错|正确)"
    r"|(?:正确|标准|参考)?答案[ \t\u3000]{1,4}(?=[^\s是为:：]))"
)
_ANSWERS_HEAD = re.compile(
    r"^(?:题号答案){1,8}$|^[【\[(（]?(?:附[:：]?)?(?:[一二三四五六七八九十]+[、.．])?(?:试题|题库|习题|练习题)?(?:参考|标准|正确)?答案"
    r"(?:及解析|与解析|和解析|及评分标准|部分|汇总|一览|区|页)?[】\])）]?[:：]?$"
)
_NUMBER_ROW = re.compile(r"^题[ \u3000]{0,4}号[ \t\u3000:：]{1,9}((?:\d{1,4}[ \t\u3000]{1,9}){0,200}\d{1,4})$")
_ANSWER_ROW = re.compile(r"^答[ \u3000]{0,4}案[ \t\u3000:：]{1,9}(\S.*)$")
_STAKE = re.compile(r"^[【(（]?(\d{1,3})[ ]?分(?:值)?(?:题|档|题目|风险题)[】)）]?[:：]?$")
_KEY_ALONE = re.compile(r"^[(（\[【]?(?:[A-JＡ-Ｊ]{1,10}|[√×✓✗✔✘]|对|错|正确|错误)[)）\]】]?[。.]?$")
_COUNTED = re.compile(r"^[ \t]{0,4}\d")
_OF_SEVERAL = re.compile(r"[题分每共请]|下列|以下|^\s{0,4}第?\d")
"""What stands behind the colon of a section (每题2分, 1-5 ABCDA); ``6、判断：党员可以不交党费。`` is a question."""

_SECTION_APART = re.compile(r"^([^\s:：]{1,12}题(?:[(（][^()（）]{0,40}[)）])?)[ \t\u3000]{1,9}(?=第?\d)")
_CHAPTER = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章节部]|[(（][一二三四五六七八九十]{1,3}[)）])")
_KEY_BEFORE = re.compile(
    r"^(?:[(（][ \t\u3000]{0,9}([^()（）]{0,10}?)[ \t\u3000]{0,9}[)）]|([√×✓✗✔✘]))[ \t\u3000]{0,4}"
    r"(?=\d{1,4}[ \t]?[、.．:：)）]|[(（]\d{1,4}[)）]|第[ ]?\d{1,4}[ ]?题)"
)
_KEY_AFTER = re.compile(r"([√×✓✗✔✘])$")
_KEY_INSIDE = re.compile(
    r"[(（][ \t\u3000]{0,9}(?:[A-JＡ-Ｊ]{1,10}|[√×✓✗✔✘]|对|错|正确|错误)[ \t\u3000]{0,9}[)）]"
    r"|[√×✓✗✔✘]$|^[√×✓✗✔✘][ \t\u3000]{0,4}\d"
)
_ASKS = re.compile(r"[?？]|[(（][ \t\u3000A-J√×]{0,20}[)）]|_{2,}")


def number_of(text: str, expected: int) -> tuple[int, str] | None:
    """The number in front of a question and the rest of the line.  A figure behind the point (``3.14``, ``12.1921年``)
    and a number without any sign behind it are believed only where ``expected`` comes next."""
    found = _NUMBER.match(text)
    if found:
        number, rest = _value(next(filter(None, found.groups()))), text[found.end() :]
        doubtful = rest[0].isdigit() and text[: found.end()].rstrip().endswith((".", "．", ":", "："))
        return (number, rest) if number == expected or not doubtful else None
    bare = _BARE_NUMBER.match(text)
    return (expected, text[bare.end() :]) if bare and int(bare[1]) == expected else None


def number_first(text: str) -> str:
    """``【简答】5．……`` with the number before the type, as most banks have it; any other line stays."""
    tag = _TYPE_BEFORE.match(text)
    if tag is None or not TYPES.get(type_name(tag[0])):
        return text
    mark = _NUMBER.match(text[tag.end() :])
    return f"{mark[0]}{tag[0].strip()}{text[tag.end() + mark.end() :]}" if mark else text


def _value(numeral: str) -> int:
    """The number that figures of either width, or Chinese ones up to 99, write."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_ONES.find(tens[-1:] or "一") + 1) * 10 * bool(ten) + (_ONES.find(ones) + 1 if ones else 0)


def option_at(text: str) -> int | None:
    """The place in the alphabet of the option that begins this line, or None."""
    text = ticks_inside(text)
    found = _OPTION.match(text)
    letter = (found[1] or found[2]) if found else None
    if letter is None and (bare := _BARE_OPTION.match(text)):
        letter = bare[1]
    return LETTERS.index(unicodedata.normalize("NFKC", letter).upper()) if letter else None


def with_points(text: str) -> str:
    """``A 北京 B 上海`` as ``A.北京 B.上海``, and ``a)`` as ``A)``; a line of options with marks of its own stays."""
    if not _OPTION.match(text):
        return _BARE_OPTION.sub(r"\1.", text)
    return _SMALL_OPTION.sub(lambda mark: mark[0].upper(), text) if _SMALL_OPTION.match(text) else text


def labelled(text: str) -> list[tuple[str, str]]:
    """A line divided at its labels: (field, text behind it); the first has the text before any label, field ""."""
    text = _SPACED.sub("答案：", _GLUED.sub(r" \1", text))
    pieces: list[tuple[str, str]] = []
    field, begun = "", 0
    if answer := _ANSWER_LINE.match(text):
        pieces, field, begun = [("", "")], "key", answer.end()
    elif begins_counted(text):
        pieces, field = [("", "")], "key"
    for mark in _LABEL.finditer(text):
        at, name = mark.start(), _field(mark[1] or mark[2])
        if not name and mark[2]:  # ``重庆 答案：A``: the last word alone
            word = mark[2].split()[-1]
            at, name = mark.end(2) - len(word), _field(word)
        if name not in (_INLINE if at and not mark[1] else _AT_START) or at < begun or (mark[2] == "答" and at):
            continue
        pieces.append((field, text[begun:at].strip()))
        field, begun = name, mark.end()
    return [*pieces, (field, text[begun:].strip())]


def _field(name: str) -> str:
    plain = coded(name)
    return _EXTRA.get(plain) or FIELDS.get(plain, ("",))[0]


def with_colon(text: str) -> str:
    """``二、多选题 1.AB`` in a list of answers as ``二、多选题：1.AB``; any other line stays."""
    return _SECTION_APART.sub(r"\1：", text)


def section_of(text: str) -> tuple[str, str] | None:
    """The type that a section line names, and what stands behind its colon: ``一、单项选择题（每题2分）`` gives
    ``单项选择`` and "", ``判断题：1-5 √×√√×`` gives ``判断`` and the answers.  None if the line is no section."""
    head, _, tail = text.replace("：", ":").partition(":")
    name = type_name(head)
    known = name in TYPES or name in ROUNDS
    if (
        not known
        or len(head) > 60
        or (_COUNTED.match(head) and tail.strip() and not _OF_SEVERAL.search(tail))
        or truth(head, letters=False) is not None
        or head.isascii()
        or _ASKS.search(text)
    ):
        return None
    return name, text[len(text) - len(tail) :].strip() if tail else ""


def is_passage(text: str) -> bool:
    """Whether a line is what several questions below it are about: ``材料一：……``."""
    return bool(_PASSAGE.match(text)) and not _OF_SEVERAL.match(text.replace("：", ":").partition(":")[2].lstrip())


def is_chapter(text: str, following: str) -> bool:
    """Whether a line with a Chinese number is a title: short, it asks nothing, and no option or key follows."""
    return bool(_CHAPTER.match(text)) and len(text) <= 40 and not asks(text, following)


def stake_of(text: str) -> str:
    """The stake that a line gives to the questions below it: ``10分题``; "" for any other line."""
    found = _STAKE.match(text)
    return found[1] if found else ""


def number_style(text: str) -> str:
    """How the number of a line is written: ``(`` in brackets, ``第``, or "" with a sign behind it.  Questions of one
    bank have one style; numbers of another are lists within a question."""
    return "(" if text[:1] in "(（" else text[:1] if text[:1] == "第" else ""


def numbers_of_row(text: str) -> tuple[int, ...]:
    """The numbers of a row ``题号 1 2 3`` over a row of answers; empty for any other line."""
    found = _NUMBER_ROW.match(text)
    return tuple(map(int, re.findall(r"\d{1,4}", found[1]))) if found else ()


def answers_of_row(text: str) -> tuple[str, ...]:
    """The answers of a row ``答案 A B C``; empty for any other line."""
    found = _ANSWER_ROW.match(text)
    return tuple(found[1].split()) if found else ()


def is_answers_head(text: str) -> bool:
    """Whether a line stands alone over the answers of many questions, or has its one answer on the next line."""
    return bool(_ANSWERS_HEAD.match(re.sub(r"\s+", "", text)))


def asks(text: str, following: str) -> bool:
    """Whether a numbered line is a question by its own signs, or by the option or key on the line behind it."""
    return (
        bool(_ASKS.search(text)) or option_at(following) == 0 or any(name == "key" for name, _ in labelled(following))
    )


def is_key_alone(text: str) -> bool:
    """Whether a line is nothing but a key: ``B``, ``√``, ``正确``."""
    return bool(_KEY_ALONE.match(text))


def key_before_number(text: str) -> tuple[str, str]:
    """``（√）3、地球是圆的`` or ``√3、…`` as the key and the line without it; the key "" where none is."""
    found = _KEY_BEFORE.match(text)
    key = (found[1] or found[2] or "") if found else ""
    if found is None or not (is_key_alone(key) or not key):
        return "", text
    return key, text[found.end() :]


def key_behind(stem: str) -> tuple[str, str]:
    """``地球是圆的。√`` as stem and key; the key "" where none is."""
    found = _KEY_AFTER.search(stem)
    return (clean(stem[: found.start()]), found[1]) if found else (stem, "")


def looks_like_bank(text: str) -> bool:
    """True for text with numbered questions, options in lines or labelled answers, as offices write them."""
    lines = [number_first(line) for line in map(str.strip, text[:200_000].split("\n")) if line][:400]
    names = [{name for name, _ in labelled(line)} for line in lines]
    numbered = [bool(_NUMBER.match(key_before_number(line)[1])) for line in lines]
    begun = sum(numbered) + sum("stem" in found for found in names)
    options = sum(option_at(line) == 0 for line in lines)
    keys = sum("key" in found for found in names)
    keys += sum(bool(_KEY_INSIDE.search(line)) for line, own in zip(lines, numbered, strict=True) if own)
    return bool(keys and (options or begun)) or bool(begun and (options or any(map(section_of, lines))))
