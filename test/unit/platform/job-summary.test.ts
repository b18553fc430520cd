import { expect, test } from "vitest";

import { takeJobSummary, tallyJob } from "#app/platform/job-summary.server.ts";

test("a summary counts each job by how it ended, once", () => {
  expect(takeJobSummary()).toBeNull();
  tallyJob("mail.send-letter", "done", 10.4);
  tallyJob("mail.send-letter", "failed", 5.4);
  tallyJob("hours.alert", "done", 1);
  expect(takeJobSummary()).toEqual({
    ...{ done: 2, failed: 1, ms: 17 },
    jobs: {
      "mail.send-letter": { done: 1, failed: 1, ms: 16 },
      "hours.alert": { done: 1, failed: 0, ms: 1 },
    },
  });
  expect(takeJobSummary()).toBeNull();
});
