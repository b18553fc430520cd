import type { BuyPage } from "#app/billing/buy-page.server.ts";
import { BlockChoice } from "#app/billing/components/block-choice.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

interface AskFormProps extends Pick<BuyPage, "offers" | "currency" | "clientName"> {
  formKey: string;
  refusal: "block-gone" | "nobody-buys" | null;
}

/** For people who may not buy: choose a block, say why, and those who may get a letter. */
export function AskForm({ offers, currency, clientName, formKey, refusal }: AskFormProps) {
  const [chosen] = offers;
  return (
    <>
      <PageHeader title={m.billing_ask_title()} subtitle={m.billing_ask_subtitle({ client: clientName })} />
      <ReplyForm which={{}} className="max-w-2xl">
        <Stack>
          {refusal && (
            <Notice tone="low">
              {refusal === "block-gone"
                ? m.billing_block_gone()
                : m.billing_ask_nobody({ client: clientName })}
            </Notice>
          )}
          <input type="hidden" name="formKey" value={formKey} />
          {chosen && <BlockChoice offers={offers} chosen={chosen} currency={currency} />}
          <TextArea
            field={{ id: "message", name: "message", maxLength: 1000 }}
            label={m.billing_ask_message()}
            optional
          />
          <ButtonRow>
            <SubmitButton disabled={!chosen}>{m.billing_ask_send()}</SubmitButton>
            <LinkButton to="/" tone="quiet">
              {m.error_home()}
            </LinkButton>
          </ButtonRow>
        </Stack>
      </ReplyForm>
    </>
  );
}
