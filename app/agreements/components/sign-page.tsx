import type { SubmissionResult } from "@conform-to/react";

import type { AgreementPage } from "#app/agreements/agreement-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

import { DocumentText } from "./document-text.tsx";
import { PdfViewer } from "./pdf-viewer.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { SignForm } from "./sign-form.tsx";

interface SignPageProps {
  page: AgreementPage;
  /** The address of the agreement's page. */
  base: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** The text from its first to its last clause, and the form to sign it below. */
export function SignPage({ page, base, lastResult }: SignPageProps) {
  const { title, number } = page.agreement;
  return (
    <>
      <PageHeader
        title={m.agreements_sign_title()}
        subtitle={`${title} ${number}`}
        back={{ to: base, label: `${title} ${number}` }}
      />
      <Stack className="max-w-4xl">
        <DocumentText document={page.document} />
        <PdfViewer url={`${base}/pdf`} />
        {page.isMyTurn ? (
          <SignForm page={page} base={base} lastResult={lastResult} />
        ) : (
          <Notice
            quiet
            tone={page.mine?.state === "signed" ? "good" : "low"}
            action={<LinkButton to={base}>{m.agreements_view()}</LinkButton>}
            title={page.mine?.state === "signed" ? m.agreements_you_signed() : m.agreements_not_now()}
          />
        )}
      </Stack>
    </>
  );
}

/** The second step of not signing: why. */
export function DeclinePage({ page, base, lastResult }: SignPageProps) {
  const { id, title, number } = page.agreement;
  return (
    <>
      <PageHeader
        title={m.agreements_decline()}
        subtitle={`${title} ${number}`}
        back={{ to: base, label: title }}
      />
      {page.isMyTurn ? (
        <ReasonForm
          id={id}
          title={m.agreements_decline_title()}
          text={m.agreements_decline_text()}
          button={m.agreements_decline_button()}
          back={`${base}/sign`}
          lastResult={lastResult}
        />
      ) : (
        <Notice quiet tone="low" title={m.agreements_not_now()} />
      )}
    </>
  );
}
