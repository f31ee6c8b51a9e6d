import { useQueries } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useMay, useMe } from "../../data/me.ts";
import { useTexts } from "../../text/texts.ts";
import { workbenchTexts } from "./texts.ts";

/** Something that waits for the reader, with the one thing to do about it. */
export interface Waiting {
  readonly key: string;
  readonly title: string;
  /** Since when it waits; the oldest comes first. */
  readonly since: string;
  /** Calendar day, or null. */
  readonly due: string | null;
  readonly isLate: boolean;
  readonly path: string;
  readonly action: string;
}

const MOST = 20;

/** What waits for the reader in a pair, the oldest first. */
export function useToday(scopeId: string): { readonly items: readonly Waiting[]; readonly isPending: boolean } {
  const t = useTexts(workbenchTexts);
  const me = useMe();
  const may = useMay(scopeId);
  const path = { scopeId };
  const lineOf = (line: { readonly needTitle: string; readonly partnerName: string }) =>
    `${line.needTitle} × ${line.partnerName}`;

  const answers = {
    queryKey: ["ledger", scopeId, "today", "answers"],
    queryFn: async (): Promise<Waiting[]> => {
      const query = { answerWaiting: "true", limit: MOST } as const;
      const { items } = await api.get("/api/scopes/{scopeId}/ledger", { params: { path, query } });
      return items.map((line) => ({
        key: `answer:${line.id}`,
        title: t(line.lastAnswer === "interested" ? "answerIn" : "answerNot", { about: lineOf(line) }),
        since: line.updatedAt,
        due: null,
        isLate: false,
        path: `/p/${scopeId}/ledger?line=${line.id}`,
        action: t("readAnswer"),
      }));
    },
    enabled: may("ledger.update"),
  };
  const steps = {
    queryKey: ["ledger", scopeId, "today", "steps"],
    queryFn: async (): Promise<Waiting[]> => {
      const query = { owner: me.userId, due: "overdue,today", sort: "due", limit: MOST } as const;
      const { items } = await api.get("/api/scopes/{scopeId}/ledger", { params: { path, query } });
      return items.map((line) => ({
        key: `step:${line.id}`,
        title: line.nextStep === "" ? lineOf(line) : `${line.nextStep} · ${lineOf(line)}`,
        since: line.nextOn ?? line.updatedAt,
        due: line.nextOn,
        isLate: line.isOverdue,
        path: `/p/${scopeId}/ledger?line=${line.id}`,
        action: t("followUp"),
      }));
    },
    enabled: may("ledger.update"),
  };
  const triage = {
    queryKey: ["needs", scopeId, "today"],
    queryFn: async (): Promise<Waiting[]> => {
      const query = { state: "submitted,in_triage", sort: "stateSince", limit: 1, withTotal: "true" } as const;
      const { items, total = 0 } = await api.get("/api/scopes/{scopeId}/needs", { params: { path, query } });
      if (total > 1) {
        const since = items[0]?.stateSince ?? "";
        const list = `/p/${scopeId}/needs?state=submitted,in_triage&sort=stateSince`;
        const title = t("triageMany", { total });
        return [{ key: "needs", title, since, due: null, isLate: false, path: list, action: t("doTriage") }];
      }
      return items.map((need) => ({
        key: `need:${need.id}`,
        title: t("triage", { title: need.title }),
        since: need.stateSince,
        due: null,
        isLate: false,
        path: `/p/${scopeId}/needs/${need.id}`,
        action: t("doTriage"),
      }));
    },
    enabled: may("need.triage"),
  };
  const decisions = {
    queryKey: ["match-runs", scopeId, "today"],
    queryFn: async (): Promise<Waiting[]> => {
      const query = { sort: "-number", limit: 1 } as const;
      const { items } = await api.get("/api/scopes/{scopeId}/match-runs", { params: { path, query } });
      return items
        .filter(({ state, decisions: { undecided } }) => state === "done" && undecided > 0)
        .map((run) => ({
          key: `run:${run.id}`,
          title: t("decide", { number: run.number, count: run.decisions.undecided }),
          since: run.completedAt ?? run.createdAt,
          due: null,
          isLate: false,
          path: `/p/${scopeId}/runs/${run.id}`,
          action: t("doDecide"),
        }));
    },
    enabled: may("match.decide"),
  };
  const imports = {
    queryKey: ["imports", scopeId, "today"],
    queryFn: async (): Promise<Waiting[]> => {
      const query = { limit: MOST };
      const { items } = await api.get("/api/scopes/{scopeId}/imports", { params: { path, query } });
      return items
        .filter(({ state, createdBy }) => state === "previewed" && createdBy === me.userId)
        .map((one) => ({
          key: `import:${one.id}`,
          title: t("previewed", { file: one.fileName }),
          since: one.createdAt,
          due: null,
          isLate: false,
          path: `/p/${scopeId}/imports`,
          action: t("doImport"),
        }));
    },
    enabled: may("import.manage"),
  };
  const results = useQueries({ queries: [answers, steps, triage, decisions, imports] });
  return {
    items: results.flatMap(({ data }) => data ?? []).toSorted((a, b) => a.since.localeCompare(b.since)),
    isPending: results.some(({ isLoading }) => isLoading),
  };
}
