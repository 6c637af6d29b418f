// Types that most scripts of the pages need, by the modules that make them.
type Child = import("preact").ComponentChildren;
type Verdict = VerdictPart["verdict"];
type Desk = import("/static/js/desk/desk.js").Desk;
type Commands = import("/static/js/desk/commands.js").Commands;
type CommandError = import("/static/js/lib/errors.js").CommandError;
type Letter = import("/static/js/lib/outbox.js").Letter;

/** What a dialog of a desk is given. */
interface DialogProps {
  view: DeskView;
  desk: Desk;
  onClose: () => void;
}

type QuestionType = QuestionPart["type"];

/** A view while an item is up, and one while teams may press. */
type WithItem<V> = V & { item: ItemPart };
type WithPress<V> = V & { item: ItemPart; press: PressPart };

/** What a listener of the live connection is told, by the event's name. */
interface ServerEvents {
  connect: undefined;
  "judge.call": JudgeCalled;
  presence: PresenceMessage;
  "press.test": PressTestResult;
  "screen.sound": SoundTest;
  "seat.request": SeatRequest;
  "server.notice": ServerNotice;
}

/** An event on a component's own element, and one on a field whose value is read. */
type ElementEvent<E extends Event, T extends Element> = E & { currentTarget: T };
type FieldEvent<T extends Element = HTMLInputElement> = Event & { target: T };

/** What a judge's mark sheet is about, and how far it is: an item of a match, or a subject of a review. */
type SheetEntry = Pick<MarkedPart, "item" | "locked" | "voided" | "sheet" | "requests">;

/** An item that a panel sat on, as a desk has it. */
type MarkedItem = PlayedPart & { panel: PanelPart & Required<Pick<PanelPart, "judges" | "waiting" | "history">> };

/** A command with what is still to be filled in. */
type OpenCommand = ActionPart["command"];

/** What a field of a form is given: the value it shows, what to call when it changes, and what the other fields hold. */
interface FieldProps<V> {
  view: DeskView;
  action: ActionPart;
  values: Record<string, unknown>;
  value: V | null | undefined;
  set: (value: V | null) => void;
  name?: string;
}
