import { startMicrosoft } from "#test/emulator/microsoft.ts";

/** The stand-in of a test file, which imports this first: the application reads its settings once. */
export const microsoft = await startMicrosoft();
process.env["MICROSOFT_STAND_IN_URL"] = microsoft.url;
