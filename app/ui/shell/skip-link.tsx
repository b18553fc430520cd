import { m } from "#app/platform/generated/i18n/messages.js";

/** The first stop of the Tab key: past the menu, to what the page is about. */
export function SkipLink() {
  return (
    <a href="#main" className="skip-link">
      {m.ui_skip_to_content()}
    </a>
  );
}
