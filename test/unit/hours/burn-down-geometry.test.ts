import { describe, expect, it } from "vitest";

import { burnDownGeometry, type BurnDownInput } from "#app/hours/rules/burn-down-geometry.ts";
import { day } from "#app/platform/day.ts";

const input = (change: Partial<BurnDownInput> = {}): BurnDownInput => ({
  points: [
    { day: day("2026-06-01"), balanceMinutes: 600 },
    { day: day("2026-08-01"), balanceMinutes: 60 },
    { day: day("2026-08-15"), balanceMinutes: 660, addedMinutes: 600 },
    { day: day("2026-11-01"), balanceMinutes: 220 },
  ],
  today: day("2026-11-22"),
  thresholdMinutes: 120,
  emptyOn: day("2027-01-20"),
  ...change,
});

const draw = (change: Partial<BurnDownInput> = {}) => {
  const drawn = burnDownGeometry(input(change));
  if (!drawn) throw new Error("nothing drawn");
  return drawn;
};

describe("burnDownGeometry", () => {
  it.each([0, 45, 600])(
    "keeps the warning level inside the axis at a balance of %i minutes",
    (balanceMinutes) => {
      const drawn = draw({
        points: [{ day: day("2026-11-01"), balanceMinutes }],
        thresholdMinutes: 300,
        emptyOn: null,
      });
      expect(drawn.thresholdY).toBeGreaterThanOrEqual(0);
      expect(drawn.thresholdY).toBeLessThanOrEqual(100);
    },
  );

  it("draws nothing from nothing", () => {
    expect(burnDownGeometry(input({ points: [] }))).toBeNull();
  });

  it.each([
    [
      [600, 220],
      [0, 180, 360, 540, 720],
    ],
    [
      [720, 0],
      [0, 180, 360, 540, 720],
    ],
    [[45], [0, 60, 120]],
    [
      [600, -85],
      [-240, 0, 240, 480, 720],
    ],
    [
      [6000, 100],
      [0, 1500, 3000, 4500, 6000],
    ],
  ])("sets hour marks for %j", (balances, minutes) => {
    const points = balances.map((balanceMinutes, index) => ({
      day: day(`2026-1${index}-01`),
      balanceMinutes,
    }));
    expect(draw({ points }).hours.map((mark) => mark.minutes)).toEqual(minutes);
  });

  it("moves in steps: level until the day of the change, then straight up or down", () => {
    expect(draw().line).toMatch(/^M0 [\d.]+(H[\d.]+V[\d.]+)+H[\d.]+$/);
    expect(draw().dips).toBe(false);
    expect(draw({ points: [{ day: day("2026-11-01"), balanceMinutes: -60 }] }).dips).toBe(true);
  });

  it("marks purchases and the end of the forecast on the zero line", () => {
    const drawn = draw();
    expect(drawn.purchases.map((purchase) => purchase.minutes)).toEqual([600]);
    expect(drawn.forecast?.to.y).toBe(drawn.zeroY);
    expect(drawn.forecast?.to.x).toBeLessThanOrEqual(100);
  });

  it("draws the forecast to the day on which the hours run out, also where that is further off than the past is long", () => {
    const drawn = draw({ emptyOn: day("2027-06-17") });
    expect(drawn.forecast?.to).toEqual({ x: expect.closeTo(97, 0) as number, y: drawn.zeroY });
    expect(drawn.forecast?.label).toMatchObject({ x: drawn.forecast?.to.x, anchor: "end" });
  });

  it("lets a very far forecast run out of the picture and leaves the past a quarter", () => {
    const drawn = draw({ emptyOn: day("2029-01-01") });
    expect(drawn.now.x).toBeCloseTo(25, 0);
    expect(drawn.forecast?.to.x).toBe(100);
    expect(drawn.forecast?.to.y).toBeLessThan(drawn.zeroY);
  });

  it("has no forecast without a day, or below zero", () => {
    expect(draw({ emptyOn: null }).forecast).toBeNull();
    expect(draw({ points: [{ day: day("2026-10-01"), balanceMinutes: -85 }] }).forecast).toBeNull();
  });

  it("leaves out the words of a purchase that would cover those of the one before", () => {
    const points = ["2026-06-01", "2026-06-08", "2026-10-01"].map((text, index) => ({
      day: day(text),
      balanceMinutes: 600 + index,
      addedMinutes: 600,
    }));
    expect(draw({ points }).purchases.map((purchase) => purchase.label !== null)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("keeps the words of the forecast above the line and inside", () => {
    for (const emptyOn of ["2026-11-25", "2026-12-20", "2027-03-14", "2028-01-01"]) {
      const { forecast, now } = draw({ emptyOn: day(emptyOn) });
      expect(forecast?.label.y).toBeLessThanOrEqual(100);
      expect(forecast?.label.y).toBeGreaterThanOrEqual(0);
      if (forecast && forecast.label.anchor === "end")
        expect(forecast.label.x).toBe(Math.min(100, forecast.to.x));
      if (forecast && forecast.label.anchor === "start")
        expect(forecast.label.x).toBeGreaterThanOrEqual(now.x);
    }
  });

  it("names the first and last day of a history without a month's beginning", () => {
    const points = [{ day: day("2026-11-10"), balanceMinutes: 600 }];
    expect(draw({ points, emptyOn: null }).marks.map((mark) => mark.day)).toEqual([
      "2026-11-10",
      "2026-11-22",
    ]);
  });

  it("names at most nine months", () => {
    const points = [{ day: day("2022-01-01"), balanceMinutes: 600 }];
    expect(draw({ points }).marks.length).toBeLessThanOrEqual(9);
  });
});
