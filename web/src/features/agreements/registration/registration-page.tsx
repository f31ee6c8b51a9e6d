import { ifMatch, type Schemas } from "@dual-high/client";
import { formatYuan } from "@dual-high/kernel";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useAct } from "../../../frame/act.tsx";
import { todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { copyToClipboard } from "../../../ui/clipboard.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { Facts } from "../../../ui/record/facts.tsx";
import styles from "../receipts/receipts.module.css";
import { type Registration, registrationQuery } from "./data.ts";
import { FormDialog } from "./form-dialog.tsx";
import { registrationTexts } from "./texts.ts";

type Move = Schemas["RegistrationMove"];
const route = getRouteApi("/in/p/$scopeId/agreements/$agreementId/registration");

/** Registration of one technology contract: where it stands, its amounts, and the sheet to copy from. */
export function RegistrationPage() {
  const t = useTexts(registrationTexts);
  const pick = usePick();
  const act = useAct();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { scopeId, agreementId } = route.useParams();
  const registration = useSuspenseQuery(registrationQuery(agreementId)).data;
  const [open, setOpen] = useState<"fill" | Move["action"] | null>(null);
  const { state, agreementNumber, lacks, due, actions, mayChange, amendedSince } = registration;
  const yuan = (fen: string | null) => (fen === null ? null : formatYuan(fen));
  const params = { path: { agreementId }, header: ifMatch(registration) };
  const take = (next: Registration, said: string) => {
    queryClient.setQueryData(registrationQuery(agreementId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["agreements"] });
    void message.success(said);
    setOpen(null);
  };
  return (
    <Page
      title={t("registration")}
      name={`${t("registration")} · ${agreementNumber}`}
      purpose={`${agreementNumber} · ${registration.title}`}
      actions={
        <>
          {mayChange && (
            <Button type="primary" onClick={() => setOpen("fill")}>
              {t("fill")}
            </Button>
          )}
          {actions.map((action) => (
            <Button key={action} onClick={() => setOpen(action)}>
              {t(action)}
            </Button>
          ))}
          <Button
            onClick={() =>
              void act({
                work: async () => download(`/api/agreements/${agreementId}/registration/sheet`),
                done: (name) => name,
              })
            }
          >
            {t("sheetFile")}
          </Button>
          <LinkButton to={`/p/${scopeId}/agreements/${agreementId}`}>{t("agreement")}</LinkButton>
        </>
      }
    >
      <p>
        <strong>{t(`state.${state}`)}</strong> {registration.returnedReason}
      </p>
      {lacks.length > 0 && <p className={styles["wrong"]}>{t("lacks", { what: lacks.map(pick).join(t("comma")) })}</p>}
      {registration.contradiction !== null && <p className={styles["wrong"]}>{pick(registration.contradiction)}</p>}
      {registration.doubts.map((doubt) => (
        <p key={doubt.zh} className={styles["late"]}>
          {pick(doubt)}
        </p>
      ))}
      {state === "changing" && <p>{t("changing")}</p>}
      {mayChange && registration.records.at(-1)?.kind === "cancelled" && <p>{t("renewed")}</p>}
      {amendedSince.length > 0 && (
        <p className={styles["late"]}>
          {t("amended", {
            which: amendedSince
              .map(({ number, signedOn }) => t("amendment", { number, on: signedOn }))
              .join(t("comma")),
          })}
        </p>
      )}
      {due !== null && (
        <p className={due.left < 0 ? styles["late"] : undefined}>
          {t(due.left < 0 ? "late" : "due", { on: due.on, left: Math.abs(due.left), days: due.workingDays })}
          {due.isReviewed && ` · ${t("reviewed")}`}
          <br />
          <small>{t("basis", { source: due.source })}</small>
        </p>
      )}
      <Facts
        facts={[
          { label: t("contract"), value: yuan(registration.contractFen), isKept: true },
          { label: t("transaction"), value: yuan(registration.transactionFen), isKept: true },
          { label: t("income"), value: yuan(registration.technicalIncomeFen), isKept: true },
          { label: t("received"), value: yuan(registration.receivedFen), isKept: true },
          { label: t("number"), value: registration.number },
        ]}
      />
      {registration.records.length > 0 && <Records records={registration.records} />}
      <section className={styles["lines"]}>
        <h2>{t("sheet")}</h2>
        <p className={styles["quiet"]}>{t("sheetHint")}</p>
        <CopySheet sheet={registration.sheet} />
      </section>
      {open === "fill" && (
        <FormDialog
          registration={registration}
          onSave={async (body) =>
            take(
              await api.patch("/api/agreements/{agreementId}/registration", { params, body }),
              t("saved", { number: agreementNumber }),
            )
          }
          onClose={() => setOpen(null)}
        />
      )}
      {open !== null && open !== "fill" && (
        <MoveDialog
          action={open}
          known={registration.number ?? ""}
          onSend={async (body) =>
            take(await api.post("/api/agreements/{agreementId}/registration/transitions", { params, body }), t("moved"))
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

function Records({ records }: { readonly records: Registration["records"] }) {
  const t = useTexts(registrationTexts);
  const yuan = (fen: string | null) => (fen === null ? "" : formatYuan(fen));
  return (
    <section className={styles["lines"]}>
      <h2>{t("records")}</h2>
      <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("records")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("step")}</th>
              <th scope="col">{t("on")}</th>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("contract")}</th>
              <th scope="col">{t("transaction")}</th>
              <th scope="col">{t("income")}</th>
              <th scope="col">{t("reason")}</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record, index) => (
              // Two changes may read the same.
              <tr key={`${record.on} ${index}`}>
                <th scope="row">{t(`record.${record.kind}`)}</th>
                <td>{record.on}</td>
                <td>{record.number}</td>
                <td>{yuan(record.contractFen)}</td>
                <td>{yuan(record.transactionFen)}</td>
                <td>{yuan(record.technicalIncomeFen)}</td>
                <td>{record.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function CopySheet({ sheet }: { readonly sheet: Registration["sheet"] }) {
  const t = useTexts(registrationTexts);
  const pick = usePick();
  const [copied, setCopied] = useState<number | null>(null);
  return (
    <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("sheet")}>
      <table className={styles["table"]}>
        <tbody>
          {sheet.map(({ section, label, value }, index) => (
            // Two costs may be called the same.
            <tr key={`${label} ${index}`}>
              <td className={styles["quiet"]}>{section.zh === sheet[index - 1]?.section.zh ? "" : pick(section)}</td>
              <th scope="row" lang="zh-CN">
                {label}
              </th>
              <td>{value}</td>
              <td>
                {value !== "" && (
                  <Button
                    size="small"
                    aria-label={t("copyOf", { label })}
                    onClick={() => {
                      setCopied(index);
                      void copyToClipboard(value);
                    }}
                  >
                    {t(copied === index ? "copied" : "copy")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MoveDialogProps {
  readonly action: Move["action"];
  /** The number that it has already, where it is changed. */
  readonly known: string;
  /** Throws what the server has against it. */
  readonly onSend: (move: Move) => Promise<void>;
  readonly onClose: () => void;
}

function MoveDialog({ action, known, onSend, onClose }: MoveDialogProps) {
  const t = useTexts(registrationTexts);
  const [on, setOn] = useState(todayHere);
  const [text, setText] = useState(action === "register" ? known : "");
  const moveOf = (said: string): Move => {
    if (action === "return" || action === "change" || action === "renew") return { action, reason: said };
    if (action === "cancel") return { action, on, reason: said };
    return action === "register" ? { action, on, number: said } : { action, on };
  };
  return (
    <AskDialog title={t(action)} okText={t("save")} onSend={async () => onSend(moveOf(text.trim()))} onClose={onClose}>
      <div className={styles["form"]}>
        {"on" in moveOf("") && (
          <label>
            {t("on")}
            <Input type="date" value={on} onChange={({ target }) => setOn(target.value)} />
          </label>
        )}
        {action !== "accept" && (
          <label>
            {action === "register" ? `${t("number")} · ${t("numberHint")}` : t("reason")}
            <Input
              value={text}
              maxLength={action === "register" ? 60 : 2000}
              onChange={({ target }) => setText(target.value)}
            />
          </label>
        )}
      </div>
    </AskDialog>
  );
}
