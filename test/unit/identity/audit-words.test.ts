import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";
import { expect, test } from "vitest";

import { detailName } from "#app/identity/audit-details.ts";
import { detailWord, targetWord } from "#app/identity/audit-words.ts";
import { auditVocabulary } from "#app/office/audit-words.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { overwriteGetLocale } from "#app/platform/generated/i18n/runtime.js";

const app = path.resolve("app");
/** What older versions wrote still stands in logs; an action of nobody knows no words. */
test("an action and its group have words, and what has none is its own", () => {
  expect(auditVocabulary.action("contract.changed")).not.toBe("contract.changed");
  expect(auditVocabulary.groups.map(auditVocabulary.group)).not.toContain("hour-block");
  expect(auditVocabulary.action("thing.done")).toBe("thing.done");
});

/** What the code spreads into an event's particulars, name by name. */
const spread: Record<string, string[]> = {
  "...terms": ["name", "seats", "seatPriceMinor", "startsOn"],
  "...rule": ["minimumMinutes", "roundingMinutes", "multiplierPercent", "free", "active", "position"],
  "...detail": [],
};

/** Every name in an object that is an event's `detail`, or that is handed to a file's own note() or audit(). */
const particulars = new Set(
  readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".server.ts"))
    .map((file) => readFileSync(path.join(app, file), "utf8"))
    .filter((text) => text.includes("appendAudit("))
    .flatMap((text) => namesIn(ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true))),
);

function namesIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      ["appendAudit", "note", "audit"].includes(node.expression.text)
    ) {
      for (const argument of node.arguments) {
        if (!ts.isObjectLiteralExpression(argument)) continue;
        if (node.expression.text !== "appendAudit") found.push(...keysOf(argument));
        const detail = argument.properties.find(
          (one) => ts.isPropertyAssignment(one) && one.name.getText() === "detail",
        );
        if (detail && ts.isPropertyAssignment(detail) && ts.isObjectLiteralExpression(detail.initializer))
          found.push(...keysOf(detail.initializer));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function keysOf(object: ts.ObjectLiteralExpression): string[] {
  return object.properties.flatMap((property) => {
    if (!ts.isSpreadAssignment(property)) return [property.name?.getText() ?? ""];
    const inner: string[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) inner.push(...keysOf(node));
      else ts.forEachChild(node, look);
    };
    look(property.expression);
    const known = spread[property.getText()];
    if (inner.length === 0 && !known)
      throw new Error(`say in this test what ${property.getText()} brings along`);
    return [...inner, ...(known ?? [])];
  });
}

test("the events' particulars are found in the code", () => {
  expect(particulars.size).toBeGreaterThan(60);
  for (const name of ["amountMinor", "why", "onTrust", "multiplierPercent", "late"])
    expect(particulars).toContain(name);
});

// In German no word is written as its code is; that the three languages agree, another test sees to.
test.each([...particulars].sort())("%s has words", (name) => {
  overwriteGetLocale(() => "de");
  expect(detailName(name)).not.toBe(name);
});

test("particulars read as people say them", () => {
  overwriteGetLocale(() => "en");
  expect(detailWord("grossMinor", 114_950)).toBe("amount with VAT: 1,149.50");
  expect(detailWord("billed", 80)).toBe(`deducted: ${formatMinutes(80)}`);
  expect(detailWord("startsOn", "2026-11-22")).toBe("starts on: 22 November 2026");
  expect(detailWord("onTrust", true)).toBe("ahead on credit: yes");
  expect(detailWord("fields", ["name", "vatNumber"])).toBe("changed: name, VAT number");
  expect(detailWord("role", "owner")).toBe("Owner");
  expect(targetWord("order:1042")).toBe("order 1042");
  expect(targetWord("client:0b1f8f3e-0000-4000-8000-000000000000")).toBe("");
});

const codes = {
  vatKind: ["standard", "reverse_charge", "outside_eu", "small_business"],
  origin: ["checkout", "auto_topup", "topup_invoice", "bank_invoice", "overage_invoice"],
  from: ["new", "in_progress", "waiting", "done", "manager"],
  mode: ["off", "warn", "invoice", "charge"],
  overagePolicy: ["cover_next", "invoice", "refuse"],
  approval: ["none", "lead", "client"],
  hours: ["keep", "lapse", "refund"],
  kind: ["minutes", "percent", "account", "prepaid", "managed"],
  method: ["card", "sepa_debit", "bank_transfer", "GET", "POST"],
  state: ["void", "uncollectible", "needs_response", "warning_closed", "lost"],
  why: ["price-changed", "vat-held", "by-client", "not-wanted", "locked-code", "password-too-common"],
  reason: ["mismatch-refunded", "insufficient_funds"],
  terms: ["hours-terms v4", "hours-terms v3, own v1, agreement 12"],
};

test.each(Object.entries(codes))("each code of %s has words in every language", (name, values) => {
  for (const locale of ["nl", "de", "en"] as const) {
    overwriteGetLocale(() => locale);
    for (const value of values) {
      const [, word = detailWord(name, value)] = /: (.*)$/s.exec(detailWord(name, value)) ?? [];
      expect(word).not.toBe(locale === "en" ? undefined : value);
      expect(word).not.toMatch(/_|[Cc]ode /);
    }
  }
});

test("a code that has no words is called one, a text of a person stays as it is, a machine's number is left out", () => {
  overwriteGetLocale(() => "de");
  expect(detailWord("reason", "some_new_code")).toBe("Begründung: Code some_new_code");
  expect(detailWord("reason", "doppelt erfasst")).toBe("Begründung: doppelt erfasst");
  expect(detailWord("terms", "hours-terms v3, own v1, agreement 12")).toBe(
    "Bedingungen: Bestellbedingungen, Fassung 3 · Bedingungen des IT-Dienstleisters, Fassung 1 · Bedingungen für das Stundenkontingent 12 (unterzeichnet)",
  );
  expect(detailWord("differs", ["total", "vat-number"])).toBe("Abweichung: Summe, USt-IdNr.");
  expect(detailWord("fields", ["legalName", "viesDownPolicy"])).not.toMatch(/[a-z][A-Z]/);
  expect(detailWord("key", "0b1f8f3e-0000-4000-8000-000000000000")).toBe("");
  expect(targetWord("task:invoice-overdue")).toBe("Rechnung überfällig");
  expect(targetWord("task:totals-differ")).toBe("Abweichung von Stripe");
});
