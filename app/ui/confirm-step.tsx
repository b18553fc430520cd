import type { ReactNode } from "react";

import { buttonClass, SubmitButton } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";

interface ConfirmStepProps {
  /** What opens the step, as a button names the act. */
  label: string;
  /** What the act does, and that it can't be undone. */
  text: ReactNode;
  /** The button that does it; `intent` is what the form sends. */
  button: string;
  intent: string;
  action?: string | undefined;
  /** What the form sends besides, unseen. */
  hidden?: Record<string, string> | undefined;
}

/** An act that can't be undone, behind a step that says what it does; works without JavaScript. */
export function ConfirmStep({ label, text, button, intent, action, hidden = {} }: ConfirmStepProps) {
  return (
    <details className="print:hidden">
      <summary className={`${buttonClass({ tone: "quiet" })} max-roomy:w-full`}>{label}</summary>
      <Form method="post" action={action} className="mt-2 grid max-w-xl justify-items-start gap-3">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p>{text}</p>
        <SubmitButton tone="danger" name="intent" value={intent}>
          {button}
        </SubmitButton>
      </Form>
    </details>
  );
}
