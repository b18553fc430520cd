import type { Statement, StatementLine } from "#app/hours/rules/statement.ts";

/** A block as it stood at the end of a statement; whole minutes. */
export type BlockAt = {
  lotId: number;
  source: string;
  minutes: number;
  remaining: number;
  used: number;
  usedProactive: number;
  expired: number;
  expiresSoon: boolean;
  fromLotId: number | null;
  extended: boolean;
};

/** All that a part of a statement shows, kept when it was issued: plain values of JSON, in no language yet. */
export type StatementSnapshot = {
  statement: Statement;
  lines: StatementLine[];
  blocks: BlockAt[];
  linesLeftOut: number;
  parts: number;
  zone: string;
  client: { name: string; address: string[] };
  msp: {
    name: string;
    legalName: string;
    address: string[];
    email: string;
    phone: string | null;
    /** Lines of the bank account. */
    bank: string[];
    /** The hash of the logo. */
    logo: string | null;
    /** The brand's colour, as `#rrggbb`; not there in what was kept before it was. */
    colour?: string | null;
  };
};
