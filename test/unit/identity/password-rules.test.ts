import { expect, test } from "vitest";

import { passwordProblem } from "#app/identity/rules/password-rules.ts";

const petra = {
  hasSecondFactor: false,
  email: "petra.jansen@bakkerij-jansen.example",
  name: "Petra Jansen",
  mspName: "Helder IT",
};

test.each([
  ["tegoed-demo-2026", null],
  ["zeven groene fietsen in de sloot", null],
  ["zeven groene fietsen", null],
  ["correct paard batterij nietje", null],
  ["Tr0ub4dor&3 of zoiets", null],
  ["k9#mPx2!vQw8$zRt", null],
  ["ünïcödé-grützwurst", null],
  ["short", "password-too-short-alone"],
  ["twaalf-tekens", "password-too-short-alone"],
  ["a".repeat(129), "password-too-long"],
  ["password12345678", "password-too-common"],
  ["P@ssw0rd-P@ssw0rd", "password-too-common"],
  ["welkom-wachtwoord-2026", "password-too-common"],
  ["Sommer2026Winter2027", "password-too-common"],
  ["helder-it-helder-it", "password-too-common"],
  ["petra.jansen.2026!!", "password-too-common"],
  ["correct horse battery staple", "password-too-common"],
  ["mijn wachtwoord is geheim", "password-too-common"],
  ["aaaaaaaaaaaaaaaaaaaa", "password-too-common"],
  ["1234567890123456789", "password-too-common"],
  ["qwertyuiopasdfghjkl", "password-too-common"],
  ["abcabcabcabcabcabc", "password-too-common"],
  ["Amsterdam-Rotterdam", "password-too-common"],
])("%s", (password, problem) => {
  expect(passwordProblem(password, petra)).toBe(problem);
});

test("with a second factor twelve characters do, and length counts what people see", () => {
  expect(passwordProblem("fiets-sloot!", { ...petra, hasSecondFactor: true })).toBe(null);
  expect(passwordProblem("fiets-sloot", { ...petra, hasSecondFactor: true })).toBe("password-too-short");
  expect(passwordProblem("🚲".repeat(14), petra)).toBe("password-too-short-alone");
});
