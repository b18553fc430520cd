import { renderToBuffer } from "@react-pdf/renderer";

import { registerFonts } from "./fonts.server.ts";
import type { PaperElement } from "./paper.server.tsx";

/** Writes a PDF. The same document is the same bytes: nothing in it but what it was given. */
export function renderPdf(document: PaperElement): Promise<Buffer> {
  registerFonts();
  return renderToBuffer(document);
}
