import { z } from "@hono/zod-openapi";
import { Day, Fen, instant, Person, Text } from "../../shapes.ts";

export const CONCLUSIONS = ["pilot_scale", "license", "stop", "again"] as const;
export const REPORT_STATES = ["draft", "submitted", "returned", "accepted"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

const Result = z
  .strictObject({
    key: z.string().max(40).describe("Of the promised indicator"),
    outcome: z.enum(["met", "not_met"]).nullable(),
    measured: Text(200).describe("The value that was measured"),
    note: Text(2000),
  })
  .openapi("ProofResult");
const Spending = z.strictObject({ item: Text(200).min(1), amountFen: Fen }).openapi("ProofSpending");

export const ProofReportContent = z
  .strictObject({
    results: z.array(Result).max(30),
    spending: z.array(Spending).max(50),
    summary: Text(20_000),
    conclusion: z.enum(CONCLUSIONS).nullable(),
  })
  .openapi("ProofReportContent");
export type ProofReportContent = z.output<typeof ProofReportContent>;

export const ProofReportDecision = z
  .strictObject({ decision: z.enum(["accept", "return"]), note: Text(5000).default("") })
  .openapi("ProofReportDecision");
export type ProofReportDecision = z.output<typeof ProofReportDecision>;

export const REPORT_ACTIONS = ["write", "submit", "decide"] as const;

export const ProofReport = z
  .object({
    applicationId: z.uuid(),
    title: z.string(),
    callId: z.uuid(),
    scopeId: z.uuid(),
    grantedFen: Fen,
    dueOn: Day.nullable(),
    indicators: z.array(z.object({ key: z.string(), name: z.string(), unit: z.string(), target: z.string() })),
    costs: z.array(z.object({ item: z.string(), amountFen: Fen })).describe("As they were planned"),
    state: z.enum(REPORT_STATES),
    content: ProofReportContent,
    spentFen: Fen,
    files: z.array(z.object({ id: z.uuid(), name: z.string(), sizeBytes: z.number().int() })),
    submittedBy: Person.nullable(),
    submittedAt: instant.nullable(),
    decidedBy: Person.nullable(),
    decidedAt: instant.nullable(),
    note: z.string(),
    actions: z.array(z.enum(REPORT_ACTIONS)),
    version: z.number().int().describe("0 before anything was written"),
  })
  .openapi("ProofReport");
export type ProofReport = z.output<typeof ProofReport>;
