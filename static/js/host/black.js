/** 黑屏 and the way back from it. */

/**
 * B shows the black scene; pressed again it shows what was there before, or where that may not be shown any more the
 * question, or the standby scene.
 *
 * @param {Pick<DeskView, "actions" | "scene" | "item">} view
 */
export function blackOrBack(view) {
  const scenes = view.actions.filter(({ command }) => command.kind === "scene.show");
  const back = scenes.find(({ id, enabled }) => id === "scene.back" && enabled);
  if (back) return back;
  const wanted = view.scene !== "black" ? "black" : view.item ? "question" : "standby";
  return scenes.find(({ command }) => command.scene === wanted);
}
