import { randomUUID } from "node:crypto";

import { publishGuide, saveGuide } from "#app/desk/guides/edit-guide.server.ts";
import { countMiss } from "#app/desk/store/guide-store.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { keepFilesInside } from "#app/requests/keep-files.server.ts";
import { checkFiles } from "#app/requests/read-files.server.ts";
import { buildRequest } from "#test/builders/request.ts";
import type { BuiltUser } from "#test/builders/user.ts";

const guides = [
  {
    item: "password-reset",
    texts: {
      nl: {
        title: "Zelf een nieuw wachtwoord kiezen",
        body: "1. Ga naar [de inlogpagina van Microsoft](https://passwordreset.microsoftonline.com).\n2. Vul je e-mailadres in en kies **Ik ben mijn wachtwoord vergeten**.\n3. Bevestig met de app op je telefoon.\n\nEen goed wachtwoord is een zin van vier woorden die je onthoudt en nergens anders gebruikt.",
      },
      de: {
        title: "Selbst ein neues Passwort wählen",
        body: "1. Öffnen Sie [die Anmeldeseite von Microsoft](https://passwordreset.microsoftonline.com).\n2. Geben Sie Ihre E-Mail-Adresse ein und wählen Sie **Passwort vergessen**.\n3. Bestätigen Sie mit der App auf Ihrem Telefon.\n\nEin gutes Passwort ist ein Satz aus vier Wörtern, den Sie sich merken und nirgends sonst verwenden.",
      },
      en: {
        title: "Choose a new password yourself",
        body: "1. Go to [Microsoft's sign-in page](https://passwordreset.microsoftonline.com).\n2. Enter your email address and choose **Forgot my password**.\n3. Confirm with the app on your phone.\n\nA good password is a sentence of four words that you remember and use nowhere else.",
      },
    },
  },
  {
    item: null,
    texts: {
      nl: {
        title: "De printer geeft niets",
        body: "- Zet de printer **uit**, tel tot tien en zet hem aan.\n- Kijk of er papier in ligt en geen lampje rood is.\n- Druk een testpagina af via *Instellingen > Printers*.\n\nWerkt het dan nog niet? Vraag het ons, met een foto van het scherm van de printer.",
      },
      de: {
        title: "Der Drucker druckt nicht",
        body: "- Schalten Sie den Drucker **aus**, warten Sie zehn Sekunden und schalten Sie ihn ein.\n- Prüfen Sie, ob Papier eingelegt ist und keine Lampe rot leuchtet.\n- Drucken Sie eine Testseite über *Einstellungen > Drucker*.\n\nHilft das nicht? Fragen Sie uns, mit einem Foto vom Display des Druckers.",
      },
      en: {
        title: "The printer does nothing",
        body: "- Turn the printer **off**, count to ten and turn it on.\n- Check that there is paper and no light is red.\n- Print a test page from *Settings > Printers*.\n\nStill not working? Ask us, with a photo of the printer's screen.",
      },
    },
  },
] as const;

const log = `2026-11-18 09:12 plotter-01 job 4411 ok
2026-11-18 09:31 plotter-01 job 4412 paper=matte-120 profile=missing
2026-11-18 09:31 plotter-01 warning: fallback profile, colours may be off
`;

/** What the studio asked again and again, and when: days ago. */
const passwords = [
  { title: "Wachtwoord van Lars vergeten", daysAgo: 64 },
  { title: "Wachtwoord van Mees werkt niet", daysAgo: 37 },
  { title: "Nieuw wachtwoord voor Lars", daysAgo: 13 },
];
const [dayMs, quarterMs] = [86_400_000, 900_000];

/** Two guides, what was searched for in vain, what came back, and a file that the studio sent with its plotter. */
export async function seedSelfHelp(
  today: Date,
  clientId: string,
  people: { author: StaffScope; requester: BuiltUser },
): Promise<void> {
  for (const { item, texts } of guides) {
    const id = randomUUID();
    const itemId = item && (await itemOf(item));
    await saveGuide(people.author, id, { clientId: null, itemId, texts });
    await publishGuide(people.author, id);
  }
  for (const { title, daysAgo } of passwords) {
    const at = new Date(today.getTime() - daysAgo * dayMs);
    const closedAt = new Date(at.getTime() + quarterMs);
    const requesterId = people.requester.userId;
    await asOf(at, () => buildRequest(clientId, { title, state: "done", requesterId, closedAt }));
  }
  const file = await checkFiles([new File([log], "plotter.log")]);
  if (!file.ok) throw new Error(file.words);
  const requester: ClientScope = {
    kind: "client",
    ...people.requester,
    clientId,
    clientName: "",
    role: "manager",
    sessionId: randomUUID(),
  };
  await asSystem(async (tx) => {
    const plotter = await tx.request.findFirstOrThrow({
      where: { clientId, title: { startsWith: "Plotter" } },
      select: { clientId: true, id: true, number: true },
    });
    const request = { ...plotter, number: Number(plotter.number) };
    await keepFilesInside(tx, requester, request, {}, file.value);
    for (const words of ["vakantiemelding", "vpn thuis", "vpn thuis"]) await countMiss(tx, clientId, words);
  });
}

async function itemOf(key: string): Promise<string | null> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`select id::text from catalogue_item where key = ${key}`,
  );
  return row?.id ?? null;
}
