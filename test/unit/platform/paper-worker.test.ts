import { monitorEventLoopDelay } from "node:perf_hooks";

import { expect, test } from "vitest";

import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { pdfText } from "#test/setup/pdf-text.ts";
import { statementProps, statementRow, stripCard } from "#test/unit/platform/statement-props.ts";

test("the process goes on answering while a long statement is laid out; each page has its head and number", async () => {
  const props = statementProps({
    card: stripCard(),
    rows: Array.from({ length: 250 }, (_, index) => statementRow({ title: `#${index} line` })),
  });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const pdf = await renderPaper("statement", props);
  delay.disable();
  // Laid out here it would be one pause of seconds; on a machine that is busy with other things it is some tenths.
  expect(delay.max / 1e6).toBeLessThan(1000);

  // A text drawn in pieces has line breaks between them.
  const pages = pdfText(pdf).map((page) => page.replaceAll(/\s/g, ""));
  expect(pages[0]).toContain("3uur40minutenover.");
  expect(pages[0]).toContain("Blok1·10u");
  const lines = pages.flatMap((page) => page.match(/#\d+line/g) ?? []);
  expect(lines).toEqual(Array.from({ length: 250 }, (_, index) => `#${index}line`));
  for (const [index, page] of pages.entries()) {
    expect(page.match(/Geboekt/g)).toHaveLength(1);
    expect(page).toContain(`Blad${index + 1}van${pages.length}`);
    expect((page.match(/#\d+line/g) ?? []).length).toBeGreaterThan(index === pages.length - 1 ? 0 : 10);
  }
}, 180_000);
