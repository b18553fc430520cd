import { kindWord, stateTones, stateWord } from "#app/agreements/words.ts";
import type { ContractAgreement } from "#app/contracts/signing/contract-agreements.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";

interface ContractAgreementsProps {
  contractId: string;
  agreements: readonly ContractAgreement[];
  /** The address of the list of agreements. */
  base: "/agreements" | "/staff/agreements";
  /** Where a document is sent for signing; null where this reader can't. */
  sendTo: string | null;
}

/** The documents that a contract stands on: who signed when, or for whom they wait, with the file. */
export function ContractAgreements({ contractId, agreements, base, sendTo }: ContractAgreementsProps) {
  if (agreements.length === 0 && sendTo === null) return null;
  return (
    <Card title={m.agreements_group()} titleId={`agreements-${contractId}`}>
      {agreements.length === 0 && <p className="text-muted">{m.contracts_doc_none()}</p>}
      <ul className="divide-y divide-line">
        {agreements.map((one) => (
          <li key={one.id} className="py-2.5">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <TextLink to={`${base}/${one.id}`}>
                {one.title} {one.number}
              </TextLink>
              <Badge size="small" tone={stateTones[one.state]}>
                {stateWord(one.state)}
              </Badge>
            </div>
            <p className="text-sm text-muted">{standing(one)}</p>
            <TextLink to={`${base}/${one.id}/pdf`} reloadDocument className="text-sm">
              {m.contracts_doc_download()}
              <span className="sr-only">: {one.fileName}</span>
            </TextLink>
          </li>
        ))}
      </ul>
      {sendTo && (
        <div className="mt-3">
          <LinkButton to={sendTo} size="small">
            {agreements.length === 0 ? m.contracts_doc_send() : m.contracts_doc_send_more()}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

function standing({ kind, signedOn, signers, waitsFor }: ContractAgreement): string {
  const said = signedOn
    ? m.contracts_doc_signed({ day: formatDay(signedOn), names: signers.join(", ") })
    : m.agreements_waits_for({ names: waitsFor.join(", ") });
  return [kindWord(kind), said].join(" · ");
}
