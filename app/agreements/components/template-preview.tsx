import { lazy, Suspense, useEffect, useState } from "react";

import type { AgreementKind } from "#app/agreements/kinds.ts";
import { templateLocales } from "#app/agreements/rules/template.ts";
import type { PostedPreview } from "#app/agreements/template-preview.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { SelectControl } from "#app/ui/fields/select.tsx";
import { Notice } from "#app/ui/notice.tsx";

import { DocumentText } from "./document-text.tsx";
import { templateFormId } from "./template-form.tsx";
import { ViewerBoundary } from "./viewer-boundary.tsx";

const Pages = lazy(() => import("./pdf-pages.client.tsx"));

/** What is asked for: in which language, with which sample values, as what. */
type Way = { language: string; values: string; as: "text" | "pdf" };
type Shown = { preview: PostedPreview; pdf: Blob | null } | "busy" | null;

/** So long after the last sign is typed the preview is made anew: the text at once, a PDF once the person pauses. */
const pauseMs = { text: 400, pdf: 1200 };

/** What the editor's form holds now, as the document that a client would get: it follows what is typed, and saves nothing. */
export function TemplatePreview({ kind }: { kind: AgreementKind }) {
  const [way, setWay] = useState<Way>({ language: getLocale(), values: "all", as: "text" });
  const shown = usePreview(kind, way);
  return (
    <div
      role="region"
      aria-label={m.agreements_preview()}
      className="grid content-start gap-3 desk:sticky desk:top-4 desk:max-h-[94vh] desk:overflow-auto"
      tabIndex={0}
    >
      <div className="grid gap-2.5 roomy:grid-cols-3">
        <SelectControl
          aria-label={m.agreements_preview_language()}
          value={way.language}
          onChange={({ target }) => setWay({ ...way, language: target.value })}
          options={templateLocales.map((locale) => ({ value: locale, label: languageName(locale) }))}
        />
        <SelectControl
          aria-label={m.agreements_preview_values()}
          value={way.values}
          onChange={({ target }) => setWay({ ...way, values: target.value })}
          options={[
            { value: "all", label: m.agreements_preview_all() },
            { value: "sparse", label: m.agreements_preview_sparse() },
          ]}
        />
        <SelectControl
          aria-label={m.agreements_preview_as()}
          value={way.as}
          onChange={({ target }) => setWay({ ...way, as: target.value === "pdf" ? "pdf" : "text" })}
          options={[
            { value: "text", label: m.agreements_preview_text() },
            { value: "pdf", label: "PDF" },
          ]}
        />
      </div>
      <p className="text-sm text-muted">{m.agreements_preview_note()}</p>
      {shown === "busy" ? (
        <Notice quiet tone="low" title={m.agreements_preview_busy()} />
      ) : shown === null ? (
        <p role="status">{m.agreements_pdf_loading()}</p>
      ) : (
        <>
          <Problems lines={shown.preview.problems} />
          {shown.pdf ? (
            <ViewerBoundary>
              <Suspense fallback={<p role="status">{m.agreements_pdf_loading()}</p>}>
                <Pages file={shown.pdf} />
              </Suspense>
            </ViewerBoundary>
          ) : (
            <DocumentText document={shown.preview.document} />
          )}
        </>
      )}
    </div>
  );
}

/** What keeps a template from being published, in words. */
export function Problems({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Notice quiet tone="low" title={m.agreements_template_problems()}>
      <ul className="list-disc pl-5.5">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The preview of the form as it is now; asked again after each pause in typing, what was asked before is dropped. */
function usePreview(kind: AgreementKind, { language, values, as }: Way): Shown {
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    const form = document.getElementById(templateFormId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = new AbortController();
    const ask = (): void => {
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      void load(kind, form, { language, values, as }, signal).then((found) => {
        if (!signal.aborted) setShown(found);
      });
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(ask, pauseMs[as]);
    };
    ask();
    form.addEventListener("input", later);
    return () => {
      clearTimeout(timer);
      asked.abort();
      form.removeEventListener("input", later);
    };
  }, [kind, language, values, as]);
  return shown;
}

async function load(
  kind: AgreementKind,
  form: HTMLFormElement,
  way: Way,
  signal: AbortSignal,
): Promise<Shown> {
  const post = async (as: Way["as"]): Promise<Response | null> => {
    const body = new FormData(form);
    body.set("preview_language", way.language);
    body.set("preview_values", way.values);
    body.set("preview_as", as);
    try {
      const answer = await fetch(`/staff/settings/templates/${kind}/pdf`, { method: "POST", body, signal });
      return answer.ok ? answer : null;
    } catch {
      return null;
    }
  };
  const text = await post("text");
  const pdf = text && way.as === "pdf" ? await post("pdf") : null;
  if (!text || (way.as === "pdf" && !pdf)) return "busy";
  const preview: unknown = await text.json();
  return isPreview(preview) ? { preview, pdf: pdf && (await pdf.blob()) } : "busy";
}

function isPreview(reply: unknown): reply is PostedPreview {
  return typeof reply === "object" && reply !== null && "document" in reply && "problems" in reply;
}
