import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { formatFen, formatInstant } from "../../text/format.ts";
import { fromLocal, toLocal } from "../../text/local-time.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { ApplicationsPart } from "./applications-part.tsx";
import { CallMark } from "./call-mark.tsx";
import { type CallAction, callQuery, type ProofCall } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { ReviewsPart } from "./reviews-part.tsx";
import { StartDialog } from "./start-dialog.tsx";
import { proofTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/proof-calls/$callId");

/** A call: what it asks for, what was handed in, and what was decided. */
export function CallPage() {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { scopeId, callId } = route.useParams();
  const call = useSuspenseQuery(callQuery(callId)).data;
  const [open, setOpen] = useState<CallAction | "extend" | "apply" | null>(null);
  const take = (next: ProofCall) => {
    queryClient.setQueryData(callQuery(callId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["proof", "calls"] });
    setOpen(null);
  };
  const money = (fen: string) => formatFen(fen, language);
  return (
    <Page
      title={call.title}
      name={`${call.number} · ${call.title}`}
      purpose={[call.number, call.centre].filter((part) => part !== "").join(" · ")}
      actions={
        <>
          {call.mayApply && (
            <Button type="primary" onClick={() => setOpen("apply")}>
              {t("apply")}
            </Button>
          )}
          {call.actions.map((action) => (
            <Button
              key={action}
              type={action === "cancel" || call.mayApply ? "default" : "primary"}
              onClick={() => setOpen(action)}
            >
              {t(`act.${action}`)}
            </Button>
          ))}
          {call.mayExtend && <Button onClick={() => setOpen("extend")}>{t("extend")}</Button>}
          {call.mayChange && <LinkButton to={`/p/${scopeId}/proof-calls/${callId}/edit`}>{t("edit")}</LinkButton>}
        </>
      }
    >
      <p className={styles["stand"]}>
        <CallMark state={call.state} />
        {call.closesAt !== null && <span>{t("closesOn", { at: formatInstant(call.closesAt) })}</span>}
      </p>
      <Facts
        facts={[
          { label: t("budget"), value: money(call.budgetFen) },
          { label: t("most"), value: money(call.mostFen) },
          { label: t("granted"), value: money(call.grantedFen) },
          { label: t("left"), value: money(String(BigInt(call.budgetFen) - BigInt(call.grantedFen))) },
          { label: t("audience"), value: t(`audience.${call.audience}`) },
          { label: t("quota"), value: call.quota === null ? t("quotaNone") : String(call.quota), isKept: true },
          {
            label: t("criteria"),
            value: call.criteria.map(({ name, weight }) => `${name} ${weight}`).join(" · "),
            isLong: true,
          },
          { label: t("documents"), value: call.documents.map(({ name }) => name).join(" · "), isLong: true },
          { label: t("cancelReason"), value: call.cancelReason, isLong: true },
        ]}
      />
      {call.extensions.length > 0 && (
        <ul className={styles["plain"]}>
          {call.extensions.map(({ at, from, to, reason, by }) => (
            <li key={at}>
              {t("extended", { from: formatInstant(from), to: formatInstant(to), name: by.name, reason })}
            </li>
          ))}
        </ul>
      )}
      <Prose title={t("whatFor")} text={call.purpose} />
      {call.mayManage && call.state !== "draft" && call.state !== "open" && <ReviewsPart call={call} />}
      <ApplicationsPart call={call} scopeId={scopeId} />
      {open === "apply" && <StartDialog call={call} scopeId={scopeId} onClose={() => setOpen(null)} />}
      {open === "extend" && <ExtendDialog call={call} onDone={take} onClose={() => setOpen(null)} />}
      {open !== null && open !== "apply" && open !== "extend" && (
        <MoveDialog call={call} action={open} onDone={take} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

interface DialogProps {
  readonly call: ProofCall;
  readonly onDone: (next: ProofCall) => void;
  readonly onClose: () => void;
}

function MoveDialog({ call, action, onDone, onClose }: DialogProps & { readonly action: CallAction }) {
  const t = useTexts(proofTexts);
  const [reason, setReason] = useState("");
  const isCancel = action === "cancel";
  return (
    <AskDialog
      title={`${call.number} · ${t(`act.${action}`)}`}
      text={t(`actText.${action}`)}
      okText={t(`act.${action}`)}
      isDanger={isCancel}
      onSend={async () =>
        onDone(
          await api.post("/api/proof-calls/{callId}/transitions", {
            params: { path: { callId: call.id }, header: ifMatch(call) },
            body: { action, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {isCancel && (
        <Field label={t("reason")}>
          {(id) => (
            <Input.TextArea id={id} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
          )}
        </Field>
      )}
    </AskDialog>
  );
}

function ExtendDialog({ call, onDone, onClose }: DialogProps) {
  const t = useTexts(proofTexts);
  const [closesAt, setClosesAt] = useState(() => toLocal(call.closesAt));
  const [reason, setReason] = useState("");
  return (
    <AskDialog
      title={`${call.number} · ${t("extend")}`}
      text={t("extendText")}
      okText={t("extend")}
      isReady={closesAt !== "" && reason.trim() !== ""}
      onSend={async () =>
        onDone(
          await api.post("/api/proof-calls/{callId}/extensions", {
            params: { path: { callId: call.id }, header: ifMatch(call) },
            body: { closesAt: fromLocal(closesAt) ?? "", reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Field label={t("closesAt")}>
        {(id) => (
          <Input id={id} type="datetime-local" value={closesAt} onChange={({ target }) => setClosesAt(target.value)} />
        )}
      </Field>
      <Field label={t("reason")}>
        {(id) => <Input.TextArea id={id} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </AskDialog>
  );
}
