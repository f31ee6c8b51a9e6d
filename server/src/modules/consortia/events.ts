import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

/** What of a consortium is told to somebody. */
export const NEWS = [
  "task_assigned",
  "task_reported",
  "task_taken_back",
  "task_accepted",
  "task_returned",
  "task_dropped",
  "entry_asked",
  "entry_accepted",
  "entry_declined",
  "entry_withdrawn",
  "exit_asked",
  "exit_accepted",
  "exit_declined",
  "exit_withdrawn",
  "member_entered",
  "member_left",
  "result_shared",
  "assessed",
] as const;
export type News = (typeof NEWS)[number];

export const consortiumNews = eventType(
  "consortia.news",
  z.object({
    consortiumId: z.uuid(),
    scopeId: z.uuid(),
    managerScopeId: z.uuid().nullable(),
    pairIds: z.array(z.uuid()),
    enterpriseIds: z.array(z.uuid()).describe("Accounts of those who are in it now"),
    name: z.string(),
    what: z.enum(NEWS),
    about: z.string().describe("The task, member or result; empty where it is the consortium"),
    on: z.iso.date().nullable(),
    enterpriseId: z.uuid().nullable().describe("Account of the member whom it concerns"),
    userIds: z.array(z.uuid()).describe("People whom it concerns besides"),
    usersIn: z.uuid().nullable().describe("Scope in which these read it; null: where it is looked after"),
  }),
);
