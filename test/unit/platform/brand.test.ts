import fc from "fast-check";
import { expect, test } from "vitest";

import {
  brandColours,
  brandCss,
  colourProblem,
  contrast,
  ownColour,
  paleOf,
} from "#app/platform/brand/colours.ts";
import { readImage } from "#app/platform/brand/image-kind.ts";
import * as hoursLow from "#emails/hours-low.tsx";
import { renderLetter } from "#emails/index.ts";
import * as requestComment from "#emails/request-comment.tsx";

test.each([
  ["000000", "ffffff", 21],
  ["777777", "ffffff", 4.48],
  ["0e5f58", "fffdfa", 7.4],
])("the contrast of %s and %s is %d", (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1);
});

test.each([
  ["light", "0e5f58", null],
  ["light", "7a1f5c", null],
  ["light", "ffd400", "on-page"],
  ["light", "8a8a8a", "on-page"],
  ["dark", "55c2b2", null],
  ["dark", "0e5f58", "on-page"],
  ["dark", "ffd400", null],
] as const)("in the %s theme %s: %s", (theme, digits, problem) => {
  expect(colourProblem(digits, theme)?.problem ?? null).toBe(problem);
});

test("the product's own colours pass", () => {
  expect([colourProblem(ownColour("light"), "light"), colourProblem(ownColour("dark"), "dark")]).toEqual([
    null,
    null,
  ]);
});

const digits = fc.integer({ min: 0, max: 0xffffff }).map((value) => value.toString(16).padStart(6, "0"));

test("dark words can be read on the light shade of every colour", () => {
  fc.assert(
    fc.property(digits, (colour) => {
      expect(contrast("1c2421", paleOf(colour))).toBeGreaterThan(4.5);
    }),
  );
});

test("letters are in the brand's colour: the bar beside somebody's words, links and strips", async () => {
  const brand = {
    ...{ name: "Helder IT", logoUrl: null, logoDarkUrl: null, phone: null, senderName: null, replyTo: null },
    ...{ colourLight: "#7a1f5c", colourDark: "#e0a0c8" },
  };
  const letters = await Promise.all([
    renderLetter("request-comment", requestComment.default.PreviewProps, brand),
    renderLetter("hours-low", hoursLow.default.PreviewProps, brand),
  ]);
  for (const { html } of letters) {
    expect(html).toContain("#7a1f5c");
    expect(html).not.toMatch(/#0e5f58|#55c2b2/i);
  }
});

test("a colour that passes can be read on every ground, and what stands on it too", () => {
  fc.assert(
    fc.property(digits, fc.constantFrom("light", "dark"), (colour, theme) => {
      const { strong, tint } = brandColours(colour, theme);
      const pairs =
        theme === "light"
          ? [...["f7f4ee", "fffdfa", "efeae0", tint].map((ground) => [colour, ground])].concat([
              ["fffdfa", colour],
              ["fffdfa", strong],
            ])
          : [...["111715", "18201d", "212b27", tint].map((ground) => [colour, ground])].concat([
              ["0b1a17", colour],
              ["0b1a17", strong],
            ]);
      const worst = Math.min(...pairs.map(([one = "", other = ""]) => contrast(one, other)));
      expect(colourProblem(colour, theme) === null).toBe(worst >= 4.5);
    }),
  );
});

test("a theme without a colour of its own keeps the product's", () => {
  expect(brandCss("7a1f5c", null)).toContain("--primary: light-dark(#7a1f5c, #55c2b2)");
});

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)),
  );
const rest = Array.from({ length: 20 }, () => 0);

test.each([
  [
    "PNG",
    bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 1, 44, 0, 0, 0, 90], rest),
    "image/png",
  ],
  [
    "JPEG",
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0, 90, 1, 44], rest),
    "image/jpeg",
  ],
  [
    "WebP",
    bytes("RIFF", [0, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0, 43, 1, 0, 89, 0, 0], rest),
    "image/webp",
  ],
])("a %s is known by its contents, with its size", (_name, picture, mediaType) => {
  expect(readImage(picture)).toEqual({ mediaType, width: 300, height: 90 });
});

test("anything else is no picture, and nothing makes the reader fail", () => {
  expect(readImage(bytes("<svg onload='x'>", rest, rest))).toBeNull();
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 80 }),
      fc.constantFrom([0x89, 0x50], [0xff, 0xd8], [0x52, 0x49]),
      (body, head) => {
        readImage(Uint8Array.from([...head, ...body]));
      },
    ),
  );
});
