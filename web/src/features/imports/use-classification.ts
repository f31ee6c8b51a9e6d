import { ifMatch } from "@dual-high/client";
import type { QueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { putImport } from "./queries.ts";
import type { Import } from "./rules.ts";

export const CLASSIFICATIONS = [
  "public",
  "internal",
  "confidential",
] as const satisfies readonly Import["classification"][];
export type Classification = NonNullable<Import["classification"]>;

/** Asked once for all files of the page. */
export function useClassification(held: readonly Import[]) {
  const [chosen, setChosen] = useState<Classification | null>(null);
  const stated = held.find((each) => each.classification !== null)?.classification ?? null;
  return { classification: chosen ?? stated, choose: setChosen };
}

/** Keeps it with each of the files, before they are taken in. */
export async function stateClassification(
  queryClient: QueryClient,
  held: readonly Import[],
  classification: Classification,
): Promise<void> {
  for (const each of held) {
    if (each.classification === classification) continue;
    const changed = await api.patch("/api/imports/{importId}", {
      params: { path: { importId: each.id }, header: ifMatch(each) },
      body: { classification },
    });
    putImport(queryClient, changed);
  }
}
