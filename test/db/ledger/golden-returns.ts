import type { GoldenCase } from "#test/db/ledger/golden-cases.ts";

/** Payments that come back: refunds, disputes, debits that bounce. */
export const returned: GoldenCase[] = [
  {
    title: "a refund of a block that was used is paid by the next one; canceled, all is as before",
    acts: [
      [0, "buy A 600 95000 365", "source>lot 600 #1", 600],
      [1, "log x 545", "lot>used 545 =86291 #1", 55],
      [2, "buy B 600 95000 367", "source>lot 600 #2", 655],
      [3, "sync A 95000 0", "lot>reversed 55 #1; debt>reversed 545 d1; lot>debt 545 =86291 #2 d1", 55],
      [3, "again", "", 55],
      [3, "money", "190000 = 86291 earned + 95000 refunded + 8709 deferred", 55],
      [4, "sync A 0 0", "debt>lot 545 =-86291 #2 d1; reversed>debt 545 d1; reversed>lot 55 #1", 655],
    ],
    lots: ["#1: 55 left, 545 used", "#2: 600 left"],
    money: "190000 = 86291 earned + 103709 deferred",
  },
  {
    title: "a refund in part that grows, and whose last part fails",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 100", "lot>used 100 =10000 #1", 500],
      [2, "sync A 20000 0", "lot>reversed 200 #1", 300],
      [3, "sync A 30000 0", "lot>reversed 100 #1", 200],
      [4, "sync A 20000 0", "reversed>lot 100 #1", 300],
    ],
    lots: ["#1: 300 left, 100 used, 200 reversed"],
    money: "60000 = 10000 earned + 20000 refunded + 30000 deferred",
  },
  {
    title: "less than a minute's price takes no minute",
    acts: [
      [0, "buy A 600 95000 365", "source>lot 600 #1", 600],
      [1, "sync A 158 0", "", 600],
      [1, "sync A 159 0", "lot>reversed 1 #1", 599],
    ],
    lots: ["#1: 599 left, 1 reversed"],
    money: "95000 = 159 refunded + 94841 deferred",
  },
  {
    title: "a refund counts gross, the ledger net: VAT cancels",
    acts: [
      [0, "buy A 600 50000 365 60500", "source>lot 600 #1", 600],
      [1, "sync A 30250 0", "lot>reversed 300 #1", 300],
      [2, "log x 300", "lot>used 300 =25000 #1", 0],
    ],
    lots: ["#1: 300 used, 300 reversed"],
    money: "50000 = 25000 earned + 25000 refunded",
  },
  {
    title: "a refund of hours all used is owed, and the next block earns what it pays",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 600", "lot>used 600 =60000 #1", 0],
      [2, "sync A 60000 0", "debt>reversed 600 d1", -600],
      [2, "money", "60000 = 60000 refunded", -600],
      [3, "buy B 600 90000 365", "source>lot 600 #2; lot>debt 600 =90000 #2 d1", 0],
    ],
    lots: ["#1: 600 used", "#2: 600 used"],
    money: "150000 = 90000 earned + 60000 refunded",
  },
  {
    title: "half refunded, most of it used: earned is what was kept",
    acts: [
      [0, "buy A 600 95000 365", "source>lot 600 #1", 600],
      [1, "log x 545", "lot>used 545 =86291 #1", 55],
      [2, "sync A 47500 0", "lot>reversed 55 #1; debt>reversed 245 d1", -245],
    ],
    lots: ["#1: 545 used, 55 reversed"],
    money: "95000 = 47500 earned + 47500 refunded",
  },
  {
    title: "hours that come back into a refunded block bring no money with them",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 300", "lot>used 300 =30000 #1", 300],
      [2, "buy B 600 60000 366", "source>lot 600 #2", 900],
      [3, "sync A 45000 0", "lot>reversed 300 #1; debt>reversed 150 d1; lot>debt 150 =15000 #2 d1", 450],
      [4, "fix x 250", "used>lot 50 =-5000 #1", 500],
    ],
    lots: ["#1: 50 left, 250 used, 300 reversed", "#2: 450 left, 150 used"],
    money: "120000 = 30000 earned + 45000 refunded + 45000 deferred",
  },
  {
    title: "a refund of hours that expired is no debt; when it fails they are expired again",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [1, "log x 20", "lot>used 20 =2000 #1", 40],
      [
        11,
        "sync A 6000 0",
        "lot>expired 40 #1 | expired>lot 40 #1; lot>reversed 40 #1; debt>reversed 20 d1",
        -20,
      ],
      [11, "money", "6000 = 6000 refunded", -20],
      [12, "sync A 0 0", "reversed>debt 20 d1; reversed>lot 40 #1; lot>expired 40 #1", 0],
    ],
    lots: ["#1: 20 used, 40 expired"],
    money: "6000 = 2000 earned + 4000 expired",
  },
  {
    title: "a refund finds the hours that live on in a correction lot",
    acts: [
      [0, "buy A 60 6000 10", "source>lot 60 #1", 60],
      [1, "log x 60", "lot>used 60 =6000 #1", 0],
      [11, "fix x 30", "used>lot 30 =-3000 #1; lot>expired 30 #1; source>lot 30 #2", 30],
      [12, "sync A 6000 0", "lot>reversed 30 #2; debt>reversed 30 d1", -30],
    ],
    lots: ["#1: 30 used, 30 elsewhere", "#2: 30 reversed"],
    money: "6000 = 6000 refunded",
  },
  {
    title: "lesson 7: a dispute holds what is left; won, it lets go",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 100", "lot>used 100 =10000 #1", 500],
      [2, "sync A 0 60000", "lot>held 500 #1", 0],
      [3, "log y 10", "debt>used 10 d1", -10],
      [4, "sync A 0 0", "held>lot 500 #1; lot>debt 10 =1000 #1 d1", 490],
    ],
    lots: ["#1: 490 left, 110 used"],
    money: "60000 = 11000 earned + 49000 deferred",
  },
  {
    title: "lesson 7: lost, it takes what it held; what was used is owed",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "log x 100", "lot>used 100 =10000 #1", 500],
      [2, "sync A 0 60000", "lot>held 500 #1", 0],
      [3, "sync A 60000 0", "held>lot 500 #1; lot>reversed 500 #1; debt>reversed 100 d1", -100],
    ],
    lots: ["#1: 100 used, 500 reversed"],
    money: "60000 = 60000 refunded",
  },
  {
    title: "lesson 7: a refund within a dispute is not counted twice",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "sync A 0 60000", "lot>held 600 #1", 0],
      [2, "sync A 30000 30000", "held>lot 300 #1; lot>reversed 300 #1", 0],
      [3, "sync A 30000 0", "held>lot 300 #1", 300],
    ],
    lots: ["#1: 300 left, 300 reversed"],
    money: "60000 = 30000 refunded + 30000 deferred",
  },
  {
    title: "an older truth that arrives late changes nothing",
    acts: [
      [0, "buy A 600 60000 365", "source>lot 600 #1", 600],
      [1, "sync A 60000 0 5", "lot>reversed 600 #1", 0],
      [1, "sync A 0 0 4", "", 0],
      [1, "sync A 30000 0 6", "reversed>lot 300 #1", 300],
    ],
    lots: ["#1: 300 left, 300 reversed"],
    money: "60000 = 30000 refunded + 30000 deferred",
  },
  {
    title: "lesson 11: a debit that bounces is a new entry, never an undone credit",
    acts: [
      [0, "buy A 300 30000 365", "source>lot 300 #1", 300],
      [1, "log x 120", "lot>used 120 =12000 #1", 180],
      [9, "sync A 30000 0", "lot>reversed 180 #1; debt>reversed 120 d1", -120],
      [9, "buy A 300 30000 365", "", -120],
      [10, "buy B 300 30000 365", "source>lot 300 #2; lot>debt 120 =12000 #2 d1", 180],
    ],
    lots: ["#1: 120 used, 180 reversed", "#2: 180 left, 120 used"],
    money: "60000 = 12000 earned + 30000 refunded + 18000 deferred",
  },
  {
    title: "two refunds, one of them canceled: each touches its own lot",
    acts: [
      [0, "buy A 60 6000 365", "source>lot 60 #1", 60],
      [0, "buy B 60 6000 366", "source>lot 60 #2", 120],
      [1, "log x 30", "lot>used 30 =3000 #1", 90],
      [2, "sync A 6000 0", "lot>reversed 30 #1; debt>reversed 30 d1; lot>debt 30 =3000 #2 d1", 30],
      [3, "sync B 6000 0", "lot>reversed 30 #2; debt>reversed 30 d2", -30],
      [
        4,
        "sync A 0 0",
        "debt>lot 30 =-3000 #2 d1; reversed>debt 30 d1; reversed>lot 30 #1; lot>debt 30 =3000 #1 d2",
        30,
      ],
    ],
    lots: ["#1: 60 used", "#2: 30 left, 30 reversed"],
    money: "12000 = 6000 earned + 6000 refunded",
  },
];
