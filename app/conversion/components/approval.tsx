import { Form } from "@remix-run/react";

import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { ReplyForm, useReplyTo } from "#app/ui/fields/reply-form.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";

import type { StaffProposalPage } from "#app/conversion/proposal-page.server.ts";

/** Where a version below the margin's floor stands with the owner: to be asked, asked, let out or refused. */
export function Approval({ page }: { page: StaffProposalPage }) {
  const { approval, approvalAsk, mayApprove, mayPropose, versionId } = page;
  if (approval)
    return (
      <Notice tone="good" quiet className="mt-4">
        {m.conversion_approved({ name: approval.approvedBy, reason: approval.reason })}
      </Notice>
    );
  const refused = approvalAsk?.refused;
  return (
    <Notice tone="low" quiet className="mt-4" title={m.conversion_low_title()}>
      <p>{refused ? m.conversion_approval_refused(refusedWords(refused)) : m.conversion_low_text()}</p>
      {approvalAsk && !refused && (
        <p className="mt-1">
          {m.conversion_approval_asked({ name: approvalAsk.askedBy, day: formatDay(approvalAsk.askedOn) })}
        </p>
      )}
      {!approvalAsk && mayPropose && !mayApprove && (
        <Form method="post" className="mt-3">
          <input type="hidden" name="seen" value={versionId} />
          <SubmitButton tone="secondary" name="intent" value="ask-approval">
            {m.conversion_approval_ask()}
          </SubmitButton>
        </Form>
      )}
      {mayApprove && (
        <>
          <ReplyForm which={{ intent: "approve" }} className="mt-3 grid gap-3">
            <input type="hidden" name="seen" value={versionId} />
            <TextField
              field={{ id: "approve-reason", name: "reason", required: true, maxLength: 500 }}
              label={m.contracts_reason()}
              autoComplete="off"
            />
            <ButtonRow>
              <SubmitButton tone="secondary">{m.conversion_approve()}</SubmitButton>
            </ButtonRow>
          </ReplyForm>
          {approvalAsk && !refused && <RefuseApproval versionId={versionId} />}
        </>
      )}
    </Notice>
  );
}

const refusedWords = ({ by, reason }: { by: string; reason: string }) => ({ name: by, reason });

/** Saying no is a second step, with a reason. */
function RefuseApproval({ versionId }: { versionId: string }) {
  const isRefused = useReplyTo({ intent: "refuse-approval" }) !== null;
  return (
    <details open={isRefused}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary">
        {m.conversion_approval_refuse_open()}
      </summary>
      <ReplyForm which={{ intent: "refuse-approval" }} className="mt-2 grid gap-3">
        <input type="hidden" name="seen" value={versionId} />
        <TextField
          field={{ id: "refuse-reason", name: "reason", required: true, maxLength: 500 }}
          label={m.contracts_reason()}
          autoComplete="off"
        />
        <ButtonRow>
          <SubmitButton tone="danger">{m.conversion_approval_refuse()}</SubmitButton>
        </ButtonRow>
      </ReplyForm>
    </details>
  );
}
