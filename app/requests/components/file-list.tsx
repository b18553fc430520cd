import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { fileAccept } from "#app/requests/rules/file-kind.ts";
import type { RequestFile } from "#app/requests/store/file-store.server.ts";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { FileField } from "#app/ui/fields/file-field.tsx";
import { Icon } from "#app/ui/icons.tsx";

/** Where files are fetched, by who reads the page. */
export type FileBase = "/files" | "/staff/files";

/** Files with their sizes: to download, or why they can't be. */
export function FileList({ files, base }: { files: RequestFile[]; base: FileBase }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label={m.files_title()} className="mt-2 grid gap-1">
      {files.map((file) => (
        <li key={file.id} className="flex min-w-0 items-start gap-2">
          <Icon name="contract" className="mt-1 size-4 flex-none text-muted" />
          <span className="min-w-0 wrap-anywhere">
            {file.state === "ready" ? (
              <a
                href={`${base}/${file.id}`}
                download
                className="link pointer-coarse:inline-block pointer-coarse:py-2"
              >
                {file.name}
              </a>
            ) : (
              file.name
            )}{" "}
            <span className="text-sm text-muted">{sizeWords(file.sizeBytes)}</span>
            {file.state !== "ready" && <span className="block text-sm">{stateWords(file)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function stateWords({ state, finding }: RequestFile): string {
  if (state === "refused") return m.files_state_refused({ finding: finding ?? "" });
  if (finding === "too-large") return m.files_state_too_large();
  return finding === null ? m.files_state_held() : m.files_state_unreachable();
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000
    ? m.files_size_kb({ size: formatNumber(Math.ceil(bytes / 1000)) })
    : m.files_size_mb({ size: formatNumber(Math.round(bytes / 100_000) / 10) });
}

/** Where files are chosen to go along with a text; `brief` for those who know what is taken. */
export function FilesField({ field, brief = false }: { field: FieldData; brief?: boolean }) {
  return (
    <FileField
      field={field}
      label={m.files_title()}
      hint={brief ? undefined : m.files_hint()}
      optional
      multiple
      accept={fileAccept}
    />
  );
}
