import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { readAddress, type RunAddress, writeAddress } from "./address-text.ts";
import type { NeedFilters } from "./need-filters.ts";

interface Change extends Partial<Omit<RunAddress, "filters">> {
  readonly filters?: Partial<NeedFilters>;
}

/** `isStep` takes the place of the last entry of the history: back leads out of the walk, not through each step of it. */
export type Go = (change: Change, isStep?: boolean) => void;

export function useRunAddress(): { readonly address: RunAddress; readonly go: Go } {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const address = useMemo(() => readAddress(search), [search]);
  const go = useCallback<Go>(
    ({ filters, ...change }, isStep = false) => {
      const to = {
        to: ".",
        search: (last: Readonly<Record<string, unknown>>) => {
          const now = readAddress(last);
          return writeAddress({ ...now, ...change, filters: { ...now.filters, ...filters } });
        },
        replace: isStep,
        resetScroll: false,
      };
      void navigate(to as never);
    },
    [navigate],
  );
  return { address, go };
}
