import { describe, expect, test } from "vitest";

import { renderGuide } from "#app/desk/guides/render-guide.server.ts";
import { rankHelp } from "#app/desk/rules/help-search.ts";
import { groupRecurring, solvedOf, type Topic } from "#app/desk/rules/recurring.ts";

describe("a guide's Markdown", () => {
  test.each([
    ["a heading stands under the page's own", "# Zo", "<h2>Zo</h2>\n"],
    ["raw HTML is text", "<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"],
    ["a picture is its words", "![plaatje](https://x.example/a.png)", "<p>plaatje</p>\n"],
    ["no script in a link", "[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"],
    [
      "nor data, nor another scheme",
      "[x](data:text/html,a) <vbscript:a>",
      "<p>[x](data:text/html,a) &lt;vbscript:a&gt;</p>\n",
    ],
    [
      "nor a site without https, by two slashes or in clear",
      "[x](//y.example) http://y.example",
      "<p>[x](//y.example) http://y.example</p>\n",
    ],
    ["a page of the portal", "[x](/requests)", '<p><a href="/requests">x</a></p>\n'],
    [
      "a site",
      "https://y.example",
      '<p><a href="https://y.example" rel="noopener noreferrer">https://y.example</a></p>\n',
    ],
    [
      "no style",
      "|a|\n|-:|\n|1|",
      "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n",
    ],
  ])("%s", (_what, markdown, html) => {
    expect(renderGuide(markdown)).toBe(html);
  });

  test("no script, handler or style comes out of what tries to", () => {
    const attempts = [
      '[a](https://x.example "onmouseover=alert(1)")',
      '<https://x.example/"onload=alert(1)>',
      '```js"><script>alert(1)</script>\n</code><script>alert(1)</script>\n```',
      "[a]: javascript:alert(1)\n\n[a]",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
    ];
    for (const attempt of attempts)
      expect(renderGuide(attempt)).not.toMatch(
        /<script|<[^>]+\son\w+=|<[^>]+style=|href="(?!https:|mailto:|\/|#)/i,
      );
  });

  test("50 kB of what keeps other renderers busy takes less than a second of CPU", () => {
    const before = process.cpuUsage();
    renderGuide("*a_ ".repeat(5000));
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

test.each([
  ["wachtwoord", ["reset"]],
  ["printer papier", ["printer"]],
  ["papier vast zomaar", ["printer"]],
  ["de", ["printer", "reset"]],
  ["xyz", []],
  ["", []],
])("a search for %j finds %j", (typed, found) => {
  const entries = [
    { id: "printer", words: "de printer heeft papier vast" },
    { id: "reset", words: "wachtwoordherstel de weg" },
  ];
  expect(rankHelp(typed, entries).map(({ id }) => id)).toEqual(found);
});

test("what came back is one item's, about one topic, or of one title but for its numbers; by client, what took the most time first", () => {
  const topics: Topic[] = [
    { kind: "guide", id: "g", title: "De printer geeft niets", words: "de printer geeft niets" },
    { kind: "item", id: "i", title: "Nieuwe laptop", words: "nieuwe laptop" },
  ];
  const asked = (clientId: string, title: string, minutes: number, itemId: string | null = null) => ({
    clientId,
    clientName: clientId,
    itemId,
    title,
    key: title.toLowerCase(),
    minutes,
  });
  const rows = groupRecurring(
    [
      asked("a", "Printer magazijn", 10),
      asked("a", "Labelprinter drukt scheef", 5),
      asked("a", "Kassa 1 vast", 30),
      asked("a", "Kassa 22 vast", 0),
      asked("a", "Nieuwe kassa", 500),
      asked("a", "Laptop", 1, "i"),
      asked("a", "Laptop", 1, "i"),
      asked("b", "Printer", 90),
    ],
    topics,
  );
  expect(
    rows.map(({ title, topic, itemId, count, minutes }) => [title, topic?.id, itemId, count, minutes]),
  ).toEqual([
    ["Kassa 1 vast", undefined, null, 2, 30],
    ["Printer magazijn", "g", null, 2, 15],
    ["Laptop", undefined, "i", 2, 2],
  ]);
});

test("what was solved without a request counts at its client, by its item or by the guide about it", () => {
  const solved = [
    { clientId: "jansen", itemId: "reset", guideId: null, count: 2 },
    { clientId: "jansen", itemId: "reset", guideId: "words", count: 3 },
    { clientId: "jansen", itemId: null, guideId: "printer", count: 5 },
    { clientId: "vogel", itemId: "reset", guideId: null, count: 7 },
  ];
  expect(solvedOf({ clientId: "jansen", itemId: "reset" }, null, solved)).toBe(5);
  expect(solvedOf({ clientId: "jansen", itemId: null }, "printer", solved)).toBe(5);
  expect(solvedOf({ clientId: "vogel", itemId: null }, null, solved)).toBe(0);
});
