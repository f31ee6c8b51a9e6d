import type { Language } from "@dual-high/kernel";
import { formatFen } from "../../../text/format.ts";
import type { Say } from "../../../text/texts.ts";
import type { ProjectsKey } from "../texts.ts";
import { type KindSum, quantityText } from "./sums.ts";

/** "30.0 万元 · 到 10.0 万元", "800 平方米", "2 项未计价"; a dash for nothing. */
export function sayingOf(sum: KindSum, t: Say<ProjectsKey>, language: Language): string {
  if (sum.count === 0) return "—";
  const parts: string[] = [];
  if (sum.promisedFen > 0n) parts.push(formatFen(String(sum.promisedFen), language));
  if (sum.promisedHundredths > 0) parts.push(`${quantityText(sum.promisedHundredths)} ${sum.unit?.[language] ?? ""}`);
  if (parts.length === 0) parts.push(t("statedCount", { count: sum.count }));
  if (sum.delivered === sum.count) parts.push(t("allDelivered"));
  else if (sum.deliveredFen > 0n) parts.push(t("delivered", { amount: formatFen(String(sum.deliveredFen), language) }));
  else if (sum.deliveredHundredths > 0) parts.push(t("delivered", { amount: quantityText(sum.deliveredHundredths) }));
  return parts.join(" · ");
}
