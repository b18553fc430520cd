import { expect } from "vitest";

import type { TestApp } from "#test/setup/test-app.ts";
import type { Visitor } from "#test/setup/visitor.ts";
import { atStripe } from "#test/routes/purchase.ts";

const valuesOf = (page: string, name: string): string[] =>
  [...page.matchAll(new RegExp(`<input[^>]*name="${name}"[^>]*>`, "g"))].map(
    ([tag]) => /value="([^"]*)"/.exec(tag)?.[1] ?? "",
  );

type Wish = { method: "ideal" | "card"; mode: "charge" | "invoice"; maxCount?: string };

/** Saves a way to pay on Stripe's page and chooses to be topped up at two hours, as a person does by the forms. */
export async function saveAndChoose(app: TestApp, buyer: Visitor, wish: Wish): Promise<void> {
  const methodPage = await (await buyer.get("/top-up/method")).text();
  const [formKey = ""] = valuesOf(methodPage, "formKey");
  const [mandate = ""] = valuesOf(methodPage, "mandate");
  const toStripe = await buyer.post("/top-up/method", { formKey, mandate, agree: "on" });
  expect(toStripe.status).toBe(303);
  const back = await atStripe(toStripe.headers.get("location") ?? "", wish.method);
  const returned = await buyer.get(new URL(back ?? app.url).pathname + new URL(back ?? app.url).search);
  expect([302, 200]).toContain(returned.status);
  const page = await (await buyer.get("/top-up")).text();
  const [key = ""] = valuesOf(page, "formKey");
  const [seen = ""] = valuesOf(page, "seen");
  const [terms = ""] = valuesOf(page, "terms");
  const [block = ""] = valuesOf(page, "block");
  const chosen = await buyer.post("/top-up", {
    intent: "choose",
    formKey: key,
    mode: wish.mode,
    threshold: "2:00",
    block,
    seen: seen.replaceAll("&amp;", "&"),
    terms: terms.replaceAll("&amp;", "&"),
    maxCount: wish.maxCount ?? "4",
    maxAmount: "",
    agree: "on",
  });
  expect(chosen.status).toBe(302);
}
