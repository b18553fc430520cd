import { Temporal } from "temporal-polyfill";

/** The wall clock that TEGOED_TEST_NOW means where it names no offset: the demo MSP's. */
const zone = "Europe/Amsterdam";

/** When the tests' clock begins: a Wednesday morning with no end of day, month or summer time near. */
const usual = "2026-11-25T10:00:00Z";

/** The instant at which each test file, and each application that it starts, begins; time goes on from there. TEGOED_TEST_NOW names another. */
export const testStart = instantOf(process.env["TEGOED_TEST_NOW"] || usual);

const offsetMs = testStart.getTime() - Date.now();

// The application's code reads these in this process and in those that it starts.
process.env["TEST_CLOCK_OFFSET_MS"] = String(offsetMs);
process.env["TEST_SCHEDULE"] = "off";

/** What the tests' clock shows at present, in this process and in the applications that it started. */
export function testNow(): Date {
  return new Date(Date.now() + offsetMs);
}

function instantOf(text: string): Date {
  const instant = /(Z|[+-]\d\d:\d\d)$/i.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  return new Date(instant.epochMilliseconds);
}

/** The tests' clock as a value in an SQL text, where the database's own now() would be another instant. */
export function sqlNow(): string {
  return `'${testNow().toISOString()}'::timestamptz`;
}
