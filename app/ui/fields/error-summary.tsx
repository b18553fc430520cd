import { useEffect, useRef } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";

interface ErrorSummaryProps {
  /** Fields in the order of the page, as in `form.allErrors`: `{ id: field.id, label, errors: field.errors }`. */
  items: { id: string; label: string; errors?: string[] | undefined }[];
  formErrors?: string[] | undefined;
}

/** Above a long form: what is wrong, each line a link to its field; it takes the focus when it appears. */
export function ErrorSummary({ items, formErrors = [] }: ErrorSummaryProps) {
  const wrong = items.filter((item) => item.errors?.length);
  const shown = wrong.length + formErrors.length > 0;
  // New with each answer of the server, so that the next one takes the focus again.
  const answer = formErrors.length > 0 ? formErrors : wrong[0]?.errors;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) box.current?.focus();
  }, [answer]);
  if (!shown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-lg border border-negative/50 bg-negative-tint px-4 py-3"
    >
      <p className="font-semibold text-negative">{m.ui_error_summary_title()}</p>
      <ul className="mt-1 list-disc pl-5 marker:text-negative">
        {formErrors.map((error) => (
          <li key={error}>{error}</li>
        ))}
        {wrong.map((item) => (
          <li key={item.id}>
            <a href={`#${item.id}`} className="font-medium text-ink underline underline-offset-2">
              {item.label}: {item.errors?.join(" ")}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
