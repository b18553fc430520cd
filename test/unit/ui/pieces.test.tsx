import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import { ContractNotice } from "#app/portal/components/contract-notice.tsx";
import { BurnDown } from "#app/hours/components/burn-down.tsx";
import { HoursFigure } from "#app/hours/components/hours-figure.tsx";
import { StripBars, StripCard } from "#app/hours/components/strip-card.tsx";
import type { PageBrand } from "#app/platform/brand/page-brand.ts";
import { day } from "#app/platform/day.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { initialsOf } from "#app/ui/avatar.tsx";
import { BrandContext } from "#app/ui/brand.ts";
import { ContactCard } from "#app/ui/contact.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Toaster } from "#app/ui/toaster.tsx";

const html = (piece: React.JSX.Element, locale: "nl" | "de" | "en" = "en"): string =>
  withLocale(locale, () => renderToStaticMarkup(piece));
const lot = {
  label: "10",
  totalMinutes: 600,
  usedReactiveMinutes: 260,
  usedProactiveMinutes: 120,
  pendingMinutes: 35,
  remainingMinutes: 220,
  expiredMinutes: 0,
};
const balance = [
  { day: day("2026-06-01"), balanceMinutes: 600, addedMinutes: 600 },
  { day: day("2026-11-01"), balanceMinutes: -30 },
];

describe("the strip card", () => {
  it("says in words what it shows", () => {
    expect(html(<StripCard lots={[lot]} owedMinutes={0} />)).toContain(
      "3 hours 40 minutes left of 10 hours 0 minutes; requested 4 hours 20 minutes; preventive 2 hours 0 minutes; not posted yet 0 hours 35 minutes",
    );
    expect(html(<StripBars lots={[{ ...lot, remainingMinutes: 0 }]} owedMinutes={85} />, "nl")).toContain(
      "1 uur 25 minuten onder nul, 10 uur 0 minuten gekocht",
    );
  });

  it("explains in its legend only what is on it", () => {
    const usual = html(<StripCard lots={[lot]} owedMinutes={0} />);
    expect(usual).not.toContain("on its way");
    expect(
      html(<StripCard lots={[lot, { ...lot, remainingMinutes: 0, onItsWay: true }]} owedMinutes={0} />),
    ).toContain("on its way");
  });
});

describe("fields", () => {
  it("tie hint and errors to the control", () => {
    const markup = html(
      <TextField
        field={{ id: "a", name: "title", errors: ["Fill in a title."], initialValue: "typed" }}
        label="Title"
        hint="What the client reads"
      />,
    );
    expect(markup).toContain('aria-invalid="true" aria-describedby="a-error a-hint"');
    expect(markup).toContain('value="typed"');
    expect(markup).toMatch(/id="a-error"[^]*Fill in a title\./);
  });

  it("work without scripts: no toggle on a password, the right card chosen", () => {
    expect(
      html(
        <PasswordField
          field={{ id: "p", name: "password" }}
          label="Password"
          autoComplete="current-password"
        />,
      ),
    ).not.toContain("<button");
    const radio = html(
      <RadioCards
        field={{ id: "b", name: "block", initialValue: "20" }}
        label="Block"
        choices={[
          { value: "10", label: "10" },
          { value: "20", label: "20" },
        ]}
      />,
    );
    expect(radio.match(/<input[^>]*checked=""[^>]*>/)?.[0]).toContain('value="20"');
  });
});

it.each([
  ["Petra Jansen", "PJ"],
  ["Tom", "T"],
  ["Iris van den Bakker", "IB"],
  ["", ""],
])("initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it("keeps every piece free of inline styles, which the content security policy refuses", () => {
  const field = { id: "f", name: "f", errors: ["No."] };
  const pieces = (
    <>
      <StripCard
        lots={[
          { ...lot, expiresSoon: true },
          { ...lot, remainingMinutes: 0, onItsWay: true },
        ]}
        owedMinutes={400}
      />
      <StripBars lots={[lot]} owedMinutes={0} />
      <HoursFigure minutes={-85} />
      <BurnDown points={balance} today={day("2026-11-22")} thresholdMinutes={120} emptyOn={null} />
      <Notice tone="error" title="No">
        Because.
      </Notice>
      <DataTable
        caption="Rows"
        columns={[{ key: "a", header: "A", cell: (row: string) => row }]}
        rows={["x"]}
        rowKey={(row) => row}
      />
      <DurationField field={field} label="Duration" />
      <Select field={field} label="Type" options={[{ value: "a", label: "A" }]} />
      <Checkbox field={field} label="Yes" />
      <ErrorSummary items={[{ id: "f", label: "F", errors: ["No."] }]} />
      <Toaster message={{ id: "1", tone: "good", title: "Saved" }} page="1" />
    </>
  );
  for (const locale of ["nl", "de", "en"] as const)
    expect(html(pieces, locale)).not.toMatch(/\sstyle=|<style/);
});

describe("a chart", () => {
  it("has its numbers on the page only once they are asked for", () => {
    const chart = (table: string | null) =>
      html(
        <BurnDown
          points={balance}
          today={day("2026-11-22")}
          thresholdMinutes={120}
          emptyOn={null}
          table={table}
        />,
      );
    expect(chart(null)).not.toContain("<table");
    expect(chart("another")).not.toContain("<table");
    expect(chart("balance")).toMatch(/<table[\s\S]*1 Nov 2026[\s\S]*−0.h.30/);
  });
});

describe("the notice for a client with a contract alone", () => {
  it("stands there for that client alone", () => {
    const stands = (contractOnly: boolean): boolean =>
      ContractNotice({ frame: { contractOnly, mspName: "Helder IT" } }) !== null;
    expect([stands(true), stands(false), ContractNotice({ frame: undefined })]).toEqual([true, false, null]);
  });
});

describe("how the MSP is reached", () => {
  const brand = {
    mspName: "Helder IT",
    phone: "+31 (0)30 123",
    email: null,
    logoUrl: null,
    logoDarkUrl: null,
  };
  const shown = (given: Partial<PageBrand>): string =>
    html(
      <BrandContext.Provider value={{ ...brand, stylesheet: null, ...given }}>
        <ContactCard />
      </BrandContext.Provider>,
    );

  it("leaves out what is not known, and the card where nothing is", () => {
    expect(shown({})).toContain('href="tel:+3130123"');
    expect(shown({})).not.toContain("mailto:");
    expect(shown({ phone: null })).toBe("");
  });
});

it("an empty choice is chosen, not filled in", () => {
  const field = { id: "a", name: "a", errors: [withLocale("en", () => m.form_required())] };
  const choices = [{ value: "b", label: "B" }];
  expect(html(<RadioCards field={field} label="A" choices={choices} />)).toContain(
    "Choose one of the options.",
  );
  expect(html(<Select field={field} label="A" options={choices} />)).toContain("Choose one of the options.");
});
