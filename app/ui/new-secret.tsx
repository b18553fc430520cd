import { m } from "#app/platform/generated/i18n/messages.js";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** A key or secret, this one time: to copy, or without scripts to mark by hand. */
export function NewSecret({ title, text }: { title: string; text: string }) {
  return (
    <Notice tone="good" title={title} action={<CopyButton text={text} label={title} />}>
      <p>{m.ui_shown_once()}</p>
      <p className="mt-2 font-mono text-sm break-all select-all">{text}</p>
    </Notice>
  );
}
