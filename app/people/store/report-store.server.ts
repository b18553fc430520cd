import type { Tx } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";

/** The clients that are there and have people on record. */
export function listReportClients(tx: Tx): Promise<{ clientId: string; zone: string }[]> {
  return tx.$queryRaw`
    select c.id::text as "clientId", c.zone from client_facts c
    where c.ended_at is null and exists (select from employee e where e.client_id = c.id) order by c.id`;
}

/** A client's managers with live access: who may see all of its people. */
export async function listManagers(
  tx: Tx,
  clientId: string,
): Promise<{ userId: string; name: string; email: string; locale: Locale }[]> {
  const rows = await tx.$queryRaw<{ userId: string; name: string; email: string; locale: string }[]>`
    select u.id::text as "userId", u.name, u.email, u.locale from membership_facts s join user_facts u on u.id = s.user_id
    where s.client_id = ${clientId}::uuid and s.ended_at is null and s.role = 'manager' order by u.name, u.id`;
  return rows.map((row) => ({ ...row, locale: localeOf(row.locale) }));
}

/** Who sends a report's paper and whom it is for; the logo by its hash. */
export type ReportParties = {
  client: { name: string; address: string[] };
  msp: {
    name: string;
    legalName: string;
    address: string[];
    email: string;
    phone: string | null;
    logo: string | null;
    colour: string | null;
  };
};

/** Who sends a report and whom it is for, as they are called now; null for a client that is not in sight. */
export async function findReportParties(tx: Tx, clientId: string): Promise<ReportParties | null> {
  const [row] = await tx.$queryRaw<ReportParties[]>`
    select jsonb_build_object('name', c.legal_name, 'address', array_remove(array[c.address_line, trim(c.postal_code || ' ' || c.city)], '')) as client,
      jsonb_build_object('name', p.name, 'legalName', p.legal_name, 'address', p.address_lines, 'email', p.email, 'phone', p.phone,
        'logo', p.logo_light, 'colour', '#' || p.colour_light) as msp
    from client_facts c cross join msp_facts p where c.id = ${clientId}::uuid`;
  return row ?? null;
}
