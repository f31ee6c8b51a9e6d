import { mayIn } from "../../platform/access/index.ts";
import type { FunnelSource } from "../../platform/ports.ts";
import { sumSigned } from "./queries.ts";

/** How many agreements were signed, and what they come to. */
export const agreementsFunnel: FunnelSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "agreement.read", scopeId)) return [];
  const { count, agreedFen } = await sumSigned(tx, scopeId);
  const path = `/p/${scopeId}/agreements?signed=signed`;
  return [{ key: "agreements", label: { zh: "合同", en: "Agreements" }, count, amountFen: agreedFen, path }];
};
