import type { Schemas } from "@dual-high/client";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type AgreementMoney = Schemas["AgreementMoney"];
export type MoneyLine = AgreementMoney["lines"][number];
export type Receipt = Schemas["Receipt"];
export type ReceiptImport = Schemas["ReceiptImport"];

export function moneyQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "money", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/money", { params: { path: { agreementId } } }),
  });
}

/** What a receipt changes: the agreement with its history, its money, and the lists. */
export async function readMoneyAgain(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["agreements"] }),
    queryClient.invalidateQueries({ queryKey: ["receipts"] }),
  ]);
}
