import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, buttonClass, ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Notice } from "#app/ui/notice.tsx";

/** The codes, this one time: to print, or to keep as a text file. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  const hydrated = useHydrated();
  const text = `${m.identity_backup_file_title()}\n\n${codes.join("\n")}\n`;
  return (
    <>
      <Notice tone="low">{m.identity_backup_once()}</Notice>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-2 rounded-lg border border-line bg-sunk px-4 py-3 font-mono text-base select-all roomy:text-lg">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <ButtonRow>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="tegoed-backup-codes.txt"
          className={buttonClass({ tone: "secondary" })}
        >
          {m.identity_backup_download()}
        </a>
        {hydrated && <Button onClick={() => window.print()}>{m.identity_backup_print()}</Button>}
        <LinkButton to="/security" tone="primary">
          {m.identity_backup_done()}
        </LinkButton>
      </ButtonRow>
    </>
  );
}
