"""Read one file by chance with every reader that may meet it: ``python -m tests.unit.files.reading xlsx 17``.

``… xlsx 0 50`` reads as many and says what went wrong.  Each is read in a process of its own, since native code may end
it over a file.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NoReturn

from question_sets.importing import read_set
from scoreboard.exports.papers.certificates import Certificate, certificates_docx
from scoreboard.exports.tally.table import read_table
from scoreboard.exports.tally.wording import Wording
from scoreboard.file_reader import MEMORY
from scoreboard.i18n.catalogue import LANGS, known
from scoreboard.presenters.faults import fault_lines
from scoreboard.presenters.quiz.question_report import report_lines
from scoreboard.presenters.quiz.questions import problem_text, report_json
from scoring.engine.codec import to_json
from scoring.engine.errors import FaultyRuleSheet, Invalid
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_json
from scoring.engine.rulefile.printed import plain_text
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.tables.problems import Problem, Unreadable
from scoring.usecases.lists.official_days_import import read_days
from scoring.usecases.lists.organisations_table import read_organisations
from scoring.usecases.lists.rosters_table import read_roster_names
from scoring.usecases.quiz.judges_table import read_judges
from scoring.usecases.quiz.roster_table import read_roster
from tests.unit.files.damage import damaged
from tests.unit.files.seeds import SEEDS, certificate, rules

TABLES = frozenset({"xlsx", "xls", "ods", "csv"})
RULES, CERTIFICATE = "rules", "certificate"
NATIVE = frozenset({"xlsx", "xls", "ods", "zip"})
"""Kinds of which native code reads a part: it may end its process, and ``server.child`` then says ``file-broken``."""

SECONDS = 10
"""The longest that one file may keep the processor busy."""

PATIENCE = 120
"""The longest that one file may take on a machine that is busy with other things."""


def case(kind: str, number: int) -> tuple[str, bytes]:
    """The file of this number."""
    random = Random(f"{kind} {number}")
    data = damaged(random, (SEEDS | {RULES: rules, CERTIFICATE: certificate})[kind](random))
    return f"题库.{kind if random.random() < 0.9 else random.choice(sorted(SEEDS))}", data


def read(name: str, data: bytes, kind: str) -> None:
    """Nothing but a report or a refusal, whose words both languages have and whose texts can be stored."""
    if kind == RULES:
        _rules(data)
        return
    if kind == CERTIFICATE:
        _certificate(data)
        return
    report = read_set(name, data)
    _in_words(problem for _, problem in report.faults)
    _in_words(problem for row in report.rows for problem in row.problems)
    for lang in LANGS:
        json.dumps(report_json(lang, report), ensure_ascii=False).encode()
        assert report.rows or any(line.severity == "error" for line in report_lines(lang, report)) or report.questions
    if kind not in TABLES:
        return
    for reader in (read_roster, read_judges, read_organisations, read_roster_names, read_days):
        try:
            found = reader(name, data)
        except Unreadable as unreadable:
            _in_words([unreadable.problem])
        else:
            json.dumps(to_json(found), ensure_ascii=False).encode()
            _in_words(problem for _, problem in found.findings)
    try:
        marks = read_table(data)
    except Unreadable as unreadable:
        _marks_in_words([unreadable.problem])
    else:
        _marks_in_words(problem for _, problem in marks.findings)


def _rules(data: bytes) -> None:
    for reader in (_printed, read_panel_rule):
        try:
            reader(data.decode("utf-8", "replace"))
        except FaultyRuleSheet as faulty:
            for lang in LANGS:
                json.dumps(fault_lines(lang, faulty.faults), ensure_ascii=False).encode()


def _certificate(data: bytes) -> None:
    try:
        certificates_docx([Certificate("张䶮", "甲单位", "明星", "四评", "甲县", "2012年9月20日")] * 3, data)
    except Unreadable as unreadable:
        _in_words([unreadable.problem])
        return
    except Invalid as invalid:
        refused = invalid.code
    else:
        return
    assert all(known(lang, f"errors.{refused}.message") for lang in LANGS)


def _printed(text: str) -> None:
    sheet = read_rule_sheet(text)
    for lang in LANGS:
        plain_text(print_rule_sheet(sheet, lang)).encode()
    json.dumps(rule_sheet_json(sheet), ensure_ascii=False).encode()


def _in_words(problems: Iterable[Problem]) -> None:
    for problem in problems:
        for lang in LANGS:
            assert known(lang, f"questions.problem.{problem.code}")
            assert problem_text(lang, problem)


def _marks_in_words(problems: Iterable[Problem]) -> None:
    for problem in problems:
        for lang in LANGS:
            assert Wording(lang, {}).problem(problem)


def wrong_with(kind: str, number: int) -> str:
    """What went wrong with this file, "" if nothing.  It is read in a process of its own, with bounds."""
    come, go = os.pipe()
    if not (child := os.fork()):
        _read_bounded(kind, number, go)
    os.close(go)
    with os.fdopen(come) as told:
        wrong = told.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if kind in NATIVE and ended == -signal.SIGABRT:
        return ""
    return wrong or (f"ended with status {ended}" if ended else "")


def _read_bounded(kind: str, number: int, go: int) -> NoReturn:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.close(2)  # where native code complains
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.alarm(PATIENCE)
    try:
        read(*case(kind, number), kind)
    except BaseException:
        os.write(go, traceback.format_exc()[-4000:].encode())
    os._exit(0)


def main(kind: str, first: str, end: str = "") -> None:
    """Say what goes wrong with the files of these numbers; one file alone is kept, and read in this process."""
    if not end:
        name, data = case(kind, int(first))
        kept = Path(tempfile.gettempdir()) / f"{first}-{name}"
        kept.write_bytes(data)
        print(kept, flush=True)
        read(name, data, kind)
        return
    for number in range(int(first), int(end)):
        if wrong := wrong_with(kind, number):
            print(f"again: python -m tests.unit.files.reading {kind} {number}\n{wrong}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
