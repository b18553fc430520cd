import { expect, test } from "vitest";

import { totpCode, totpUri, typedSecret } from "#app/identity/totp.server.ts";

// RFC 6238, appendix B: the secret is twenty ASCII digits; our codes are the last six of its eight.
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("the code at second %i is %s", (second, code) => {
  expect(totpCode("12345678901234567890", Math.floor(second / 30))).toBe(code);
});

test("a secret is typed as base32 and told to the app as an address", () => {
  expect(typedSecret("12345678901234567890")).toBe("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  expect(totpUri("12345678901234567890", "Tegoed", "petra@bakkerij.example")).toBe(
    "otpauth://totp/Tegoed:petra%40bakkerij.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tegoed&digits=6&period=30",
  );
});
