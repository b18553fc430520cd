import type { ConfirmationResult } from "#app/people/confirmation-results.server.ts";
import type { Settled } from "#app/people/rules/confirmation-results.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";

import { countWords, settledName, settledWords } from "./confirmation-words.ts";

interface ConfirmationHistoryProps {
  title: string;
  results: ConfirmationResult[];
  zone: string;
  /** Where requests are: `/requests`; and the address of a confirmation's document, without its query. */
  requestsAt: string;
  pdfAt: string;
}

/** What was confirmed before: by whom and when, what must go and whether it went, and the document that is evidence of it. */
export function ConfirmationHistory({ title, results, zone, requestsAt, pdfAt }: ConfirmationHistoryProps) {
  if (results.length === 0) return null;
  return (
    <Card title={title} titleId="confirmed">
      <ul className="divide-y divide-line">
        {results.map((result) => (
          <li key={result.id} className="grid gap-2 py-4 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-start justify-between gap-x-5 gap-y-2">
              <div className="min-w-0 flex-1 basis-60">
                <p className="font-semibold">
                  {m.people_attest_done({
                    name: result.name,
                    at: formatInstant(new Date(result.confirmedAt), zone),
                  })}
                </p>
                <p className="text-sm text-muted">{countWords(result)}</p>
              </div>
              <LinkButton to={`${pdfAt}?of=${result.of}&id=${result.id}`} reloadDocument size="small">
                {m.people_evidence_pdf()}
              </LinkButton>
            </div>
            {result.settled.length > 0 && (
              <ul className="grid gap-1.5">
                {result.settled.map((one) => (
                  <li key={one.key} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="min-w-0 break-words">{settledName(one)}</span>
                    <Badge tone={tones[one.state]} size="small">
                      {settledWords(one)}
                    </Badge>
                  </li>
                ))}
              </ul>
            )}
            {result.note && <p className="whitespace-pre-line">{result.note}</p>}
            <p className="break-all text-sm text-muted">SHA-256 {result.hash}</p>
            {result.requestId && (
              <p>
                <TextLink to={`${requestsAt}/${result.requestId}`}>{m.people_attest_request()}</TextLink>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const tones = { gone: "good", ends: "info", open: "negative" } satisfies Record<Settled["state"], Tone>;
