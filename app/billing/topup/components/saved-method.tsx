import type { ShownMethod } from "#app/billing/topup/topup-page.server.ts";
import { methodName, methodTypeWord, monthOf } from "#app/billing/topup/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";

/** The saved payment method with its mandate, and how to replace or remove it; for those who may spend. */
export function SavedMethodCard({ method }: { method: ShownMethod | null }) {
  return (
    <Card title={m.topup_method()} titleId="topup-method">
      {method ? <MethodDetails method={method} /> : <p className="text-muted">{m.topup_method_none()}</p>}
      <div className="mt-4">
        <ButtonRow>
          <LinkButton to="/top-up/method">
            {method ? m.topup_method_replace() : m.topup_method_save()}
          </LinkButton>
        </ButtonRow>
        {method && (
          <div className="mt-2.5">
            <ConfirmStep
              label={m.topup_method_remove()}
              text={m.topup_method_remove_note()}
              button={m.topup_method_remove_now()}
              intent="remove"
            />
          </div>
        )}
      </div>
    </Card>
  );
}

/** The saved method: since when, how it was entered, until when it is valid, and who agreed to its mandate. */
export function MethodDetails({ method }: { method: ShownMethod }) {
  return (
    <div className="grid gap-1">
      <p className="font-semibold">{methodName(method)}</p>
      <p className="text-sm text-muted">
        {m.topup_method_kept({
          day: formatDay(method.savedOn),
          way: methodTypeWord(method.enteredWith),
        })}
      </p>
      {method.expires && (
        <p className="text-sm text-muted">{m.topup_method_valid({ month: monthOf(method.expires) })}</p>
      )}
      <p className="text-sm text-muted">
        {m.topup_method_mandate({ version: method.mandateVersion, name: method.agreedBy })}
      </p>
    </div>
  );
}
