import type { Contract } from "#app/contracts/rules/contract.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";

import { riseWords, termWords } from "./term-words.ts";

interface TermsCardProps {
  contract: Omit<Contract, "versions">;
  /** The terms that can be taken back here; null for a reader who can't. */
  withdrawable: string | null;
}

/** What a contract said of its time from which day on, newest first, by whom and why; nothing while it is as it was made. */
export function TermsCard({ contract, withdrawable }: TermsCardProps) {
  if (contract.terms.length === 0) return null;
  return (
    <Card title={m.contracts_terms_history()} titleId={`terms-${contract.id}`}>
      <ul className="divide-y divide-line">
        {[...contract.terms].reverse().map((terms) => (
          <li key={terms.id} className="py-2.5 first:pt-0 last:pb-0">
            <p className="font-semibold">
              {m.contracts_terms_from({ day: formatDay(terms.countsFrom, "long") })}
            </p>
            <p className="first-letter:uppercase">
              {[
                termWords({ ...terms, endsOn: terms.endsWithTerm ? terms.termEndsOn : null }),
                terms.indexation &&
                  m.contracts_indexation_of({
                    rise: riseWords(terms.indexation, contract.currency),
                    month: terms.indexation.month,
                  }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <p className="text-sm text-muted">{[terms.reason, terms.madeBy].filter(Boolean).join(" · ")}</p>
            {terms.id === withdrawable && (
              <Form method="post" className="mt-2">
                <input type="hidden" name="contractId" value={contract.id} />
                <input type="hidden" name="terms" value={terms.id} />
                <SubmitButton tone="danger" size="small" name="intent" value="withdraw-terms">
                  {m.contracts_terms_withdraw()}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
