/** The kinds of files that a request takes. `ole` holds older Office files and Outlook messages, `zip` newer Office files too. */
export const fileKinds = ["png", "jpeg", "gif", "webp", "heic", "pdf", "zip", "ole", "text"] as const;
export type FileKind = (typeof fileKinds)[number];

/** The endings that each kind may have; a name with another one gets the first. */
const endings: Record<FileKind, readonly string[]> = {
  png: ["png"],
  jpeg: ["jpg", "jpeg"],
  gif: ["gif"],
  webp: ["webp"],
  heic: ["heic", "heif"],
  pdf: ["pdf"],
  zip: ["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp"],
  ole: ["msg", "doc", "xls", "ppt"],
  text: ["txt", "log", "csv", "eml"],
};

/** What a browser offers to choose from; what counts is the contents. */
export const fileAccept = Object.values(endings)
  .flat()
  .map((ending) => `.${ending}`)
  .join(",");

/** The beginnings that tell a kind: bytes from the first on. */
const heads: readonly (readonly [FileKind, readonly number[]])[] = [
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["ole", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
];
const heicBrands = ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"];

/**
 * Tells a file's kind by its contents, whatever its name says; null for what a request doesn't take. Only the first bytes are
 * looked at, nothing is decoded or unpacked. Text is whole UTF-8 without control characters under a name that says so: SVG,
 * HTML and scripts are text too, and are refused by their names.
 */
export function fileKindOf(bytes: Uint8Array, name: string): FileKind | null {
  const head = heads.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (head) return head[0];
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) return "gif";
  if (start.startsWith("RIFF") && start.slice(8) === "WEBP") return "webp";
  if (start.slice(4, 8) === "ftyp" && heicBrands.includes(start.slice(8))) return "heic";
  return endings.text.includes(endingOf(name)) && isText(bytes) ? "text" : null;
}

function isText(bytes: Uint8Array): boolean {
  // Tab, line feed, form feed and carriage return are what a text holds of control characters.
  if (bytes.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13))
    return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const endingOf = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";

/** Signs that steer a terminal or the reading direction, or that a file system does not take. */
const unwelcome = /[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu;

/** A name that is safe to show and to keep, 120 characters at most: its last part alone, with an ending that its kind has. */
export function cleanFileName(given: string, kind: FileKind): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const plain = last.normalize("NFC").replaceAll(unwelcome, " ").replaceAll(/\s+/g, " ").trim();
  const ending = endingOf(plain);
  const known = endings[kind].includes(ending);
  const stem = (ending === "" ? plain : plain.slice(0, -ending.length - 1))
    .replaceAll(/^[.\s]+|[.\s]+$/g, "")
    .slice(0, 110)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();
  return `${stem || "file"}.${known ? ending : (endings[kind][0] ?? kind)}`;
}
