import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { sourceFiles } from "#test/unit/structure/source-files.ts";

const files = [...sourceFiles("app", ".ts"), ...sourceFiles("app", ".tsx")].map((file) => ({
  file,
  text: readFileSync(file, "utf8"),
}));
const tables = files.filter(({ file }) => /^app\/\w+\/access\.ts$/.test(file));
const others = files.filter(({ file }) => !/^app\/\w+\/access\.ts$/.test(file));

/** What names a role and is no permission, each with what it is. */
const exceptions = [
  "app/desk/components/item-editor.tsx", // who may ask for an item is a field of the item
  "app/desk/rules/approval.ts", // an item names the group that approves it, and a group its roles
  "app/desk/rules/edit-definition.ts", // the same field, where a new item begins
  "app/desk/rules/leaver.ts", // a client's last manager can't leave
  "app/hours/rules/approval.ts", // late work of the owner needs nobody's word
  "app/identity/rules/may-invite.ts", // the MSP's last owner stays
  "app/identity/scope.ts", // the list of roles, and who needs a second factor
  "app/office/menu.ts", // the page on which an engineer's day begins
  "app/routes/staff/client-people.tsx", // a client without a manager is offered that role first
];

/** Tells whether a source text compares somebody's role with a name, or lists roles. */
function namesRoles(text: string): boolean {
  const role = /"(?:employee|approver|finance|manager|engineer|account_manager|owner)"/.source;
  return new RegExp(
    `\\brole [!=]== ${role}|${role} [!=]== [\\w.]*\\brole\\b|(?<!\\w)\\[\\s*${role}(?:,\\s*${role})*,?\\s*\\]`,
  ).test(text);
}

test("every permission is asked for somewhere", () => {
  const text = others.map((one) => one.text).join("\n");
  const dead = tables.flatMap(({ file, text: table }) => {
    const [, name = ""] = /export const (\w+Access) = \{/.exec(table) ?? [];
    const rows = [...table.matchAll(/^ {2}(\w+): for(?:Client|Staff)\(/gm)].map(([, row]) => row ?? "");
    expect(rows, file).not.toEqual([]);
    return rows
      .filter((row) => !new RegExp(`\\b${name}\\.${row}\\b`).test(text))
      .map((row) => `${name}.${row}`);
  });
  expect(dead).toEqual([]);
});

test("who may do what stands in the tables of permissions alone", () => {
  expect(
    others
      .filter(({ text }) => namesRoles(text))
      .map(({ file }) => file)
      .toSorted(),
  ).toEqual(exceptions);
});

test("a role in code is found as a comparison and as a list", () => {
  const found = ['scope.role === "owner"', '"owner" !== scope.role', '["finance", "owner"].includes(role)'];
  expect(found.filter((text) => !namesRoles(text))).toEqual([]);
  expect(['kind === "manager"', "may(scope, access.edit)", '["a", "owner"]'].filter(namesRoles)).toEqual([]);
});
