import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useAct } from "../../frame/act.tsx";
import { type Consortium, consortiumQuery } from "./data.ts";

/** What every change of a consortium has in common: it is made on its version, and the answer is the consortium. */
export function useChanges(consortium: Consortium) {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const act = useAct();
  const take = (next: Consortium) => {
    queryClient.setQueryData(consortiumQuery(next.id).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["consortia"], predicate: ({ queryKey }) => queryKey[1] !== "one" });
  };
  return {
    header: ifMatch(consortium),
    path: { consortiumId: consortium.id },
    /** Of a form: what the server has against it is thrown, and shown in the form. */
    settle: async (work: Promise<Consortium>, done: string) => {
      take(await work);
      void message.success(done);
    },
    /** Of a button. */
    doAtOnce: async (work: () => Promise<Consortium>, done: string) => {
      const next = await act({ work, done, changes: [consortiumQuery(consortium.id).queryKey] });
      if (next !== null) take(next);
    },
  };
}
