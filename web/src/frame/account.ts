import { ifMatch } from "@dual-high/client";
import type { Language } from "@dual-high/kernel";
import type { QueryClient } from "@tanstack/react-query";
import { api } from "../data/api.ts";
import { meQuery } from "../data/me.ts";

/** Keeps the language with the account, so that it is there on the next machine. */
export async function changeMyLanguage(queryClient: QueryClient, language: Language): Promise<void> {
  const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
  const changed = await api.patch("/api/me", { params: { header: ifMatch(me) }, body: { language } });
  queryClient.setQueryData(meQuery.queryKey, changed);
  // What the server said in the other language.
  await queryClient.invalidateQueries();
}
