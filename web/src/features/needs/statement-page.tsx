import { ifMatch } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useAct } from "../../frame/act.tsx";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { statementQuery } from "./queries.ts";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

/** The office's confidentiality statement, in the words of the office. */
export function StatementPage() {
  const t = useTexts(visibilityTexts);
  const id = useId();
  const act = useAct();
  const scopeId = useScopeId();
  const statement = useSuspenseQuery(statementQuery(scopeId)).data;
  const draft = useDraft(`confidentiality:${scopeId}`, { ...statement.text });
  const [isMissing, setMissing] = useState(false);
  const publish = async () => {
    const body = { zh: draft.value.zh.trim(), en: draft.value.en.trim() };
    setMissing(body.zh === "" || body.en === "");
    if (body.zh === "" || body.en === "") return;
    const put = await act({
      work: async () =>
        api.put("/api/scopes/{scopeId}/confidentiality-statement", {
          params: { path: { scopeId }, header: ifMatch(statement) },
          body,
        }),
      done: ({ version }) => t("published", { version: String(version) }),
      changes: [["confidentiality", scopeId]],
    });
    if (put !== null) draft.clear();
  };
  return (
    <Page title={t("editTitle")} purpose={t("editPurpose")}>
      <p className={styles["hint"]}>
        {statement.isDefault ? t("isDefault") : t("statementVersion", { version: String(statement.version) })}
      </p>
      <form
        className={styles["edit"]}
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        {(["zh", "en"] as const).map((language) => (
          <div key={language}>
            <label htmlFor={`${id}-${language}`}>{t(`${language}Text`)}</label>
            <Input.TextArea
              id={`${id}-${language}`}
              lang={language === "zh" ? "zh-CN" : "en"}
              autoSize={{ minRows: 8, maxRows: 24 }}
              maxLength={20_000}
              value={draft.value[language]}
              onChange={(event) => draft.change({ [language]: event.target.value })}
            />
          </div>
        ))}
        {isMissing && <p role="alert">{t("bothMissing")}</p>}
        <div>
          <Button type="primary" htmlType="submit">
            {t("publish")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
