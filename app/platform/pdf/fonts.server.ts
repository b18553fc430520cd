import { createRequire } from "node:module";

import { Font } from "@react-pdf/renderer";

const packages = createRequire(import.meta.url);
const cuts = [400, 600] as const;

/** The families of running text and of headings; letters that the first of a pair lacks (ł, ő, ş) come from the second. */
export const textFamily = ["Figtree", "Figtree Extended"];
export const headingFamily = ["Schibsted Grotesk", "Schibsted Grotesk Extended"];

let registered = false;

/** Makes our typefaces known to the PDF writer, once; they are embedded, so a PDF looks alike everywhere. */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  for (const [family, name] of [
    [textFamily, "figtree"],
    [headingFamily, "schibsted-grotesk"],
  ] as const) {
    for (const [at, letters] of ["latin", "latin-ext"].entries()) {
      const fonts = cuts.map((fontWeight) => ({
        src: packages.resolve(`@fontsource/${name}/files/${name}-${letters}-${fontWeight}-normal.woff`),
        fontWeight,
      }));
      Font.register({ family: family[at] ?? name, fonts });
    }
  }
  // Words stay whole: hyphens in names and hashes would be read as theirs.
  Font.registerHyphenationCallback((word) => [word]);
}
