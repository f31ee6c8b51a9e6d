import { ifMatch } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { readDays } from "./reminder-days.ts";
import { reminderDaysQuery } from "./reminder-query.ts";
import styles from "./settings.module.css";
import { settingsTexts } from "./texts.ts";

const OFFERED = [60, 30, 14, 7, 3, 1, 0];

/** How many days before a deadline the people of a pair are reminded: needs, windows, scores, notices, milestones. */
export function ReminderDaysPage() {
  const t = useTexts(settingsTexts);
  const id = useId();
  const scopeId = useScopeId();
  const act = useAct();
  const may = useMay(scopeId);
  const kept = useSuspenseQuery(reminderDaysQuery(scopeId)).data;
  const [typed, setTyped] = useState<readonly string[] | null>(null);
  const words = typed ?? kept.days.map(String);
  const days = readDays(words);
  const mayChange = may("need.triage");
  const put = async (next: readonly number[], version: number) =>
    api.put("/api/scopes/{scopeId}/reminder-days", {
      params: { path: { scopeId }, header: ifMatch({ version }) },
      body: { days: [...next] },
    });
  const save = async () => {
    if (days === null) return;
    const done = await act({
      work: async () => put(days, kept.version),
      done: t("reminderDaysSaved"),
      undo: async ({ version }) => put(kept.days, version),
      changes: [reminderDaysQuery(scopeId).queryKey],
    });
    if (done !== null) setTyped(null);
  };
  return (
    <Page title={t("reminderDays")} purpose={t("reminderDaysPurpose")} isColumn>
      <div className={styles["sections"]}>
        <section>
          <label htmlFor={id} className={styles["label"]}>
            {t("daysBefore")}
          </label>
          <Select
            id={id}
            mode="tags"
            className={styles["days"] ?? ""}
            disabled={!mayChange}
            value={[...words]}
            tokenSeparators={[",", "，", "、", " "]}
            options={OFFERED.map((day) => ({ value: String(day), label: String(day) }))}
            onChange={(next: string[]) => setTyped(next)}
          />
          <p className={styles["hint"]}>{t("reminderDaysText")}</p>
          {days === null ? (
            <p role="alert" className={styles["wrong"]}>
              {t("reminderDaysWrong")}
            </p>
          ) : (
            <p role="status">
              {days.length === 0 ? t("remindsNever") : t("remindsOn", { days: days.join(t("comma")) })}
              {kept.isDefault && typed === null && ` ${t("isDefault")}`}
            </p>
          )}
          {mayChange && (
            <Button type="primary" disabled={days === null || typed === null} onClick={() => void save()}>
              {t("save")}
            </Button>
          )}
        </section>
      </div>
    </Page>
  );
}
