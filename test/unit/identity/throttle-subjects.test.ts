import { expect, test } from "vitest";

import { lockMinutes, networkOf } from "#app/identity/rules/throttle-subjects.ts";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("locks grow: a minute, a quarter, then double up to a day", () => {
  expect([1, 2, 3, 4, 5, 9, 40].map(lockMinutes)).toEqual([1, 15, 30, 60, 120, 1440, 1440]);
});
