import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { Page } from "../../../ui/page.tsx";
import { MoneyTabs } from "../receipts/money-tabs.tsx";
import styles from "../receipts/receipts.module.css";
import { moneyRulesQuery, type RuleKey } from "./data.ts";
import { readValue, valueText } from "./rule-value.ts";
import { sharesTexts } from "./texts.ts";

/** The rules that money and registration follow, every version with its source. */
export function RulesPage() {
  const t = useTexts(sharesTexts);
  const pick = usePick();
  const scopeId = useScopeId();
  const { rules, missing, keys, maySet } = useSuspenseQuery(moneyRulesQuery(scopeId)).data;
  const [entering, setEntering] = useState<string | null>(null);
  const first = keys[0]?.key ?? "";
  return (
    <Page
      title={t("rules")}
      purpose={t("rulesPurpose")}
      actions={
        maySet && (
          <Button type="primary" onClick={() => setEntering(missing[0]?.key ?? first)}>
            {t("enterRule")}
          </Button>
        )
      }
    >
      <MoneyTabs />
      {missing.length > 0 && (
        <section className={styles["lines"]}>
          <h2>{t("missing")}</h2>
          <ul>
            {missing.map(({ key, name }) => (
              <li key={key}>
                {pick(name)}{" "}
                {maySet && (
                  <Button size="small" aria-label={`${t("enterRule")} ${pick(name)}`} onClick={() => setEntering(key)}>
                    {t("enterRule")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("rules")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("rule")}</th>
              <th scope="col">{t("value")}</th>
              <th scope="col">{t("inForceFrom")}</th>
              <th scope="col">{t("source")}</th>
              <th scope="col">{t("enteredBy")}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, index) => (
              // Versions of one rule may be alike in everything but their order.
              <tr key={rule.id ?? `${rule.key} ${index}`} className={rule.isInForce ? undefined : styles["quiet"]}>
                <th scope="row">{pick(rule.name)}</th>
                <td>
                  {valueText(rule.unit, rule.value, t)} {rule.isInForce && <small>· {t("inForce")}</small>}
                </td>
                <td>{rule.inForceFrom}</td>
                <td>{rule.source}</td>
                <td>
                  {rule.enteredBy === null
                    ? t("byProgram")
                    : `${rule.enteredBy.name} ${rule.enteredAt === null ? "" : formatInstant(rule.enteredAt)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {entering !== null && (
        <RuleDialog scopeId={scopeId} keys={keys} chosen={entering} onClose={() => setEntering(null)} />
      )}
    </Page>
  );
}

interface RuleDialogProps {
  readonly scopeId: string;
  readonly keys: readonly RuleKey[];
  readonly chosen: string;
  readonly onClose: () => void;
}

function RuleDialog({ scopeId, keys, chosen, onClose }: RuleDialogProps) {
  const t = useTexts(sharesTexts);
  const pick = usePick();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState({ key: chosen, value: "", inForceFrom: "", source: "" });
  const unit = keys.find(({ key }) => key === typed.key)?.unit ?? "bp";
  const read = readValue(unit, typed.value);
  const send = async () => {
    const { key, inForceFrom, source } = typed;
    const rules = await api.post("/api/scopes/{scopeId}/money-rules", {
      params: { path: { scopeId } },
      body: { key, value: read ?? "", inForceFrom, source: source.trim() },
    });
    queryClient.setQueryData(moneyRulesQuery(scopeId).queryKey, rules);
    void message.success(t("ruleEntered"));
    onClose();
  };
  return (
    <AskDialog
      title={t("enterRule")}
      okText={t("save")}
      check={() => (read === null ? t("unreadable") : null)}
      onSend={send}
      onClose={onClose}
    >
      <div className={styles["form"]}>
        <label data-wide>
          {t("rule")}
          <Select
            aria-label={t("rule")}
            value={typed.key}
            options={keys.map(({ key, name }) => ({ value: key, label: pick(name) }))}
            onChange={(key: string) => setTyped({ ...typed, key, value: "" })}
          />
        </label>
        <label>
          {`${t("value")} · ${t(`hint.${unit}`)}`}
          {unit === "path" ? (
            <Select
              aria-label={t("value")}
              value={typed.value}
              options={(["commissioned", "transformation", "none"] as const).map((value) => ({
                value,
                label: t(`path.${value}`),
              }))}
              onChange={(value: string) => setTyped({ ...typed, value })}
            />
          ) : (
            <Input value={typed.value} onChange={({ target }) => setTyped({ ...typed, value: target.value })} />
          )}
        </label>
        <label>
          {t("inForceFrom")}
          <Input
            type="date"
            value={typed.inForceFrom}
            onChange={({ target }) => setTyped({ ...typed, inForceFrom: target.value })}
          />
        </label>
        <label data-wide>
          {`${t("source")} · ${t("sourceHint")}`}
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            maxLength={1000}
            value={typed.source}
            onChange={({ target }) => setTyped({ ...typed, source: target.value })}
          />
        </label>
      </div>
    </AskDialog>
  );
}
