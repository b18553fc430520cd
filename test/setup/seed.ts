// Tells the demo story in DATABASE_URL's database, for the template that house tests copy.
import { testStart } from "#test/setup/clock.ts";
import { closeDatabase } from "#app/platform/db.server.ts";
import { seedDemo } from "#prisma/seed/demo-story.server.ts";

await seedDemo(testStart);
await closeDatabase();
