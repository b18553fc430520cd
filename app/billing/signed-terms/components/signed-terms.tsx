import type { BuyPage } from "#app/billing/buy-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** In step 2 of buying: which signed terms hold, or the way to sign them first. */
export function SignedTerms({ terms, blockId }: { terms: BuyPage["signedTerms"]; blockId: string }) {
  const { isAsked, signed, signedOn, isCurrent } = terms;
  if (signed && (isCurrent || !isAsked))
    return (
      <Notice
        quiet
        tone="good"
        title={m.agreements_terms_hold({ title: signed.title, number: signed.number })}
      >
        {signedOn && m.agreements_terms_signed_on({ day: formatDay(signedOn) })}{" "}
        <TextLink to={`/agreements/${signed.id}`}>{m.agreements_view()}</TextLink>
      </Notice>
    );
  if (!isAsked) return null;
  return (
    <Notice
      quiet
      tone="low"
      title={signed ? m.agreements_terms_new() : m.agreements_terms_first()}
      action={
        <Form method="post" action={`/buy/terms?block=${blockId}&sign=${blockId}`}>
          <SubmitButton tone="secondary">{m.agreements_sign_title()}</SubmitButton>
        </Form>
      }
    >
      {signed
        ? m.agreements_terms_new_text({ title: signed.title, number: signed.number })
        : m.agreements_terms_first_text()}
    </Notice>
  );
}

/** On an order that is paid, or was trusted: its hours come with the signature, which is given at `signAt`. */
export function UnsignedNotice({ signAt }: { signAt: string }) {
  return (
    <Notice
      quiet
      tone="low"
      title={m.agreements_order_unsigned()}
      action={<LinkButton to={signAt}>{m.agreements_sign_title()}</LinkButton>}
    >
      {m.agreements_order_unsigned_text()}
    </Notice>
  );
}

/** The same for staff: why the order's hours are not there. */
export function StaffUnsignedNotice({ client }: { client: string }) {
  return (
    <Notice
      quiet
      tone="low"
      title={m.agreements_order_unsigned()}
      action={<LinkButton to="/staff/agreements">{m.agreements_group()}</LinkButton>}
    >
      {m.agreements_order_unsigned_staff({ client })}
    </Notice>
  );
}
