import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useMay } from "../../../data/me.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { formatInstant, todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Changes } from "../../../ui/record/changes.tsx";
import styles from "../agreements.module.css";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { AskDay, AskText } from "../ask-fields.tsx";
import type { Agreement } from "../data.ts";
import { PaperList } from "../papers/paper-list.tsx";
import { papersTexts } from "../papers/texts.ts";
import { type Amendment, amendmentsQuery } from "./data.ts";
import { amendmentsTexts } from "./texts.ts";

interface AmendmentsProps {
  readonly scopeId: string;
  readonly agreement: Agreement;
}

/** What was changed after the signing: the text in force stands above, each earlier one and the differences here. */
export function Amendments({ scopeId, agreement }: AmendmentsProps) {
  const t = useTexts(amendmentsTexts);
  const may = useMay(scopeId);
  const amendments = useQuery(amendmentsQuery(agreement.id)).data;
  const [isAsking, setAsking] = useState(false);
  if (amendments === undefined) return null;
  const hasDraft = amendments.some(({ state }) => state === "draft");
  const mayAdd = agreement.state === "signed" && !hasDraft && may("agreement.manage");
  return (
    <section className={styles["part"]} aria-label={t("title")}>
      <header>
        <h2>{t("title")}</h2>
        {mayAdd && (
          <Button type="link" onClick={() => setAsking(true)}>
            {t("add")}
          </Button>
        )}
      </header>
      {amendments.length === 0 && <p className={styles["cardLine"]}>{t("none")}</p>}
      <ol className={styles["course"]}>
        {amendments.toReversed().map((amendment) => (
          <li key={amendment.id}>
            <AmendmentBlock scopeId={scopeId} agreementId={agreement.id} amendment={amendment} />
          </li>
        ))}
      </ol>
      {isAsking && <ReasonDialog scopeId={scopeId} agreementId={agreement.id} onClose={() => setAsking(false)} />}
    </section>
  );
}

interface ReasonDialogProps {
  readonly scopeId: string;
  readonly agreementId: string;
  readonly onClose: () => void;
}

function ReasonDialog({ scopeId, agreementId, onClose }: ReasonDialogProps) {
  const t = useTexts(amendmentsTexts);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const draft = useDraft(`amendment:new:${agreementId}`, { reason: "" });
  return (
    <AskDialog
      title={t("add")}
      okText={t("add")}
      onClose={onClose}
      onSend={async () => {
        const made = await api.post("/api/agreements/{agreementId}/amendments", {
          params: { path: { agreementId } },
          body: { reason: draft.value.reason.trim() },
        });
        draft.clear();
        queryClient.setQueryData(amendmentsQuery(agreementId).queryKey, made);
        // Its approval is asked for now, and the history has a line more.
        void queryClient.invalidateQueries({ queryKey: ["agreements"] });
        onClose();
        const amendmentId = made.at(-1)?.id ?? "";
        const to = "/p/$scopeId/agreements/$agreementId/amendments/$amendmentId";
        await navigate({ to, params: { scopeId, agreementId, amendmentId } });
      }}
    >
      <DraftNote draft={draft} />
      <p>{t("addText")}</p>
      <AskText label={t("reason")} value={draft.value.reason} onChange={(reason) => draft.change({ reason })} />
    </AskDialog>
  );
}

interface AmendmentBlockProps {
  readonly scopeId: string;
  readonly agreementId: string;
  readonly amendment: Amendment;
}

function AmendmentBlock({ scopeId, agreementId, amendment }: AmendmentBlockProps) {
  const t = useTexts(amendmentsTexts);
  const said = useTexts(papersTexts);
  const pick = usePick();
  const act = useAct();
  const may = useMay(scopeId);
  const [moving, setMoving] = useState<"sign" | "drop" | null>(null);
  const { id: amendmentId, number, state, reason, changes, createdBy, createdAt, signedOn, signedBy } = amendment;
  const send = async () =>
    act({
      work: async () =>
        api.post("/api/agreements/{agreementId}/amendments/{amendmentId}/transitions", {
          params: { path: { agreementId, amendmentId }, header: ifMatch(amendment) },
          body: { action: "send" },
        }),
      done: t("sent", { name: t("name", { number }) }),
      changes: [["agreements"]],
    });
  const save = (path: string) => void act({ work: async () => download(path), done: (file) => file });
  const addFile = (file: File) =>
    void act({
      work: async () =>
        api.post("/api/agreements/{agreementId}/amendments/{amendmentId}/papers", {
          params: { path: { agreementId, amendmentId }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: said("added", { name: file.name }),
      changes: [["agreements"]],
    });
  return (
    <>
      <p className={styles["courseHead"]}>
        <strong>{t("name", { number })}</strong>
        <span className={styles["state"]} data-state={state}>
          {t(`state.${state}`)}
        </span>
        <small>
          {signedOn === null
            ? t("createdBy", { name: createdBy.name, at: formatInstant(createdAt) })
            : t("signedBy", { day: signedOn, name: signedBy?.name ?? "" })}
        </small>
      </p>
      {state === "draft" && amendment.sentAt !== null && (
        <p className={styles["cardLine"]}>{t("sentAt", { at: formatInstant(amendment.sentAt) })}</p>
      )}
      <blockquote>{reason}</blockquote>
      {changes.length === 0 ? (
        <p className={styles["cardLine"]}>{t("noChange")}</p>
      ) : (
        <Changes
          changes={changes.map(({ label, before, after }) => ({
            label: pick(label),
            before: pick(before),
            after: pick(after),
          }))}
        />
      )}
      <PaperList agreementId={agreementId} papers={amendment.papers} />
      <div className={styles["buttons"]}>
        {amendment.mayChange && (
          <>
            <LinkButton to={`/p/${scopeId}/agreements/${agreementId}/amendments/${amendmentId}`}>
              {t("edit")}
            </LinkButton>
            <Button type="primary" onClick={() => setMoving("sign")}>
              {t("sign")}
            </Button>
            {amendment.maySend && <Button onClick={() => void send()}>{t("send")}</Button>}
            <Button onClick={() => setMoving("drop")}>{t("drop")}</Button>
          </>
        )}
        <Button onClick={() => save(`/api/agreements/${agreementId}/amendments/${amendmentId}/document`)}>
          {t("document")}
        </Button>
        {state === "signed" && (
          <Button onClick={() => save(`/api/agreements/${agreementId}/document?before=${number}`)}>
            {t("earlier")}
          </Button>
        )}
        {state === "signed" && may("agreement.manage") && (
          <FileButton label={t("addFile")} accept=".pdf,.jpg,.png,.docx" onFile={addFile} />
        )}
      </div>
      {moving !== null && (
        <MoveAmendmentDialog
          agreementId={agreementId}
          amendment={amendment}
          action={moving}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  );
}

interface MoveAmendmentDialogProps {
  readonly agreementId: string;
  readonly amendment: Amendment;
  readonly action: "sign" | "drop";
  readonly onClose: () => void;
}

function MoveAmendmentDialog({ agreementId, amendment, action, onClose }: MoveAmendmentDialogProps) {
  const t = useTexts(amendmentsTexts);
  const queryClient = useQueryClient();
  const [on, setOn] = useState(todayHere);
  const name = t("name", { number: amendment.number });
  return (
    <AskDialog
      title={t(`${action}Title`, { name })}
      okText={t(action)}
      isDanger={action === "drop"}
      onClose={onClose}
      onSend={async () => {
        await api.post("/api/agreements/{agreementId}/amendments/{amendmentId}/transitions", {
          params: { path: { agreementId, amendmentId: amendment.id }, header: ifMatch(amendment) },
          body: action === "sign" ? { action, on } : { action },
        });
        await queryClient.invalidateQueries({ queryKey: ["agreements"] });
        onClose();
      }}
    >
      <p>{t(`${action}Text`)}</p>
      {action === "sign" && <AskDay label={t("on")} value={on} onChange={setOn} />}
    </AskDialog>
  );
}
