import { z } from "@hono/zod-openapi";

const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Said = z.object({ zh: z.string(), en: z.string() }).describe("In both languages");

export const InboxItem = z
  .object({
    id: z.uuid(),
    scopeId: z.uuid().nullable(),
    kind: z.string().describe("What happened, `<module>.<what>`"),
    title: Said,
    path: z.string().describe("Page on which it is seen or done"),
    occurredAt: instant,
    readAt: instant.nullable(),
  })
  .openapi("InboxItem");
export type InboxItem = z.infer<typeof InboxItem>;

export const Inbox = z
  .object({
    items: z.array(InboxItem),
    nextCursor: z.string().nullable().describe("Null on the last page"),
    unread: z.number().int().describe("Unread in all"),
  })
  .openapi("Inbox");
export type Inbox = z.infer<typeof Inbox>;

export const InboxMark = z
  .strictObject({
    ids: z.array(z.uuid()).max(200).optional().describe("Unset: all"),
    path: z.string().max(500).optional().describe("Only those that lead to this page, which was opened"),
    isRead: z.boolean(),
  })
  .openapi("InboxMark");
export const InboxCount = z.object({ unread: z.number().int() }).openapi("InboxCount");

export const Workbench = z
  .object({
    today: z
      .array(
        z.object({
          kind: z.string(),
          id: z.string(),
          title: Said,
          path: z.string(),
          since: instant,
          due: z.string().nullable().describe("The day on which it is due"),
          isLate: z.boolean(),
          action: Said.describe("What the button says"),
        }),
      )
      .describe("What waits for me, the oldest first"),
    funnel: z
      .array(
        z.object({
          key: z.string(),
          label: Said,
          count: z.number().int(),
          amountFen: z.string().nullable().describe("What they come to, in fen; null where money is not counted"),
          path: z.string(),
        }),
      )
      .describe("How far the pair has come; each figure with the list that it counts"),
    changes: z.object({
      since: instant.nullable().describe("When my last visit ended; null at the first"),
      groups: z.array(
        z.object({ key: z.string(), title: Said, count: z.number().int(), path: z.string(), lastAt: instant }),
      ),
    }),
  })
  .openapi("Workbench");
export type Workbench = z.infer<typeof Workbench>;

const Days = z.array(z.number().int().min(0).max(365)).max(10);
export const ReminderDaysDraft = z.strictObject({ days: Days }).openapi("ReminderDaysDraft");
export const ReminderDays = z
  .object({
    days: Days.describe("Days before a deadline, the most first"),
    isDefault: z.boolean(),
    version: z.number().int().describe("0 while the defaults hold"),
  })
  .openapi("ReminderDays");
