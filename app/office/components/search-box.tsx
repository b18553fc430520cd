import { useShortcutsOn } from "#app/office/components/use-shortcuts.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Form } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Kbd } from "#app/ui/wayfinding.tsx";

/** Search as a plain GET form; the key `/` leads here. `keep` are the other parameters of the page. */
export function SearchBox({
  label,
  value,
  keep = {},
}: {
  label: string;
  value: string;
  keep?: Record<string, string> | undefined;
}) {
  const key = useShortcutsOn();
  return (
    <Form
      method="get"
      role="search"
      className="flex min-w-0 items-center rounded-full border border-edge bg-card has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-focus max-roomy:w-full print:hidden"
    >
      {Object.entries(keep).map(([name, kept]) => (
        <input key={name} type="hidden" name={name} value={kept} />
      ))}
      <input
        key={value}
        type="search"
        name="q"
        aria-label={label}
        aria-keyshortcuts={key ? "/" : undefined}
        placeholder={label}
        defaultValue={value}
        maxLength={100}
        className="min-h-9 min-w-0 flex-1 bg-transparent pr-1 pl-3.5 text-sm text-ink outline-none placeholder:text-muted pointer-coarse:min-h-11 pointer-coarse:text-base"
      />
      {key && (
        <span aria-hidden="true" className="max-wide:hidden pointer-coarse:hidden">
          <Kbd>/</Kbd>
        </span>
      )}
      <button
        type="submit"
        className="grid min-h-9 w-10 place-items-center rounded-full text-muted hover:text-primary pointer-coarse:size-11"
      >
        <Icon name="search" size={18} />
        <span className="sr-only">{m.desk_search()}</span>
      </button>
    </Form>
  );
}
