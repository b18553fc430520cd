import type { AgreementPage } from "#app/agreements/agreement-page.server.ts";
import { eventWord, signUntilWords, stateTones, stateWord } from "#app/agreements/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import { DocumentText } from "./document-text.tsx";
import { PdfViewer } from "./pdf-viewer.tsx";

interface AgreementViewProps {
  page: AgreementPage;
  /** The address of this agreement's page. */
  base: string;
  zone: string;
}

/** One agreement: how it stands, the text, who signed, and what happened. */
export function AgreementView({ page, base, zone }: AgreementViewProps) {
  return (
    <Stack>
      <Standing page={page} base={base} zone={zone} />
      <DocumentText document={page.document} />
      <PdfViewer url={`${base}/pdf`} />
      <Signers page={page} zone={zone} />
      <History page={page} zone={zone} />
    </Stack>
  );
}

function Standing({ page: { agreement, isMyTurn, mine, proven }, base, zone }: AgreementViewProps) {
  const { state, expiresAt, sealedAt, clientZone } = agreement;
  const until = expiresAt && signUntilWords(new Date(expiresAt), clientZone);
  if (isMyTurn)
    return (
      <Notice
        quiet
        tone="low"
        title={m.agreements_waits_for_you()}
        action={
          <LinkButton to={`${base}/sign`} tone="primary">
            {m.agreements_sign_go()}
          </LinkButton>
        }
      >
        {until}
      </Notice>
    );
  if (state === "open")
    return (
      <Notice quiet title={mine?.state === "signed" ? m.agreements_you_signed() : stateWord(state)}>
        {m.agreements_waits_for({ names: waiting(agreement) })}
        {until && <p>{until}</p>}
      </Notice>
    );
  if (state === "signed")
    return (
      <Notice quiet tone="good" title={m.agreements_event_completed()}>
        {sealedAt ? m.agreements_sealed_text() : m.agreements_sealing_text()}
        {proven && (
          <p>
            {m.agreements_check_proven({
              at: formatInstant(new Date(proven.at), zone),
              authority: proven.authority,
            })}{" "}
            <TextLink to={`${base}/pdf?part=timestamp`} reloadDocument>
              {m.agreements_timestamp_download()}
            </TextLink>
          </p>
        )}
      </Notice>
    );
  const declined = agreement.signers.find((signer) => signer.state === "declined");
  return (
    <Notice quiet tone="low" title={stateWord(state)}>
      {state === "cancelled" && m.agreements_cancelled_text()}
      {declined && m.agreements_declined_by({ name: declined.name, reason: declined.reason ?? "" })}
    </Notice>
  );
}

function waiting({ signers }: AgreementPage["agreement"]): string {
  return signers
    .filter(({ state }) => state === "waiting")
    .map(({ name }) => name)
    .join(", ");
}

function Signers({ page: { agreement }, zone }: Pick<AgreementViewProps, "page" | "zone">) {
  return (
    <Card title={m.agreements_signers()} titleId="signers">
      <EntryList
        rows={agreement.signers.map((signer) => ({
          key: signer.id,
          title: signer.name,
          detail: [
            signer.authority,
            signer.company,
            signer.actedAt ? formatInstant(new Date(signer.actedAt), zone) : "",
          ]
            .filter(Boolean)
            .join(" · "),
          aside: (
            <Badge
              tone={signer.state === "signed" ? "good" : signer.state === "declined" ? "negative" : "neutral"}
            >
              {signerWords[signer.state]()}
            </Badge>
          ),
        }))}
      />
    </Card>
  );
}

const signerWords = {
  waiting: m.agreements_signer_waiting,
  signed: m.agreements_state_signed,
  declined: m.agreements_state_declined,
};

function History({ page: { agreement, events }, zone }: Pick<AgreementViewProps, "page" | "zone">) {
  return (
    <Card title={m.agreements_evidence_events()} titleId="events">
      <EntryList
        rows={events.map(({ seq, at, kind, content, hash }) => ({
          key: String(seq),
          title: [eventWord(kind), typeof content["name"] === "string" ? content["name"] : ""]
            .filter(Boolean)
            .join(": "),
          detail: (
            <>
              {formatInstant(new Date(at), zone)}
              <span className="block break-all">SHA-256 {hash}</span>
            </>
          ),
        }))}
      />
      <p className="mt-3 text-sm break-all text-muted">
        {m.agreements_evidence_text_hash()}: {agreement.documentHash}
      </p>
      <TextLink to="/check-agreement" className="mt-1 inline-flex min-h-11 items-center">
        {m.agreements_check_link()}
      </TextLink>
    </Card>
  );
}

/** How an agreement stands, as a word with a colour. */
export function StateBadge({ state }: { state: AgreementPage["agreement"]["state"] }) {
  return <Badge tone={stateTones[state]}>{stateWord(state)}</Badge>;
}
