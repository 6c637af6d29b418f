"""A rule sheet in English sentences: the sections that are not rounds.  Every value of the rule sheet is said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.rule_sheet import BestPlayer, RankBy, RuleSheet, Token
from scoring.engine.quiz.setup import Printing, Scoring
from scoring.engine.quiz.wording.common import (
    ALONE,
    OWN_TURN,
    Said,
    as_wrong,
    asked_rounds,
    award_lines_decided,
    effect_of,
    every_type,
    exempt_elsewhere,
    kept_deductions,
    not_wrong,
    one_prompting,
    tie_lines,
    ties_of_awards,
)
from scoring.engine.quiz.wording.en_parts import collected
from scoring.engine.quiz.wording.en_words import some
from scoring.engine.stages import RunnersUpBy, Stage

TITLES = {
    "edition": "Rule sheet {id} · edition {edition} · digest {digest}",
    "purpose": "Purpose",
    "bodies": "Organisers",
    "when_where": "Time and place",
    "eligibility": "Who may take part",
    "general": "General",
    "rounds": "Rounds",
    "presses": "Who buzzed in first",
    "ranking": "Ranking and tie-offs",
    "tokens": "Tokens",
    "stages": "Stages",
    "awards": "Awards",
    "duties": "Duties",
    "discipline": "Conduct in the hall",
    "failures": "Failures of the system",
    "appeals": "Protests",
    "notes": "Further rules",
}
CHIEF = "chief judge"
"""What the sentences call the chief judge, where a rule sheet gives no other title."""


def document(name: str) -> str:
    """The title of the rules of what is called ``name``."""
    return f"{name} — Competition Rules"


def bodies(organiser: str) -> list[str]:
    """Who holds the competition, as the event has it."""
    return [f"Organised by {organiser}."] if organiser else []


def signers(organiser: str) -> tuple[str, ...]:
    """Who signs the rules."""
    return (organiser,) if organiser else ()


def general(sheet: RuleSheet, *, drawn: bool) -> list[str]:
    """Teams, base score, floor, spares; that stations are drawn, where they are."""
    reserves = f" and {some(sheet.reserves, 'reserve')}" if sheet.reserves else "; there are no reserves"
    changes = (
        f"A team may substitute at most {some(sheet.substitutions, 'member')} per match, for a reason; a reserve "
        "takes the seat."
        if sheet.substitutions
        else "No member may be substituted during a match."
    )
    floor = (
        "Scores may be negative; there is no floor."
        if sheet.floor is None
        else f"A score never falls below {decimal_text(sheet.floor)}."
    )
    kept = " and ".join({"foul": "fouls", "prompt": "prompts"}[one] for one in kept_deductions(sheet))
    return [
        f"A team has {some(sheet.members, 'member')}{reserves}. Seats are numbered from 1.",
        changes,
        *(["Stations are drawn before the match."] if drawn else []),
        f"Every team starts with {decimal_text(sheet.base)} points. {floor}",
        *_questions(sheet),
        "Unless said otherwise, the clock starts on the host's word after the question has been read; the time of the "
        "competition system shown on the big screen counts.",
        *(["Where a void item is made up for, the spare questions are used in their order."] if sheet.spares else []),
        "A void item counts for nobody" + (f"; points for {kept} in it stay." if kept else "."),
        *_prompting(sheet),
    ]


def _questions(sheet: RuleSheet) -> list[str]:
    """What holds for the questions of most rounds: their types, their order, a choice of several options."""
    asked = asked_rounds(sheet)
    lines = []
    if any(every_type(rule) for rule in asked):
        which = " that judges do not mark" if any(rule.kind == "judged" for rule in asked) else ""
        lines.append(
            f"Unless said otherwise, questions{which} are single choice, multiple choice, true or false, fill-in or "
            "short answer."
        )
    if any("multiple" in rule.types for rule in asked if rule.kind != "judged"):
        lines.append("Multiple choice is all or nothing.")
    if any(rule.pick == "sequence" for rule in asked):
        lines.append("Unless said otherwise, questions come in order of number.")
    return lines


def _prompting(sheet: RuleSheet) -> list[str]:
    """What a prompt does, where it does the same in all rounds."""
    value = one_prompting(sheet)
    if value is None:
        return []
    alone = [rule.name for rule in sheet.rounds if rule.kind in ALONE]
    mates = f" The same goes for team-mates in {', '.join(alone)}, where a member answers alone." if alone else ""
    together = any(rule.kind == "simultaneous" for rule in sheet.rounds)
    where = " (not in rounds that all answer at once)" if together else ""
    return [f"Prompting by anybody outside the team{where} {prompted(value)}.{mates}"]


def presses(sheet: RuleSheet) -> list[str]:
    """How the order of presses is found, where it goes by times."""
    rules = [(rule, rule.press) for rule in sheet.rounds if rule.press and rule.press.order == "estimate"]
    said = {collected(press) for _, press in rules}
    if len(said) == 1:
        return [said.pop()]
    return [f"{rule.name}: {collected(press)}" for rule, press in rules]


def prompted(value: Decimal | Literal["void"]) -> str:
    """What follows a prompt."""
    if value == "void":
        return "voids the item: no points"
    return f"costs the team {decimal_text(-value)} points" if value else "brings a warning and costs nothing"


NOT_WRONG = {
    "pass": "a pass is not counted",
    "give_up": "giving up is not counted",
    "blank": "no answer on a tablet is not counted",
    "optional": "no answer is not counted where it costs less than a wrong one",
}
WRONG: Mapping[Said, str] = {"timeout": "timeouts", "give_up": "giving up", "blank": "no answer"}


def _link(link: RankBy, sheet: RuleSheet, scoring: Scoring) -> str:
    """One comparison after the score."""
    if link == "fewer_wrongs":
        *most, last = (WRONG[one] for one in as_wrong(sheet, scoring))
        counted = f"{', '.join(most)} and {last}" if most else last
        besides = "; ".join(NOT_WRONG[one] for one in not_wrong(sheet, scoring))
        return f"fewer wrong answers, {counted} included" + (f" ({besides})" if besides else "")
    if link == "rights" and scoring < 2:
        return LINKS[link] + ", those in a tie-off and every marked item included"
    return LINKS[link]


LINKS: Mapping[str, str] = {
    "fewer_wrongs": "fewer wrong answers, timeouts and giving up included",
    "tie_off": "the better result of a tie-off",
    "rights": "more right answers",
    **{f"member_{n}": f"the higher personal score of the member in seat {n}" for n in range(1, 6)},
}


def ranking(sheet: RuleSheet, scoring: Scoring) -> list[str]:
    """The chain of comparisons, shared ranks, and the tie-off."""
    chain = "; then ".join(_link(link, sheet, scoring) for link in sheet.ranking[1:])
    lines = ["Teams are ranked by score, the highest first."]
    lines += [f"Equal scores are ordered by {chain}."] if chain else []
    lines.append("Teams still equal share their rank and the next ranks are skipped: 1, 2, 2, 4.")
    tie = sheet.tie_off
    if tie.mode == "none":
        return [*lines, "There is no tie-off.", *_left(sheet), *_freeze(sheet)]
    how = {
        "press": f"{tie.name} on the buzzers: {tie.press} s to buzz in, {tie.answer} s to answer; the first right "
        "answer is ahead, the first wrong answer is behind, until the order is found.",
        "risk": f"{tie.name} in turn: each team answers one item a turn, {tie.answer} s each; who is right is ahead, "
        "until the order is found.",
        "judged": f"{tie.name} by the judges: the teams answer in turn, {tie.answer} s each; the chief judge orders "
        "them as the judges say.",
    }[tie.mode]
    ranks = _lines(sheet)
    others = "share their rank"
    if set(sheet.ranking) - {"score", "tie_off"}:
        others = "are ordered by these comparisons, and who is still equal shares a rank"
    which = (
        f"A tie-off is held where a tie decides who is in {ranks}; teams in other ties {others}."
        if ranks
        else "Where a tie decides advancement or an award, the chief judge orders a tie-off."
    )
    return [
        *lines,
        which,
        how + " A tie-off orders the tie only; it is not added to the score.",
        *_left(sheet),
        *_freeze(sheet),
    ]


def _freeze(sheet: RuleSheet) -> list[str]:
    """When the table is frozen, what the public still learns, and when it learns the rest."""
    if sheet.freeze is None:
        return []
    name, after = sheet.round(sheet.freeze.round).name, sheet.freeze.after
    since = f"after item {after} of {name}" if after else f"when {name} begins"
    return [
        f"The table is frozen {since}. Each verdict is still announced; scores and ranks on the screen, on the teams' "
        "tablets and in public stay as they were then.",
        "The host and the chief judge have the true table. Once the result is locked it is revealed from the last "
        "place to the first, level teams together.",
    ]


LEFT = {"last": "is ranked after all others", "out": "is not ranked"}


def _left(sheet: RuleSheet) -> list[str]:
    """Where teams that left the match are ranked."""
    return [
        f"A team that withdraws during the match is not waited for; it keeps its points and {LEFT[sheet.withdrawn]}.",
        f"A team that is disqualified during the match {LEFT[sheet.disqualified]}.",
    ]


def _lines(sheet: RuleSheet) -> str:
    """The lines that a tie may lie across; stage by stage where the stages have other lines."""
    return "; ".join(f"{_ranks(lines)} in {stage}" if stage else _ranks(lines) for stage, lines in tie_lines(sheet))


def _ranks(lines: frozenset[int]) -> str:
    return ", ".join(f"the first {line}" if line > 1 else "first place" for line in sorted(lines))


EFFECTS = {
    "replace": "the current question is replaced by a spare, and when these are used up by the next one of the round",
    "replace without spares": "the current question is replaced by the next one of the round",
    "exempt": "the team need not answer the current question and neither gains nor loses",
    "help": "the team may ask for help once; the clock runs on",
    "note": "the chief judge enters points for it",
}
ELSEWHERE = {
    "rapid": "a run goes on with its next question",
    "press": "where teams buzz in, the item goes on as after an answer that is not right",
}
"""What being excused from a question leads to in rounds that go on by themselves."""


def _effect(token: Token, sheet: RuleSheet) -> str:
    after = [ELSEWHERE[one] for one in exempt_elsewhere(sheet)] if token.effect == "exempt" else []
    return "; ".join([EFFECTS[effect_of(token, sheet)], *after])


def tokens(sheet: RuleSheet, printing: Printing) -> list[str]:
    """Rights that a team may use."""
    turn = "in the team's own turn " if printing >= 2 else ""
    return [
        f"{t.name}: {some(t.count, 'time')} per team and match; "
        f"{turn if t.effect in OWN_TURN else ''}{_effect(t, sheet)}. "
        "The team tells the chief judge, and it is recorded."
        for t in sheet.tokens
    ]


RUNNERS_UP: Mapping[RunnersUpBy, str] = {
    "score": "score",
    "mean": "score for each item (without base and what was carried, over the items that they were scored for)",
    "second_mean": "second mean (score times the mean of all groups' means, over the mean of their own group)",
}
"""By what teams of several groups are compared."""


def stages(sheet: RuleSheet) -> list[str]:
    """The stages in order."""
    last = len(sheet.stages)
    return [_stage(no, stage, no == last) for no, stage in enumerate(sheet.stages, start=1)]


def _stage(no: int, stage: Stage, last: bool) -> str:
    if stage.written:
        text = f"a written examination, {_papers(stage)}; a team's score is the sum of its papers, an absent one adds 0"
        text += (
            "; where scores are equal, the best, the second and the third of each team's people are compared in turn"
        )
        text += f", in {stage.groups} groups" if stage.groups > 1 else ""
    elif stage.groups > 1:
        text = f"{stage.groups} groups by draw"
    else:
        text = "all teams in one match"
    if stage.advance:
        first = f"first {stage.advance}" if stage.advance > 1 else "winner"
        verb = "advance" if stage.advance > 1 or stage.groups > 1 else "advances"
        text += f"; the {first}{' of each group' if stage.groups > 1 else ''} {verb}"
    if stage.runners_up:
        by = RUNNERS_UP[stage.runners_up_by]
        text += f"; of the teams next in their groups the best {stage.runners_up} by {by} advance too"
    if not stage.advance and not stage.runners_up:
        text += "; it decides the final ranking" if last else ""
    if stage.vacancy == "empty":
        text += "; the place of a team that withdraws once it was confirmed to advance stays empty"
    if no > 1:
        text += "; scores of the stage before are carried over" if stage.carry else "; scores start anew"
    return f"{stage.name}: {text}."


def _papers(stage: Stage) -> str:
    """What each person sits, and what it is worth at most."""
    count = f"{stage.papers} papers for each contestant" if stage.papers > 1 else "a paper for each contestant"
    if not stage.parts:
        return f"{count}, worth {decimal_text(stage.highest)} at most"
    parts = ", ".join(f"{part.name} {decimal_text(part.highest)}" for part in stage.parts)
    return f"{count}, worth {decimal_text(sum(stage.highest_of, Decimal(0)))} at most ({parts})"


def awards(sheet: RuleSheet, printing: Printing) -> list[str]:
    """The awards in order, and what happens on a tie across a line."""
    ranked = [award for award in sheet.awards if award.by_rank]
    counted = ", ".join(f"{award.name} ({award.count})" for award in ranked if award.ranks is None and award.count)
    lines = [f"Given by rank, in this order: {counted}."] if counted else []
    placed = "; ".join(f"{award.name} to {_places(award.ranks)}" for award in ranked if award.ranks is not None)
    lines += [f"{placed}."] if placed else []
    lines += [f"{award.name} to all other teams." for award in ranked if award.ranks is None and not award.count]
    shared = "Teams that share a rank all get its award."
    lines += [shared if tie == "ranks" else _award_ties(sheet, printing) for tie in ties_of_awards(sheet, printing)]
    others = [award for award in sheet.awards if not award.by_rank and not award.players]
    named = ", ".join(f"{award.name} ({award.count})" for award in others)
    lines += [f"Given by the committee: {named}."] if named else []
    players = ", ".join(f"{award.name} ({award.count})" for award in sheet.awards if award.players)
    lines += [f"Given by the committee by contestants' own points in all matches: {players}."] if players else []
    lines += [f"{award.name}: {award.rule.rstrip('.')}." for award in sheet.awards if award.rule]
    return [*lines, *([_best_player(sheet.best_player)] if sheet.best_player else [])]


def _places(ranks: tuple[int, int]) -> str:
    first, last = ranks
    return f"rank {first}" if first == last else f"ranks {first} to {last}"


def _award_ties(sheet: RuleSheet, printing: Printing) -> str:
    if sheet.award_ties == "all":
        return "Where a tie decides who has an award, all who are level get it, and the next awards have fewer places."
    if sheet.award_ties == "none":
        return (
            "Where a tie decides who has an award, nobody who is level gets it; they come first for the next award, "
            "and the places stay empty."
        )
    if printing < 3:
        return "Where a tie decides who has an award, the order is found first."
    return {
        "all": "Where a tie decides who has an award, a tie-off finds the order first.",
        "some": "Where a tie decides who has an award, a tie-off finds the order where one is held; otherwise the "
        "committee decides.",
        "none": "Where a tie decides who has an award, the committee decides.",
    }[award_lines_decided(sheet)]


def _best_player(best: BestPlayer) -> str:
    ties = "; then ".join(LINKS[link] for link in best.ties)
    level = f"Of contestants with equal points, first comes the one with {ties}; who" if ties else "Who"
    who = f"the first {best.count} contestants" if best.count > 1 else "the first contestant"
    return (
        f"{best.name}: {who} of the match by their own points, which must be above 0. What an item brings or costs "
        "counts for the member who answered it; items where no member is named, items that all teams answer at once, "
        f"answers of supporters and tie-offs count for nobody. {level} is still level shares the prize."
    )
