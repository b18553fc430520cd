import type { GoldenCase } from "#test/db/ledger/golden-cases.ts";

/** Hours that go to a partner's account, and come from there. */
export const moved: GoldenCase[] = [
  {
    title: "hours that move take their value along, and the rest earns the rest",
    acts: [
      [0, "buy A 7 100 100", "source>lot 7 #1", 7],
      [0, "grant 3 50", "source>lot 3 #2", 10],
      [1, "log x 5", "lot>used 3 #2; lot>used 2 =28 #1", 5],
      [1, "fetch 1", "TG006", 5],
      [2, "move 3", "lot>reversed 3 =43 #1", 2],
      [2, "again", "", 2],
      [2, "move 3", "TG006", 2],
      [3, "log y 2", "lot>used 2 =29 #1", 0],
      [3, "log z 4", "debt>used 4 d1", -4],
      [4, "move 1", "TG006", -4],
      // 43 for 3 minutes there: the first takes 14 along
      [5, "fetch 1", "source>lot 1 #3; lot>debt 1 =14 #3 d1", -3],
      [5, "balance 4", "", -4],
    ],
    lots: ["#1: 4 used, 3 reversed", "#2: 3 used", "#3: 1 used"],
    money: "100 = 71 earned + 29 moved",
  },
  {
    title: "a refund of hours that moved away is owed, and the next block pays it",
    acts: [
      [0, "buy A 60 6000 365", "source>lot 60 #1", 60],
      [1, "move 40", "lot>reversed 40 =4000 #1", 20],
      [2, "sync A 6000 0", "lot>reversed 20 #1; debt>reversed 40 d1", -40],
      [2, "money", "6000 = -4000 earned + 6000 refunded + 4000 moved", -40],
      [3, "buy B 60 6000 365", "source>lot 60 #2; lot>debt 40 =4000 #2 d1", 20],
      [4, "sync A 0 0", "debt>lot 40 =-4000 #2 d1; reversed>debt 40 d1; reversed>lot 20 #1", 80],
    ],
    lots: ["#1: 20 left, 40 reversed", "#2: 60 left"],
    money: "12000 = 4000 moved + 8000 deferred",
  },
];
