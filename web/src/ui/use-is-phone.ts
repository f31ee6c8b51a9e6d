import { useSyncExternalStore } from "react";
import { PHONE } from "./tokens.ts";

const narrow = matchMedia(`(max-width: ${PHONE - 1}px)`);

export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener("change", listener);
      return () => narrow.removeEventListener("change", listener);
    },
    () => narrow.matches,
  );
}
