import { lazy, Suspense, useState } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";

import { ViewerBoundary } from "./viewer-boundary.tsx";

const Pages = lazy(() => import("./pdf-pages.client.tsx"));

/** The way to the PDF, and where scripts run its pages below the text, once they are asked for. */
export function PdfViewer({ url }: { url: string }) {
  const isHydrated = useHydrated();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-label={m.agreements_pdf()} className="grid gap-3">
      <ButtonRow>
        <LinkButton to={url} reloadDocument>
          {m.agreements_download()}
        </LinkButton>
        {isHydrated && (
          <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? m.agreements_pdf_hide() : m.agreements_pdf_show()}
          </Button>
        )}
      </ButtonRow>
      <p className="text-sm text-muted print:hidden">{m.agreements_pdf_untagged()}</p>
      {isHydrated && isOpen && (
        <ViewerBoundary>
          <Suspense fallback={<p role="status">{m.agreements_pdf_loading()}</p>}>
            <Pages file={url} />
          </Suspense>
        </ViewerBoundary>
      )}
    </section>
  );
}
