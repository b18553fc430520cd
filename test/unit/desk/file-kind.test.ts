import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cleanFileName, fileKindOf, fileKinds } from "#app/requests/rules/file-kind.ts";

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
const png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
/** The test file that every scanner reports, in two parts so that none reports this one. */
const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

describe("a file's kind", () => {
  test.each([
    ["a PNG", png, "x", "png"],
    ["a JPEG", "\xff\xd8\xff\xe0\0\x10JFIF", "x.exe", "jpeg"],
    ["a GIF that is a script too stays a GIF", "GIF89a/*\0\0*/=1;alert(1)", "x.js", "gif"],
    ["a WebP", "RIFF\x24\0\0\0WEBPVP8 ", "x", "webp"],
    ["a photo of a phone", "\0\0\0\x18ftypheic\0\0\0\0", "x", "heic"],
    ["a PDF", "%PDF-1.7\n", "x", "pdf"],
    ["a Word file, or a zip bomb: not unpacked", "PK\x03\x04\x14\0\x06\0", "x.docx", "zip"],
    ["an Outlook message", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "x.msg", "ole"],
    ["a text", "één\r\n\ttwee", "x.txt", null],
    ["a program", "MZ\x90\0\x03", "photo.png", null],
    ["a PDF after junk", "junk\n%PDF-1.7\n", "x.pdf", null],
    [
      "SVG with a script",
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      "x.svg",
      null,
    ],
    ["the same with a head", '<?xml version="1.0"?><svg onload="alert(1)"/>', "x.svg", null],
    ["HTML", "<!doctype html><script>alert(1)</script>", "x.html", null],
    ["the test virus under its own name", eicar, "eicar.com", null],
    ["the test virus as text, for the scanner to find", eicar, "eicar.txt", "text"],
    ["a text with a NUL", "a\0b", "x.txt", null],
    ["nothing", "", "x", null],
  ])("%s", (_what, bytes, name, kind) => {
    expect(fileKindOf(latin(bytes), name)).toBe(kind);
  });

  test("a text is whole UTF-8", () => {
    expect(fileKindOf(Buffer.from("één\r\n\ttwee"), "x.LOG")).toBe("text");
    expect(fileKindOf(Buffer.from([0xc3]), "x.txt")).toBeNull();
  });
});

describe("a file's name", () => {
  test.each([
    ["../../etc/passwd", "text", "passwd.txt"],
    ["..\\..\\boot.ini", "png", "boot.png"],
    ["/absolute/scan.PDF", "pdf", "scan.pdf"],
    ["factuur.pdf.exe", "pdf", "factuur.pdf.pdf"],
    ["invoice\u202Efdp.exe", "png", "invoice fdp.png"],
    ["a\0b\r\nc.txt", "text", "a b c.txt"],
    ["...", "jpeg", "file.jpg"],
    ["", "zip", "file.zip"],
    ["Rezept für Brötchen.docx", "zip", "Rezept für Brötchen.docx"],
    ['<img src=x onerror="a">.png', "png", "img src=x onerror= a.png"],
  ] as const)("%j as %s", (given, kind, name) => {
    expect(cleanFileName(given, kind)).toBe(name);
  });

  test("whatever is given, it names no folder, hides no sign and ends as its kind does", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.constantFrom(...fileKinds),
        (given, kind) => {
          const name = cleanFileName(given, kind);
          expect(name).toMatch(/^[^/\\\p{C}]{1,119}\.[a-z]{3,4}$/u);
          expect(cleanFileName(name, kind)).toBe(name);
        },
      ),
    );
  });
});
