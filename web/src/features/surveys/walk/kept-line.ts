import { formatInstant } from "../../../text/format.ts";
import type { Say } from "../../../text/texts.ts";
import type { surveysTexts } from "../texts.ts";
import type { KeptVisit } from "./kept-visit.ts";
import type { walkTexts } from "./texts.ts";

/** Where a visit of this phone stands, in words. */
export function keptLine(
  { state, draft, receipt, problem, files }: KeptVisit,
  t: Say<keyof typeof walkTexts.lines>,
  s: Say<keyof typeof surveysTexts.lines>,
): string {
  const outcome = s(`outcome.${draft.outcome}`);
  const photos = files.length > 0 ? ` · ${t("photos", { count: files.length })}` : "";
  if (state === "draft") return t("kept.draft") + photos;
  if (state === "ready") return `${outcome}${photos} · ${t("kept.ready")}${problem === null ? "" : ` · ${problem}`}`;
  if (state === "refused") return `${t("kept.refused")}：${problem ?? ""}`;
  if (state === "conflict") return t("kept.conflict");
  const when = receipt === null ? "" : formatInstant(receipt.receivedAt);
  return `${outcome}${photos} · ${t(receipt?.state === "late" ? "kept.late" : "kept.sent", { when })}`;
}
