import { m } from "#app/platform/generated/i18n/messages.js";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { ReplyForm, useReplyTo } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";

/** Ends a standard change that can't be completed, with a reason for who asked. */
export function CloseChange({ state }: { state: RequestState }) {
  const isRefused = useReplyTo({ intent: "close" }) !== null;
  return (
    <details className="rounded-lg border border-line" open={isRefused}>
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-semibold">
        {m.change_close()}
      </summary>
      <ReplyForm which={{ intent: "close", from: state }} className="grid gap-3 px-4 pt-1 pb-4">
        <TextArea
          field={{ id: "close-reason", name: "reason", required: true, maxLength: 500 }}
          label={m.change_reason()}
          hint={m.change_close_hint()}
          rows={2}
        />
        <ButtonRow>
          <SubmitButton name="act" value="close" tone="danger" size="small">
            {m.change_close()}
          </SubmitButton>
        </ButtonRow>
      </ReplyForm>
    </details>
  );
}
