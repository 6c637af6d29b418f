// Made from docs/asyncapi.json by python -m scoreboard.cli.api_docs: change the code, not this file.

/**
 * 弃权: the judge gives no mark. The chief says it, with a reason, of a judge whose mark will not come. Facts: ``item``.
 */
interface AbstainMark {
  judge: string;
  item?: number | null;
  kind: "mark.abstain";
}

/** Something the desk may do, or may not and why. ``needs``: the command's fields still to be filled in. */
interface ActionPart {
  id: string;
  command: Record<string, any>;
  primary: boolean;
  enabled: boolean;
  why: string;
  why_text: string;
  needs_reason: boolean;
  needs: string[];
  group: string;
}

/** A manual entry of points (supporters' points, penalties). */
interface AdjustPoints {
  team: string;
  points: string | number;
  kind: "points.adjust";
}

/** The view of the caller's audience; ``audience`` says which. */
type AnyView = View | TeamView | JudgeView | DeskView;

/** 「开始」: presses count from now (or after the countdown). Facts: ``arming`` ``opens_at`` ``closes_at``. */
interface ArmPress {
  kind: "press.arm";
}

/** 申请更正: after the lock a judge asks that its marks on ``item`` be others, with a reason. */
interface AskCorrection {
  item: number;
  judge: string;
  marks: Record<string, string | number>;
  kind: "mark.ask";
}

/** One judged question of a rapid run, which has a verdict of its own. */
interface AskedPart {
  id: string;
  type: "single" | "multiple" | "true_false" | "fill" | "short" | null;
  stem: string;
  key: string[];
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void" | null;
  points: string;
}

/**
 * The collection window is over: the earliest legal press has it. By the system, or by the host. Facts: ``winner``
 * (None: re-arm), ``margin`` ms to the next (None: alone), ``close_call`` bool, ``by`` rule used, ``lot`` where it was
 * drawn.
 */
interface AwardPress {
  kind: "press.award";
}

/** Why a team stands above the next: the criterion's code and the fields of its sentence. */
interface BecausePart {
  code: string;
  fields: Record<string, string>;
}

/** Begin a round. Facts: ``order`` (team ids in turn order, decided now). */
interface BeginRound {
  round: string;
  kind: "round.begin";
}

/** 加赛 between teams that share a rank that matters. */
interface BeginTieOff {
  teams: string[];
  kind: "tieoff.begin";
}

/** The host or chief calls a foul: an early press not caught by the devices, or prompting (提示). */
interface CallFoul {
  team: string;
  foul: "press" | "prompt";
  kind: "foul.call";
}

/**
 * A judge's verdict on the answer before the panel; the host or chief decides with all verdicts in sight. ``item`` and
 * ``question``: what it was meant for.
 */
interface CastVerdict {
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void";
  team?: string | null;
  item?: number | null;
  question?: string | null;
  kind: "verdict.cast";
}

/** A new edition of the rule sheet re-scores the match from its entries. Facts: ``sheet`` ``sheet_digest``. */
interface ChangeRules {
  sheet: Record<string, any>;
  kind: "rules.change";
}

/** A team picks its stake, or passes (``stake`` None); it may name another team to answer. Facts: ``question``. */
interface ChooseStake {
  team: string;
  stake?: string | number | null;
  delegate?: string | null;
  question?: string | null;
  item?: number | null;
  kind: "stake.choose";
}

/** The one clock. ``deadline`` while running, ``remaining`` ms while paused. */
interface ClockPart {
  purpose: "answer" | "begin" | "press";
  state: "running" | "paused";
  deadline: number | null;
  duration: number;
  remaining: number | null;
}

/** Close the item and reveal the answer. In a simultaneous round all tablets are judged by it. Facts: ``key``. */
interface CloseItem {
  kind: "item.close";
}

type Command = CommandFields;

/** The command is in the ledger; its effect comes with the next view. */
interface CommandDone {
  ok?: true;
  seq: number;
  at: number;
  repeat: boolean;
}

type CommandFields = OpenMatch | BeginRound | EndRound | PresentItem | ChooseStake | StartClock | PauseClock | ResumeClock | RevealClue | ArmPress | EndReading | RecordPress | AwardPress | LapsePress | CallFoul | SubmitAnswer | JudgeAnswer | CastVerdict | CloseItem | OpenPanel | EnterMark | WithdrawMark | AbstainMark | RecuseJudge | LockPanel | CopyMark | AskCorrection | DecideMark | VoidItem | ReplaceItem | CorrectItem | CorrectKey | AdjustPoints | UseToken | SubstituteMember | RenameTeam | WithdrawTeam | ReturnTeam | SwapStations | BeginTieOff | OrderTieOff | EndTieOff | NoteAudience | ShowScene | JudgeSupporters | Undo | ChangeRules | LockResult | UnlockResult;

/**
 * A command under a key that the client made. The same key again gets the first answer, as over HTTP. ``seen``: the
 * ``last_step`` of the desk's view that it was given on.
 */
interface CommandMessage {
  expires?: number | null;
  key: string;
  command: Command;
  reason?: string;
  seen?: number | null;
}

/**
 * A fill-in answer that is not the key to the letter: in ``blank`` (from 1) it counts as ``equal``, or is near it and
 * does not.
 */
interface ComparedPart {
  team: string;
  blank: number;
  given: string;
  key: string;
  equal: boolean;
}

/** A judge's marks from paper, entered by one person and confirmed by another, before the lock. Facts: ``item``. */
interface CopyMark {
  judge: string;
  marks: Record<string, string | number>;
  item?: number | null;
  kind: "mark.copy";
}

/** Late correction: the verdict of ``team`` on ``item`` (optionally one ``question`` of a rapid run) is another. */
interface CorrectItem {
  item: number;
  team: string;
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void";
  question?: string | null;
  kind: "item.correct";
}

/**
 * The key of a simultaneous item was wrong: it is judged again by the right one. Several ``values`` for a question
 * with one choice: each of them is right. Facts: ``question``.
 */
interface CorrectKey {
  item: number;
  values: string[];
  kind: "key.correct";
}

/**
 * What a judge marks by: range and step of its marks, weight as a factor, what the levels mean, best first. ``name``
 * is "" where the panel marks as a whole.
 */
interface CriterionPart {
  id: string;
  name: string;
  low: string;
  high: string;
  step: string;
  weight: string;
  levels: string[];
}

/** A second person takes or refuses a sheet that waits: late, from paper, or a correction; with a minute. */
interface DecideMark {
  item: number;
  sheet: number;
  accept: boolean;
  kind: "mark.decide";
}

/**
 * The view of the host and of the chief judge. ``items`` the latest, and all with a panel in this round; ``last_step``
 * the seq of the step that the next one goes on from, 0 before the first; ``check_code`` of a locked result, "" while
 * it is open; ``warnings`` of the server and of the screens, where there are any.
 */
interface DeskView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "black";
  rounds: RoundLine[];
  round: RoundPart | null;
  item: ItemPart | null;
  marks: ShownMarksPart | null;
  clock: ClockPart | null;
  press: PressPart | null;
  teams: TeamPart[];
  ranking: RankPart[];
  tie_off: TieOffPart | null;
  locked: boolean;
  actions: ActionPart[];
  pool: PoolPart[];
  spares: PoolPart[];
  items: PlayedPart[];
  log: LogPart[];
  presence: PresencePart[];
  next_team: string | null;
  delegates: string[];
  missing: MissingPart[];
  last_step: number;
  check_code: string;
  warnings?: WarningPart[];
}

/** It is done. */
interface Done {
  ok?: true;
}

/**
 * 读完: where presses count while the host reads, the limit for nobody pressing runs from here. The arming stays the
 * same, so that a press on its way still counts. Facts: ``closes_at``.
 */
interface EndReading {
  kind: "reading.end";
}

/** End the running round, even with items left. */
interface EndRound {
  kind: "round.end";
}

/** End the tie-off; what it ordered stands. */
interface EndTieOff {
  kind: "tieoff.end";
}

/**
 * A judge's marks by criterion. A later one replaces it until the lock; after the lock it is kept aside as late.
 * ``item`` None is the current one; a tablet that was cut off names the item it marked, so that what it sends an hour
 * later can never count for another team. Facts: ``item`` ``late``.
 */
interface EnterMark {
  judge: string;
  marks: Record<string, string | number>;
  item?: number | null;
  kind: "mark.enter";
}

/**
 * An error in words: what happened, what is safe, what to do next; ``code`` never changes. ``fields`` holds what the
 * words name. A faulty rule sheet (``sheet-faulty``) lists all its faults in ``faults``.
 */
interface ErrorBody {
  code: string;
  message: string;
  what_is_safe: string;
  next: string;
  fields: Record<string, number | string | FaultLine[]>;
}

/** The answer to anything that was refused. */
interface Failed {
  ok?: false;
  error: ErrorBody;
}

/** One fault of a rule sheet: its line and place in the file, and what is wrong there in words. */
interface FaultLine {
  place: string;
  text: string;
}

/**
 * The current item. ``answers`` ``key`` ``explanation`` come with the reveal; officials have them at once.
 * ``compared`` for the desks where an answer wants a look; ``panel`` where judges mark.
 */
interface ItemPart {
  no: number;
  slot: number;
  stage: "idle" | "staking" | "reading" | "armed" | "collecting" | "fouled" | "lapsed" | "answering" | "marking" | "judged" | "audience" | "closed";
  team: string | null;
  seat: number | null;
  member: MemberPart | null;
  answering: string | null;
  stake: string | null;
  delegate: string | null;
  passed: boolean;
  voided: boolean;
  tie_off: boolean;
  points: WorthPart;
  step: number;
  question: QuestionPart | null;
  answered: string[];
  final: string[];
  verdicts: Record<string, VerdictPart>;
  votes?: Record<string, "right" | "wrong" | "timeout" | "give_up" | "blank" | "void">;
  answers?: Record<string, string[]>;
  key?: string[];
  explanation?: string;
  citation?: string;
  compared?: ComparedPart[];
  panel?: PanelPart;
}

/**
 * The verdict on the answer of the team that has the turn (or of ``team`` where all answered). In a rapid run it also
 * takes the next question; ``question`` names the one that the desk had before it, so that a verdict given twice is
 * not given to the next. ``points`` only in a judged round: the panel's score. Facts: ``team`` ``question``
 * ``next_question``.
 */
interface JudgeAnswer {
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void";
  team?: string | null;
  points?: string | number | null;
  question?: string | null;
  kind: "answer.judge";
}

/** The desk calls a judge who has not marked yet. */
interface JudgeCall {
  expires?: number | null;
  ticket: string;
}

/** The desk waits for this judge: ``by`` whom, ``at`` ms since the epoch. */
interface JudgeCalled {
  at: number;
  by: "host" | "chief";
}

/**
 * What a judge's seat needs: its own vote on the current answer; its own sheets of this round and no other's.
 * ``panel``: it sits on the current item's panel. ``marked`` holds every item of the running or last round with a
 * panel that it sat on, in order, marked by ``criteria``.
 */
interface JudgeMe {
  ticket: string;
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void" | null;
  panel: boolean;
  recused: boolean;
  sheet: OwnSheetPart | null;
  requests: RequestedPart[];
  criteria: CriterionPart[];
  marked: MarkedPart[];
}

/** The verdict on the answer that a team's supporters gave after the team had failed. Facts: ``team``. */
interface JudgeSupporters {
  verdict: "right" | "wrong";
  kind: "supporters.judge";
}

/** The view of a judge's seat. */
interface JudgeView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "black";
  rounds: RoundLine[];
  round: RoundPart | null;
  item: ItemPart | null;
  marks: ShownMarksPart | null;
  clock: ClockPart | null;
  press: PressPart | null;
  teams: TeamPart[];
  ranking: RankPart[];
  tie_off: TieOffPart | null;
  locked: boolean;
  me: JudgeMe;
}

/** Nobody pressed within the limit. */
interface LapsePress {
  kind: "press.lapse";
}

/**
 * Lock the marks: the score stands. With ``even_if_missing`` missing judges are left out, if the sheet allows it.
 * ``whole_round``: every panel of the running round that is open, by one entry. Facts: ``items``.
 */
interface LockPanel {
  even_if_missing?: boolean;
  whole_round?: boolean;
  kind: "panel.lock";
}

/**
 * The result is final (裁判长); from here only ``result.unlock`` with a reason is allowed. ``unfinished``: it is meant
 * although rounds are still to be played; this needs a reason. ``after``: the seq of the last step in the result that
 * the desk showed (None: not said).
 */
interface LockResult {
  unfinished?: boolean | null;
  after?: number | null;
  kind: "result.lock";
}

/** One entry as a sentence. ``undone``: an undo took it back; ``step``: one still could. */
interface LogPart {
  seq: number;
  at: number;
  kind: string;
  actor: string;
  text: string;
  reason: string;
  undone: boolean;
  step: boolean;
}

/** One item of the running round as one judge of its panel has marked it. ``locked``: only 申请更正 is left. */
interface MarkedPart {
  item: number;
  slot: number;
  team: string | null;
  locked: boolean;
  voided: boolean;
  sheet: OwnSheetPart | null;
  requests: RequestedPart[];
}

/** What the match is. ``test`` while the press test runs, before the first round. */
interface MatchPart {
  id: string;
  title: string;
  competition: string;
  organiser: string;
  theme: string;
  bright: boolean;
  phase: "setup" | "open" | "locked";
  stage: "idle" | "staking" | "reading" | "armed" | "collecting" | "fouled" | "lapsed" | "answering" | "marking" | "judged" | "audience" | "closed";
  test: boolean;
}

/** A picture, sound or film; fetched from ``url`` with the seat's session. */
interface MediaPart {
  url: string;
  kind: "image" | "audio" | "video";
}

/** A contestant; ``seat`` from 1, 0 for a reserve. */
interface MemberPart {
  id: string;
  name: string;
  seat: number;
}

/** One line of the checklist before the opening. ``blocking``: the match cannot open without it. */
interface MissingPart {
  text: string;
  blocking: boolean;
}

/** 观众互动: who in the hall answered, with what verdict; never touches a team's score. */
interface NoteAudience {
  verdict: "right" | "wrong";
  note?: string;
  kind: "audience.note";
}

/** An empty object. */
interface Nothing {
}

/** Freeze the setup and open the match (开赛). Facts: ``setup``. */
interface OpenMatch {
  kind: "match.open";
}

/**
 * The judges may mark from now (评委打分). Facts: ``judges`` (the panel), ``recused`` (of the team's own unit).
 * ``whole_round``: every item of the running round, those still to come as soon as they are presented; the host goes
 * on from item to item, and the marks of all stay open until they are locked together.
 */
interface OpenPanel {
  whole_round?: boolean;
  kind: "panel.open";
}

/** One option; ``letter`` is what an answer says for it (A, B, … or T, F). */
interface OptionPart {
  letter: string;
  text: string;
}

/** Record the order that a tie-off gave (judged or risk mode, or by lot), best first; equal ones stay equal. */
interface OrderTieOff {
  order: string[][];
  kind: "tieoff.order";
}

/** A station's own press. ``may`` whether a press counts for it, else ``why``; ``id`` of its recorded press. */
interface OwnPress {
  may: boolean;
  why: "" | "pressed" | "barred" | "out" | "not-named";
  id: string | null;
  standing: "" | "legal" | "early" | "barred" | "stale";
  won: boolean;
}

/** One version of a sheet; ``marks`` empty for abstained and recused, and while they are nobody else's business. */
interface OwnSheetPart {
  state: "given" | "abstained" | "recused";
  marks: Record<string, string>;
  total: string | null;
  version: number;
  source: "tablet" | "paper";
  at: number;
}

/**
 * The panel of one item. ``judges`` ``waiting`` ``history`` for the desks; ``sheets`` and what follows from them come
 * with the lock, for everybody but a judge who is recused from this item. ``whole``: marked and locked with its whole
 * round. ``lines`` explain the score, ``script`` is what the host reads aloud.
 */
interface PanelPart {
  state: "open" | "locked";
  whole: boolean;
  criteria: CriterionPart[];
  judges?: PanelSeatPart[];
  waiting?: WaitingPart[];
  history?: VersionPart[];
  sheets?: SheetPart[];
  score?: string | null;
  lines?: string[];
  script?: string[];
}

/** How far one judge is, for the desks; never what it gave. ``waiting``: its sheet needs a second person. */
interface PanelSeatPart {
  judge: string;
  label: string;
  state: "missing" | "given" | "abstained" | "recused" | "waiting";
  source: "tablet" | "paper" | null;
}

/** Stop the clock with its remaining time. Facts: ``remaining`` ms. */
interface PauseClock {
  kind: "clock.pause";
}

/** Asked every few seconds. ``t0`` the client's own time, ``rtt`` its best round trip so far, both in ms. */
interface PingTime {
  t0: number;
  rtt?: number | null;
}

/** An item that was played, for corrections and voiding. ``options`` for its key; ``asked`` in a rapid run only. */
interface PlayedPart {
  no: number;
  round: string;
  slot: number;
  team: string | null;
  voided: boolean;
  stem: string;
  type: "single" | "multiple" | "true_false" | "fill" | "short" | null;
  options: OptionPart[];
  key: string[];
  verdicts: Record<string, VerdictPart>;
  asked: AskedPart[];
  panel?: PanelPart;
}

/** ``server``: ms since the epoch. The offset of the best of the last eight round trips is the one to use. */
interface PongTime {
  t0: number;
  server: number;
}

/** A question of the running round's pool, or a spare. */
interface PoolPart {
  id: string;
  no: number;
  type: "single" | "multiple" | "true_false" | "fill" | "short";
  stem: string;
  stake: string | null;
  used: boolean;
}

/** Every seat of the match and how it is connected. */
interface PresenceMessage {
  now: number;
  seats: PresencePart[];
}

/**
 * One seat of the wall. ``stale`` is a device that looks connected and has fallen silent; ``rtt`` ms; ``troubles``:
 * what its screens say that they do not show, where they say anything.
 */
interface PresencePart {
  ticket: string;
  role: "display" | "team" | "judge" | "host" | "chief";
  label: string;
  team: string;
  seat: number;
  state: "ok" | "stale" | "gone" | "never";
  since: number | null;
  last_seen: number | null;
  rtt: number | null;
  devices: number;
  requests: RequestPart[];
  troubles?: ("media-failed" | "film-no-picture" | "sound-blocked" | "text-cut")[];
}

/**
 * Present the next item (出题). ``team`` overrides the turn, ``question`` the next of the pool. ``member`` is the seat
 * that answers where the round names one. Facts: ``item`` ``slot`` ``team`` ``seat`` ``question``.
 */
interface PresentItem {
  team?: string | null;
  question?: string | null;
  member?: number | null;
  kind: "item.present";
}

/**
 * One raw press for the arbiters; ``behind`` ms after the earliest legal one. ``cut``: ms by which the device said it
 * was earlier than can be believed; ``slow``: its way to the server is long; ``again``: how many more of this team and
 * standing are in the record.
 */
interface PressLine {
  team: string;
  estimate: number;
  uncertainty: number;
  arrived: number;
  behind: number | null;
  standing: "legal" | "early" | "barred" | "stale";
  source: string;
  cut: number;
  slow: boolean;
  again?: number;
}

/**
 * Pressing on the current item. ``arming`` None before the first 「开始」. ``alone`` ``margin`` ``close_call`` are about
 * every press in the record, also one that came in after the award: no other team pressed; ms to the nearest other
 * press; the two cannot be told apart. ``shown_until``: when the result gives way to the question on the big screen,
 * in ms since the epoch; None where it stays, as when the host cued it.
 */
interface PressPart {
  arming: string | null;
  state: "waiting" | "armed" | "collecting" | "fouled" | "awarded" | "lapsed";
  opens_at: number | null;
  closes_at: number | null;
  winner: string | null;
  alone: boolean;
  margin: number | null;
  close_call: boolean;
  shown_until: number | null;
  by: string;
  fouls: string[];
  barred: string[];
  presses?: PressLine[];
}

/**
 * The press test before a round. A desk starts it (``start``); a team's seat presses. ``press`` the device's own id
 * for it, ``pressed_at`` server time in ms as the device reckons, ``rtt`` its best round trip in ms.
 */
interface PressTest {
  expires?: number | null;
  start?: boolean;
  press?: string;
  pressed_at?: number | null;
  rtt?: number | null;
}

/**
 * What everybody in the match sees of the test. ``started``: press now; ``at`` is when it opened. ``pressed``:
 * ``team`` pressed ``after`` ms later (None where no test was started), known to ± ``uncertainty`` ms; ``arrived`` is
 * when it came. ``rtt`` is the round trip that the server measured (None: not yet, the order of arrival counts),
 * ``slow`` where that is more than is believed of one, ``cut`` by how many ms the device said it was earlier than can
 * be believed.
 */
interface PressTestResult {
  state: "started" | "pressed";
  at: number;
  team?: string;
  press?: string;
  after?: number | null;
  arrived?: number;
  uncertainty?: number;
  rtt?: number | null;
  cut?: number;
  slow?: boolean;
}

/** A question as read out. ``clues`` only those shown. ``blanks`` how many texts an answer to it has. */
interface QuestionPart {
  id: string;
  type: "single" | "multiple" | "true_false" | "fill" | "short";
  stem: string;
  options: OptionPart[];
  clues: string[];
  blanks: number;
  media: MediaPart | null;
}

/** One line of the ranking; ``text`` says ``above_because`` as a sentence, "" where there is nothing to say. */
interface RankPart {
  team: string;
  rank: number;
  tied: boolean;
  score: string;
  above_because: BecausePart | null;
  text: string;
}

/**
 * What a command became: its entry's seq, its time in ms since the epoch; ``repeat`` where the key came before. For a
 * judge's sheet ``seq`` counts as the judge's views do, not as the ledger does.
 */
interface Receipt {
  seq: number;
  at: number;
  repeat: boolean;
}

/**
 * One raw press, kept whatever it is worth. ``press`` is the device's own id, ``arming`` the arming it saw ("" where
 * none), ``pressed_at`` the server time in ms that the device computed from its offset (None: order of arrival),
 * ``rtt`` its best round trip in ms, ``item`` what it was made for (None: whichever is current). Facts: ``trip`` (the
 * round trip in ms: the server's own measure where it has one) ``cap`` (up to which it is believed) ``allowance`` (ms
 * believed beyond half of it; None or left out: the whole trip was believed) ``window`` (ms to wait for others after
 * it) ``arrived`` ``estimate`` ``uncertainty`` ``cut`` (ms by which the device said it was earlier) ``widened`` (how
 * much of the uncertainty comes from that; left out: nothing) ``standing`` (legal | early | barred | stale).
 */
interface RecordPress {
  team: string;
  press: string;
  arming: string;
  pressed_at?: number | null;
  rtt?: number | null;
  source?: "tablet" | "host" | "keyboard";
  item?: number | null;
  kind: "press.record";
}

/**
 * 回避: the judge may not mark this team; said by the judge before the lock, or by host or chief. Facts: ``item``.
 */
interface RecuseJudge {
  judge: string;
  item?: number | null;
  kind: "mark.recuse";
}

/** A team's name was written wrongly: from now on it is ``name``. Facts: ``name`` tidied, ``old``. */
interface RenameTeam {
  team: string;
  name: string;
  kind: "team.rename";
}

/** Throw the current item out and present a spare in its place, in one action. Facts: ``item`` ``question``. */
interface ReplaceItem {
  question?: string | null;
  kind: "item.replace";
}

/** A second device that asks for a seat. */
interface RequestPart {
  device: string;
  since: number;
}

/** What a judge sent after the lock and nobody has decided on yet: a late sheet, or a correction it asks for. */
interface RequestedPart {
  kind: "late" | "correction";
  marks: Record<string, string>;
  total: string | null;
  reason: string;
  at: number;
}

/** Let a paused clock run on. */
interface ResumeClock {
  kind: "clock.resume";
}

/** A team that had left takes part again. */
interface ReturnTeam {
  team: string;
  kind: "team.return";
}

/** Show the next clue; the item's value falls to the next step. */
interface RevealClue {
  kind: "clue.reveal";
}

/** A round in the programme. */
interface RoundLine {
  id: string;
  name: string;
  kind: "individual" | "team" | "simultaneous" | "press" | "risk" | "judged" | "rapid" | "ladder" | "clue" | "assigned" | "audience";
  state: "waiting" | "running" | "done";
}

/**
 * The running round. ``no`` from 1; ``items_total`` None where it is open (a tie-off). ``ends_at``: when its whole
 * time is over, None where it has no such limit or has not begun.
 */
interface RoundPart {
  id: string;
  no: number;
  name: string;
  kind: "individual" | "team" | "simultaneous" | "press" | "risk" | "judged" | "rapid" | "ladder" | "clue" | "assigned" | "audience";
  intro: string[];
  items_done: number;
  items_total: number | null;
  tie_off: boolean;
  ends_at: number | null;
}

/**
 * What a screen does not show as it should, all of it at this moment; nothing where all is well. ``media-failed``: a
 * picture, sound or film does not load. ``film-no-picture``: a film plays without one. ``sound-blocked``: the browser
 * wants a touch before it sounds. ``text-cut``: words do not fit and are moved slowly.
 */
interface ScreenReport {
  troubles: ("media-failed" | "film-no-picture" | "sound-blocked" | "text-cut")[];
}

/** The desk's answer to a device that asks for a seat. */
interface SeatDecide {
  expires?: number | null;
  ticket: string;
  device: string;
  approve: boolean;
}

/**
 * Where a device stands with its seat. ``waiting``: another device has the seat, the desk was asked. ``seated``: it is
 * yours, the view follows. ``refused``: the desk keeps the other device. ``replaced``: the desk gave your seat to
 * another device.
 */
interface SeatRequest {
  state: "waiting" | "seated" | "refused" | "replaced";
}

/** What the staff must know about the server itself, in words; empty once all is well again. */
interface ServerNotice {
  notices: ErrorBody[];
}

/**
 * One judge's sheet after the lock. ``total`` None where there is no number; ``dropped`` by the rule; ``unit`` where
 * the judge's is known.
 */
interface SheetPart {
  judge: string;
  label: string;
  unit?: string;
  state: "given" | "missing" | "late" | "abstained" | "recused";
  marks: Record<string, string>;
  total: string | null;
  dropped: "high" | "low" | null;
}

/** The host cues a scene on the displays. ``item``: whose marks 亮分 shows (None: those it showed last). */
interface ShowScene {
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "black";
  item?: number | null;
  kind: "scene.show";
}

/** Whose marks the hall sees (亮分): the item, its team and its panel as far as this audience may know it. */
interface ShownMarksPart {
  item: number;
  slot: number;
  team: string | null;
  panel: PanelPart;
}

/**
 * The host's word: the answer clock runs, or first the time to begin where the round has one; then it is given again
 * when the answer begins. Facts: ``duration`` ms, ``begins``.
 */
interface StartClock {
  kind: "clock.start";
}

/**
 * A team's answer from its tablet; the last one before the deadline counts, ``final`` locks it (回答完毕). ``item`` and
 * ``question``: what it was meant for; an answer that was held up is not counted for the next one. In a rapid run,
 * where one item has many questions, ``question`` must be named.
 */
interface SubmitAnswer {
  team: string;
  answer: string[];
  final?: boolean;
  item?: number | null;
  question?: string | null;
  kind: "answer.submit";
}

/** A reserve takes a seat. */
interface SubstituteMember {
  team: string;
  out: string;
  into: string;
  kind: "member.substitute";
}

/** Two teams exchange their stations, before the first item. Facts: ``order`` of the running round, if one runs. */
interface SwapStations {
  team: string;
  other: string;
  kind: "stations.swap";
}

/** What the seat of a team needs: which of the six pictures to draw, and its own things only. */
interface TeamMe {
  team: string;
  seat: number;
  state: "wait" | "stake" | "answer" | "paused" | "press" | "locked" | "result";
  answer: string[] | null;
  final: boolean;
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void" | null;
  points: string | null;
  press: OwnPress | null;
  stakes: string[];
  may_pass: boolean;
  delegates: string[];
  must_delegate: boolean;
}

/**
 * A team at its station; ``out`` of the running round, ``fouls`` in it; how it ``left`` the match, "" while it plays.
 * A team that left and is not ranked has rank 0.
 */
interface TeamPart {
  id: string;
  name: string;
  unit: string;
  station: number;
  score: string;
  rank: number;
  tied: boolean;
  members: MemberPart[];
  out: boolean;
  left: "withdrawn" | "disqualified" | "";
  tokens: TokenPart[];
  fouls: number;
}

/** The view of a team's seat. */
interface TeamView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "black";
  rounds: RoundLine[];
  round: RoundPart | null;
  item: ItemPart | null;
  marks: ShownMarksPart | null;
  clock: ClockPart | null;
  press: PressPart | null;
  teams: TeamPart[];
  ranking: RankPart[];
  tie_off: TieOffPart | null;
  locked: boolean;
  me: TeamMe;
}

/** A running tie-off: its teams, and the order so far, best first, equals together. */
interface TieOffPart {
  teams: string[];
  order: string[][];
}

/** A right of a team with what is left of it. */
interface TokenPart {
  id: string;
  name: string;
  left: number;
}

/**
 * Take the last ``steps`` host steps back; never past a lock, and never with anything of a step that stays. ``first``:
 * the seq of the first step to take back, as the desk saw it. It must be named, so that two desks that mean the same
 * step do not take two steps back. Facts: ``from`` (everything from this seq on is taken back), ``alone`` (seqs of
 * steps before it that are taken back without what followed them), ``clock`` (of an answer that goes on).
 */
interface Undo {
  steps?: number;
  first?: number | null;
  kind: "undo";
}

/** The chief opens a locked result again, with a reason. */
interface UnlockResult {
  kind: "result.unlock";
}

/**
 * A team uses a right of the sheet (换题、免答、求助). Facts: ``effect``; ``question`` where it is changed; ``next_question``
 * of a run where the team is excused from one (an entry without it ended the item for everybody).
 */
interface UseToken {
  team: string;
  token: string;
  kind: "token.use";
}

/** A verdict that counts and the points that it brought. */
interface VerdictPart {
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void";
  points: string;
}

/** A version that another one replaced, for the desks. */
interface VersionPart {
  state: "given" | "abstained" | "recused";
  marks: Record<string, string>;
  total: string | null;
  version: number;
  source: "tablet" | "paper";
  at: number;
  judge: string;
  label: string;
}

/**
 * The whole view. A page draws it and keeps nothing else; ``(epoch, seq)`` orders views of one server. ``marks``:
 * whose marks the hall sees, while the scene is 亮分.
 */
interface View {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "black";
  rounds: RoundLine[];
  round: RoundPart | null;
  item: ItemPart | null;
  marks: ShownMarksPart | null;
  clock: ClockPart | null;
  press: PressPart | null;
  teams: TeamPart[];
  ranking: RankPart[];
  tie_off: TieOffPart | null;
  locked: boolean;
}

/** An item is thrown out: whatever it brought counts nothing. ``item`` None: the current one. */
interface VoidItem {
  item?: number | null;
  kind: "item.void";
}

/**
 * A sheet that waits for a second person, for the desks. ``sheet`` is what ``mark.decide`` calls it, ``by`` the actor
 * who gave it: somebody else has to decide.
 */
interface WaitingPart {
  sheet: number;
  judge: string;
  label: string;
  kind: "late" | "paper" | "correction";
  marks: Record<string, string>;
  total: string | null;
  by: string;
  reason: string;
  at: number;
}

/** One warning: ``code`` never changes, ``text`` says what is wrong and what to do. */
interface WarningPart {
  code: string;
  text: string;
}

/** 撤回: a judge takes its sheet back before the lock. Facts: ``item``. */
interface WithdrawMark {
  judge: string;
  item?: number | null;
  kind: "mark.withdraw";
}

/** A team leaves the match: nobody waits for it any more, and the rule sheet says where it is ranked. */
interface WithdrawTeam {
  team: string;
  how: "withdrawn" | "disqualified";
  kind: "team.withdraw";
}

/** What the item is worth now, as signed points. */
interface WorthPart {
  right: string;
  wrong: string;
}
