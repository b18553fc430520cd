import { beforeAll, expect, test } from "vitest";

import type { Agreement } from "#app/agreements/agreement.ts";
import { answerAgreementFile } from "#app/agreements/agreement-pdf.server.ts";
import { writeToSigners } from "#app/agreements/agreement-letters.server.ts";
import { exampleTemplates } from "#app/agreements/examples/examples.ts";
import { proveAgreements } from "#app/agreements/prove-agreements.server.ts";
import { sealAgreement } from "#app/agreements/seal-agreement.server.ts";
import { fingerprintInSeal } from "#app/agreements/seal/read-seal.server.ts";
import { listEvidence } from "#app/agreements/store/evidence-store.server.ts";
import { findFile } from "#app/agreements/store/file-store.server.ts";
import { documentText } from "#app/agreements/rules/document.ts";
import { templateLocales } from "#app/agreements/rules/template.ts";
import { getVersionPage } from "#app/agreements/template-page.server.ts";
import { previewPosted } from "#app/agreements/template-preview.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { getTodoPage } from "#app/office/todo.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { asSigner, buildHourTerms, buildTemplate, sign } from "#test/builders/agreement.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";
import { behind } from "#test/db/identity/world.ts";
import { pdfText } from "#test/setup/pdf-text.ts";

let world: World;
let ann: ClientScope;
let made: Agreement;
beforeAll(async () => {
  world = await buildWorld();
  await buildTemplate(world.noor, "hour-terms");
  const { clientId } = await buildClient({ name: "Fietsen Smit" });
  ann = await person(clientId, "Ann Smit", "manager");
  made = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
});

const eventsOf = () => asSystem((tx) => listEvidence(tx, made));

test("the evidence names the email that asked, the downloads, the factor and the seal's certificate", async () => {
  await Promise.all([writeToSigners(made), writeToSigners(made)]);
  const download = () => answerAgreementFile(ann, made.id, new Request("https://x.example/pdf"));
  await Promise.all([download(), download()]);
  await sign(ann, made);
  await sealAgreement(made);
  await download();
  const events = await eventsOf();
  expect(events.map(({ kind }) => kind)).toEqual([
    ...["prepared", "asked", "downloaded", "signed", "completed", "sealed", "downloaded"],
  ]);
  const [letter] = await behind<{ id: string }>("select id::text from letter where key like $1", [
    `agreement:${made.id}:sign:%`,
  ]);
  expect(events[1]?.content["messageId"]).toContain(`<${letter?.id}@`);
  const sealed = await asSystem((tx) => findFile(tx, made, "sealed"));
  expect(events[5]?.content).toEqual({
    sealedHash: sealed?.sha256,
    sealFingerprint: fingerprintInSeal(sealed?.content ?? Buffer.alloc(0)),
  });
  const text = pdfText(sealed?.content ?? Buffer.alloc(0))
    .join("")
    .replaceAll(/\s/g, "");
  for (const said of ["Eindevandetekstinbeeldgeweest:ja", "eencodeuitdeauthenticator-app", `${letter?.id}@`])
    expect(text).toContain(said);
});

test("what was changed behind the portal's back stands under To do until it is whole again", async () => {
  const defects = async (): Promise<string[]> => {
    await proveAgreements();
    return (await behind<{ what: string }>("select what from agreement_defect order by what")).map(
      ({ what }) => what,
    );
  };
  const change = (table: string, act: string) =>
    behind(
      `alter table ${table} disable trigger user; update ${table} set ${act}; alter table ${table} enable trigger user`,
    );
  expect(await defects()).toEqual([]);
  await change("agreement_file", "content = content || 'x'::bytea where part = 'sealed'");
  expect(await defects()).toEqual(["file"]);
  await change("agreement_evidence", `content = content || '{"typedName": "Bob"}' where kind = 'signed'`);
  await change("agreement", `document = document || '{"title": "Cadeau"}'`);
  expect(await defects()).toEqual(["chain", "document", "file"]);
  const todo = await getTodoPage(world.noor, "agreement-defect");
  expect(todo.items.map(({ to }) => to)).toEqual([`/staff/agreements/${made.id}`]);
  await change("agreement", `document = document || jsonb_build_object('title', '${made.title}')`);
  await change(
    "agreement_evidence",
    `content = content || '{"typedName": "Ann Smit"}' where kind = 'signed'`,
  );
  await change(
    "agreement_file",
    "content = substring(content for length(content) - 1) where part = 'sealed'",
  );
  expect(await defects()).toEqual([]);
});

test("a template's preview is of what the form holds, in each language, and says what is wrong", async () => {
  const { clauses } = exampleTemplates.notice;
  const form = new FormData();
  form.set("clauses", "1");
  form.set("id_0", clauses[0]?.id ?? "");
  for (const locale of templateLocales) {
    form.set(`title_${locale}`, `Titel ${locale}`);
    form.set(`heading_${locale}_0`, "Kop");
    form.set(`text_${locale}_0`, locale === "en" ? "{{nobody}} stays" : "Aan {{client_name}}");
  }
  const preview = (language: string, as: string) => {
    form.set("preview_language", language);
    form.set("preview_as", as);
    const request = new Request("https://x.example/pdf", { method: "POST", body: form });
    return previewPosted(request, world.noor, "notice");
  };
  for (const [locale, said] of [
    ["nl", "Aan Voorbeeld B.V."],
    ["de", "Aan Muster GmbH"],
    ["en", "{{nobody}} stays"],
  ] as const) {
    const text = await preview(locale, "text");
    if (text.as !== "text") throw new Error("text");
    const { document, problems } = text.preview;
    expect([document.title, documentText(document).some((line) => line.includes(said))]).toEqual([
      `Titel ${locale}`,
      true,
    ]);
    expect(problems).toEqual([expect.stringContaining("{{nobody}}")]);
    const pdf = await preview(locale, "pdf");
    if (pdf.as !== "pdf") throw new Error("pdf");
    expect(pdfText(pdf.content).join("").replaceAll(/\s/g, "")).toContain(said.replaceAll(/\s/g, ""));
  }
  await buildTemplate(world.noor, "hour-terms", "Nieuw artikel");
  const page = await getVersionPage(world.noor, "hour-terms", { version: 1, against: 2, locale: "nl" });
  expect(page.against?.changes.filter(({ kind }) => kind !== "same")).toMatchObject([
    { id: "more", kind: "removed" },
  ]);
});
