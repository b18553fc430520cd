import { expect, test } from "vitest";

import { decodeWindows1252 } from "#app/platform/windows-1252.ts";
import { textOfFile } from "#app/platform/csv-text.server.ts";

test("a file as Excel writes it on Windows keeps its euro signs, dashes and accents", async () => {
  const bytes = Uint8Array.from([
    0x80, 0x20, 0x39, 0x35, 0x2c, 0x30, 0x30, 0x20, 0x96, 0x20, 0xc4, 0x8a, 0x9f,
  ]);
  expect(decodeWindows1252(bytes)).toBe("€ 95,00 – ÄŠŸ");
  expect(await textOfFile(new Blob([bytes]))).toBe("€ 95,00 – ÄŠŸ");
});

test("every byte is one character, and only the five that Windows leaves out are controls", () => {
  const text = decodeWindows1252(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  expect(text).toHaveLength(256);
  expect([...text.slice(0x80, 0xa0)].filter((sign) => /\p{Cc}/u.test(sign))).toHaveLength(5);
});
