import type { Contract } from "#app/contracts/rules/contract.ts";
import { costParts, type CostPart } from "#app/contracts/rules/cost.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractRow } from "./contract-row.server.ts";

/** A version `v` with its lines, as `contractVersion` reads it. */
export const versionRow = sql`jsonb_build_object('id', v.id, 'effectiveOn', v.effective_on, 'reason', v.reason,
      'madeBy', (select u.name from user_facts u where u.id = v.made_by), 'madeAt', v.made_at, 'included', v.included, 'excluded', v.excluded,
      'sla', coalesce((select jsonb_agg(jsonb_build_object('priority', s.priority, 'responseMinutes', s.response_minutes, 'resolutionMinutes', s.resolution_minutes)
        order by array_position(array['critical', 'high', 'normal', 'low'], s.priority))
        from contract_sla s where s.client_id = v.client_id and s.version_id = v.id), '[]'),
      'lines', coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'key', l.line_key, 'label', l.label, 'counts', l.counts, 'typeId', l.type_id,
          'price', coalesce(l.tiers, jsonb_build_object('unitMinor', l.unit_minor)), 'quantity', l.quantity, 'minimum', l.minimum,
          'included', l.included, 'rule', l.rule, 'snapshotDay', l.snapshot_day, 'onceOn', l.once_on) order by l.position)
        from contract_line l where l.client_id = v.client_id and l.version_id = v.id), '[]'))`;

const indexationOf = (row: ReturnType<typeof sql>) =>
  sql`case when ${row}.indexation <> 'none' then jsonb_build_object('kind', ${row}.indexation, 'value', ${row}.indexation_value,
      'month', ${row}.indexation_month, 'noticeDays', ${row}.indexation_notice_days) end`;

/** A contract a row, as `contractRow` reads it: with the versions that hold or will hold, neither one that still waits for a signature, nor one that would begin after the contract's end. */
const contractRows = sql`
    select jsonb_build_object('id', k.id, 'name', k.name, 'kind', k.kind, 'currency', k.currency, 'startsOn', k.starts_on,
      'endsOn', f.ends_on, 'termMonths', k.term_months, 'termEndsOn', null, 'renewal', k.renewal, 'renewalMonths', k.renewal_months,
      'noticeMonths', k.notice_months, 'indexation', ${indexationOf(sql`k`)},
      'terms', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'countsFrom', t.counts_from, 'termMonths', null, 'termEndsOn', t.term_ends_on,
          'endsWithTerm', t.ends_with_term, 'renewal', t.renewal, 'renewalMonths', t.renewal_months, 'noticeMonths', t.notice_months,
          'indexation', ${indexationOf(sql`t`)}, 'reason', t.reason,
          'madeBy', (select u.name from user_facts u where u.id = t.made_by), 'madeAt', t.made_at) order by t.counts_from)
        from contract_term t where t.client_id = k.client_id and t.contract_id = k.id and t.withdrawn_at is null), '[]'),
      'notice', case when n.contract_id is not null then jsonb_build_object('givenOn', n.given_on, 'endsOn', n.ends_on, 'words', n.words,
        'by', coalesce((select u.name from user_facts u where u.id = n.given_by), '')) end,
      'versions', coalesce((select jsonb_agg(${versionRow} order by v.effective_on)
        from contract_version v where v.client_id = k.client_id and v.contract_id = k.id and v.withdrawn_at is null
          and (v.signed_at is not null or not v.needs_signature)
          and (v.effective_on = k.starts_on or coalesce(v.effective_on <= f.ends_on, true))), '[]')) as contract,
      k.client_id::text as "clientId"
    from contract k join contract_facts f on f.client_id = k.client_id and f.id = k.id
      left join contract_notice n on n.client_id = k.client_id and n.contract_id = k.id`;

/** A client's contracts, ended ones too, with their versions and lines, oldest first. One query. */
export async function listContracts(tx: Tx, clientId: string): Promise<Contract[]> {
  return (await listContractsOf(tx, [clientId])).map((row) => row.contract);
}

/** The same of several clients, with whose each is. One query. */
export async function listContractsOf(
  tx: Tx,
  clientIds: readonly string[],
): Promise<{ clientId: string; contract: Contract }[]> {
  const rows = await tx.$queryRaw<{ clientId: string; contract: unknown }[]>(
    sql`${contractRows} where k.client_id = any(${[...clientIds]}::uuid[]) order by k.starts_on, k.id`,
  );
  return rows.map((row) => ({ clientId: row.clientId, contract: contractRow.parse(row.contract) }));
}

/** The contracts of all clients that are there. One query. */
export async function listAllContracts(
  tx: Tx,
): Promise<{ clientId: string; clientName: string; contract: Contract }[]> {
  const rows = await tx.$queryRaw<{ contract: unknown; clientId: string; clientName: string }[]>(
    sql`select known.contract, known."clientId", c.name as "clientName" from (${contractRows}) known
      join client_facts c on c.id::text = known."clientId" where c.ended_at is null order by c.name, c.id`,
  );
  return rows.map((row) => ({ ...row, contract: contractRow.parse(row.contract) }));
}

export type ClientUnderContract = { clientId: string; name: string; currency: string };

/** Of a client `c`: that it has a contract in force on a day of a span, both ends inclusive; without a first day, that it ever had one by then. */
export const underContract = (span: { from: Day | null; until: Day }) =>
  sql`exists (select from contract_facts k where k.client_id = c.id and k.starts_on <= ${span.until}::date and (${span.from}::date is null or k.ends_on is null or k.ends_on >= ${span.from}::date))`;

/** The day of a zone on which each of a client's contracts was made in the portal, by its id. */
export async function listMakingDays(tx: Tx, clientId: string, zone: string): Promise<Map<string, Day>> {
  const rows = await tx.contract.findMany({ where: { clientId }, select: { id: true, createdAt: true } });
  return new Map(rows.map(({ id, createdAt }) => [id, dayIn(zone, createdAt)]));
}

/** The clients that have a contract in force on a day of a span. */
export async function listClientsUnderContract(
  tx: Tx,
  span: { from: Day; until: Day },
): Promise<ClientUnderContract[]> {
  return tx.$queryRaw<ClientUnderContract[]>`
    select c.id::text as "clientId", c.name, c.currency::text from client_facts c where ${underContract(span)} order by c.name, c.id`;
}

/** The clients that ever had a contract, or something that a request cost, by a day. */
export async function listClientsToInvoice(tx: Tx, until: Day): Promise<ClientUnderContract[]> {
  return tx.$queryRaw<ClientUnderContract[]>`
    select c.id::text as "clientId", c.name, c.currency::text from client_facts c where ${underContract({ from: null, until })}
      or exists (select from contract_charge x where x.client_id = c.id and x.starts_on <= ${until}::date) order by c.name, c.id`;
}

export type NewContract = Omit<
  Contract,
  "id" | "endsOn" | "notice" | "versions" | "indexation" | "currency" | "termEndsOn" | "terms"
> & {
  endsOn: Day | null;
  indexation: Contract["indexation"];
};
export type NewLine = Omit<Contract["versions"][number]["lines"][number], "id"> & {
  costs: Partial<Record<CostPart, number>>;
};
export type NewVersion = Omit<Contract["versions"][number], "id" | "madeBy" | "madeAt" | "lines"> & {
  lines: NewLine[];
};

/** Appends a contract under its id, without a version. */
export async function appendContract(
  tx: Tx,
  key: { clientId: string; id: string; currency: string },
  given: NewContract,
): Promise<void> {
  const { startsOn, endsOn, indexation, name, kind, termMonths, renewal, renewalMonths, noticeMonths } =
    given;
  await tx.contract.create({
    data: {
      ...key,
      name,
      kind,
      termMonths,
      renewal,
      renewalMonths,
      noticeMonths,
      startsOn: new Date(startsOn),
      endsOn: endsOn === null ? null : new Date(endsOn),
      createdAt: now(),
      indexation: indexation?.kind ?? "none",
      indexationValue: indexation?.value ?? null,
      indexationMonth: indexation?.month ?? null,
      ...(indexation ? { indexationNoticeDays: indexation.noticeDays } : {}),
    },
  });
}

/** Appends a version under its id, with its lines, what they cost, and its times; one that needs a signature waits for it. Throws where one begins on that day already. */
export async function appendVersion(
  tx: Tx,
  key: {
    clientId: string;
    id: string;
    contractId: string;
    madeBy: string | null;
    needsSignature?: boolean;
  },
  { effectiveOn, lines, sla, ...said }: NewVersion,
): Promise<void> {
  const { clientId, id } = key;
  await tx.contractVersion.create({
    data: { ...key, ...said, effectiveOn: new Date(effectiveOn), madeAt: now() },
  });
  for (const [position, { key: lineKey, costs, price, onceOn, ...own }] of lines.entries()) {
    const row = await tx.contractLine.create({
      data: {
        ...own,
        clientId,
        versionId: id,
        lineKey,
        position,
        onceOn: onceOn === null ? null : new Date(onceOn),
        ...("unitMinor" in price
          ? { unitMinor: price.unitMinor }
          : { tiers: { mode: price.mode, steps: [...price.steps] } }),
      },
      select: { id: true },
    });
    const parts = costParts.flatMap((part) => {
      const costMinor = costs[part] ?? 0;
      return costMinor > 0 ? [{ clientId, lineId: row.id, part, costMinor }] : [];
    });
    await tx.contractLineCost.createMany({ data: parts });
  }
  const targets = sla.filter((one) => one.responseMinutes !== null || one.resolutionMinutes !== null);
  await tx.contractSla.createMany({ data: targets.map((one) => ({ ...one, clientId, versionId: id })) });
}

/** Withdraws a version; false when it was withdrawn already. */
export async function withdraw(tx: Tx, clientId: string, id: string, userId: string): Promise<boolean> {
  const { count } = await tx.contractVersion.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now(), withdrawnBy: userId },
  });
  return count === 1;
}

/** What a unit of each line of these clients costs the MSP a month by part, by the line's id; staff alone can read it. Minor units. One query. */
export async function listLineCosts(
  tx: Tx,
  clientIds: readonly string[],
): Promise<Map<string, Partial<Record<CostPart, number>>>> {
  const rows = await tx.contractLineCost.findMany({ where: { clientId: { in: [...clientIds] } } });
  const found = new Map<string, Partial<Record<CostPart, number>>>();
  for (const { lineId, part, costMinor } of rows) {
    const known = costParts.find((one) => one === part);
    if (known) found.set(lineId, { ...found.get(lineId), [known]: costMinor });
  }
  return found;
}

export type NewNotice = { givenBy: string; givenOn: Day; endsOn: Day; words: string };

/** Keeps that a contract was ended; false when it was before. */
export async function appendNotice(
  tx: Tx,
  clientId: string,
  contractId: string,
  given: NewNotice,
): Promise<boolean> {
  const { count } = await tx.contractNotice.createMany({
    data: [
      {
        clientId,
        contractId,
        givenBy: given.givenBy,
        words: given.words,
        givenOn: new Date(given.givenOn),
        endsOn: new Date(given.endsOn),
        givenAt: now(),
      },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

/** The people of the MSP with a role, as letters address them. */
export function listStaffOf(
  tx: Tx,
  role: string,
): Promise<{ userId: string; name: string; email: string; locale: string }[]> {
  return tx.$queryRaw`
    select u.id::text as "userId", u.name, u.email, u.locale from membership_facts s join user_facts u on u.id = s.user_id
    where s.client_id is null and s.role::text = ${role} and s.ended_at is null order by u.name, u.id`;
}
