import type { Day } from "#app/platform/day.ts";
import { dayOrNull, daysInOrder } from "#app/platform/typed/day.ts";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";

/** What part of the audit log is asked for; null asks for any. */
export type AuditFilter = {
  /** A kind of event; null leaves sign-ins that went well out, "all" leaves nothing out. */
  group: string | null;
  person: string | null;
  clientId: string | null;
  from: Day | null;
  until: Day | null;
  page: number;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the filter from an address; what makes no sense is left out. */
export function auditFilterOf(query: URLSearchParams): AuditFilter {
  const text = (name: string, pattern: RegExp): string | null => {
    const value = query.get(name)?.trim() ?? "";
    return pattern.test(value) ? value : null;
  };
  const [from, until] = daysInOrder(dayOrNull(query.get("from")), dayOrNull(query.get("until")));
  return {
    group: text("group", /^[a-z-]{1,40}$/),
    person: text("person", /^.{1,100}$/),
    clientId: text("client", uuid),
    from,
    until,
    page: pageNumberIn(query.get("page")),
  };
}
