import { ifMatch } from "@dual-high/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { api, isProblem } from "../../data/api.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import { importsQuery, putImport } from "./queries.ts";
import { assignHeader, countUsable, type Import, listHeaders } from "./rules.ts";
import { importTexts } from "./texts.ts";

/** Which column of the file is what; each change reads the file again at once. */
export function ColumnMapping({ held }: { readonly held: Import }) {
  const t = useTexts(importTexts);
  const pick = usePick();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: async (mapping: Import["mapping"]) =>
      api.patch("/api/imports/{importId}", {
        params: { path: { importId: held.id }, header: ifMatch(held) },
        body: { mapping },
      }),
    onSuccess: (changed) => {
      putImport(queryClient, changed);
      const usable = countUsable(changed.counts);
      const counts = [t("usable", { n: usable, count: usable }), t("refused", { n: changed.counts.refused })];
      void message.success(t("reRead", { counts: counts.join(" · ") }));
    },
    onError: (error) => {
      void message.error(isProblem(error) ? error.detail : error.message, 8);
      void queryClient.invalidateQueries({ queryKey: importsQuery(held.scopeId).queryKey });
    },
  });
  const stated = new Set(held.mapping.map(({ header }) => header));
  const NONE = "";
  const options = [
    { value: NONE, label: t("notRead") },
    ...held.fields.map(({ field, label }) => ({ value: field, label: pick(label) })),
  ];
  return (
    <div className={styles["mapping"]} aria-busy={change.isPending}>
      <p className={styles["hint"]}>{t("columnsHint")}</p>
      <table className={styles["columns"]}>
        <thead>
          <tr>
            <th scope="col">{t("header")}</th>
            <th scope="col">{t("field")}</th>
          </tr>
        </thead>
        <tbody>
          {listHeaders(held.columns).map((column) => (
            <tr key={column.header} data-unread={column.field === null || undefined}>
              <th scope="row">
                {column.header}
                {column.hidden && <small> · {t("hidden")}</small>}
              </th>
              <td>
                <Select
                  className={styles["select"] ?? ""}
                  value={column.field ?? NONE}
                  options={options}
                  disabled={change.isPending}
                  showSearch
                  optionFilterProp="label"
                  aria-label={t("fieldOf", { header: column.header })}
                  onChange={(field: string) =>
                    change.mutate(assignHeader(held, column.header, field === NONE ? null : field))
                  }
                />
                {stated.has(column.header) && <small>{t("byHand")}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {held.mapping.length > 0 && (
        <Button disabled={change.isPending} onClick={() => change.mutate([])}>
          {t("backToGuess")}
        </Button>
      )}
    </div>
  );
}
