import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { cliError } from "../errors.ts";
import { readHeads, writeHeads } from "../heads.ts";
import { openOps } from "../machine.ts";
import { texts } from "../texts.ts";

export interface VerifyAuditOptions {
  readonly against?: string;
  readonly heads?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Computes every chain anew; one that is not as it was sealed is a failure, and the first such event is named. */
export async function verifyAuditCommand(options: VerifyAuditOptions, language: Language): Promise<void> {
  const anchors = options.against === undefined ? [] : await readHeads(options.against);
  const { auditVerify, config } = await openOps();
  const report = await auditVerify(config, anchors);
  const words = texts[language];
  const { tampered } = report;
  if (options.heads !== undefined && tampered.length === 0) await writeHeads(options.heads, report.heads);
  if (options.json === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  else if (options.quiet !== true) process.stdout.write(`${words.verified(report)}\n`);
  if (tampered.length === 0) return;
  if (options.json !== true) for (const place of tampered) process.stderr.write(`  ${words.tampered(place)}\n`);
  throw cliError("cli.audit_tampered", { count: tampered.length });
}
