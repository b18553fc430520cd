import { methodName } from "#app/billing/topup/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stepper } from "#app/ui/wayfinding.tsx";

import type { ClientProposalPage } from "#app/conversion/client-proposal-page.server.ts";

/** The three steps to a contract, until it starts: chosen, signed, and the way to pay. */
export function TakeSteps({ page }: { page: ClientProposalPage }) {
  if (
    page.state !== "sent" &&
    page.state !== "accepted" &&
    page.state !== "signed" &&
    page.state !== "closing"
  )
    return null;
  return (
    <Stepper
      current={stepOf(page)}
      steps={[
        { label: m.conversion_step_choose() },
        { label: m.conversion_step_sign() },
        { label: m.conversion_step_pay() },
      ]}
    />
  );
}

/** The step that waits, from 1; 4 where nothing does. */
function stepOf({ state, agreement, payment, method }: ClientProposalPage): number {
  if (state === "sent") return 1;
  if (state === "accepted" && !agreement?.isSigned) return 2;
  return payment === "mandate" && !method ? 3 : 4;
}

/** What a proposal waits for after it was taken, with the button for it; nothing while it is open or over. */
export function NextStep({ page }: { page: ClientProposalPage }) {
  const day = formatDay(page.startsOn);
  switch (page.state) {
    case "accepted":
      return page.agreement?.isSigned ? (
        <>
          <Notice tone="good" quiet title={m.conversion_next_signed_title()}>
            {m.conversion_next_signed_text()}
          </Notice>
          <PaymentStep page={page} />
        </>
      ) : (
        <Notice tone="info" quiet title={m.conversion_next_sign_title()}>
          <p>{m.conversion_next_sign_text()}</p>
          {page.mayAccept && (
            <Form method="post" className="mt-3">
              <ButtonRow>
                {page.agreement && (
                  <LinkButton tone="primary" to={page.agreement.signAt}>
                    {m.conversion_sign()}
                  </LinkButton>
                )}
                <SubmitButton tone="quiet" name="intent" value="reconsider">
                  {m.conversion_reconsider()}
                </SubmitButton>
              </ButtonRow>
            </Form>
          )}
        </Notice>
      );
    case "signed":
    case "closing":
      return (
        <>
          <Notice tone="good" quiet title={m.conversion_next_start_title({ day })}>
            {m.conversion_next_start_text()}
          </Notice>
          <PaymentStep page={page} />
        </>
      );
    case "active":
      return (
        <>
          <PaymentStep page={page} />
          <Notice
            tone="good"
            quiet
            title={m.conversion_next_active_title({ day })}
            action={
              <LinkButton to="/contract" size="small">
                {m.contracts_card_link()}
              </LinkButton>
            }
          />
        </>
      );
    default:
      return null;
  }
}

/** The last step where the client pays by mandate: the way to pay, saved or still to be saved, now or later. */
function PaymentStep({ page: { id, payment, method, mayAccept } }: { page: ClientProposalPage }) {
  if (payment !== "mandate") return null;
  if (method)
    return (
      <Notice tone="good" quiet title={m.conversion_next_pay_done({ method: methodName(method) })}>
        {m.conversion_next_pay_done_text()}
      </Notice>
    );
  return (
    <Notice
      tone="info"
      quiet
      title={m.conversion_next_pay_title()}
      action={
        mayAccept && (
          <LinkButton tone="primary" to={`/top-up/method?for=${id}`}>
            {m.topup_method_save()}
          </LinkButton>
        )
      }
    >
      {m.conversion_next_pay_text()}
    </Notice>
  );
}
