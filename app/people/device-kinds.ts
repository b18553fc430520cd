import { m } from "#app/platform/generated/i18n/messages.js";

/** What a device may be; the database has the same list. */
export const deviceKinds = [
  "laptop",
  "desktop",
  "phone",
  "tablet",
  "server",
  "network",
  "printer",
  "other",
] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export const deviceKindWords = {
  laptop: m.people_device_laptop,
  desktop: m.people_device_desktop,
  phone: m.people_device_phone,
  tablet: m.people_device_tablet,
  server: m.people_device_server,
  network: m.people_device_network,
  printer: m.people_device_printer,
  other: m.people_device_other,
} satisfies Record<DeviceKind, () => string>;

/** What a kind of device is called; a kind that the list doesn't know is an other device. */
export function deviceKindName(kind: string): string {
  return deviceKindWords[deviceKinds.find((one) => one === kind) ?? "other"]();
}
