/** A brand has a colour a theme: six hexadecimal digits in small letters. */
export type Theme = "light" | "dark";

/** What the product's own colours are in each theme, as far as a brand's colour stands on or beside them (ui/styles/tokens.css). */
const grounds = {
  light: { paper: "f7f4ee", card: "fffdfa", sunk: "efeae0", onPrimary: "fffdfa", own: "0e5f58" },
  dark: { paper: "111715", card: "18201d", sunk: "212b27", onPrimary: "0b1a17", own: "55c2b2" },
} as const;

/** The least ratio between letters and their ground (WCAG 2.2 AA, 1.4.3). */
const enough = 4.5;

/** The colours that follow from a brand's own: stronger under the pointer, and as a tint behind words. */
export type BrandColours = { primary: string; strong: string; tint: string };

/** Derives the colours of a theme from a brand's own, as `#rrggbb`. */
export function brandColours(digits: string, theme: Theme): BrandColours {
  const { card } = grounds[theme];
  const far = theme === "light" ? "000000" : "ffffff";
  return {
    primary: `#${digits}`,
    strong: `#${mix(digits, far, 0.25)}`,
    tint: `#${mix(card, digits, theme === "light" ? 0.12 : 0.1)}`,
  };
}

/**
 * What is wrong with a brand's colour in a theme: words in it can't be read on the page's grounds, or words on it can't. Null where every pair reaches AA.
 * Answers the worst ratio, such as 2.1.
 */
export function colourProblem(
  digits: string,
  theme: Theme,
): { problem: "on-page" | "on-button"; ratio: number } | null {
  const { paper, card, sunk, onPrimary } = grounds[theme];
  const { strong, tint } = brandColours(digits, theme);
  const onPage = Math.min(...[paper, card, sunk, tint].map((ground) => contrast(digits, ground)));
  if (onPage < enough) return { problem: "on-page", ratio: onPage };
  const onButton = Math.min(contrast(onPrimary, digits), contrast(onPrimary, strong));
  return onButton < enough ? { problem: "on-button", ratio: onButton } : null;
}

/** The contrast ratio of two colours (WCAG 2.2), 1 to 21; with or without `#`. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The style sheet that puts a brand's colours in the place of the product's; a theme without one keeps the product's. */
export function brandCss(light: string | null, dark: string | null): string {
  const [day, night] = [colours(light, "light"), colours(dark, "dark")];
  const pair = (name: keyof BrandColours, own: [string, string]): string =>
    `light-dark(${day?.[name] ?? own[0]}, ${night?.[name] ?? own[1]})`;
  return [
    ":root {",
    `  --primary: ${pair("primary", ["#0e5f58", "#55c2b2"])};`,
    `  --primary-strong: ${pair("strong", ["#0a4741", "#7bd6c9"])};`,
    `  --tint: ${pair("tint", ["#dcebe7", "#1d302c"])};`,
    `  --focus: ${pair("primary", ["#0e5f58", "#8fe6d9"])};`,
    "}\n",
  ].join("\n");
}

const colours = (digits: string | null, theme: Theme): BrandColours | null =>
  digits === null ? null : brandColours(digits, theme);

/** The product's own colour of a theme. */
export function ownColour(theme: Theme): string {
  return grounds[theme].own;
}

/** A light shade of a colour, as `#rrggbb`: dark words on it reach AA, however dark the colour is. */
export function paleOf(hex: string): string {
  return `#${mix(hex, "ffffff", 0.6)}`;
}

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.replace("#", ""), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** One colour with a part (0 to 1) of another in it. */
function mix(one: string, other: string, part: number): string {
  const [from, to] = [channels(one), channels(other)];
  return from
    .map((value, at) => Math.round(value + ((to[at] ?? value) - value) * part))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("");
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex)
    .map((value) => value / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
