"""The words of the question template: headings, types, example rows, instructions, in both languages.

They belong to the file format, because the reader must recognise them; the words of pages are in scoreboard/i18n/words.
"""

from __future__ import annotations

from scoring.engine.quiz.rule_sheet import QuestionType

SHEETS = {"zh": ("题目", "填写说明"), "en": ("Questions", "Instructions")}

HEADINGS = {
    "zh": {
        "no": "题号", "type": "题型", "stem": "题干", "option": "选项{}", "key": "正确答案", "explanation": "解析",
        "citation": "出处", "difficulty": "难度", "chapter": "章节", "tags": "标签", "points": "分值",
        "stake": "风险分", "conflicts": "互斥组", "checked_on": "核对日期", "valid_until": "有效期至", "media": "媒体",
        "clue": "线索{}",
    },
    "en": {
        "no": "No.", "type": "Type", "stem": "Question", "option": "Option {}", "key": "Answer",
        "explanation": "Explanation", "citation": "Citation", "difficulty": "Difficulty", "chapter": "Chapter",
        "tags": "Tags", "points": "Points", "stake": "Stake", "conflicts": "Conflicts with",
        "checked_on": "Checked on", "valid_until": "Valid until", "media": "Media", "clue": "Clue {}",
    },
}  # fmt: skip

TYPE_NAMES: dict[str, dict[QuestionType, str]] = {
    "zh": {"single": "单选题", "multiple": "多选题", "true_false": "判断题", "fill": "填空题", "short": "简答题"},
    "en": {"single": "single", "multiple": "multiple", "true_false": "true_false", "fill": "fill", "short": "short"},
}

WIDTHS = {0: 7, 1: 9, 2: 48, 3: 20, 4: 20, 5: 20, 6: 20, 8: 30, 9: 24}
"""Column widths in characters."""

EXAMPLES = {
    "zh": (
        ("示例", "单选题", "水在标准大气压下的沸点是（  ）", "90℃", "100℃", "110℃", "120℃", "B", "此时水沸腾。"),
        ("示例", "多选题", "下列属于行星的有（  ）", "地球", "月球", "火星", "太阳", "AC", "月球是卫星，太阳是恒星。"),
        ("示例", "判断题", "一年有二十四个节气。", "", "", "", "", "正确", ""),
    ),
    "en": (
        ("example", "single", "Water boils at sea level at …", "90 °C", "100 °C", "110 °C", "120 °C", "B", ""),
        ("example", "multiple", "Which of these are planets?", "Earth", "Moon", "Mars", "Sun", "AC", ""),
        ("example", "true_false", "A day has twenty-four hours.", "", "", "", "", "TRUE", ""),
    ),
}

INSTRUCTIONS = {
    "zh": (
        "每行一题。题号写“示例”的行不会导入，可以删去。",
        "题型：单选题、多选题、判断题、填空题、简答题。",
        "正确答案：单选写一个字母；多选写几个字母，如 ACD；判断写 正确 或 错误。",
        "填空题的答案：多个空用“；”隔开，同一空的几种写法用“|”隔开。",
        "题干中的括号留空，如（  ）；填空处用 ____ 表示，几个空就写几处。",
        "风险分：风险题各题的分值，如 10、20、30；不分档就留空。",
        "互斥组：互相提示答案的题写同一个组名，不会分到同一场；一题可属几组，用“、”隔开。",
        "核对日期、有效期至：写成 2026-11-30；过了有效期的题不再分配。",
        "媒体：图片、音频或视频的文件名；把表格和这些文件一起压缩成一个 ZIP 上传。",
        "线索1、线索2……：只有线索题填写，按先后次序。",
        "导入前会逐行检查并给出报告，确认之后才会保存。",
    ),
    "en": (
        "One question a row. Rows whose number says “example” are not imported; they may be deleted.",
        "Type: single, multiple, true_false, fill, short.",
        "Answer: one letter for single; letters such as ACD for multiple; TRUE or FALSE; for fill, “；” parts the "
        "blanks and “|” the accepted spellings of one blank.",
        "Mark each blank of a fill question with ____.",
        "Stake: the stake of a risk question, such as 10, 20 or 30; leave it empty where there are no grades.",
        "Conflicts with: questions that give one another away have one group in common and never come into one match.",
        "Checked on, Valid until: such as 2026-11-30; a question past its date is not given to a match any more.",
        "Media: file name of a picture, sound or film; upload the table and these files together as one ZIP.",
        "Clue 1, Clue 2 …: for clue questions only, in their order.",
        "Every row is checked and reported before anything is stored.",
    ),
}
