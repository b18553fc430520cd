import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("app/ui/styles/tokens.css", "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const words: [string, string[]][] = [
  ["ink", ["paper", "card", "sunk", "tint", "low-tint", "negative-tint", "info-tint"]],
  ["muted", ["paper", "card", "sunk"]],
  ["primary", ["paper", "card", "tint", "sunk"]],
  ["on-primary", ["primary", "primary-strong"]],
  ["paper", ["ink"]],
  ["low", ["card", "paper", "low-tint"]],
  ["negative", ["card", "paper", "negative-tint"]],
  ["on-negative", ["negative-fill"]],
  ["info", ["info-tint"]],
  ["on-used", ["asked", "prevented"]],
];

const marks: [string, string[]][] = [
  ["edge", ["paper", "card", "sunk"]],
  ["primary", ["card", "paper"]],
  ["focus", ["paper", "card"]],
  ["asked-edge", ["card"]],
  ["prevented-edge", ["card"]],
  ["low-edge", ["card"]],
  ["low", ["card", "tint"]],
  ["negative-fill", ["card", "negative-tint"]],
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const ratio = (front: string, back: string): number =>
    contrast(tokens.get(front)?.[theme] ?? "", tokens.get(back)?.[theme] ?? "");
  const pairs = (list: [string, string[]][]) =>
    list.flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]));

  it.each(pairs(words))("words in %s on %s reach AA", (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(marks))("marks in %s on %s reach AA", (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(3);
  });
});
