import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { type Fund, fundQuery } from "./data.ts";

/** What every change of a fund has in common: the answer is the fund, and its ledger is read again. */
export function useSettle() {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  /** What the server has against it is thrown, and shown in the form. */
  return async (work: Promise<Fund>, done: string) => {
    const next = await work;
    queryClient.setQueryData(fundQuery(next.id).queryKey, next);
    void queryClient.invalidateQueries({
      queryKey: ["funds"],
      predicate: ({ queryKey }) => queryKey[1] !== "one" || queryKey[2] !== next.id,
    });
    void message.success(done);
  };
}
