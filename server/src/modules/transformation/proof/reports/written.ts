// The report while its team writes it.
import type { Tx } from "../../../../platform/db/index.ts";
import type { ApplicationRow } from "../applications/queries.ts";
import { findReport, type ReportRow } from "./queries.ts";
import { refuseReportUnless, refuseUngranted } from "./rules.ts";

/** Of its files among those of the application. No key of a document that a call asks for begins like this. */
export const REPORT_KEY = "-report";
export const WRITTEN = ["draft", "returned"] as const;

/** Null before anything was written. Throws where nothing was granted, or the report is handed in or accepted. */
export async function findWrittenReport(
  tx: Tx,
  application: Pick<ApplicationRow, "id" | "title" | "state">,
): Promise<ReportRow | null> {
  refuseUngranted(application);
  const held = await findReport(tx, application.id);
  refuseReportUnless(application.title, held?.state ?? "draft", WRITTEN);
  return held;
}
