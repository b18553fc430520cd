/**
 * The modules of the application, a line each: a module imports those of the lines above its own, and none
 * beside or below it. ESLint makes its import rule from this list (docs/architecture.md).
 */
export const moduleLines = [
  ["platform"],
  ["ui"],
  ["identity"],
  ["clients"],
  ["webhooks"],
  ["requests"],
  ["hours", "people", "agreements"],
  ["contracts"],
  ["billing"],
  ["desk"],
  ["api", "connectors"],
  ["conversion"],
  ["portal", "office"],
];
