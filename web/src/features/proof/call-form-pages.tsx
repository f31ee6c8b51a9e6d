import { readYuan, yuanText } from "../../text/amounts.ts";
import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Input, Select } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { useScopeId } from "../../frame/scopes.ts";
import { fromLocal, toLocal } from "../../text/local-time.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { callQuery, type ProofCall } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { keyed, Rows } from "./rows.tsx";
import { proofTexts } from "./texts.ts";

interface Written {
  readonly title: string;
  readonly purpose: string;
  readonly closesAt: string;
  readonly audience: "pair" | "province";
  readonly budget: string;
  readonly most: string;
  readonly quota: string;
  readonly criteria: readonly { readonly key: string; readonly name: string; readonly weight: string }[];
  readonly documents: readonly { readonly key: string; readonly name: string }[];
}

const EMPTY: Written = {
  title: "",
  purpose: "",
  closesAt: "",
  audience: "pair",
  budget: "",
  most: "",
  quota: "",
  criteria: [],
  documents: [],
};

function writtenOf(call: ProofCall): Written {
  return {
    title: call.title,
    purpose: call.purpose,
    closesAt: toLocal(call.closesAt),
    audience: call.audience,
    budget: yuanText(call.budgetFen),
    most: yuanText(call.mostFen),
    quota: call.quota === null ? "" : String(call.quota),
    criteria: call.criteria.map(({ key, name, weight }) => ({ key, name, weight: String(weight) })),
    documents: call.documents,
  };
}

function bodyOf(written: Written) {
  const { title, purpose, closesAt, audience, budget, most, quota, criteria, documents } = written;
  const named = <R extends { readonly name: string }>(rows: readonly R[]) =>
    rows.filter(({ name }) => name.trim() !== "");
  return {
    title: title.trim(),
    purpose,
    closesAt: fromLocal(closesAt),
    audience,
    budgetFen: readYuan(budget) ?? "",
    mostFen: readYuan(most) ?? "",
    quota: quota.trim() === "" ? null : Number(quota),
    criteria: keyed(named(criteria)).map(({ key, name, weight }) => ({ key, name, weight: Number(weight) })),
    documents: keyed(named(documents)).map(({ key, name }) => ({ key, name })),
  };
}

interface FormProps {
  readonly draftName: string;
  readonly initial: Written;
  readonly save: (body: ReturnType<typeof bodyOf>) => Promise<ProofCall>;
  readonly back: string;
}

/** What a call says, until it is opened. */
function CallForm({ draftName, initial, save, back }: FormProps) {
  const t = useTexts(proofTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const draft = useDraft<Written>(draftName, initial);
  const { value, change } = draft;
  const [problem, setProblem] = useState("");
  const noAmount = (text: string) => (text.trim() === "" || readYuan(text) !== null ? null : t("noAmount"));
  const weights = value.criteria.reduce((sum, { weight }) => sum + (Number(weight) || 0), 0);
  const isReady = value.title.trim() !== "" && readYuan(value.budget) !== null && readYuan(value.most) !== null;
  const send = async () => {
    try {
      const saved = await save(bodyOf(value));
      draft.clear();
      queryClient.setQueryData(callQuery(saved.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ["proof", "calls"] });
      await navigate({ to: back.replace("$id", saved.id) });
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    }
  };
  return (
    <div className={styles["editor"]}>
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} />}
      <Field label={t("name")}>
        {(id) => (
          <Input
            id={id}
            maxLength={300}
            value={value.title}
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </Field>
      <Field label={t("whatFor")} hint={t("whatForHint")}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={20_000}
            autoSize={{ minRows: 4, maxRows: 16 }}
            value={value.purpose}
            onChange={({ target }) => change({ purpose: target.value })}
          />
        )}
      </Field>
      <div className={styles["pair"]}>
        <Field label={t("closesAt")} hint={t("closesHint")}>
          {(id) => (
            <Input
              id={id}
              type="datetime-local"
              value={value.closesAt}
              onChange={({ target }) => change({ closesAt: target.value })}
            />
          )}
        </Field>
        <Field label={t("audience")}>
          {(id) => (
            <Select
              id={id}
              value={value.audience}
              options={(["pair", "province"] as const).map((each) => ({ value: each, label: t(`audience.${each}`) }))}
              onChange={(audience) => change({ audience })}
            />
          )}
        </Field>
        <Field label={t("budgetYuan")} problem={noAmount(value.budget)}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              value={value.budget}
              onChange={({ target }) => change({ budget: target.value })}
            />
          )}
        </Field>
        <Field label={t("mostYuan")} problem={noAmount(value.most)}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              value={value.most}
              onChange={({ target }) => change({ most: target.value })}
            />
          )}
        </Field>
        <Field label={t("quota")} hint={t("quotaHint")}>
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              value={value.quota}
              onChange={({ target }) => change({ quota: target.value.replaceAll(/\D/g, "") })}
            />
          )}
        </Field>
      </div>
      <Rows
        title={t("criteria")}
        hint={t("weightsSum", { sum: weights })}
        columns={[
          { key: "name", label: t("criterion") },
          {
            key: "weight",
            label: t("weight"),
            isNarrow: true,
            check: (text) => (/^\d+$/.test(text) ? null : t("noNumber")),
          },
        ]}
        rows={value.criteria.map(({ name, weight }) => ({ name, weight }))}
        onChange={(rows) =>
          change({ criteria: rows.map((row, at) => ({ key: value.criteria[at]?.key ?? "", ...row })) })
        }
      />
      <Rows
        title={t("documents")}
        hint={t("documentsHint")}
        columns={[{ key: "name", label: t("document") }]}
        rows={value.documents.map(({ name }) => ({ name }))}
        onChange={(rows) =>
          change({ documents: rows.map((row, at) => ({ key: value.documents[at]?.key ?? "", ...row })) })
        }
      />
      <div className={styles["bar"]}>
        <Button type="primary" disabled={!isReady} onClick={() => void send()}>
          {t("save")}
        </Button>
        <span>{t("frozenLater")}</span>
      </div>
    </div>
  );
}

export function NewCallPage() {
  const t = useTexts(proofTexts);
  const scopeId = useScopeId();
  return (
    <Page title={t("add")} purpose={t("addPurpose")}>
      <CallForm
        draftName={`proof-call:new:${scopeId}`}
        initial={EMPTY}
        save={async (body) => api.post("/api/scopes/{scopeId}/proof-calls", { params: { path: { scopeId } }, body })}
        back={`/p/${scopeId}/proof-calls/$id`}
      />
    </Page>
  );
}

const route = getRouteApi("/in/p/$scopeId/proof-calls/$callId/edit");

export function EditCallPage() {
  const t = useTexts(proofTexts);
  const { scopeId, callId } = route.useParams();
  const call = useSuspenseQuery(callQuery(callId)).data;
  return (
    <Page title={t("editTitle", { number: call.number })} purpose={call.title}>
      <CallForm
        draftName={`proof-call:${callId}:${call.version}`}
        initial={writtenOf(call)}
        save={async (body) =>
          api.patch("/api/proof-calls/{callId}", { params: { path: { callId }, header: ifMatch(call) }, body })
        }
        back={`/p/${scopeId}/proof-calls/$id`}
      />
    </Page>
  );
}
