import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import type { CheckedAgreement } from "#app/agreements/check-agreement.server.ts";
import { CheckVerdict } from "#app/agreements/components/check-form.tsx";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

const at = "2026-11-30T10:00:00.000Z";
const agreement: CheckedAgreement = {
  ...{ title: "Terms", number: 7, clientName: "Fietsen Smit", signedAt: at, cancelledAt: null },
  signers: [{ name: "Ann Smit", company: "Fietsen Smit", signedAt: at }],
  proven: { at, authority: "Stamps" },
};
const said = (state: "whole" | "superseded" | "unsealed"): string =>
  withLocale("en", () =>
    renderToStaticMarkup(
      <CheckVerdict answer={{ state, agreement }} checked="copy.pdf" mspName="Noord" zone="UTC" />,
    ),
  );

describe("what is said of a checked file", () => {
  it("gives signatures and timestamp as those of this file only where it is the sealed one", () => {
    for (const state of ["whole", "superseded"] as const) {
      expect(said(state)).toContain("this file existed on");
      expect(said(state)).not.toContain("The sealed document of this agreement");
    }
    expect(said("unsealed")).not.toContain("this file");
    expect(said("unsealed")).toContain(
      "The sealed document of this agreement was signed by Ann Smit, Fietsen Smit, on",
    );
    expect(said("unsealed")).toContain(
      "The sealed document of this agreement has a timestamp by “Stamps” of",
    );
  });

  it("names what was checked", () => {
    expect(said("unsealed")).toContain("Checked: copy.pdf");
  });
});
