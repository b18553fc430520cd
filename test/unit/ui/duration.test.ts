import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseDuration } from "#app/ui/fields/duration.ts";

describe("parseDuration", () => {
  it.each([
    ["0:35", 35],
    ["35", 35],
    ["0u35", 35],
    ["90", 90],
    [" 1:20 ", 80],
    ["1u", 60],
    ["1 u 5", 65],
    ["1 uur 20 min", 80],
    ["2 Std. 5", 125],
    ["2 Std 5 Min.", 125],
    ["1h20", 80],
    ["35m", 35],
    ["35 min", 35],
    ["1,5", 90],
    ["0.5 uur", 30],
    ["1.30", 90],
    ["0", 0],
  ])("reads %s as %i minutes", (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes);
  });

  it.each(["", "abc", "1:75", "-5", "1:2:3", "u20", "12345", "1,25,3"])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it.each([
    ["3", 180],
    ["40", 2400],
    ["0", 0],
    ["1,5", 90],
    ["0:35", 35],
    ["45 min", 45],
    ["3 u", 180],
  ])("reads %s as %i minutes where a bare number means hours", (text, minutes) => {
    expect(parseDuration(text, "hours")).toBe(minutes);
  });

  it("reads back every clock time", () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(59), (hours, minutes) => {
        expect(parseDuration(`${hours}:${String(minutes).padStart(2, "0")}`)).toBe(hours * 60 + minutes);
      }),
    );
  });
});
