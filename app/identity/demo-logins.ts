import type { ClientRole, StaffRole } from "./scope.ts";

export type DemoLogin = { email: string; name: string; place: string } & (
  { side: "client"; role: ClientRole } | { side: "staff"; role: StaffRole }
);

/** The people of the demo, and the one password that they share. */
export const demoLogins = {
  password: "tegoed-demo-2026",
  logins: [
    {
      email: "petra@bakkerij-jansen.example",
      name: "Petra Jansen",
      place: "Bakkerij Jansen",
      side: "client",
      role: "manager",
    },
    {
      email: "tom@bakkerij-jansen.example",
      name: "Tom de Wit",
      place: "Bakkerij Jansen",
      side: "client",
      role: "employee",
    },
    {
      email: "eva@kanzlei-vogel.example",
      name: "Eva Vogel",
      place: "Kanzlei Vogel",
      side: "client",
      role: "manager",
    },
    {
      email: "joris@atelier-noord.example",
      name: "Joris Noord",
      place: "Atelier Noord",
      side: "client",
      role: "manager",
    },
    {
      email: "daan@helder-it.example",
      name: "Daan Visser",
      place: "Helder IT",
      side: "staff",
      role: "engineer",
    },
    {
      email: "iris@helder-it.example",
      name: "Iris Bakker",
      place: "Helder IT",
      side: "staff",
      role: "account_manager",
    },
    { email: "noor@helder-it.example", name: "Noor Smit", place: "Helder IT", side: "staff", role: "owner" },
  ] satisfies DemoLogin[],
} as const;
