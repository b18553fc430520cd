/** day, act, the journal's new lines (src>dst minutes =value #lot ddebt; ops apart by |), balance after it. */
type Act = [number, string, string, number];
export type GoldenCase = { title: string; acts: Act[]; lots: string[]; money: string };

/** Buying: prices, order of drawing, what is owed. */
export const bought: GoldenCase[] = [
  {
    title: "a block is bought and worked from",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 90", "lot>used 90 =9000 #1", 510],
    ],
    lots: ["#1: 510 left, 90 used"],
    money: "60000 = 9000 earned + 51000 deferred",
  },
  {
    title: "a price that doesn't divide: each minute's cents add up to the price",
    acts: [
      [0, "buy A 7 100 365", "source>lot 7 #1", 7],
      [1, "log x 1", "lot>used 1 =14 #1", 6],
      [1, "log y 2", "lot>used 2 =28 #1", 4],
      [1, "log z 4", "lot>used 4 =58 #1", 0],
    ],
    lots: ["#1: 7 used"],
    money: "100 = 100 earned",
  },
  {
    title: "lesson 1: a payment that is told three times is one lot",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [0, "again", "", 600],
      [1, "again", "", 600],
    ],
    lots: ["#1: 600 left"],
    money: "60000 = 60000 deferred",
  },
  {
    title: "lesson 2: two payments are two lots, and the same payment for other hours is refused",
    acts: [
      [0, "buy A 60 6000 365", "source>lot 60 #1", 60],
      [0, "buy B 60 6000 365", "source>lot 60 #2", 120],
      [0, "buy A 90 9000 365", "TG002", 120],
    ],
    lots: ["#1: 60 left", "#2: 60 left"],
    money: "12000 = 12000 deferred",
  },
  {
    title: "what is owed is paid by the next block, oldest first, and comes back newest first",
    acts: [
      [0, "log x 60", "debt>used 60 d1", -60],
      [0, "log y 90", "debt>used 90 d2", -150],
      [1, "buy A 100 10000 365", "source>lot 100 #1; lot>debt 60 =6000 #1 d1; lot>debt 40 =4000 #1 d2", -50],
      [2, "fix y 30", "used>debt 50 d2; used>lot 10 =-1000 #1", 10],
    ],
    lots: ["#1: 10 left, 90 used"],
    money: "10000 = 9000 earned + 1000 deferred",
  },
  {
    title: "free hours burn first",
    acts: [
      [0, "buy A 60 6000 100", "source>lot 60 #1", 60],
      [0, "grant 30 200", "source>lot 30 #2", 90],
      [1, "log x 45", "lot>used 30 #2; lot>used 15 =1500 #1", 45],
    ],
    lots: ["#1: 45 left, 15 used", "#2: 30 used"],
    money: "6000 = 1500 earned + 4500 deferred",
  },
  {
    title: "what expires first burns first, then the oldest",
    acts: [
      [0, "buy A 60 6000 200", "source>lot 60 #1", 60],
      [0, "buy B 60 3000 100", "source>lot 60 #2", 120],
      [0, "buy C 60 1200 100", "source>lot 60 #3", 180],
      [1, "log x 150", "lot>used 60 =3000 #2; lot>used 60 =1200 #3; lot>used 30 =3000 #1", 30],
    ],
    lots: ["#1: 30 left, 30 used", "#2: 60 used", "#3: 60 used"],
    money: "10200 = 7200 earned + 3000 deferred",
  },
  {
    title: "a client who wants no debt gets none, and a correction of work done is taken all the same",
    acts: [
      [0, "buy A 60 6000 100", "source>lot 60 #1", 60],
      [0, "policy refuse", "", 60],
      [0, "log x 61", "TG003", 60],
      [0, "log y 60", "lot>used 60 =6000 #1", 0],
      [1, "fix y 70", "debt>used 10 d1", -10],
    ],
    lots: ["#1: 60 used"],
    money: "6000 = 6000 earned",
  },
  {
    title: "lesson 3: a top-up closes the gap, and while it is open there is no second",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [0, "topup 120 60 4", "", 600],
      [1, "log x 479", "lot>used 479 =47900 #1", 121],
      [1, "topups", "", 121],
      [1, "log y 1", "lot>used 1 =100 #1", 120],
      [1, "topups", "queued 60", 120],
      [1, "log z 205", "lot>used 120 =12000 #1; debt>used 85 d1", -85],
      [1, "charged succeeded 24000", "source>lot 240 #2; lot>debt 85 =8500 #2 d1", 155],
      [1, "topups", "succeeded 240", 155],
    ],
    lots: ["#1: 600 used", "#2: 155 left, 85 used"],
    money: "84000 = 68500 earned + 15500 deferred",
  },
  {
    title: "lesson 4: a declined top-up keeps its claim",
    acts: [
      [0, "topup 0 60 4", "", 0],
      [0, "charged declined", "", 0],
      [1, "log x 10", "debt>used 10 d1", -10],
      [1, "topups", "queued 60", -10],
    ],
    lots: [],
    money: "0 = 0",
  },
  {
    title: "lesson 5: of three that look at once one charges",
    acts: [
      [0, "topup 120 60 4", "", 0],
      [0, "topups", "queued 180", 0],
      [0, "claims 3", "1 of 3", 0],
      [1, "charged succeeded 18000", "source>lot 180 #1", 180],
      [1, "claims 3", "0 of 3", 180],
      [1, "topups", "succeeded 180", 180],
    ],
    lots: ["#1: 180 left"],
    money: "18000 = 18000 deferred",
  },
  {
    title: "lesson 6: a cap that keeps hours from coming is loud",
    acts: [
      [0, "topup 0 60 1", "", 0],
      [0, "charged succeeded 6000", "source>lot 60 #1", 60],
      [1, "log x 60", "lot>used 60 =6000 #1", 0],
      [1, "topups", "capped, succeeded 60", 0],
      [31, "sweep", "", 0],
      [31, "topups", "queued 60, succeeded 60", 0],
    ],
    lots: ["#1: 60 used"],
    money: "6000 = 6000 earned",
  },
];

/** Working and expiring: late entries, corrections, what lapses. */
export const worked: GoldenCase[] = [
  {
    title: "hours that expire are broken, not earned",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [1, "log x 20", "lot>used 20 =2000 #1", 40],
      [10, "sweep", "lot>expired 40 #1", 0],
      [10, "again", "", 0],
    ],
    lots: ["#1: 20 used, 40 expired"],
    money: "6000 = 2000 earned + 4000 expired",
  },
  {
    title: "lesson 8: what has expired can't be spent, swept or not",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [0, "buy B 60 6000 20", "source>lot 60 #2", 120],
      [10, "log x 80", "lot>expired 60 #1 | lot>used 60 =6000 #2; debt>used 20 d1", -20],
    ],
    lots: ["#1: 60 expired", "#2: 60 used"],
    money: "12000 = 6000 earned + 6000 expired",
  },
  {
    title: "a draw that another block covers and a purchase post what has expired before themselves",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [0, "buy B 60 6000 20", "source>lot 60 #2", 120],
      [10, "log x 30", "lot>expired 60 #1 | lot>used 30 =3000 #2", 30],
      [20, "buy C 60 6000 90", "lot>expired 30 #2 | source>lot 60 #3", 60],
    ],
    lots: ["#1: 60 expired", "#2: 30 used, 30 expired", "#3: 60 left"],
    money: "18000 = 3000 earned + 9000 expired + 6000 deferred",
  },
  {
    title: "work done in time and logged late may use what lapsed in between",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [12, "log x 20 9", "lot>expired 60 #1 | expired>lot 20 #1; lot>used 20 =2000 #1", 0],
    ],
    lots: ["#1: 20 used, 40 expired"],
    money: "6000 = 2000 earned + 4000 expired",
  },
  {
    title: "but not work that is logged too late for that",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [18, "log x 20 9", "lot>expired 60 #1 | debt>used 20 d1", -20],
    ],
    lots: ["#1: 60 expired"],
    money: "6000 = 6000 expired",
  },
  {
    title: "minutes that return to an expired lot live on with their value",
    acts: [
      [0, "buy A 60 1000 1", "source>lot 60 #1", 60],
      [0, "log x 50", "lot>used 50 =833 #1", 10],
      [2, "fix x 7", "lot>expired 10 #1 | used>lot 43 =-717 #1; lot>expired 43 #1; source>lot 43 #2", 43],
      [2, "log y 43", "lot>used 43 =717 #2", 0],
    ],
    lots: ["#1: 7 used, 10 expired, 43 elsewhere", "#2: 43 used"],
    money: "1000 = 833 earned + 167 expired",
  },
  {
    title: "a deleted entry leaves no trace but its lines",
    acts: [
      [0, "buy A 60 6000 365", "source>lot 60 #1", 60],
      [1, "log x 90", "lot>used 60 =6000 #1; debt>used 30 d1", -30],
      [2, "delete x", "used>debt 30 d1; used>lot 60 =-6000 #1", 60],
      [2, "again", "", 60],
    ],
    lots: ["#1: 60 left"],
    money: "6000 = 6000 deferred",
  },
  {
    title: "a deleted entry that a later block had paid gives that block its hours back",
    acts: [
      [0, "log x 60", "debt>used 60 d1", -60],
      [1, "buy A 100 10000 365", "source>lot 100 #1; lot>debt 60 =6000 #1 d1", 40],
      [2, "delete x", "used>lot 60 =-6000 #1", 100],
    ],
    lots: ["#1: 100 left"],
    money: "10000 = 10000 deferred",
  },
  {
    title: "lesson 9: an entry of the past changes today's balance, never a past one",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 10", "lot>used 10 =1000 #1", 590],
      [3, "log y 20 2", "lot>used 20 =2000 #1", 570],
      [3, "balance 0", "", 0],
      [3, "balance 1", "", 600],
      [3, "balance 2.5", "", 590],
      [3, "balance 4", "", 570],
    ],
    lots: ["#1: 570 left, 30 used"],
    money: "60000 = 3000 earned + 57000 deferred",
  },
  {
    title: "lesson 10: what comes at once waits for one row: nothing is lost, nothing is done twice",
    acts: [
      [0, "rush buy A 60 6000 100, buy A 60 6000 100, buy A 60 6000 100", "source>lot 60 #1", 60],
      [
        1,
        "rush log x 20, log y 20, log z 20",
        "lot>used 20 =2000 #1 | lot>used 20 =2000 #1 | lot>used 20 =2000 #1",
        0,
      ],
      [2, "rush delete x, delete x, delete x", "used>lot 20 =-2000 #1", 20],
      [3, "rush sync A 6000 0 1, sync A 6000 0 1", "lot>reversed 20 #1; debt>reversed 40 d1", -40],
    ],
    lots: ["#1: 40 used, 20 reversed"],
    money: "6000 = 6000 refunded",
  },
  {
    title: "lesson 12: hours taken away by staff leave everything else alone",
    acts: [
      [0, "buy A 60 6000 365", "source>lot 60 #1", 60],
      [1, "take 20", "lot>reversed 20 #1", 40],
      [1, "again", "", 40],
      [2, "take 60", "lot>reversed 40 #1; debt>reversed 20 d1", -20],
      [3, "grant 30 365", "source>lot 30 #2; lot>debt 20 #2 d1", 10],
    ],
    lots: ["#1: 60 reversed", "#2: 10 left, 20 used"],
    money: "6000 = 6000 expired",
  },
  {
    title: "a lot that is extended lives on with its value",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [1, "log x 20", "lot>used 20 =2000 #1", 40],
      [5, "extend 1 40", "lot>expired 40 #1; source>lot 40 #2", 40],
      [5, "again", "", 40],
      [5, "extend 1 41", "TG006", 40],
      [5, "extend 2 40", "TG006", 40],
      [20, "log y 40", "lot>used 40 =4000 #2", 0],
    ],
    lots: ["#1: 20 used, 40 elsewhere", "#2: 40 used"],
    money: "6000 = 6000 earned",
  },
  {
    title: "work taken back after its lot was extended counts until the later day",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [1, "log x 20", "lot>used 20 =2000 #1", 40],
      [5, "extend 1 40", "lot>expired 40 #1; source>lot 40 #2", 40],
      [6, "fix x 15", "used>lot 5 =-500 #1; lot>expired 5 #1; source>lot 5 #3", 45],
      [8, "extend 2 50", "lot>expired 40 #2; source>lot 40 #4", 45],
      [20, "delete x", "used>lot 15 =-1500 #1; lot>expired 15 #1; source>lot 15 #5", 60],
      [41, "log y 60", "lot>expired 5 #3 | lot>used 40 =4000 #4; lot>used 15 =1500 #5; debt>used 5 d1", -5],
    ],
    lots: ["#1: 60 elsewhere", "#2: 40 elsewhere", "#3: 5 expired", "#4: 40 used", "#5: 15 used"],
    money: "6000 = 5500 earned + 500 expired",
  },
  {
    title: "a lot that expired and is extended pays what is owed since",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [11, "sweep", "lot>expired 60 #1", 0],
      [12, "log y 15", "debt>used 15 d1", -15],
      [13, "extend 1 12", "TG006", -15],
      [13, "extend 1 40", "source>lot 60 #2; lot>debt 15 =1500 #2 d1", 45],
    ],
    lots: ["#1: 60 elsewhere", "#2: 45 left, 15 used"],
    money: "6000 = 1500 earned + 4500 deferred",
  },
];
