import type { Paper } from "#test/emulator/pages/invoice-page.ts";

const WIN_ANSI: Record<string, number> = { "€": 0x80, "–": 0x96, "’": 0x92, "\u202f": 0x20, "\u00a0": 0x20 };

/** A small valid PDF (one page A4) of an invoice or credit note. */
export function paperPdf(paper: Paper, banner: string): Buffer {
  const rows = [
    ...paper.facts,
    { label: "", value: "" },
    ...paper.lines,
    { label: "", value: "" },
    ...paper.sums,
  ];
  const texts: string[] = [text(16, 50, 780, paper.title), text(9, 50, 760, banner)];
  let height = 730;
  for (const { label, value } of rows.slice(0, 38)) {
    texts.push(text(11, 50, height, label), text(11, 400, height, value));
    height -= 17;
  }
  for (const note of paper.notes.slice(0, 3)) texts.push(text(9, 50, (height -= 14), note.slice(0, 110)));
  return assemble([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${String(texts.join("\n").length)} >>\nstream\n${texts.join("\n")}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ]);
}

function assemble(objects: string[]): Buffer {
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = String(objects.length + 1);
  body += `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(start)}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}

function text(size: number, x: number, y: number, content: string): string {
  const bytes = Array.from(content, (letter) => {
    const code = WIN_ANSI[letter] ?? letter.codePointAt(0) ?? 0x3f;
    return code > 0xff ? "?" : String.fromCharCode(code);
  });
  const safe = bytes.join("").replaceAll(/[\\()]/g, (one) => `\\${one}`);
  return `BT /F1 ${String(size)} Tf ${String(x)} ${String(y)} Td (${safe}) Tj ET`;
}
