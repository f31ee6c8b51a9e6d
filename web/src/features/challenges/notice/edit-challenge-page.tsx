import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import { type ReactNode, useId } from "react";
import { api } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useAct } from "../../../frame/act.tsx";
import { wanText } from "../../../text/amounts.ts";
import { fromLocal, toLocal } from "../../../text/local-time.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { isNoAmount, readWan } from "../read-wan.ts";
import { WanField } from "../wan-field.tsx";
import { whole } from "../whole.ts";
import { AUDIENCES, type Challenge, challengeQuery, MODES, type Terms } from "./data.ts";
import styles from "./notice.module.css";
import { InstitutionsField } from "./institutions-field.tsx";
import { RowsEditor } from "./rows-editor.tsx";
import { noticeTexts } from "./texts.ts";
import { scaleWeights } from "./weights.ts";

const route = getRouteApi("/in/p/$scopeId/challenges/$challengeId/edit");

type Written = Pick<
  Challenge,
  "title" | "purpose" | "mode" | "terms" | "opensAt" | "closesAt" | "noticeDays" | "quota" | "audience" | "namesPoster"
> & {
  readonly posterName: string;
  /** Both ends of the sum as they are typed: what cannot be read is kept as well. */
  readonly sums: { readonly low: string; readonly high: string };
};

function writtenOf(challenge: Challenge): Written {
  const { title, purpose, mode, terms, opensAt, closesAt, noticeDays, quota, audience, namesPoster, poster } =
    challenge;
  const posterName = poster ?? "";
  const sums = { low: wanText(terms.money.low), high: wanText(terms.money.high) };
  return { title, purpose, mode, terms, opensAt, closesAt, noticeDays, quota, audience, namesPoster, posterName, sums };
}

const KINDS = ["reward", "budget", "open"] as const;
const OWNERSHIPS = ["poster", "bidder", "shared", "agreed"] as const;

/** The terms of a draft; what was typed is kept on this machine until it is saved. */
export function EditChallengePage() {
  const t = useTexts(noticeTexts);
  const act = useAct();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { scopeId, challengeId } = route.useParams();
  const challenge = useSuspenseQuery(challengeQuery(challengeId)).data;
  const draft = useDraft<Written>(`challenge-terms:${challengeId}:${challenge.version}`, writtenOf(challenge));
  const { value, change } = draft;
  const { terms } = value;
  const setTerms = (part: Partial<Terms>) => change({ terms: { ...terms, ...part } });
  const sum = terms.criteria.reduce((all, { weight }) => all + weight, 0);
  const isOpen = terms.money.kind === "open";
  const hasNoAmount = !isOpen && Object.values(value.sums).some(isNoAmount);
  const save = async () => {
    const { sums, ...written } = value;
    const money = isOpen ? {} : { low: readWan(sums.low), high: readWan(sums.high) };
    const saved = await act({
      work: async () =>
        api.patch("/api/challenges/{challengeId}", {
          params: { path: { challengeId }, header: ifMatch(challenge) },
          body: { ...written, terms: { ...terms, money: { ...terms.money, ...money } } },
        }),
      done: ({ code }) => t("saved", { code }),
      changes: [["challenges", scopeId]],
    });
    if (saved === null) return;
    draft.clear();
    queryClient.setQueryData(challengeQuery(challengeId).queryKey, whole(saved));
    void navigate({ to: "/p/$scopeId/challenges/$challengeId", params: { scopeId, challengeId } });
  };
  const optional = (text: string) => (text.trim() === "" ? null : Math.max(1, Number(text.replaceAll(/\D/g, ""))));
  return (
    <Page title={t("editTitle", { code: challenge.code })} purpose={t("editPurpose")}>
      <div className={styles["editor"]}>
        <section>
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
          <Field label={t("problem")}>
            {(id) => (
              <Input.TextArea
                id={id}
                maxLength={20_000}
                autoSize={{ minRows: 5, maxRows: 18 }}
                value={value.purpose}
                onChange={({ target }) => change({ purpose: target.value })}
              />
            )}
          </Field>
          <div className={styles["pair"]}>
            <Field label={t("mode")}>
              {(id) => (
                <Select
                  id={id}
                  value={value.mode}
                  options={MODES.map((each) => ({ value: each, label: t(`mode.${each}`) }))}
                  onChange={(mode) => change({ mode })}
                />
              )}
            </Field>
            <Field label={t("opensAt")}>
              {(id) => (
                <Input
                  id={id}
                  type="datetime-local"
                  value={toLocal(value.opensAt)}
                  onChange={({ target }) => change({ opensAt: fromLocal(target.value) })}
                />
              )}
            </Field>
            <Field label={t("closesAt")} hint={t("closesHint")}>
              {(id) => (
                <Input
                  id={id}
                  type="datetime-local"
                  value={toLocal(value.closesAt)}
                  onChange={({ target }) => change({ closesAt: fromLocal(target.value) })}
                />
              )}
            </Field>
            <Field label={t("audience")}>
              {(id) => (
                <Select
                  id={id}
                  value={value.audience}
                  options={AUDIENCES.map((each) => ({ value: each, label: t(`audience.${each}`) }))}
                  onChange={(audience) => change({ audience })}
                />
              )}
            </Field>
            <Field label={t("poster")}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={300}
                  value={value.posterName}
                  onChange={({ target }) => change({ posterName: target.value })}
                />
              )}
            </Field>
          </div>
          <Checkbox checked={value.namesPoster} onChange={({ target }) => change({ namesPoster: target.checked })}>
            {t("namesPoster")}
          </Checkbox>
        </section>
        <RowsEditor
          title={t("indicators")}
          rows={terms.indicators}
          fields={[
            { key: "name", label: t("indicator"), kind: "text" },
            { key: "target", label: t("target"), kind: "text" },
            { key: "unit", label: t("unit"), kind: "text" },
            { key: "isRequired", label: t("required"), kind: "flag" },
          ]}
          make={(key) => ({ key, name: "", target: "", unit: "", isRequired: true })}
          onChange={(indicators) => setTerms({ indicators })}
        />
        <section>
          <h2>{t("moneyKind")}</h2>
          <div className={styles["pair"]}>
            <Field label={t("moneyKind")}>
              {(id) => (
                <Select
                  id={id}
                  value={terms.money.kind}
                  options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
                  onChange={(kind) => setTerms({ money: { ...terms.money, kind } })}
                />
              )}
            </Field>
            {!isOpen &&
              (["low", "high"] as const).map((side) => (
                <Field key={side} label={t(side)}>
                  {(id) => (
                    <WanField
                      id={id}
                      text={value.sums[side]}
                      onChange={(text) => change({ sums: { ...value.sums, [side]: text } })}
                    />
                  )}
                </Field>
              ))}
            <Field label={t("note")}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={1000}
                  value={terms.money.note}
                  onChange={({ target }) => setTerms({ money: { ...terms.money, note: target.value } })}
                />
              )}
            </Field>
          </div>
        </section>
        <section>
          <h2>{t("eligibility")}</h2>
          <Field label={t("eligibility")}>
            {(id) => (
              <Input.TextArea
                id={id}
                maxLength={4000}
                autoSize={{ minRows: 2, maxRows: 8 }}
                value={terms.eligibility.text}
                onChange={({ target }) => setTerms({ eligibility: { ...terms.eligibility, text: target.value } })}
              />
            )}
          </Field>
          <Field label={t("institutionsField")} hint={t("institutionsHint")}>
            {(id) => (
              <InstitutionsField
                id={id}
                value={terms.eligibility.institutionNames ?? []}
                onChange={(institutionNames) => setTerms({ eligibility: { ...terms.eligibility, institutionNames } })}
              />
            )}
          </Field>
          <div className={styles["pair"]}>
            <Field label={t("quota")}>
              {(id) => (
                <Input
                  id={id}
                  inputMode="numeric"
                  value={value.quota ?? ""}
                  onChange={({ target }) => change({ quota: optional(target.value) })}
                />
              )}
            </Field>
            <Field label={t("mostMembersField")}>
              {(id) => (
                <Input
                  id={id}
                  inputMode="numeric"
                  value={terms.eligibility.mostMembers ?? ""}
                  onChange={({ target }) =>
                    setTerms({ eligibility: { ...terms.eligibility, mostMembers: optional(target.value) } })
                  }
                />
              )}
            </Field>
          </div>
          <Checkbox
            checked={terms.eligibility.needsSenior}
            onChange={({ target }) => setTerms({ eligibility: { ...terms.eligibility, needsSenior: target.checked } })}
          >
            {t("needsSenior")}
          </Checkbox>
        </section>
        <section>
          <h2>{t("ownership")}</h2>
          <div className={styles["pair"]}>
            <Field label={t("ownership")}>
              {(id) => (
                <Select
                  id={id}
                  value={terms.ownership.kind}
                  options={OWNERSHIPS.map((kind) => ({ value: kind, label: t(`ownership.${kind}`) }))}
                  onChange={(kind) => setTerms({ ownership: { ...terms.ownership, kind } })}
                />
              )}
            </Field>
            <Field label={t("note")}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={2000}
                  value={terms.ownership.note}
                  onChange={({ target }) => setTerms({ ownership: { ...terms.ownership, note: target.value } })}
                />
              )}
            </Field>
          </div>
        </section>
        <RowsEditor
          title={t("milestones")}
          rows={terms.milestones}
          fields={[
            { key: "name", label: t("milestone"), kind: "text" },
            { key: "due", label: t("due"), kind: "day" },
            { key: "deliverable", label: t("deliverable"), kind: "text" },
            { key: "share", label: `${t("share")} %`, kind: "count" },
          ]}
          make={(key) => ({ key, name: "", due: null, deliverable: "", share: 0 })}
          onChange={(milestones) => setTerms({ milestones })}
        />
        {value.mode === "race" && (
          <RowsEditor
            title={t("gates")}
            rows={terms.gates}
            fields={[
              { key: "name", label: t("gate"), kind: "text" },
              { key: "due", label: t("due"), kind: "day" },
              { key: "keeps", label: t("keeps"), kind: "count" },
              { key: "asks", label: t("asks"), kind: "text" },
            ]}
            make={(key) => ({ key, name: "", due: null, keeps: 1, asks: "" })}
            onChange={(gates) => setTerms({ gates })}
          />
        )}
        <RowsEditor
          title={t("criteria")}
          rows={terms.criteria}
          fields={[
            { key: "name", label: t("criterion"), kind: "text" },
            { key: "explanation", label: t("explanation"), kind: "text" },
            { key: "weight", label: `${t("weight")} %`, kind: "count" },
          ]}
          make={(key) => ({ key, name: "", explanation: "", weight: Math.max(1, 100 - sum) })}
          onChange={(criteria) => setTerms({ criteria })}
        />
        <div className={styles["bar"]}>
          <span className={styles["sum"]} data-wrong={sum === 100 ? undefined : true} role="status">
            {t("sum", { sum })}
            {t(sum === 100 ? "sumRight" : "sumWrong")}
          </span>
          {sum !== 100 && terms.criteria.length > 0 && (
            <Button
              onClick={() => {
                const scaled = scaleWeights(terms.criteria.map(({ weight }) => weight));
                setTerms({ criteria: terms.criteria.map((row, at) => ({ ...row, weight: scaled[at] ?? 1 })) });
              }}
            >
              {t("spread")}
            </Button>
          )}
          <span className={styles["grow"]} />
          {hasNoAmount && <span className={styles["wrong"]}>{t("sumUnreadable")}</span>}
          <Button
            onClick={() =>
              void navigate({ to: "/p/$scopeId/challenges/$challengeId", params: { scopeId, challengeId } })
            }
          >
            {t("cancel")}
          </Button>
          <Button type="primary" disabled={hasNoAmount} onClick={() => void save()}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Page>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}

function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles["form"]}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <span className={styles["quiet"]}>{hint}</span>}
    </div>
  );
}
