import { useCallback, useEffect, useRef, useState } from "react";
import { changeVisit, type KeptVisit, type VisitDraft } from "./kept-visit.ts";
import { LARGEST_FILE, prepareFile } from "./photo.ts";
import { useWalk } from "./use-walk.ts";
import { handIn, keepVisit } from "./walk-state.ts";
import { StorageFullError } from "./walk-store.ts";

/** What went wrong on the phone itself; what was typed is on the page in each case. */
export type Trouble = "full" | "fullPhoto" | "tooLarge" | "notKept" | null;

export interface VisitEditor {
  readonly visit: KeptVisit;
  readonly trouble: Trouble;
  /** Keeps what was typed, at every key. */
  readonly change: (part: Partial<VisitDraft>) => void;
  readonly addFile: (file: File) => Promise<void>;
  readonly dropFile: (sha256: string) => void;
  /** Tries to keep again what did not find room. */
  readonly keepAgain: () => void;
  /** Hands it in; false where it could not even be kept. */
  readonly finish: () => Promise<boolean>;
}

/**
 * A visit while it is written. One write follows the other, and what was typed during a write goes with the next: the store
 * is never further behind than one key.
 */
export function useVisit(initial: () => KeptVisit): VisitEditor {
  const [visit, setVisit] = useState(initial);
  const [trouble, setTrouble] = useState<Trouble>(null);
  const latest = useRef(visit);
  const tail = useRef<Promise<unknown>>(Promise.resolve());
  const isWaiting = useRef(false);
  const { visits } = useWalk();

  const show = useCallback((next: KeptVisit) => {
    latest.current = next;
    setVisit(next);
  }, []);
  const inTurn = useCallback(async <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.current.then(work, work);
    tail.current = turn.catch(() => undefined);
    return turn;
  }, []);
  const keep = useCallback(() => {
    if (isWaiting.current) return;
    isWaiting.current = true;
    const write = async () => {
      isWaiting.current = false;
      try {
        const { stamp } = await keepVisit(latest.current);
        latest.current = { ...latest.current, stamp };
        setTrouble(null);
      } catch (error) {
        setTrouble(error instanceof StorageFullError ? "full" : "notKept");
      }
    };
    void inTurn(write);
  }, [inTurn]);

  // Another tab wrote, or an answer came, while nobody types here.
  useEffect(() => {
    const held = visits.find(({ id }) => id === latest.current.id);
    const isBehind = held !== undefined && held.stamp > latest.current.stamp && !isWaiting.current;
    if (isBehind && (document.visibilityState === "hidden" || latest.current.state !== "draft")) show(held);
  }, [visits, show]);

  return {
    visit,
    trouble,
    change: (part) => {
      const { current } = latest;
      show(changeVisit(current, { draft: { ...current.draft, ...part } }, Date.now()));
      keep();
    },
    addFile: async (file) => {
      const prepared = await prepareFile(file);
      if (prepared.sizeBytes > LARGEST_FILE) return setTrouble("tooLarge");
      await inTurn(async () => {
        try {
          const { files, stamp, state } = await keepVisit(latest.current, [prepared]);
          show({ ...latest.current, files, stamp, state });
          setTrouble(null);
        } catch (error) {
          setTrouble(error instanceof StorageFullError ? "fullPhoto" : "notKept");
        }
      });
    },
    dropFile: (sha256) => {
      const files = latest.current.files.filter((file) => file.sha256 !== sha256);
      show(changeVisit(latest.current, { files }, Date.now()));
      keep();
    },
    keepAgain: keep,
    finish: async () =>
      inTurn(async () => {
        try {
          await handIn(latest.current);
          return true;
        } catch (error) {
          setTrouble(error instanceof StorageFullError ? "full" : "notKept");
          return false;
        }
      }),
  };
}
