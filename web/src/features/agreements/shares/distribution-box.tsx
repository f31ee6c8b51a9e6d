import { ifMatch } from "@dual-high/client";
import { formatYuan } from "@dual-high/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { type Receipt, readMoneyAgain } from "../receipts/data.ts";
import { ReasonDialog } from "../receipts/reason-dialog.tsx";
import styles from "../receipts/receipts.module.css";
import { percentText } from "../../../text/amounts.ts";
import { type Distribution, distributionsQuery } from "./data.ts";
import { DrawDialog } from "./draw-dialog.tsx";
import { valueText } from "./rule-value.ts";
import { sharesTexts } from "./texts.ts";

/** What becomes of one receipt: its distributions, and how to draw one up. */
export function DistributionBox({ receipt, institution }: { readonly receipt: Receipt; readonly institution: string }) {
  const t = useTexts(sharesTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const { agreementId } = receipt;
  const { data } = useQuery(distributionsQuery(agreementId));
  const [isDrawing, setDrawing] = useState(false);
  if (data === undefined) return null;
  const own = data.distributions.filter(({ receiptId }) => receiptId === receipt.id);
  const isLive = own.some(({ state }) => state === "proposed" || state === "approved");
  const { path, mayDraw } = data;
  return (
    <div className={styles["shares"]}>
      {own.map((each) => (
        <DistributionTable key={each.id} distribution={each} />
      ))}
      {mayDraw && !isLive && receipt.reversal === null && path !== "none" && (
        <Button size="small" aria-label={`${t("draw")} ${receipt.number}`} onClick={() => setDrawing(true)}>
          {t("draw")}
        </Button>
      )}
      {isDrawing && path !== "none" && (
        <DrawDialog
          receipt={receipt}
          path={path}
          institution={institution}
          onSend={async (body) => {
            await api.post("/api/receipts/{receiptId}/distributions", {
              params: { path: { receiptId: receipt.id } },
              body,
            });
            await readMoneyAgain(queryClient);
            setDrawing(false);
            await act({ work: async () => {}, done: t("drawn") });
          }}
          onClose={() => setDrawing(false)}
        />
      )}
    </div>
  );
}

function DistributionTable({ distribution }: { readonly distribution: Distribution }) {
  const t = useTexts(sharesTexts);
  const pick = usePick();
  const act = useAct();
  const queryClient = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const {
    id,
    state,
    lines,
    netFen,
    receiptNumber: number,
    rules,
    publicUntil,
    end,
    approvedBy,
    actions,
  } = distribution;
  const params = { path: { distributionId: id }, header: ifMatch(distribution) };
  const isOver = state === "withdrawn" || state === "reversed";
  return (
    <section className={isOver ? styles["quiet"] : undefined}>
      <p>
        <strong>
          {t("distribution")} · {t(`state.${state}`)}
        </strong>{" "}
        {netFen !== null && `· ${t("net")} ${formatYuan(netFen)} `}
        {publicUntil !== null && state === "proposed" && `· ${t("publicUntil", { day: publicUntil })} `}
        <small>
          {distribution.drawnBy.name} {formatInstant(distribution.drawnAt)}
          {approvedBy !== null && ` → ${approvedBy.name}`}
          {end !== null && ` → ${end.by.name}：${end.reason}`}
        </small>
      </p>
      {!isOver && (
        <>
          <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={`${t("distribution")} ${number}`}>
            <table className={styles["table"]}>
              <tbody>
                {lines.map((line, index) => (
                  // Two inventors may bear one name.
                  <tr key={`${line.kind} ${index}`}>
                    <th scope="row">{t(`kind.${line.kind}`)}</th>
                    <td>{line.unit === "" ? line.name : `${line.name} · ${line.unit}`}</td>
                    <td data-figure>{line.shareBp === null ? "" : `${percentText(line.shareBp)}%`}</td>
                    <td data-figure>{formatYuan(line.amountFen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <details>
            <summary>{t("byRules")}</summary>
            <ul>
              {rules.map((rule) => (
                <li key={rule.key}>
                  {pick(rule.name)}：{valueText(rule.unit, rule.value, t)} · {rule.source} · {rule.inForceFrom}
                </li>
              ))}
              <li>{t("remainder")}</li>
            </ul>
          </details>
        </>
      )}
      <span className={styles["buttons"]}>
        {actions.includes("approve") && (
          <Button
            size="small"
            type="primary"
            aria-label={`${t("approve")} ${number}`}
            onClick={() =>
              void act({
                work: async () => api.post("/api/distributions/{distributionId}/approval", { params }),
                done: t("approved", { number }),
                changes: [["agreements"]],
              })
            }
          >
            {t("approve")}
          </Button>
        )}
        {actions.includes("end") && (
          <Button
            size="small"
            aria-label={`${t(state === "approved" ? "end.approved" : "end.proposed")} ${number}`}
            onClick={() => setEnding(true)}
          >
            {t(state === "approved" ? "end.approved" : "end.proposed")}
          </Button>
        )}
      </span>
      {isEnding && (
        <ReasonDialog
          title={t("endTitle", { number })}
          text={t("endText")}
          action={t(state === "approved" ? "end.approved" : "end.proposed")}
          onSend={async (reason) => {
            await api.post("/api/distributions/{distributionId}/end", { params, body: { reason } });
            await readMoneyAgain(queryClient);
            setEnding(false);
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </section>
  );
}
