import type { AgreementRow } from "#app/agreements/agreement-page.server.ts";
import { kindWord, stateWord } from "#app/agreements/words.ts";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";

const values: Record<string, (row: AgreementRow) => string | number | null> = {
  title: ({ title, number }) => `${title} ${number}`,
  client: ({ clientName }) => clientName,
  kind: ({ kind }) => kindWord(kind),
  date: ({ closedAt, createdAt }) => (closedAt ?? createdAt).getTime(),
  state: ({ state }) => stateWord(state),
};

/** Agreements in the order asked for, kinds and states by their words; in their own order where none is. */
export function sortAgreements(rows: readonly AgreementRow[], sort: ListState["sort"]): AgreementRow[] {
  return sortedBy(rows, sort, values);
}
