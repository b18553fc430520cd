import type { Day } from "#app/platform/day.ts";
import { addDays } from "#app/platform/day.ts";

/** One whole day of a calendar, under a name that stays the same when the day moves. */
export type CalendarDay = { uid: string; on: Day; title: string };

/** An iCalendar file (RFC 5545) of whole days: lines end in CRLF and are folded at 75 octets. */
export function calendarFile(days: readonly CalendarDay[], at: Date): string {
  const stamp = `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Tegoed//Contract//EN",
    ...days.flatMap(({ uid, on, title }) => [
      "BEGIN:VEVENT",
      `UID:${uid}@tegoed`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${on.replaceAll("-", "")}`,
      `DTEND;VALUE=DATE:${addDays(on, 1).replaceAll("-", "")}`,
      `SUMMARY:${escaped(title)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, "\\n");
}

/** A line of at most 75 octets; what is longer goes on in lines that begin with a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const sign of line) {
    if (new TextEncoder().encode(part + sign).length > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = "";
    }
    part += sign;
  }
  return [...parts, part].join("\r\n ");
}
