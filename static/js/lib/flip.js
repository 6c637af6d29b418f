/**
 * Rows that change places (FLIP: first, last, invert, play), so that an audience can follow who rises.
 *
 * Movements are queued and never cut off.  A row is raised while it moves and highlighted afterwards; more than five
 * moving rows, or a wish for less motion, become a cross-fade.
 */

import { prefersReducedMotion } from "/static/js/lib/dom.js";

const MOVE_MS = 800;
const LIT_MS = 1_200;
const MOST_MOVERS = 5;

/**
 * What has to move between two sets of places.
 *
 * @param {Map<string, {x: number, y: number}>} before
 * @param {Map<string, {x: number, y: number}>} after
 * @returns {{kind: "none" | "fade" | "move", moves: {key: string, dx: number, dy: number, up: boolean}[]}}
 *   dx, dy lead back to the old place
 */
export function planMoves(before, after, reduced = false) {
  const moves = [];
  for (const [key, to] of after) {
    const from = before.get(key);
    if (!from || (Math.abs(from.x - to.x) < 1 && Math.abs(from.y - to.y) < 1)) continue;
    const up = to.x < from.x - 1 || (Math.abs(to.x - from.x) <= 1 && to.y < from.y);
    moves.push({ key, dx: from.x - to.x, dy: from.y - to.y, up });
  }
  if (moves.length === 0) return { kind: "none", moves };
  return { kind: reduced || moves.length > MOST_MOVERS ? "fade" : "move", moves };
}

/** @param {HTMLElement} root */
function places(root) {
  /** @type {Map<string, { x: number, y: number, node: HTMLElement }>} */
  const found = new Map();
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-flip]"))) {
    found.set(node.dataset.flip ?? "", { x: node.offsetLeft, y: node.offsetTop, node });
  }
  return found;
}

/** @param {HTMLElement} root */
function fade(root) {
  return root.animate([{ opacity: 0 }, { opacity: 1 }], { duration: MOVE_MS, easing: "ease-out" }).finished;
}

/**
 * @param {HTMLElement} node
 * @param {{ dx: number, dy: number, up: boolean }} way
 */
async function move(node, { dx, dy, up }) {
  node.classList.add("flip-moving", up ? "flip-up" : "flip-down");
  const frames = [{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }];
  await node.animate(frames, { duration: MOVE_MS, easing: "cubic-bezier(.3, 0, .15, 1)" }).finished;
  node.classList.remove("flip-moving", "flip-up", "flip-down");
  if (!up) return;
  node.classList.add("flip-lit");
  setTimeout(() => node.classList.remove("flip-lit"), LIT_MS);
}

/** One queue for one list: `change(draw)` draws the next picture and plays the way from the last one. */
export class Flip {
  #root;
  #tail = Promise.resolve();

  /** @param {() => HTMLElement | null} root gives the node that holds the `[data-flip]` rows */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Resolves when this change has been played; changes asked for meanwhile wait their turn.
   *
   * @param {() => Promise<void> | void} draw draws the next picture; resolves when it is in the document
   */
  change(draw) {
    this.#tail = this.#tail.then(
      () => this.#play(draw),
      () => this.#play(draw),
    );
    return this.#tail;
  }

  /** @param {() => Promise<void> | void} draw */
  #play = async (draw) => {
    const old = this.#root();
    const before = old ? places(old) : new Map();
    await draw();
    const root = this.#root();
    if (!root) return;
    const after = places(root);
    const { kind, moves } = planMoves(before, after, prefersReducedMotion());
    if (kind === "fade") await fade(root);
    if (kind === "move")
      await Promise.all(moves.map((one) => move(/** @type {{ node: HTMLElement }} */ (after.get(one.key)).node, one)));
  };
}
