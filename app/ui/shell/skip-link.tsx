import { m } from "#app/platform/generated/i18n/messages.js";

/** The first stop of the Tab key: past the menu, to what the page is about. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-lg bg-primary px-4 py-3 font-semibold text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
    >
      {m.ui_skip_to_content()}
    </a>
  );
}
