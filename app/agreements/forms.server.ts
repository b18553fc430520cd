import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";

import { sha256Of } from "./rules/checkable.ts";

/** The form of a signature: the document shown, consent, and the typed name. */
export const signForm = z.object({
  seen: z.string().regex(/^[0-9a-f]{64}$/),
  endSeen: z.enum(["observed", "not-observed"]).catch("not-observed"),
  read: z.literal("on", { error: () => m.agreements_read_needed() }),
  agree: z.literal("on", { error: () => m.agreements_agree_needed() }),
  typedName: z.string().trim().min(1).max(200),
});

/** Why an agreement is declined or withdrawn. */
export const reasonForm = z.object({ reason: z.string().trim().min(1).max(2000) });

/** A file or a hash to check. */
export const checkForm = z
  .object({ file: z.instanceof(File).optional(), hash: z.string().trim().max(200).default("") })
  .superRefine(({ file, hash }, context) => {
    if ((!file || file.size === 0) && hash === "")
      context.addIssue({
        code: "custom",
        path: ["file"],
        message: m.agreements_check_nothing(),
        input: hash,
      });
    if (hash !== "" && sha256Of(hash) === null)
      context.addIssue({
        code: "custom",
        path: ["hash"],
        message: m.agreements_check_no_hash({ typed: hash }),
        input: hash,
      });
  });
