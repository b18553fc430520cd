import { m } from "#app/platform/generated/i18n/messages.js";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

/** How many things wait at a place; nothing for none. */
export function Count({ of }: { of: number | undefined }) {
  if (!of) return null;
  return (
    <span className="inline-grid h-5 min-w-5 place-items-center rounded-full bg-primary px-1.5 text-[0.75rem] leading-none font-bold text-on-primary">
      <span aria-hidden="true">{of}</span>
      <VisuallyHidden>{m.ui_badge_waiting({ count: of })}</VisuallyHidden>
    </span>
  );
}
