import { clsx } from "clsx";
import type { ReactNode } from "react";

import type { BrandPage } from "#app/office/brand/brand-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { buttonClass } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

/** How the saved brand looks on a page in both themes, in an e-mail in both, and on paper. */
export function BrandPreview({ page }: { page: BrandPage }) {
  const dark = page.logoDarkUrl ?? page.logoUrl;
  return (
    <Card title={m.brand_preview_title()} titleId="preview-title">
      <div className="grid gap-4.5 roomy:grid-cols-2">
        <Sample title={m.brand_preview_light()} scheme="scheme-light">
          <Head page={page} logo={page.logoUrl ?? page.logoDarkUrl} />
          <Words />
        </Sample>
        <Sample title={m.brand_preview_dark()} scheme="scheme-dark">
          <Head page={page} logo={dark} />
          <Words />
        </Sample>
        <Sample title={m.brand_preview_mail()} scheme="scheme-light">
          <Mail page={page} logo={page.logoUrl ?? page.logoDarkUrl} />
        </Sample>
        <Sample title={m.brand_preview_mail_dark()} scheme="scheme-dark">
          <Mail page={page} logo={dark} />
        </Sample>
        <Sample title={m.brand_preview_paper()} scheme="scheme-light">
          <Head page={page} logo={page.isOnPaper ? page.logoUrl : null} />
          {page.logoUrl && !page.isOnPaper && <p className="text-sm">{m.brand_preview_paper_webp()}</p>}
          <p className="text-sm whitespace-pre-line text-muted">
            {[
              page.legalName,
              ...page.addressLines,
              page.phone,
              page.email,
              page.accountHolder,
              page.iban,
              page.bic,
            ]
              .filter(Boolean)
              .join("\n")}
          </p>
        </Sample>
      </div>
    </Card>
  );
}

function Sample({ title, scheme, children }: { title: string; scheme: string; children: ReactNode }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1.5 text-sm font-semibold">{title}</figcaption>
      <div
        className={clsx(
          "grid gap-3 rounded-lg border border-line bg-card p-4 wrap-anywhere text-ink",
          scheme,
        )}
      >
        {children}
      </div>
    </figure>
  );
}

function Head({ page, logo }: { page: BrandPage; logo: string | null }) {
  return (
    <p className="flex flex-wrap items-center gap-2.5 font-display text-lg font-bold">
      {logo && <img src={logo} alt="" className="h-9 w-auto max-w-44 object-contain" />}
      {page.name}
    </p>
  );
}

function Mail({ page, logo }: { page: BrandPage; logo: string | null }) {
  const sender = page.senderName ? `${page.senderName} <…>` : page.mailFrom;
  return (
    <>
      <p className="text-sm text-muted">{m.brand_preview_from({ from: sender })}</p>
      <p className="text-sm text-muted">{m.brand_preview_reply({ to: page.replyTo || page.email })}</p>
      <Head page={page} logo={logo} />
      <p className="text-sm text-muted">
        {page.phone
          ? m.letter_ask_by_phone({ msp: page.name, phone: page.phone })
          : m.letter_ask({ msp: page.name })}
      </p>
    </>
  );
}

function Words() {
  return (
    <p className="flex flex-wrap items-center gap-3">
      <span className={buttonClass({ tone: "primary", size: "small" })}>{m.brand_preview_button()}</span>
      <span className="font-semibold text-primary underline underline-offset-4">
        {m.brand_preview_link()}
      </span>
    </p>
  );
}
