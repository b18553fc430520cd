import { expect, test } from "vitest";

import { firstNameOf } from "#app/platform/first-name.ts";
import { initialsOf } from "#app/ui/avatar.tsx";

test.each([
  ["Petra Jansen", "Petra", "PJ"],
  ["Dr. Eva Vogel", "Eva", "EV"],
  [" Prof. Dr.  Eva Vogel", "Eva", "EV"],
  ["Dipl.-Ing. Max Bauer", "Max", "MB"],
  ["Dr. Vogel", "Dr. Vogel", "DV"],
  ["J. de Vries", "J. de Vries", "JV"],
  ["Dr. E. Vogel", "Dr. E. Vogel", "DV"],
  ["Petra", "Petra", "P"],
  ["Dr.", "Dr.", "D"],
  ["", "", ""],
])("%j is called %j, with the initials %j", (name, called, initials) => {
  expect(firstNameOf(name)).toBe(called);
  expect(initialsOf(name)).toBe(initials);
});
