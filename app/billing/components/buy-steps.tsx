import { m } from "#app/platform/generated/i18n/messages.js";
import { Stepper } from "#app/ui/wayfinding.tsx";

/** The three steps of buying; `current` counts from 1. */
export function BuySteps({ current, blockTo = "/buy" }: { current: 1 | 2; blockTo?: string | undefined }) {
  return (
    <Stepper
      current={current}
      steps={[
        { label: m.billing_step_block(), to: blockTo },
        { label: m.billing_step_terms() },
        { label: m.billing_step_pay() },
      ]}
    />
  );
}
