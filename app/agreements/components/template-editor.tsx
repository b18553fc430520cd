import { clsx } from "clsx";
import { useState } from "react";

import type { TemplatePage } from "#app/agreements/template-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";

import { TemplateForm } from "./template-form.tsx";
import { TemplatePreview } from "./template-preview.tsx";

/** The form of a template with, where scripts run, a preview that follows what is typed: beside it on a wide screen, above it on a phone. */
export function TemplateEditor({ page }: { page: TemplatePage }) {
  const isHydrated = useHydrated();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ButtonRow>
        <LinkButton to={`/staff/settings/templates/${page.kind}/pdf`} reloadDocument>
          {m.agreements_download()}
        </LinkButton>
        {isHydrated && (
          <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? m.agreements_preview_hide() : m.agreements_preview_show()}
          </Button>
        )}
      </ButtonRow>
      <div className={clsx("grid items-start gap-4.5", isOpen && "desk:grid-cols-2")}>
        {isOpen && (
          <div className="min-w-0 desk:order-2 desk:h-full">
            <TemplatePreview key={page.draftHash} kind={page.kind} />
          </div>
        )}
        <TemplateForm page={page} isNarrow={isOpen} />
      </div>
    </>
  );
}
