import { ApiProblem, ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../../data/api.ts";
import { whole } from "../whole.ts";
import { type Bid, type BidContent, bidQuery } from "./data.ts";

const PAUSE_MS = 800;

export type SaveState = { readonly is: "saved" | "saving" } | { readonly is: "refused"; readonly why: string };

interface Autosave {
  readonly content: BidContent;
  readonly change: (part: Partial<BidContent>) => void;
  readonly state: SaveState;
  /** Saves what has not been saved yet; the bid as it is then, or null when it was refused. */
  readonly settle: () => Promise<Bid | null>;
}

/**
 * Keeps on the server what is typed, at every pause; one save at a time. Nothing stays in the browser: what is sealed there
 * would lie open here.
 */
export function useAutosave(bid: Bid): Autosave {
  const queryClient = useQueryClient();
  const [content, setContent] = useState(bid.content);
  const [state, setState] = useState<SaveState>({ is: "saved" });
  const latest = useRef(bid.content);
  const held = useRef(bid);
  const kept = useRef(bid.content);
  const running = useRef<Promise<Bid | null> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (bid.version > held.current.version) held.current = bid;
  }, [bid]);

  const save = useCallback(async (): Promise<Bid | null> => {
    while (kept.current !== latest.current) {
      const sent = latest.current;
      setState({ is: "saving" });
      try {
        held.current = whole(
          await api.put("/api/bids/{bidId}/content", {
            params: { path: { bidId: held.current.id }, header: ifMatch(held.current) },
            body: { content: sent },
          }),
        );
      } catch (error) {
        setState({ is: "refused", why: error instanceof ApiProblem ? error.detail : String(error) });
        return null;
      }
      kept.current = sent;
      queryClient.setQueryData(bidQuery(held.current.id).queryKey, held.current);
      setState({ is: "saved" });
    }
    return held.current;
  }, [queryClient]);

  const settle = useCallback(async () => {
    clearTimeout(timer.current);
    running.current = (running.current ?? Promise.resolve(null)).then(save);
    return running.current;
  }, [save]);

  const change = useCallback(
    (part: Partial<BidContent>) => {
      latest.current = { ...latest.current, ...part };
      setContent(latest.current);
      setState({ is: "saving" });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void settle(), PAUSE_MS);
    },
    [settle],
  );
  // Whoever goes to another page has finished typing.
  useEffect(() => () => void settle(), [settle]);
  return { content, change, state, settle };
}
