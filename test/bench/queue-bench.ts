import { performance } from "node:perf_hooks";

import type pg from "pg";

import { at, type BenchRow } from "#test/bench/bench-row.ts";

/** What the staff's queue asks for a page by the time that is left: its rows and the counts of its parts (app/desk/store/queue-store.server.ts). */
const queries = [
  `select r.id, r.number, r.title, c.name, r.state, r.priority, r.due_at
   from (select * from request_facts r where r.state <> 'done' and (r.snoozed_until is null or r.snoozed_until <= now())
     order by r.due_at nulls last, r.number limit 51) r
   join client_facts c on c.id = r.client_id left join user_facts u on u.id = r.assignee_id order by r.due_at nulls last, r.number`,
  `select count(*) filter (where r.snoozed_until is null), count(*) filter (where r.state = 'new'), count(*) filter (where r.state = 'waiting')
   from request_facts r where r.state <> 'done'`,
];

/** Measures a page of the queue with 5,000 open among 205,000 requests, as staff beside the same as the tables' owner without row-level security. */
export async function measureQueue(staff: pg.Client, bare: pg.Client): Promise<BenchRow[]> {
  const time = async (client: pg.Client): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const began = performance.now();
      for (const text of queries) await client.query(text);
      times.push(performance.now() - began);
    }
    return at(times, 0.5);
  };
  const [without, as] = [await time(bare), await time(staff)];
  const row = { unit: "ms", goal: 1.5, floor: 3 };
  return [
    {
      name: "queue of 5,000 open and 200,000 closed requests without policies, p50",
      value: without,
      ratio: 1,
      ...row,
    },
    {
      name: "queue of 5,000 open and 200,000 closed requests as staff, p50",
      value: as,
      ratio: as / without,
      ...row,
    },
  ];
}
