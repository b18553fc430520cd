// Fills DATABASE_URL's database with the demo data, for the template that server tests copy.
import { testStart } from "#test/setup/clock.ts";
import { closeDatabase } from "#app/platform/db.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";

await seedDemo(testStart);
await closeDatabase();
