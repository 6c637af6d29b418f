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

/** An objection is taken up, or refused on one of the campaign's grounds. */
interface AdmitObjection {
  objection: number;
  admit: boolean;
  ground?: "anonymous" | "no_evidence" | "late" | "impersonation" | "against_grade" | "unrelated" | null;
  text?: string;
  kind: "objection.admit";
}

/** The score that the judges gave, as the big screen shows it. */
interface AirMarksPart {
  team: string | null;
  score: string;
}

/** Titles and looks; nothing that changes while the match is played. ``rehearsal``: absent where it is none. */
interface AirMatchPart {
  id: string;
  title: string;
  competition: string;
  theme: string;
  bright: boolean;
  rehearsal?: true;
}

/** Who pressed: ``team`` has it, ``fouls`` pressed too early. */
interface AirPressPart {
  state: "armed" | "awarded" | "fouled" | "lapsed";
  opens_at: number | null;
  team: string | null;
  fouls: string[];
}

/** The question as it is read out; ``key``, the letters or texts, once it is revealed and the scene shows it. */
interface AirQuestionPart {
  id: string;
  round: string;
  slot: number;
  stem: string;
  clues: string[];
  options: OptionPart[];
  key?: string[];
}

/** One seat of this kind, for the technician: its name, how its page is connected, how many show it. */
interface AirScreenPart {
  label: string;
  state: "ok" | "stale" | "gone" | "never";
  devices: number;
}

/** One team of the score line; ``turn``: it answers now, or its turn it is. */
interface AirTeamPart {
  id: string;
  station: number;
  name: string;
  score: string;
  turn: boolean;
}

/** One verdict on the current item, since it is on the record. */
interface AirVerdictPart {
  team: string;
  verdict: "right" | "wrong" | "timeout" | "give_up" | "blank" | "void";
  points: string;
}

/**
 * The view of the picture for television. What the scene does not allow is empty or None. ``lower_third``: whose name
 * is on air. ``frozen``: the score line stands as it was at 封榜; absent where it does not. ``screens`` for the
 * technician's page.
 */
interface AirView {
  epoch: string;
  seq: number;
  now: number;
  audience: "air";
  match: AirMatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "reveal" | "award" | "best_player" | "text" | "black";
  line: AirTeamPart[];
  question: AirQuestionPart | null;
  clock: ClockPart | null;
  press: AirPressPart | null;
  verdicts: AirVerdictPart[];
  marks: AirMarksPart | null;
  lower_third: LowerThirdPart | null;
  screens: AirScreenPart[];
  frozen?: true;
}

/**
 * Who of ``team`` answers, or answered, ``question`` of an item: a contestant's id, None for nobody in particular.
 */
interface AnswererPart {
  item: number;
  team: string;
  question: string | null;
  player: string | null;
}

/** The view of the caller's audience; ``audience`` says which. */
type AnyCompetitionView = CompetitionView | CompetitionOperatorView;

/** The view of the caller's audience; ``audience`` says which. */
type AnyReviewView = ReviewView | ReviewJudgeView | ReviewChairView | ReviewHostView;

/** The view of the caller's audience; ``audience`` says which. */
type AnyView = View | AirView | TeamView | JudgeView | DeskView;

/** “开始”: presses count from now (or after the countdown). Facts: ``arming`` ``opens_at`` ``closes_at``. */
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
 * The audience panel: its share in percent, and its count. ``state``: nothing has come, nobody voted, or a count is
 * confirmed; for the desks before the lock, then for everybody. ``count`` as people write it (38/50); ``total`` is its
 * mark on the judges' range. ``name`` is "" where the rule sheet gives it none.
 */
interface AudiencePart {
  name: string;
  weight: string;
  state: "missing" | "none" | "given";
  count: string;
  total: string | null;
}

/**
 * The award that the hall sees, and the teams that have it, best first. ``open``: level teams lie across its line, and
 * nobody has decided yet which of them have it.
 */
interface AwardPart {
  name: string;
  teams: CalledTeam[];
  open: boolean;
}

/**
 * The collection window is over: the earliest legal press has it. By the system, or by the host. Facts: ``winner``
 * (None: re-arm), ``margin`` ms to the next (None: alone), ``close_call`` bool, ``by`` rule used, ``lot`` where it was
 * drawn.
 */
interface AwardPress {
  kind: "press.award";
}

/** A picture behind every scene. ``bright`` and ``dark``: ``#rrggbb``, the most and the least of each colour. */
interface BackdropPart {
  url: string;
  bright: string;
  dark: string;
}

/** Why a team stands above the next: the criterion's code and the fields of its sentence. */
interface BecausePart {
  code: string;
  fields: Record<string, string>;
}

/**
 * 揭榜 of an award begins on the screen. ``shown``: how many of its winners are there at once, where it goes on as it
 * was broken off; 0 for a new beginning.
 */
interface BeginReveal {
  award: string;
  shown?: number;
  kind: "reveal.begin";
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

/**
 * The prize as the rule sheet calls it, its number of places, and the contestants, best first: for the desks all who
 * answered; for everybody else, once it is announced, those who have it.
 */
interface BestPlayerPart {
  name: string;
  count: number;
  lines: PlayerLine[];
}

/** The host or chief calls a foul: an early press not caught by the devices, or prompting (提示). */
interface CallFoul {
  team: string;
  foul: "press" | "prompt";
  kind: "foul.call";
}

/** A team that was called: its place, its name, its organisation, its score. */
interface CalledTeam {
  team: string;
  place: number;
  tied: boolean;
  name: string;
  unit: string;
  score: string;
}

/** A text on the screen, or one that the host may show: a title, and lines below it. */
interface CaptionPart {
  title: string;
  text: string;
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

/** What a team chose in this round, item by item: the stake, null where it passed. */
interface ChosenPart {
  team: string;
  stakes: (string | null)[];
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

/**
 * The inquiry is over. ``upheld``: the nomination is removed from its shortlist, or its award is taken back once the
 * result is public. ``nomination``: whom the inquiry found, where the objection names nobody. Facts: ``nomination``,
 * and ``proposed``, the nomination that the rule puts in its place (None for nobody); once the result is public
 * ``revokes``, whether the nomination holds an award that is taken back.
 */
interface CloseObjection {
  objection: number;
  upheld: boolean;
  text: string;
  nomination?: number | null;
  kind: "objection.close";
}

/**
 * 截止手机作答: no phone is taken any more; the system says it when the time is over. Facts: ``answers`` the text of all
 * answers (``phones.answers_text``), ``names`` of the first ones by number.
 */
interface ClosePhones {
  item: number;
  kind: "phones.close";
}

type Command = CommandFields;

/** The command is in the ledger; its effect comes with the next view. */
interface CommandDone {
  ok?: true;
  seq: number;
  at: number;
  repeat: boolean;
}

type CommandFields = OpenMatch | BeginRound | EndRound | PresentItem | ChooseStake | StartClock | PauseClock | ResumeClock | RevealClue | ArmPress | EndReading | RecordPress | AwardPress | LapsePress | CallFoul | SubmitAnswer | JudgeAnswer | CastVerdict | CloseItem | OpenPanel | EnterMark | WithdrawMark | AbstainMark | RecuseJudge | LiftRecusal | LockPanel | CopyMark | AskCorrection | DecideMark | EnterCounts | DecideCounts | VoidItem | ReplaceItem | CorrectItem | CorrectKey | AdjustPoints | UseToken | SubstituteMember | RenameTeam | WithdrawTeam | ReturnTeam | SwapStations | BeginTieOff | OrderTieOff | EndTieOff | NoteAudience | OpenPhones | ClosePhones | DrawPhones | HidePhoneNames | ShowScene | JudgeSupporters | FreezeTable | OpenTable | NamePlayer | Undo | ChangeRules | LockResult | UnlockResult;

/**
 * A command under a key that the client made. The same key again gets the first answer, as over HTTP. ``seen``: the
 * ``last_step`` of the desk's view that it was given on. ``if_seq``: the seq of that view; a desk's command is refused
 * (``head-moved``) where the match has gone on since.
 */
interface CommandMessage {
  expires?: number | null;
  key: string;
  command: Command | ReviewCommand | ShowRanking;
  reason?: string;
  seen?: number | null;
  if_seq?: number | null;
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

/**
 * The view of the operator: every match, the rankings that may be cued, the hall's own screens, what the screens do
 * not show as they should.
 */
interface CompetitionOperatorView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "operator";
  event: EventPart;
  matches: MatchLinePart[];
  rankings: RankingCuePart[];
  screens: SeatsPart;
  warnings: WarningPart[];
}

/**
 * What the hall sees of a competition. ``(epoch, seq)`` orders views of one server; ``stage`` None before stages are
 * set; ``face`` absent where the competition has nothing of its own.
 */
interface CompetitionView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "operator";
  event: EventPart;
  stage: StagePart | null;
  face?: FacePart;
}

/** A second person compares what a clerk entered with the paper. ``held``: the seq of that entry. */
interface ConfirmPaper {
  held: number;
  accept: boolean;
  kind: "paper.confirm";
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

/**
 * A subject that the host may bring on the screen, in the order of the defence. ``locked``: its marks may be shown ·
 * ``drawn``: that order was drawn.
 */
interface CuePart {
  item: number;
  nomination: number;
  name: string;
  unit: string;
  stage: string;
  award: string;
  award_name: string;
  stage_name: string;
  locked: boolean;
  drawn: boolean;
}

/**
 * What the hall sees outside a reveal: a subject at its defence, by its number, with its ``marks`` (亮分) once they are
 * locked; None for the title of the review.
 */
interface CueScreen {
  subject?: number | null;
  marks?: boolean;
  kind: "screen.cue";
}

/**
 * A second person takes or refuses counts that wait, with a minute; taken, they count. ``sheet``: the entry that
 * brought them. Facts: ``counts``.
 */
interface DecideCounts {
  sheet: number;
  accept: boolean;
  kind: "count.decide";
}

/** A second person takes or refuses a sheet that waits: late, from paper, or a correction; with a minute. */
interface DecideMark {
  item: number;
  sheet: number;
  accept: boolean;
  kind: "mark.decide";
}

/** The campaign's day has come: personal fields of forms and of objectors are deleted from their records. */
interface DeletePersonal {
  kind: "personal.delete";
}

/**
 * The view of the host and of the chief judge. ``items`` the latest, and all with a panel in this round; ``last_step``
 * the seq of the step that the next one goes on from, 0 before the first; ``check_code`` of a locked result, "" while
 * it is open; ``warnings`` of the server and of the screens, where there are any; ``hall`` where that has other totals
 * than the desk; ``answerer`` where a contestant may be named now; ``captions``: the texts that are prepared, where
 * there are any; ``lower_third``: whose name is on air, absent where none is; ``counts_waiting``: how many sheets of
 * the audience panel's counts wait for a second person, where any does.
 */
interface DeskView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "air" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "reveal" | "award" | "best_player" | "text" | "black";
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
  best_player?: BestPlayerPart;
  freeze?: FreezePart;
  reveal?: RankRevealPart;
  awarded?: AwardPart;
  link?: true;
  introduced?: string;
  caption?: CaptionPart;
  face?: FacePart;
  sound?: SoundPart;
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
  answerer?: AnswererPart;
  hall?: HallPart;
  captions?: CaptionPart[];
  lower_third?: LowerThirdPart;
  counts_waiting?: number;
}

/** Let the screen of one device show what another big screen's card shows: ``to`` is the id of that ticket. */
interface DeviceMove {
  expires?: number | null;
  ticket: string;
  device: string;
  to: string;
}

/** Call one device by a name, "" by none. It stays on the device, which says it with each ``ping.time``. */
interface DeviceName {
  expires?: number | null;
  ticket: string;
  device: string;
  name: string;
}

/**
 * One device that is connected, on a seat. ``match``: the match of its card, "" for a card of the competition;
 * ``name``: what a desk has called it, "" for nothing; ``rtt`` ms; ``seq``: of the view that it shows, told of big
 * screens alone, since that of another seat may tell what was given; ``version``: of the program that its page came
 * from, "" where it does not say.
 */
interface DevicePart {
  ticket: string;
  device: string;
  role: "host" | "chief" | "judge" | "team" | "display" | "air" | "unit" | "endorser" | "office" | "clerk" | "chair" | "approver" | "operator";
  label: string;
  name: string;
  match: string;
  team: string;
  state: "ok" | "stale" | "gone" | "never";
  since: number;
  last_seen: number;
  rtt: number | null;
  seq: number | null;
  version: string;
}

/** Load the pages of one device on one seat anew. What was typed there and is not sent stays on the device. */
interface DeviceReload {
  expires?: number | null;
  ticket: string;
  device: string;
}

/**
 * Every device that is connected here; ``version`` is the server's own. ``places``: where a screen may be moved to;
 * ``phones``: the pages of the public, which have no seats.
 */
interface Devices {
  now: number;
  version: string;
  devices: DevicePart[];
  places: PlacePart[];
  phones: PhonesPart[];
}

/** It is done. */
interface Done {
  ok?: true;
}

/**
 * 抽签: the order in which the subjects of an open stage come to their defence. ``order``: nominations as they were
 * drawn by hand, () to have them drawn. Facts: ``drawn``.
 */
interface DrawOrder {
  stage: string;
  award: string;
  order?: number[];
  kind: "defence.draw";
}

/** 抽取: so many ``winners`` among those who were right, by the ``number`` that the hall named. Facts: ``secret``. */
interface DrawPhones {
  item: number;
  number: string;
  winners?: number;
  kind: "phones.draw";
}

/**
 * 读完: where presses count while the host reads, the limit for nobody pressing runs from here. The arming stays the
 * same, so that a press on its way still counts. Facts: ``closes_at``.
 */
interface EndReading {
  kind: "reading.end";
}

/** The screen leaves the reveal. */
interface EndReveal {
  kind: "reveal.end";
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
 * 推荐意见: the opinion of the level that a nomination waits for. ``version``: the one that was looked at. A unit gives it
 * itself where it is a level of its own nomination. ``paper``: a clerk entered the sealed opinion of a level, which
 * came on the day ``arrived``; a second person has to confirm it. Facts: ``level`` ``organisation``
 * ``organisation_name``.
 */
interface Endorse {
  nomination: number;
  version: number;
  verdict: "agree" | "return" | "refuse";
  text?: string;
  paper?: boolean;
  arrived?: string | null;
  kind: "nomination.endorse";
}

/**
 * 录入大众评审票数: counts of one entry or of many, which wait for a second person. ``source``: the file or the sheet that
 * they come from. What the same person had entered before and nobody has confirmed is replaced.
 */
interface EnterCounts {
  counts: EntryCount[];
  source?: string;
  kind: "count.enter";
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
 * The count of one entry, by the number of its item: ``votes`` of ``cast``, or ``average``; without any of them nobody
 * voted on it, and the judges alone count.
 */
interface EntryCount {
  item: number;
  votes?: number | null;
  cast?: number | null;
  average?: string | number | null;
}

/**
 * An error in words: what happened, what is safe, what to do next; ``code`` never changes. ``fields`` holds what the
 * words name. A faulty rule sheet (``sheet-faulty``) lists all its faults in ``faults``, as do teams and questions
 * that a program brings.
 */
interface ErrorBody {
  code: "account-exists" | "account-own" | "account-unknown" | "accounts-full" | "address-elsewhere" | "advance-changed" | "advance-confirmed" | "advance-open" | "advance-second-person" | "already-barred" | "answer-final" | "answer-not-revealed" | "answer-too-long" | "answers-closed" | "answers-not-open" | "answers-running" | "archive-differs" | "archive-while-judging" | "archived" | "archived-unknown" | "arrived-without-paper" | "attachment-broken" | "attachment-closed" | "attachment-content" | "attachment-empty" | "attachment-encrypted" | "attachment-field-unknown" | "attachment-full" | "attachment-hidden" | "attachment-kind" | "attachment-macros" | "attachment-old-office" | "attachment-page" | "attachment-pages" | "attachment-pixels" | "attachment-slow" | "attachment-too-large" | "attachment-unknown" | "attachment-unpacked" | "award-being-judged" | "award-empty-with-holders" | "award-holders-needed" | "award-needed" | "award-of-none" | "award-over" | "award-revoked" | "award-stranger" | "award-twice" | "award-unknown" | "backup-damaged" | "backup-disk-full" | "backup-failed" | "backup-needs-sqlite" | "backup-old" | "backup-place-missing" | "backup-running" | "backup-unknown" | "backup-unreadable" | "bad-request" | "body-before-missing" | "body-unknown" | "book-behind" | "book-differs" | "book-unreadable" | "button-unknown" | "campaign-not-text" | "category-unknown" | "ceremony-complete" | "ceremony-moved-on" | "ceremony-not-begun" | "certificate-field-broken" | "certificate-field-in-header" | "certificate-field-unknown" | "certificate-handed" | "certificate-not-good" | "certificate-of-none" | "certificate-revoked" | "certificate-template-faulty" | "certificate-to" | "certificate-too-large" | "certificate-unknown" | "certificate-unprinted" | "certificates-changed" | "certificates-needed" | "certificates-none" | "certificates-there" | "chain-gap" | "chain-hash" | "chain-link" | "chair-not-deputy" | "chair-records-own" | "chair-recusal-known" | "chair-recused" | "chair-unknown" | "changed-meanwhile" | "check-code" | "clock-not-paused" | "clock-not-running" | "clock-paused" | "clock-started" | "code-over" | "code-wrong" | "codes-too-often" | "command-expired" | "competition-certificates" | "competition-exists" | "competition-signed" | "competition-unknown" | "contacts-erased" | "contestant-exists" | "contestant-seat-taken" | "contestant-unknown" | "correction-day-needed" | "correction-other-award" | "correction-waits" | "count-above-cast" | "count-above-size" | "count-entry-other" | "count-entry-several" | "count-entry-unknown" | "count-not-number" | "count-out-of-range" | "count-shape" | "count-twice" | "counts-after-round" | "counts-incomplete" | "counts-missing" | "counts-number" | "counts-waiting" | "criteria-incomplete" | "data-in-use" | "database-away" | "database-missing" | "database-unreachable" | "day-far" | "day-in-future" | "day-in-past" | "day-needed" | "day-of-other-year" | "days-off-missing" | "days-unreadable" | "db-behind" | "db-broken" | "db-chain" | "db-forked" | "db-newer" | "decision-day-early" | "decision-for-nobody" | "decision-made" | "decision-missing" | "decision-outdated" | "defence-begun" | "delegate-needed" | "delegate-self" | "department-unknown" | "departure-needs-reason" | "deputy-same-name" | "deputy-tied" | "desk-moved-on" | "device-not-connected" | "device-not-movable" | "disk-full" | "disk-low" | "disk-short" | "disk-spent" | "document-unknown" | "draft-changed" | "draft-unknown" | "drafts-many" | "draw-changed" | "draw-made" | "draw-number" | "draw-reason-needed" | "draw-secret" | "draw-teams" | "draw-there" | "draw-unknown" | "drops-everything" | "edition-changed" | "edition-changes-bodies" | "edition-changes-criteria" | "edition-changes-scores" | "edition-drops-award" | "edition-drops-body" | "edition-drops-paper" | "edition-drops-stage" | "edition-not-newer" | "entries-closed" | "entries-not-open-yet" | "entries-still-open" | "entry-unknown" | "event-book-differs" | "event-empty" | "event-exists" | "event-no-match-to-fill" | "event-people" | "event-person" | "event-person-twice" | "event-questions-unchanged" | "event-seats-full" | "event-sets" | "event-withdraw" | "evidence-full" | "fault-needed" | "feed-begun-anew" | "feed-broken" | "field-personal" | "field-unknown" | "file-broken" | "file-changed" | "file-damaged" | "file-exists" | "file-missing" | "file-needed" | "file-refused" | "file-slow" | "file-unreadable" | "file-unwritable" | "first-password-over" | "follow-own-data" | "follow-version" | "form-expired" | "form-faulty" | "ground-needed" | "ground-unknown" | "group-empty" | "groups-too-many" | "head-moved" | "hook-address" | "hook-unknown" | "hooks-too-many" | "host-unknown" | "input-wrong" | "item-moved-on" | "item-not-judged" | "item-running" | "item-stage" | "item-thrown-out" | "item-void" | "items-played" | "judge-entered" | "judge-exists" | "judge-faulty" | "judge-not-connected" | "judge-not-recused" | "judge-recused" | "judge-twice" | "judge-unknown" | "judged-by-key" | "judges-there" | "judges-too-many" | "judging-begun" | "judging-locked" | "judging-not-open" | "judging-open" | "key-at-work" | "key-blanks" | "key-missing" | "key-needed" | "key-no-option" | "key-of-one-option" | "key-used" | "last-team" | "level-closed" | "line-not-shown" | "link-unknown" | "listen-failed" | "mark-not-number" | "mark-off-step" | "mark-out-of-range" | "mark-paper" | "mark-parts" | "mark-person" | "mark-team" | "mark-twice" | "mark-typed" | "mark-value" | "marks-changed" | "marks-checked" | "marks-incomplete" | "marks-locked" | "marks-missing" | "marks-not-locked" | "marks-number" | "marks-open" | "marks-published" | "marks-second-person" | "marks-there-already" | "marks-to-replace" | "marks-unchanged" | "marks-unchecked" | "match-exists" | "match-named" | "match-no-rehearsal" | "match-not-open" | "match-not-opened" | "match-not-ready" | "match-of-stage" | "match-open" | "match-opened" | "match-rehearsal" | "match-running" | "match-unknown" | "media-hidden" | "media-missing" | "media-type" | "media-unknown" | "members-fixed" | "members-too-many" | "method-not-allowed" | "metrics-guarded" | "missing-field" | "move-unknown" | "name-differs" | "name-unchanged" | "next-stage-drawn" | "no-answer" | "no-audience-panel" | "no-best-player" | "no-clue-left" | "no-delegate" | "no-free-place" | "no-item" | "no-judges" | "no-marks" | "no-nominations" | "no-official-days" | "no-pass" | "no-press-limit" | "no-question-left" | "no-round" | "no-sheet-to-correct" | "no-such-item" | "no-such-match" | "no-such-member" | "no-such-question-set" | "no-such-round" | "no-such-seat" | "no-such-sheet" | "no-such-stage" | "no-such-stake" | "no-such-step" | "no-such-team" | "no-such-template" | "no-such-token" | "no-supporters" | "no-teams" | "no-tie-off" | "no-tie-off-running" | "nobody-listed" | "nobody-marked" | "nobody-may-press" | "nobody-present" | "nomination-changed" | "nomination-judged" | "nomination-not-accepted" | "nomination-not-judged" | "nomination-not-returned" | "nomination-not-shown" | "nomination-not-vetted" | "nomination-not-waiting" | "nomination-of-other-award" | "nomination-over" | "nomination-unknown" | "nomination-vetted" | "nominations-unfinished" | "nominee-entered" | "nominee-entered-elsewhere" | "not-a-correction" | "not-a-winner" | "not-an-award" | "not-at-machine" | "not-correctable" | "not-delivered" | "not-entered" | "not-first-in-line" | "not-frozen" | "not-judged-by-key" | "not-on-panel" | "not-signed-in" | "not-signed-off" | "not-tied" | "not-your-level" | "not-your-nomination" | "not-your-sheet" | "not-your-team" | "not-your-turn" | "note-too-long" | "nothing-to-undo" | "nothing-to-withdraw" | "notice-not-begun" | "notice-not-by-merit" | "notice-not-over" | "notice-open" | "notice-repeats" | "notice-standing" | "notice-unknown" | "notices-differ" | "notices-done" | "number-out-of-range" | "objection-handled" | "objection-late" | "objection-names-another" | "objection-names-nobody" | "objection-not-admitted" | "objection-unknown" | "objections-open" | "off-and-work" | "office-failed" | "office-missing" | "official-days-not-said" | "order-after-judging" | "order-changed" | "order-incomplete" | "order-wrong" | "organisation-exists" | "organisation-in-use" | "organisation-nominated" | "organisation-unknown" | "organisations-many" | "package-too-large" | "page-not-drawn" | "page-not-found" | "page-unknown" | "pages-busy" | "panel-not-open" | "panel-open" | "panel-waits" | "paper-before-lock" | "paper-before-opening" | "paper-hidden" | "paper-mark-wrong" | "paper-not-waiting" | "papers-too-many" | "papers-unmarked" | "passes-used-up" | "password-same" | "password-too-long" | "password-too-short" | "password-wrong" | "passwords-differ" | "person-in-two-teams" | "person-unknown" | "personal-data-gone" | "personal-deleted" | "phones-choice" | "phones-closed" | "phones-drawn" | "phones-full" | "phones-name" | "phones-names-so" | "phones-need-options" | "phones-nobody-right" | "phones-not-opened" | "phones-not-revealed" | "phones-number" | "phones-off" | "phones-open" | "phones-opened" | "phones-over" | "phones-secret" | "phones-winners" | "picture-kind" | "pictures-twice" | "pictures-unmatched" | "place-twice" | "places-must-be-filled" | "places-not-in-order" | "played-does-not-fit" | "player-named" | "pledge-needed" | "pledge-signed" | "points-needed" | "points-not-here" | "points-out-of-range" | "points-too-fine" | "points-unreadable" | "points-with-verdict" | "pool-of-another-set" | "pool-of-several-sets" | "pool-unknown" | "pools-changed" | "port-privileged" | "port-taken" | "press-first" | "press-id" | "press-not-open" | "press-team" | "press-test-closed" | "protest-answered" | "protest-match" | "protest-text" | "protest-unknown" | "question-differs" | "question-digest" | "question-faulty" | "question-frozen" | "question-gone" | "question-in-use" | "question-missing" | "question-moved-on" | "question-needed" | "question-no-unknown" | "question-not-asked" | "question-not-chosen" | "question-not-free" | "question-of-another-match" | "question-of-no-set" | "question-set-unknown" | "question-twice" | "question-unknown" | "question-withdrawn" | "questions-in-other-pools" | "quota-used" | "readers-full" | "reading-ended" | "reason-needed" | "recused-by-rule" | "redis-unreachable" | "registration-barred" | "registration-changed" | "registration-closed" | "registration-decided" | "registration-erase" | "registration-faulty" | "registration-fields" | "registration-members" | "registration-not-begun" | "registration-not-open" | "registration-not-waiting" | "registration-open" | "registration-over" | "registration-times" | "registration-unchanged" | "registration-unknown" | "registration-waits" | "registrations-many" | "registrations-needed" | "request-unknown" | "result-locked" | "result-not-locked" | "result-not-published" | "result-published" | "results-frozen" | "results-open" | "return-until-needed" | "returned-once" | "reveal-complete" | "reveal-first" | "reveal-moved-on" | "reveal-nobody-shown" | "reveal-not-begun" | "reveal-running" | "review-carried" | "review-exists" | "review-not-open" | "review-not-ready" | "review-open" | "review-unknown" | "revocation-day-early" | "role-not-allowed" | "roster-faulty" | "roster-name-exists" | "roster-name-unknown" | "roster-names-many" | "roster-too-long" | "roster-unknown" | "roster-unreadable" | "round-already-played" | "round-kind" | "round-kind-unknown" | "round-played" | "round-running" | "round-time-up" | "round-used-up" | "rounds-left" | "rules-changed" | "rules-faulty" | "scene-without-text" | "schedule-changed" | "schedule-clashes" | "schedule-days" | "schedule-days-cut" | "schedule-empty" | "schedule-fill" | "schedule-hall" | "schedule-impossible" | "schedule-judges" | "schedule-matches" | "schedule-person" | "schedule-person-twice" | "schedule-published" | "schedule-published-already" | "schedule-row" | "schedule-times" | "schedule-unchanged" | "schedule-warnings" | "scopes-needed" | "seal-needed" | "seat-other" | "seat-out-of-range" | "seat-taken" | "second-device-needed" | "second-person-needed" | "secrets-damaged" | "secrets-open" | "sent-too-often" | "set-builtin" | "set-empty" | "set-exists" | "set-faulty" | "set-full" | "set-in-use" | "set-name-taken" | "set-of-no-stage" | "setting-unknown" | "setting-wrong" | "settings-file" | "settled-wrong" | "setup-code-wrong" | "shape" | "sheet-digest" | "sheet-faulty" | "sheet-needed" | "sheet-unchanged" | "sheet-unknown" | "sheets-waiting" | "sheets-waiting-in" | "shortlist-changed" | "shortlist-missing" | "shortlist-outdated" | "sign-in-busy" | "sign-in-failed" | "sign-off-missing" | "signoff-blocked" | "signoff-changed" | "signoff-same" | "signoff-second-person" | "signoff-there" | "since-ahead" | "spare-not-begun" | "spare-pass-wrong" | "spare-url-needed" | "stage-before-open" | "stage-before-undecided" | "stage-has-matches" | "stage-not-drawn" | "stage-not-written" | "stage-of-none" | "stage-unknown" | "stage-without-matches" | "stage-written" | "stages-frozen" | "stages-needed" | "stages-not-set" | "stake-used-before" | "station-out-of-range" | "station-twice" | "station-unknown" | "stations-not-drawn" | "stopped" | "store-busy" | "stream-exists" | "subject-unknown" | "substitute-seats" | "substitutions-used-up" | "superior-circle" | "superior-unknown" | "superseded" | "supporters-answered" | "supporters-not-asked" | "sweep-doubtful" | "sweep-outdated" | "table-frozen" | "table-unknown" | "tally-format" | "team-does-not-answer" | "team-exists" | "team-faulty" | "team-here" | "team-left" | "team-needed" | "team-registered" | "team-twice" | "team-unknown" | "teams-faulty" | "teams-needed" | "teams-too-many" | "text-needed" | "text-titled" | "text-too-long" | "text-unknown" | "ticket-not-found" | "ticket-organisation" | "ticket-team" | "ticket-unknown" | "tickets-all-issued" | "tie-does-not-matter" | "tie-for-place" | "tie-off-already-played" | "tie-off-decided" | "tie-off-item-judged" | "tie-off-late" | "tie-off-names-nobody" | "tie-off-no-line" | "tie-off-open" | "tie-off-running" | "tie-off-teams" | "tie-off-there" | "tie-off-undecided" | "tie-on-line" | "tie-open" | "time-is-up" | "time-unreadable" | "title-says-rehearsal" | "token-elsewhere" | "token-needed" | "token-scope" | "token-unknown" | "token-used-up" | "tokens-too-many" | "toml-by-hand" | "too-late" | "too-many-lines" | "too-many-listed" | "too-many-logos" | "too-many-messages" | "too-many-pictures" | "too-many-texts" | "too-many-tries" | "turned-down-passed" | "undo-changed" | "undo-steps" | "undo-takes-answers" | "undo-takes-marks" | "undo-takes-phones" | "undo-takes-presses" | "undo-takes-votes" | "undo-unnamed" | "unforeseen" | "unit-has-its-teams" | "unknown" | "unknown-command" | "unknown-event" | "unknown-field" | "unreadable-answer" | "upload-being-read" | "upload-ended" | "upload-faulty" | "upload-gone" | "upload-longer" | "upload-not-read" | "upload-offset" | "upload-too-large" | "uploads-each" | "uploads-each-bytes" | "uploads-in-all" | "vacancy-not-for" | "vacancy-open" | "vacancy-settled" | "vacancy-unknown" | "value-unreadable" | "verdict-given" | "verdict-needed" | "verdicts-missing" | "votes-against" | "votes-do-not-fit" | "window-open" | "withdraw-at-desk" | "work-on-weekday" | "written-groups" | "written-not-shown" | "written-shown" | "written-unpublished" | "year-out-of-range";
  message: string;
  what_is_safe: string;
  next: string;
  fields: Record<string, number | string | FaultLine[]>;
}

/** The competition: its title and looks. */
interface EventPart {
  id: string;
  title: string;
  organiser: string;
  theme: string;
  bright: boolean;
}

/**
 * What the screens show beside titles and theme; absent where there is nothing. ``undertaken_by`` 承办, ``supported_by``
 * 协办.
 */
interface FacePart {
  undertaken_by?: string;
  supported_by?: string;
  logos?: string[];
  backdrop?: BackdropPart;
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

/** A person confirms what becomes of a place, or departs from the rule's proposal with ``why``. */
interface FillVacancy {
  award: string;
  removed: number;
  filled_by?: number | null;
  why?: string;
  kind: "vacancy.fill";
}

/**
 * 入选名单: who goes to the notice, best first. A departure from what the stages give needs ``why``; a tie on the line
 * needs ``equals``. ``present``: who was at the meeting · ``seen``: the entry of the shortlist that the page showed, 0
 * for none, None if it says nothing. Facts: ``proposed``.
 */
interface FixShortlist {
  award: string;
  order: number[];
  present: string;
  why?: string;
  equals?: "" | "vote" | "lot" | "meeting";
  seen?: number | null;
  kind: "shortlist.fix";
}

/**
 * The table that the public has is the one after item ``item`` of ``round``, 0: after the whole round; "" before the
 * first round.
 */
interface FreezePart {
  round: string;
  item: number;
}

/** 封榜: from now on the public keeps the table that it has; host and chief keep the true one. */
interface FreezeTable {
  kind: "table.freeze";
}

/** How many judges have handed in, ``of`` those who mark. */
interface GivenPart {
  given: number;
  of: number;
}

/** Judges who mark some of the nominations of an award. */
interface Group {
  judges: string[];
  nominations: number[];
}

/**
 * One group, best team first; as it was drawn before its match is opened. ``tie_off``: from 1 for a match beside the
 * groups in which teams that are level on a line play for its places, 0 for a group · ``bounded``: whether the rules
 * bound what its teams can still lose; where not, who is still open is not said · ``frozen``: its table stands as it
 * was at 封榜; absent where it does not · ``planned``: of a match to come, as the schedule was published; absent where
 * nothing is.
 */
interface GroupPart {
  no: number;
  tie_off: number;
  progress: ProgressPart;
  teams: StandingPart[];
  bounded: boolean;
  frozen?: true;
  planned?: PlannedPart;
}

/**
 * A draw among those who were right: the number that the hall named, the secret that was fixed before, and the numbers
 * that it gave, in their order.
 */
interface HallDrawPart {
  number: string;
  secret: string;
  winners: number[];
}

/**
 * Teams, ranking and tie-off as the hall has them, while marks that are locked wait for their showing, or 封榜 is on.
 */
interface HallPart {
  teams: TeamPart[];
  ranking: RankPart[];
  tie_off: TieOffPart | null;
}

/**
 * One of the quickest who were right: the number that the server gave, the short name that the phone gave itself, ""
 * for none or where the host hides them, and ms after the opening.
 */
interface HallPhonePart {
  no: number;
  name: string;
  ms: number;
}

/**
 * The phones of the hall on the current item. ``at`` ``until``: from when to when they may answer, ms since the epoch
 * · ``digest``: the SHA-256 of the draw's secret · ``given`` and ``list``, once they are closed: how many answered,
 * and the SHA-256 of the list of their answers. What follows comes with the reveal: how many were ``right``, how many
 * ``chosen`` each option, the quickest right ones, the draw.
 */
interface HallPhonesPart {
  state: "open" | "closed" | "shown";
  at: number;
  until: number;
  digest: string;
  hidden: boolean;
  given?: number;
  list?: string;
  right?: number;
  chosen?: Record<string, number>;
  quickest?: HallPhonePart[];
  draw?: HallDrawPart;
}

/** 不显示昵称: the screens have the numbers alone, or the short names as well. */
interface HidePhoneNames {
  item: number;
  hidden: boolean;
  kind: "phones.names";
}

/**
 * The current item. ``answers`` ``key`` ``explanation`` come with the reveal; officials have them at once.
 * ``compared`` for the desks where an answer wants a look; ``run`` in a rapid round, ``stakes`` in a risk round,
 * ``panel`` where judges mark; ``phones`` where the hall answers by phone.
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
  run?: RunPart;
  stakes?: StakesPart;
  panel?: PanelPart;
  phones?: HallPhonesPart;
}

/**
 * Further judges join an open stage of marks, such as substitutes where all others are recused. ``judges``: ids of
 * tickets · ``nominations``: whose panels they join, () for all of the stage. Facts: ``joined`` (the judges who are
 * new in the stage), ``added`` (for each subject who joins its panel and who of them is recused).
 */
interface JoinJudges {
  stage: string;
  award: string;
  judges: string[];
  nominations?: number[];
  why?: string;
  kind: "judging.join";
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
  by: "host" | "chief" | "chair";
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
  audience: "display" | "air" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "reveal" | "award" | "best_player" | "text" | "black";
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
  best_player?: BestPlayerPart;
  freeze?: FreezePart;
  reveal?: RankRevealPart;
  awarded?: AwardPart;
  link?: true;
  introduced?: string;
  caption?: CaptionPart;
  face?: FacePart;
  sound?: SoundPart;
  me: JudgeMe;
}

/** Nobody pressed within the limit. */
interface LapsePress {
  kind: "press.lapse";
}

/** An award that a deputy leads, because its chair stepped aside: the names of the deputies. */
interface LeftPart {
  award: string;
  award_name: string;
  deputies: string[];
}

/**
 * 取消回避: the judge may mark this subject after all; said by chief or chair before the lock, with a reason. What the
 * judge had given before the recusal stays out until it is given anew. Facts: ``item``.
 */
interface LiftRecusal {
  judge: string;
  item?: number | null;
  kind: "mark.lift";
}

/** The marks of a stage are locked; ``minutes``: what the meeting recorded. ``even_if_missing`` as for a panel. */
interface LockJudging {
  stage: string;
  award: string;
  even_if_missing?: boolean;
  minutes?: string;
  kind: "judging.lock";
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

/** A lower third (人名条): who is in the camera's picture, and what of. */
interface LowerThirdPart {
  name: string;
  note: string;
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

/**
 * One match on the operator's page. ``leading``: the names of those who are ahead; ``more`` besides them are level
 * with the last · ``planned`` as in ``GroupPart``.
 */
interface MatchLinePart {
  id: string;
  title: string;
  stage: string;
  progress: ProgressPart;
  leading: string[];
  more: number;
  screens: SeatsPart;
  tablets: SeatsPart;
  desks: SeatsPart;
  planned?: PlannedPart;
}

/**
 * What the match is. ``test`` while the press test runs, before the first round. ``rehearsal``: its result counts for
 * nothing, and every page says so · ``contest``: it is a contest of performances; each absent else.
 */
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
  rehearsal?: true;
  contest?: true;
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

/**
 * Who of ``team`` answers, or answered, an item: a contestant's id, or None for nobody in particular. ``question``:
 * which one of a rapid run, None for the one asked last. Who answers one question of a run answers the following ones
 * until another is named. Facts: ``question``.
 */
interface NamePlayer {
  item: number;
  team: string;
  player: string | null;
  question?: string | null;
  kind: "player.name";
}

/**
 * A new edition of the campaign after entries opened, with a reason. ``edition``: the number of the one that was
 * shown. Facts: ``campaign`` ``digests`` ``changes``.
 */
interface NewEdition {
  edition: number;
  kind: "review.edition";
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

/** The subject whose defence the hall sees. ``panel``: with its marks, while they are shown. */
interface OnStagePart {
  item: number;
  nomination: number;
  name: string;
  unit: string;
  award_name: string;
  stage_name: string;
  panel: PanelPart | null;
}

/**
 * A stage of marks of an award opens: every judge marks every nomination, or each group its own. ``nominations``: who
 * goes on, () for those that the stage before gives; another choice needs ``why``. ``even_if_unfinished``: although
 * nominations of the award are still on their way. Facts: ``subjects`` (each with its panel and who is recused),
 * ``digest`` of what the first award to open freezes.
 */
interface OpenJudging {
  stage: string;
  award: string;
  nominations?: number[];
  groups?: Group[];
  why?: string;
  even_if_unfinished?: boolean;
  kind: "judging.open";
}

/** Freeze the setup and open the match (开赛). Facts: ``setup``. */
interface OpenMatch {
  kind: "match.open";
}

/**
 * 公示: the shortlists of these awards are published on ``first``. ``order``: the nominations in the order of the page,
 * () for the proposed one · ``ordered``: what that order is, "" for what the campaign says · ``repeats``: the notice
 * that this one replaces. Facts: ``no`` ``level`` ``last`` ``shown`` ``digest``; ``official``, the official days by
 * which working days were counted, so that the last day can be counted again after the calendar was changed;
 * ``by_owner``, that ``shown`` names whose each nomination is, not who nominated it; ``each_in_all``, that ``level``
 * is such that who came on the list later stands in all of the campaign's notices.
 */
interface OpenNotice {
  awards: string[];
  first: string;
  order?: number[];
  repeats?: number | null;
  ordered?: "" | "rank" | "strokes";
  kind: "notice.open";
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

/**
 * 开放手机作答: the phones of the hall may answer the current item. Facts: ``item`` ``until`` (ms since the epoch)
 * ``digest``: the commitment of the draw's secret.
 */
interface OpenPhones {
  kind: "phones.open";
}

/** Entries open: what nominators rely on is frozen. Facts: ``campaign`` ``digest``. */
interface OpenReview {
  kind: "review.open";
}

/** 解除封榜: the public has the true table again, without a reveal. */
interface OpenTable {
  kind: "table.open";
}

/** One option; ``letter`` is what an answer says for it (A, B, … or T, F). */
interface OptionPart {
  letter: string;
  text: string;
}

/** A level puts what it has endorsed for an award in its own order. Facts: ``organisation``. */
interface OrderOwn {
  award: string;
  order: number[];
  kind: "nomination.order";
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

/** What this device is called from now on; "" for nothing. */
interface PageName {
  name: string;
}

/**
 * The panel of one item. ``count`` while they mark, where the rules show it. ``judges`` ``waiting`` ``history`` for
 * the desks; ``sheets`` and what follows from them come with the lock, for everybody but a judge who is recused from
 * this item. ``whole``: marked and locked with its whole round. ``lines`` explain the score, ``script`` is what the
 * host reads aloud. ``audience``: where the rules have an audience panel.
 */
interface PanelPart {
  state: "open" | "locked";
  whole: boolean;
  criteria: CriterionPart[];
  count?: GivenPart;
  judges?: PanelSeatPart[];
  waiting?: WaitingPart[];
  history?: VersionPart[];
  sheets?: SheetPart[];
  score?: string | null;
  lines?: string[];
  script?: string[];
  audience?: AudiencePart;
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

/**
 * The pages of the public that follow the match or competition ``code``: so many over sockets, and about so many that
 * poll, without those that a cache before the server answers; ``seq``: of the view that they were given last.
 */
interface PhonesPart {
  code: string;
  sockets: number;
  polls: number;
  seq: number | null;
}

/**
 * Asked every few seconds. ``t0`` the client's own time, ``rtt`` its best round trip so far, both in ms; ``seq`` of
 * the view that it shows, ``version`` of the program that its page came from, where it has one; ``name``: what a desk
 * has called this device.
 */
interface PingTime {
  t0: number;
  rtt?: number | null;
  seq?: number | null;
  version?: string;
  name?: string;
}

/** The card of a big screen, by its ticket; ``match``: "" for a card of the competition. */
interface PlacePart {
  ticket: string;
  label: string;
  match: string;
}

/** The places that a tie-off is about, and after which of them something changes; no ``lines``: after each. */
interface PlacesPart {
  first: number;
  last: number;
  lines: number[];
}

/** When a match begins, by the clocks of the venue (``2026-06-06T09:30``), and where. */
interface PlannedPart {
  at: string;
  hall: string;
}

/**
 * An item that was played, for corrections and voiding. ``options`` for its key; ``asked`` in a rapid run only;
 * ``answerers`` where contestants are named.
 */
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
  answerers?: AnswererPart[];
  panel?: PanelPart;
}

/**
 * A contestant's place by id and name, with own points, right and wrong answers; ``prize``: it is one of the prize's
 * places.
 */
interface PlayerLine {
  player: string;
  name: string;
  team: string;
  rank: number;
  tied: boolean;
  points: string;
  rights: number;
  wrongs: number;
  prize: boolean;
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
 * what its screens say that they do not show, where they say anything; ``sound``: whether they sound, the worst of
 * several, where they have said so.
 */
interface PresencePart {
  ticket: string;
  role: "host" | "chief" | "judge" | "team" | "display" | "air" | "unit" | "endorser" | "office" | "clerk" | "chair" | "approver" | "operator";
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
  sound?: "off" | "allowed" | "blocked";
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
 * Pressing on the current item. ``arming`` None before the first “开始”. ``alone`` ``margin`` ``close_call`` are about
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
 * for it, ``pressed_at`` server time in ms as the device reckons, ``rtt`` its best round trip in ms, ``lacks`` what it
 * cannot do.
 */
interface PressTest {
  expires?: number | null;
  start?: boolean;
  press?: string;
  pressed_at?: number | null;
  rtt?: number | null;
  lacks?: ("keep" | "vibrate" | "fit")[];
}

/**
 * What everybody in the match sees of the test. ``started``: press now; ``at`` is when it opened. ``pressed``:
 * ``team`` pressed ``after`` ms later (None where no test was started), known to ± ``uncertainty`` ms; ``arrived`` is
 * when it came. ``rtt`` is the round trip that the server measured (None: not yet, the order of arrival counts),
 * ``slow`` where that is more than is believed of one, ``cut`` by how many ms the device said it was earlier than can
 * be believed, ``lacks`` what the device cannot do.
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
  lacks?: ("keep" | "vibrate" | "fit")[];
}

/**
 * How far a match is: the number and the name of its round, "" between rounds; the items of the round that were
 * played, of ``items``, 0 where it has no number of them.
 */
interface ProgressPart {
  state: "none" | "unprepared" | "prepared" | "running" | "paused" | "locked";
  round_no: number;
  rounds: number;
  round: string;
  item: number;
  items: number;
}

/** The draw among those who were right, with all that it follows from. */
interface PublicDraw {
  number: string;
  secret: string;
  winners: number[];
}

/** An option of a question: its letter and its text, "" of right and wrong. */
interface PublicOption {
  letter: string;
  text: string;
}

/** One of the quickest who were right. */
interface PublicPhone {
  no: number;
  name: string;
  ms: number;
}

/**
 * The item that the phones of the hall may answer, or have answered; as the big screen has it. ``type``: ``single`` ·
 * ``multiple`` · ``true_false``. ``key`` and what follows come with the reveal.
 */
interface PublicPhones {
  item: number;
  state: "open" | "closed" | "shown";
  at: number;
  until: number;
  type: string;
  stem: string;
  options: PublicOption[];
  digest: string;
  given?: number;
  list?: string;
  key?: string[];
  right?: number;
  chosen?: Record<string, number>;
  quickest?: PublicPhone[];
  draw?: PublicDraw;
}

/**
 * What is being played: the round, its number of ``rounds``, the item of ``items`` (0: not counted), whose turn it is,
 * and the round that comes next; "" where there is none.
 */
interface PublicPlay {
  round: string;
  no: number;
  rounds: number;
  item: number;
  items: number;
  playing: string[];
  next: string;
}

/**
 * One line: ``rank`` 0 where there is none yet; ``note`` what else stands there, such as a winner's organisation;
 * ``fate``: ``through`` · ``out`` · ``""``.
 */
interface PublicRow {
  rank: number;
  tied: boolean;
  name: string;
  note: string;
  score: string;
  fate: string;
}

/**
 * One table. ``group``: its number, 0 where it has a name or is the only one · ``state``: of its match · ``frozen``:
 * it stands as it was at 封榜; absent where it does not.
 */
interface PublicTable {
  group: number;
  name: string;
  state: "before" | "running" | "paused" | "over";
  round: string;
  rows: PublicRow[];
  frozen?: true;
}

/**
 * The whole view. ``(epoch, seq)`` orders views of one server; ``kind`` says what it is about. ``notice``: the address
 * of the notices of a review, "" for none. ``rehearsal``: it counts for nothing; absent else. ``phones``: where the
 * hall answers by phone.
 */
interface PublicView {
  epoch: string;
  seq: number;
  kind: "match" | "stage" | "review";
  code: string;
  title: string;
  part: string;
  organiser: string;
  theme: string;
  bright: boolean;
  state: "before" | "running" | "paused" | "over";
  play: PublicPlay | null;
  tables: PublicTable[];
  notice: string;
  rehearsal?: true;
  phones?: PublicPhones;
}

/** The results of these awards become public at this moment. */
interface PublishResult {
  awards: string[];
  kind: "result.publish";
}

/** Which winners of an award go up to the higher level. */
interface PutForward {
  award: string;
  nominations: number[];
  why?: string;
  kind: "result.put-forward";
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

/**
 * One line of the ranking; ``text`` says ``above_because`` as a sentence, "" where there is nothing to say. ``award``:
 * what the team has by the locked result; absent where it has none, or that is not public.
 */
interface RankPart {
  team: string;
  rank: number;
  tied: boolean;
  score: string;
  above_because: BecausePart | null;
  text: string;
  award?: string;
}

/**
 * What 揭榜 has shown, the last place first, level teams next to each other; ``total``: how many teams are ranked.
 * ``next``: the place that comes next, for the desks; absent once all are shown.
 */
interface RankRevealPart {
  total: number;
  shown: CalledTeam[];
  next?: number;
}

/** A written stage whose ranking was published: ``place`` from 1; whether the hall's screens have it. */
interface RankingCuePart {
  place: number;
  name: string;
  shown: boolean;
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
 * 审定: a deciding body has met. ``winners``: the nominations it awards, best first. ``document``: SHA-256 of the signed
 * minutes, "" for none, and the name of its file · ``seen``: how many decisions of this body on this award the page
 * showed, None if it says nothing · ``sure``: said once more of what is most likely a slip · ``turned_down``: the
 * nominations of the list that a body does not pass, and why (``text``); they leave the list, and each place that
 * becomes free is filled by the rule. Facts: ``proposed``, the nomination that the rule puts in such a place (None for
 * nobody).
 */
interface RecordDecision {
  award: string;
  body: string;
  verdict: "pass" | "fail" | "defer";
  members: number;
  present: number;
  yes: number;
  no: number;
  abstain: number;
  day: string;
  winners?: number[];
  document?: string;
  seen?: number | null;
  document_name?: string;
  sure?: boolean;
  turned_down?: number[];
  text?: string;
  kind: "decision.record";
}

/** An inspection on the spot or a hearing of several sides. */
interface RecordFinding {
  nomination: number;
  what: "inspection" | "hearing";
  day: string;
  people: string;
  text: string;
  document?: string;
  document_name?: string;
  kind: "nomination.finding";
}

/**
 * One raw press, kept whatever it is worth. ``press`` is the device's own id, ``arming`` the arming it saw ("" where
 * none), ``pressed_at`` the server time in ms that the device computed from its offset (None: order of arrival),
 * ``rtt`` its best round trip in ms, ``item`` what it was made for (None: whichever is current). Facts: ``trip`` (the
 * round trip in ms: the server's own measure where it has one) ``cap`` (up to which it is believed) ``allowance`` (ms
 * believed beyond half of it; None or left out: the whole trip was believed) ``window`` (ms to wait for others after
 * it) ``arrived`` ``estimate`` ``uncertainty`` ``cut`` (ms by which the device said it was earlier) ``widened`` (how
 * much of the uncertainty comes from that and from ``reach``; left out: nothing) ``reach`` (ms for which the press may
 * have been under way by the station's own round trip; left out: not asked) ``standing`` (legal | early | barred |
 * stale).
 */
interface RecordPress {
  team: string;
  press: string;
  arming: string;
  pressed_at?: number | null;
  rtt?: number | null;
  source?: "tablet" | "host" | "keyboard" | "bridge";
  item?: number | null;
  kind: "press.record";
}

/**
 * The chair steps aside from a nomination, and with it from its award; the deputy leads the award from then on.
 * ``chair`` and ``deputy``: ids of chair's tickets. A later one with another deputy replaces the deputy. Facts:
 * ``people`` (the two, by name and organisation).
 */
interface RecuseChair {
  nomination: number;
  chair: string;
  deputy: string;
  kind: "chair.recuse";
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

/** The winner who was shown last leaves the screen again. ``shown``: how many the page showed. */
interface RevealBack {
  shown: number;
  kind: "reveal.back";
}

/** Show the next clue; the item's value falls to the next step. */
interface RevealClue {
  kind: "clue.reveal";
}

/** The next winner is shown. ``shown``: how many the page showed, so that two keys show one. */
interface RevealNext {
  shown: number;
  kind: "reveal.next";
}

/**
 * The reveal of an award: its winners shown so far, from the last place on; ``total``: how many there are · ``next``:
 * the place that comes next, None once all are shown.
 */
interface RevealPart {
  award: string;
  award_name: string;
  total: number;
  next: number | null;
  shown: RevealedPart[];
}

/**
 * An award that somebody was given, for the host; ``total`` winners, of whom the hall had seen ``shown`` when its
 * reveal was left.
 */
interface RevealablePart {
  award: string;
  award_name: string;
  total: number;
  shown: number;
}

/** A winner that was shown. */
interface RevealedPart {
  place: number;
  name: string;
  unit: string;
}

/**
 * The view of the chair: who has marked what, and which stages may be opened; of the awards in ``left`` nothing else.
 */
interface ReviewChairView {
  epoch: string;
  seq: number;
  now: number;
  audience: "host" | "chief" | "judge" | "team" | "display" | "air" | "unit" | "endorser" | "office" | "clerk" | "chair" | "approver" | "operator";
  review: ReviewPart;
  reveal: RevealPart | null;
  on_stage: OnStagePart | null;
  walls: WallPart[];
  to_open: ToOpenPart[];
  left: LeftPart[];
  presence: PresencePart[];
}

type ReviewCommand = ReviewCommandFields;

type ReviewCommandFields = OpenReview | NewEdition | SubmitNomination | WithdrawNomination | Endorse | OrderOwn | Vet | SignOffNomination | RecordFinding | ConfirmPaper | SignPledge | OpenJudging | JoinJudges | RecuseChair | EnterMark | WithdrawMark | AbstainMark | RecuseJudge | LiftRecusal | CopyMark | AskCorrection | DecideMark | DrawOrder | LockJudging | FixShortlist | OpenNotice | TakeObjection | AdmitObjection | CloseObjection | FillVacancy | RecordDecision | PublishResult | PutForward | RevokeAward | CueScreen | BeginReveal | RevealNext | RevealBack | EndReveal | DeletePersonal;

/**
 * The view of the host: which awards may be revealed, which subjects may be shown. Which winner comes next the server
 * alone knows. ``screens``: how many big screens are there · ``warnings``: what they do not show as they should.
 */
interface ReviewHostView {
  epoch: string;
  seq: number;
  now: number;
  audience: "host" | "chief" | "judge" | "team" | "display" | "air" | "unit" | "endorser" | "office" | "clerk" | "chair" | "approver" | "operator";
  review: ReviewPart;
  reveal: RevealPart | null;
  on_stage: OnStagePart | null;
  revealable: RevealablePart[];
  cues: CuePart[];
  screens: number;
  warnings: WarningPart[];
}

/**
 * What a judge's seat needs: whether it has pledged, and its own sheets and nobody else's. Before the pledge
 * ``marked`` is empty. ``criteria``: of each stage of an award, by a key that the subjects name.
 */
interface ReviewJudgeMe {
  ticket: string;
  pledged: boolean;
  criteria: Record<string, CriterionPart[]>;
  marked: ReviewMarkedPart[];
}

/** The view of a judge's seat. */
interface ReviewJudgeView {
  epoch: string;
  seq: number;
  now: number;
  audience: "host" | "chief" | "judge" | "team" | "display" | "air" | "unit" | "endorser" | "office" | "clerk" | "chair" | "approver" | "operator";
  review: ReviewPart;
  reveal: RevealPart | null;
  on_stage: OnStagePart | null;
  me: ReviewJudgeMe;
}

/**
 * One subject as one judge has marked it. ``item``: its number, which mark sheets name · ``locked``: only 申请更正 is left
 * · ``voided``: the nomination is over · ``version``: of the form whose texts are shown · ``criteria``: by which of
 * the seat's criteria it is marked · ``unit``: who put it forward, as its papers say, "" for a recused judge, who has
 * none of them.
 */
interface ReviewMarkedPart {
  item: number;
  criteria: string;
  stage: string;
  stage_name: string;
  award: string;
  award_name: string;
  nomination: number;
  name: string;
  unit: string;
  version: number;
  locked: boolean;
  voided: boolean;
  sheet: OwnSheetPart | null;
  requests: RequestedPart[];
}

/** A review's name and looks. */
interface ReviewPart {
  id: string;
  title: string;
  organiser: string;
  theme: string;
  bright: boolean;
}

/** What the hall may know; the display has no more. ``(epoch, seq)`` orders views of one server. */
interface ReviewView {
  epoch: string;
  seq: number;
  now: number;
  audience: "host" | "chief" | "judge" | "team" | "display" | "air" | "unit" | "endorser" | "office" | "clerk" | "chair" | "approver" | "operator";
  review: ReviewPart;
  reveal: RevealPart | null;
  on_stage: OnStagePart | null;
}

/**
 * 撤销: the body that decided last takes an award back from a winner. What was published stays to be read, as an earlier
 * version. ``text``: the reason in words, which no public page shows · ``day``: of the resolution · ``document``:
 * SHA-256 of the signed decision, "" for none. Facts: ``body``.
 */
interface RevokeAward {
  award: string;
  nomination: number;
  ground: "forged" | "procedure" | "conduct" | "other" | "objection";
  text: string;
  day: string;
  document?: string;
  kind: "award.revoke";
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
 * How a rapid run goes: so many questions ``right``, ``wrong``, ``passed`` (“过”), and ``left`` unanswered, the present
 * one among them.
 */
interface RunPart {
  right: number;
  wrong: number;
  passed: number;
  left: number;
}

/**
 * What the big screens show until the match is open; from then on a cue is a command. ``team``: whom the scene
 * ``teams`` shows alone; ``title`` and ``text``: one of the prepared texts; ``link``: 待机 with the way to the public
 * page.
 */
interface ScreenBefore {
  expires?: number | null;
  scene: "standby" | "teams" | "text" | "black";
  team?: string;
  title?: string;
  text?: string;
  link?: boolean;
}

/**
 * What a screen does not show as it should, all of it at this moment; nothing where all is well. ``media-failed``: a
 * picture, sound or film does not load. ``film-no-picture``: a film plays without one. ``sound-blocked``: the browser
 * wants a touch before it sounds. ``text-cut``: words do not fit and are moved slowly. ``sound``: whether the page may
 * sound for what happens on it; null: it has no such sounds. A picture for television says by its report that it is
 * one; a page of the same card that sends none does not count as an output.
 */
interface ScreenReport {
  troubles: ("media-failed" | "film-no-picture" | "sound-blocked" | "text-cut")[];
  sound?: "off" | "allowed" | "blocked" | null;
}

/** The host silences the big screens at once (``mute``), lets them sound again, or tries a sound (``test``). */
interface ScreenSound {
  expires?: number | null;
  mute?: boolean | null;
  test?: "countdown" | "press" | "right" | "wrong" | "reveal" | "applause" | null;
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

/** How many seats of a kind are connected, of how many that have a card. */
interface SeatsPart {
  here: number;
  cards: number;
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

/** The published ranking comes onto the hall's screen, or leaves it. */
interface ShowRanking {
  stage: string;
  shown: boolean;
  kind: "written.show";
}

/**
 * The host cues a scene on the displays. ``item``: whose marks 亮分 shows (None: those it showed last). ``link``: 待机
 * with the QR code of the public page. ``step``: how many places 揭榜 has shown then, from the last on (None: as many as
 * before). ``award``: which award 颁奖 announces. ``team``: whom 亮相 shows alone ("": all). ``title`` and ``text``: what
 * the scene ``text`` says, line by line.
 */
interface ShowScene {
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "reveal" | "award" | "best_player" | "text" | "black";
  item?: number | null;
  link?: boolean;
  step?: number | null;
  award?: string;
  team?: string;
  title?: string;
  text?: string;
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
 * A department's answer about a nomination, with the SHA-256 of its document and the name of its file. A later answer
 * replaces it.
 */
interface SignOffNomination {
  nomination: number;
  department: string;
  agrees: boolean;
  document?: string;
  note?: string;
  document_name?: string;
  kind: "nomination.sign-off";
}

/** 承诺书: a judge pledges secrecy, recusal and no contact, before any paper is shown. */
interface SignPledge {
  judge: string;
  kind: "judge.pledge";
}

/** The screens sound, ``volume`` per cent of the loudest; ``muted``: the host has silenced them for now. */
interface SoundPart {
  volume: number;
  muted: boolean;
}

/** The big screen plays this sound once, if it may. */
interface SoundTest {
  test: "countdown" | "press" | "right" | "wrong" | "reveal" | "applause";
}

/**
 * One stage. ``place`` from 1, of ``count`` · ``advance``: how many of each group go on, ``runners_up``: how many of
 * the next besides, both 0 in the last stage · ``written``: it has no groups; its published ranking, while it is cued,
 * stands as group 0 · ``decided``: who goes on was confirmed.
 */
interface StagePart {
  place: number;
  count: number;
  name: string;
  advance: number;
  runners_up: number;
  written: boolean;
  decided: boolean;
  groups: GroupPart[];
}

/** One stake, and whether the team whose turn it is can choose it. */
interface StakeChoicePart {
  points: string;
  free: boolean;
}

/** The stakes of a risk round, and who chose what so far, in the order of turns. */
interface StakesPart {
  choices: StakeChoicePart[];
  chosen: ChosenPart[];
}

/**
 * One team: ``no`` in the competition, 0 for one that is not registered; ``rank`` 0 and ``score`` "" before its match
 * is opened, and rank 0 where it left and is not ranked.
 */
interface StandingPart {
  no: number;
  name: string;
  rank: number;
  tied: boolean;
  score: string;
  fate: "through" | "out" | "open" | "";
  left: boolean;
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

/**
 * A unit submits a draft; ``revision``: the one that its page showed. ``paper``: a clerk entered it from paper, which
 * came on the day ``arrived``; a second person has to confirm it. Facts: ``no`` ``version`` ``award`` ``unit``
 * ``unit_name`` ``nominee`` ``units`` ``way`` ``digest`` ``personal`` ``files`` ``notes``.
 */
interface SubmitNomination {
  draft: string;
  revision: number;
  paper?: boolean;
  arrived?: string | null;
  kind: "nomination.submit";
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

/**
 * An objection comes in. ``digest``: SHA-256 of its text with a salt of its record · ``files``: SHA-256 of its
 * evidence, each with the salt of its record · ``arrived``: the day that counts if the desk enters it from paper, None
 * for now. Facts: ``no`` ``arrived`` ``answer_by``.
 */
interface TakeObjection {
  notice: number;
  by: "person" | "unit";
  digest: string;
  nomination?: number | null;
  files?: string[];
  arrived?: string | null;
  kind: "objection.take";
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
 * A team that left and is not ranked has rank 0, and so has an entry of a contest without a score. ``picture``: its
 * address, while 亮相 shows it; absent where there is none. ``piece``: what an entry of a contest performs; absent where
 * nobody said it.
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
  picture?: string;
  piece?: string;
}

/** The view of a team's seat. */
interface TeamView {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "air" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "reveal" | "award" | "best_player" | "text" | "black";
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
  best_player?: BestPlayerPart;
  freeze?: FreezePart;
  reveal?: RankRevealPart;
  awarded?: AwardPart;
  link?: true;
  introduced?: string;
  caption?: CaptionPart;
  face?: FacePart;
  sound?: SoundPart;
  me: TeamMe;
}

/**
 * A running tie-off: its teams, the order so far, best first, equals together, and what was answered turn by turn.
 * ``places`` what it decides, where that is public.
 */
interface TieOffPart {
  teams: string[];
  order: string[][];
  turns: TieOffTurnPart[];
  places?: PlacesPart;
}

/** One turn of a tie-off, from 1: the verdicts on those who answered, by team id. */
interface TieOffTurnPart {
  no: number;
  verdicts: Record<string, "right" | "wrong" | "timeout" | "give_up" | "blank" | "void">;
}

/** A stage of marks that may be opened. ``unfinished``: nominations that are still on their way. */
interface ToOpenPart {
  stage: string;
  stage_name: string;
  award: string;
  award_name: string;
  nominations: number;
  unfinished: number;
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
 * steps before it that are taken back without what followed them), ``keep`` (seqs of late presses from then on that
 * stay, since their opening and its winner do), ``clock`` (of an answer that goes on).
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
 * 审核: the study office passes a nomination, returns it once for correction, or refuses it. ``until``: the last day of
 * the correction · ``seen``: how many findings of the office the page showed, None if it says none; so two persons at
 * once never settle the same nomination differently.
 */
interface Vet {
  nomination: number;
  version: number;
  verdict: "pass" | "return" | "refuse";
  faults?: ("incomplete" | "late" | "ineligible" | "over_limit" | "unsealed" | "duplicate" | "false" | "other")[];
  note?: string;
  until?: string | null;
  seen?: number | null;
  kind: "nomination.vet";
}

/**
 * The whole view. A page draws it and keeps nothing else; ``(epoch, seq)`` orders views of one server. ``marks``:
 * whose marks the hall sees, while the scene is 亮分. ``best_player`` where the rule sheet has such a prize: for the
 * desks always, for everybody else while it is announced. ``freeze`` while 封榜 is on, ``reveal`` and ``awarded`` in
 * their scenes; absent else. ``link``: 待机 shows the way to the public page; absent where it does not. ``introduced``:
 * the team that 亮相 shows alone; absent where it shows all. ``caption`` in the scene ``text``. ``face`` and ``sound``,
 * where there is any, for the display and the desks.
 */
interface View {
  epoch: string;
  seq: number;
  now: number;
  audience: "display" | "air" | "team" | "judge" | "host" | "chief";
  match: MatchPart;
  scene: "standby" | "teams" | "rules" | "question" | "clock" | "press" | "answer" | "marks" | "scores" | "ranking" | "reveal" | "award" | "best_player" | "text" | "black";
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
  best_player?: BestPlayerPart;
  freeze?: FreezePart;
  reveal?: RankRevealPart;
  awarded?: AwardPart;
  link?: true;
  introduced?: string;
  caption?: CaptionPart;
  face?: FacePart;
  sound?: SoundPart;
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

/** A judge of the wall. ``missing``: how many of its sheets are not there. */
interface WallJudgePart {
  judge: string;
  label: string;
  unit: string;
  pledged: boolean;
  missing: number;
}

/** One stage of marks of one award that was opened. ``given``: sheets that are settled, of ``expected``. */
interface WallPart {
  stage: string;
  stage_name: string;
  award: string;
  award_name: string;
  locked: boolean;
  judges: WallJudgePart[];
  subjects: WallSubjectPart[];
  given: number;
  expected: number;
}

/**
 * A subject of the wall: how far each judge is with it, in the order of ``judges``; never a mark. ``waiting``: sheets
 * that need a second person.
 */
interface WallSubjectPart {
  item: number;
  nomination: number;
  name: string;
  unit: string;
  over: boolean;
  cells: ("missing" | "given" | "abstained" | "recused" | "waiting" | "none")[];
  waiting: number;
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

/** The unit withdraws its nomination before it is judged. */
interface WithdrawNomination {
  nomination: number;
  kind: "nomination.withdraw";
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
