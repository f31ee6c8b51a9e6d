import { LIST_KINDS } from "@dual-high/lists";
import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

/** A list was taken in. Who did it is in the payload: the transaction is a job's. */
export const listImported = eventType(
  "directory.list_imported",
  z.object({
    importId: z.uuid(),
    kind: z.enum(LIST_KINDS),
    fileName: z.string(),
    added: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    acceptedBy: z.uuid(),
  }),
);

export const importUndone = eventType(
  "directory.import_undone",
  z.object({
    importId: z.uuid(),
    kind: z.enum(LIST_KINDS),
    fileName: z.string(),
    reverted: z.number().int(),
    left: z.number().int(),
  }),
);
