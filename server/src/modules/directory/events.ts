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

const Merged = z.object({
  kind: z.enum(["achievement", "team", "person", "organisation"]),
  survivorId: z.uuid(),
  mergedId: z.uuid(),
});

/** Two records are one; what refers to the merged one may refer to the survivor. */
export const recordsMerged = eventType("directory.records_merged", Merged);
export const mergeUndone = eventType("directory.merge_undone", Merged);

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

/** A record was put away: what was agreed with it may have to end. */
export const recordArchived = eventType(
  "directory.record_archived",
  z.object({ kind: z.string(), recordId: z.uuid(), label: z.string() }),
);
