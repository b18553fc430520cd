import { describe, expect, it } from "vitest";

import type { LicenceLine } from "#app/people/rules/holdings-view.ts";
import type { PersonLine } from "#app/people/rules/roster-view.ts";
import { sortLicences, sortPeople } from "#app/people/sorted-lists.ts";
import { day } from "#app/platform/day.ts";

const person = (name: string, seat: number | null, joinedOn: string): PersonLine => ({
  id: name,
  name,
  email: null,
  department: "",
  location: "",
  joinedOn: day(joinedOn),
  leftOn: null,
  state: "at-work",
  seats: seat === null ? [] : [{ number: seat, typeId: "a", since: day(joinedOn) }],
  productIds: [],
  devices: [],
  rights: 0,
});
const people = [
  person("Zoë", 2, "2026-01-01"),
  person("Émile", 10, "2025-01-01"),
  person("Ann", null, "2024-01-01"),
];
const at = (query: string) => new URL(`https://portal.example.com/employees?${query}`);
const names = (query: string) => sortPeople(people, at(query), ["on"]).people.map(({ name }) => name);

describe("people", () => {
  it.each([
    ["", ["Zoë", "Émile", "Ann"]],
    ["sort=name", ["Ann", "Émile", "Zoë"]],
    ["sort=-name", ["Zoë", "Émile", "Ann"]],
    ["sort=seat", ["Zoë", "Émile", "Ann"]],
    ["sort=-seat", ["Émile", "Zoë", "Ann"]],
    ["sort=state", ["Ann", "Émile", "Zoë"]],
    ["sort=salary", ["Zoë", "Émile", "Ann"]],
  ])("by %j", (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it("stay those of the day that was asked for", () => {
    expect(sortPeople(people, at("on=2026-05-01&sort=name"), ["on"]).list.query).toBe(
      "on=2026-05-01&sort=name",
    );
  });
});

it("licences by how many are free, most first", () => {
  const line = (name: string, free: number): LicenceLine<LicenceLine["product"] & { name: string }> => ({
    product: { id: name, name, priceMinor: 100, currency: "EUR" },
    numbers: {
      productId: name,
      inContract: null,
      bought: 9,
      assigned: 9 - free,
      people: 9 - free,
      mailboxes: 0,
      leavers: 0,
      free,
      monthlyMinor: 900,
      unusedMinor: 100 * free,
    },
    differences: [],
    termEndsOn: null,
    decrease: null,
    holders: [],
    past: [],
  });
  const { lines } = sortLicences([line("a", 1), line("b", 4)], at("sort=-free"));
  expect(lines.map(({ product }) => product.name)).toEqual(["b", "a"]);
});
