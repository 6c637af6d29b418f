import assert from "node:assert/strict";
import { test } from "node:test";

import { hallPages } from "/static/js/scenes/hall/layout.js";

const WIDE = 16 / 9;

/** So many groups of so many teams. */
const groups = (count, teams) =>
  Array.from({ length: count }, (_, no) => ({
    no: no + 1,
    teams: Array.from({ length: teams }, (_, place) => ({ name: `${no + 1}-${place + 1}` })),
  }));

const shown = ({ pages }) => pages.flatMap(({ cards }) => cards.flatMap(({ teams }) => teams.map(({ name }) => name)));

test("twelve groups stand two on a page, after a page of all matches", () => {
  const found = hallPages({ groups: groups(12, 6), aspect: WIDE, longest: 8 });
  assert.equal(found.columns, 2);
  assert.deepEqual(
    found.pages.map(({ matches, cards }) =>
      matches ? `m${matches.length}` : cards.map(({ group }) => group.no).join(),
    ),
    ["m12", "1,2", "3,4", "5,6", "7,8", "9,10", "11,12"],
  );
});

test("a final of one group has no page of matches, and many teams several cards as even as can be", () => {
  const { pages } = hallPages({ groups: groups(1, 12), aspect: WIDE, longest: 8 });
  assert.deepEqual(
    pages.map(({ cards }) => cards.map(({ teams }) => teams.length)),
    [[6, 6]],
  );
});

test("long names have the whole width, a wide wall three groups, an old beamer one", () => {
  const columns = (aspect, longest) => hallPages({ groups: groups(5, 6), aspect, longest }).columns;
  assert.deepEqual([columns(WIDE, 40), columns(WIDE, 12), columns(32 / 9, 8), columns(4 / 3, 8)], [1, 2, 3, 1]);
});

test("every team is shown once, however many groups there are and of whatever size", () => {
  for (const count of [1, 2, 5, 12, 13, 40])
    for (const teams of [1, 6, 7, 8, 15, 30]) {
      const found = groups(count, teams);
      const all = found.flatMap((group) => group.teams.map(({ name }) => name));
      for (const longest of [4, 40]) assert.deepEqual(shown(hallPages({ groups: found, aspect: WIDE, longest })), all);
    }
});

test("a group without a team still has its card", () => {
  assert.deepEqual(
    hallPages({ groups: groups(1, 0), aspect: WIDE, longest: 3 }).pages.map(({ cards }) => cards.length),
    [1],
  );
});

test("the ranking of a written stage is no match, and a tie-off beside it is one", () => {
  const ranking = { ...groups(1, 4)[0], no: 0, tie_off: 0 };
  const tieOff = { ...groups(1, 2)[0], no: 1001, tie_off: 1 };
  const matches = (found) =>
    hallPages({ groups: found, aspect: WIDE, longest: 4 }).pages.flatMap((page) =>
      (page.matches ?? []).map(({ no }) => no),
    );
  assert.deepEqual(matches([ranking, tieOff]), []);
  assert.deepEqual(matches([...groups(2, 3), tieOff]), [1, 2, 1001]);
});
