import { randomUUID } from "node:crypto";

import { after, day, one, type World } from "#test/db/ledger/world.ts";

type Worth = {
  sold: number;
  earned: number;
  expired: number;
  refunded: number;
  moved: number;
  deferred: number;
};
type Line = {
  seq: number;
  src: string;
  dst: string;
  minutes: number;
  value_minor: number;
  lot_id: number | null;
  debt_id: number | null;
};

/** Runs a case on a client, act by act, and records what the ledger made of it. Days count from the first; all tables are text. */
export class CaseRunner {
  private readonly ids = new Map<string, string>();
  private readonly revisions = new Map<string, number>();
  private readonly versions = new Map<string, number>();
  private said: () => Promise<unknown> = () => Promise.resolve();
  private partner = "";

  constructor(
    private readonly world: World,
    private readonly clientId: string,
  ) {}

  /** Does one act and returns the journal's new lines: ops apart by |, lines by ;, or the SQLSTATE of a refusal. */
  async tell(at: number, act: string): Promise<string> {
    const head = one(
      await this.world.rows<{ seq: number }>("select seq from hour_account where client_id = $1", [
        this.clientId,
      ]),
    );
    const [verb = ""] = act.split(" ");
    if (verb === "rush") this.said = this.rush(act.slice("rush ".length).split(", "), at);
    else if (verb !== "again") this.said = this.called(act, at);
    try {
      await this.said();
    } catch (error) {
      if (error instanceof Error && "code" in error) return String(error.code);
      throw error;
    }
    return this.linesAfter(head.seq);
  }
  /** How many of so many workers who come at once get hold of the open top-up. */
  async claims(at: number, many: number): Promise<string> {
    const got = await Promise.all(
      Array.from({ length: many }, () =>
        this.world.rows("select id from topup_claim($1, $2, 60)", [this.clientId, after(at * day)]),
      ),
    );
    return `${got.flat().length} of ${many}`;
  }
  async net(): Promise<number> {
    return one(
      await this.world.rows<{ net: number }>(
        "select available_minutes - owed_minutes as net from hour_account where client_id = $1",
        [this.clientId],
      ),
    ).net;
  }
  async netAt(at: number): Promise<number> {
    const rows = await this.world.rows<{ net: number }>(
      "select coalesce((select net_after from hour_op where client_id = $1 and seq = hours_seq_at($1, $2)), 0) as net",
      [this.clientId, after(at * day)],
    );
    return one(rows).net;
  }
  /** Each lot's minutes: where they are. */
  async lots(): Promise<string[]> {
    const rows = await this.world.rows<Record<string, number>>(
      `select id, remaining_minutes as left, used_minutes as used, reversed_minutes as reversed, held_minutes as held,
      expired_minutes - reissued_minutes as expired, reissued_minutes as elsewhere from hour_lot where client_id = $1 order by id`,
      [this.clientId],
    );
    return rows.map(({ id, ...parts }) => `#${id}: ${counted(parts, ", ")}`);
  }
  /** What became of the money, in minor units. */
  async money(): Promise<string> {
    const { sold, ...parts } = one(
      await this.world.rows<Worth>(
        `select coalesce(sum(sold_minor), 0)::int as sold, coalesce(sum(earned_minor), 0)::int as earned, coalesce(sum(expired_minor), 0)::int as expired, coalesce(sum(refunded_minor), 0)::int as refunded, -coalesce(sum(moved_minor), 0)::int as moved,
      coalesce((array_agg(deferred_minor order by month desc))[1], 0) as deferred from hours_value_by_month($1, 'Europe/Amsterdam', '2026-01-01', '2028-01-01')`,
        [this.clientId],
      ),
    );
    return `${sold} = ${counted(parts, " + ")}`;
  }
  async topups(): Promise<string> {
    const rows = await this.world.rows<{ text: string }>(
      `select status || ' ' || minutes as text from topup_attempt where client_id = $1
      union all select 'capped' from hour_setting where client_id = $1 and topup_capped_at is not null order by 1`,
      [this.clientId],
    );
    return rows.map((row) => row.text).join(", ");
  }

  private id(name = ""): string {
    const id = this.ids.get(name) ?? randomUUID();
    this.ids.set(name, id);
    return id;
  }
  private next(counts: Map<string, number>, name = ""): number {
    const value = (counts.get(name) ?? 0) + 1;
    counts.set(name, value);
    return value;
  }

  private called(act: string, at: number): () => Promise<unknown> {
    const [verb = "", ...words] = act.split(" ");
    return this.act(verb, words, after(at * day));
  }
  /** All at once; the same words are the same call, sent so often. */
  private rush(acts: string[], at: number): () => Promise<unknown> {
    const calls = new Map([...new Set(acts)].map((act) => [act, this.called(act, at)]));
    return () => Promise.all(acts.map(async (act) => calls.get(act)?.()));
  }
  private act(verb: string, words: string[], now: Date): () => Promise<unknown> {
    const { world, clientId } = this;
    const n = (place: number): number => Number(words[place]);
    const until = (place: number): Date => after(n(place) * day);
    const key = randomUUID();
    switch (verb) {
      // buy NAME MINUTES PRICE UNTIL-DAY [GROSS]
      case "buy": {
        const credit = {
          minutes: n(1),
          priceMinor: n(2),
          expiresAt: until(3),
          now,
          paymentId: this.id(words[0]),
          ...(words[4] ? { grossMinor: n(4) } : {}),
        };
        return () => world.credit(clientId, credit);
      }
      case "grant":
        return () =>
          world.credit(clientId, { source: "goodwill", minutes: n(0), expiresAt: until(1), now, key });
      // log NAME MINUTES [WORKED-DAY]; fix and delete speak of the same entry
      case "log":
      case "fix":
      case "delete": {
        const entry = {
          id: this.id(words[0]),
          minutes: verb === "delete" ? 0 : n(1),
          revision: this.next(this.revisions, words[0]),
          workedAt: words[2] ? until(2) : now,
          now,
          deleted: verb === "delete",
        };
        return () => world.save(clientId, entry);
      }
      // sync NAME REFUNDED DISPUTED [VERSION]
      case "sync": {
        const version = words[3] ? n(3) : this.next(this.versions, words[0]);
        return () =>
          world.rows("select hours_sync_payment($1, $2, $3, $4, $5, $6, 'stripe')", [
            clientId,
            this.id(words[0]),
            version,
            n(1),
            n(2),
            now,
          ]);
      }
      case "sweep":
        return () => world.rows("select hours_expire_due($1, $2)", [clientId, now]);
      case "take":
        return () =>
          world.rows("select hours_adjust($1, $2, $3, 'a mistake', $4, 'iris')", [clientId, key, n(0), now]);
      case "extend":
        return () =>
          world.rows("select hours_extend_lot($1, $2, $3, $4, 'a favour', $5, 'iris')", [
            clientId,
            key,
            n(0),
            until(1),
            now,
          ]);
      // move MINUTES to a partner, and fetch MINUTES from it
      case "move":
      case "fetch":
        return async () => {
          this.partner ||= await world.newClient();
          const [from, to] = verb === "move" ? [clientId, this.partner] : [this.partner, clientId];
          await world.rows("select hours_move($1, $2, $3, $4, 'one holding', $5, 'iris')", [
            from,
            to,
            key,
            n(0),
            now,
          ]);
        };
      case "policy":
        return () =>
          world.rows("select hours_configure($1, $2, $3, null, null, null, $4, 'iris')", [
            clientId,
            key,
            words[0],
            now,
          ]);
      // topup LEVEL BLOCK MAX
      case "topup":
        return () =>
          world.rows("select hours_configure_topup($1, $2, 'charge', $3, $4, $5, null, $6, 'iris')", [
            clientId,
            key,
            n(0),
            n(1),
            n(2),
            now,
          ]);
      // charged RESULT [PRICE]
      case "charged":
        return () => this.charge(words[0] ?? "", n(1), now);
      default:
        throw new Error(`nobody knows how to ${verb}`);
    }
  }
  private async charge(result: string, priceMinor: number, now: Date): Promise<void> {
    const row = one(
      await this.world.rows<{ id: string; minutes: number; version: number }>(
        "select * from topup_claim($1, $2, 60)",
        [this.clientId, now],
      ),
    );
    if (result === "succeeded")
      await this.world.credit(this.clientId, {
        source: "auto_topup",
        minutes: row.minutes,
        priceMinor,
        now,
        paymentId: row.id,
      });
    await this.world.rows("select topup_set_state($1, $2, $3, $4, $5, null, null, null, $6, null, null)", [
      this.clientId,
      row.id,
      row.version,
      result === "declined" ? "queued" : result,
      now,
      result === "declined" ? 2 : null,
    ]);
  }

  private async linesAfter(seq: number): Promise<string> {
    const rows = await this.world.rows<Line>(
      "select * from hour_transfer where client_id = $1 and seq > $2 order by seq, line",
      [this.clientId, seq],
    );
    const ops = new Map<number, string[]>();
    for (const row of rows) {
      const text = [
        `${row.src}>${row.dst}`,
        row.minutes,
        row.value_minor ? `=${row.value_minor}` : "",
        row.lot_id ? `#${row.lot_id}` : "",
        row.debt_id ? `d${row.debt_id}` : "",
      ]
        .filter(Boolean)
        .join(" ");
      ops.set(row.seq, [...(ops.get(row.seq) ?? []), text]);
    }
    return [...ops.values()].map((list) => list.join("; ")).join(" | ");
  }
}

const counted = (parts: Record<string, number>, between: string): string =>
  Object.entries(parts)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${value} ${name}`)
    .join(between) || "0";
