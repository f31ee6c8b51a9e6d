import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { isProblem } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import { LINE_STATE_LABELS } from "../labels.ts";
import { OutreachDialog } from "../outreach/outreach-dialog.tsx";
import { Notice } from "../shared/notice.tsx";
import { type LedgerLine, lineQuery } from "./data.ts";
import styles from "./ledger.module.css";
import { LineForm } from "./line-form.tsx";
import { LineLog } from "./line-log.tsx";
import { ledgerTexts } from "./texts.ts";

/** One line of the ledger over the table: what it is, what is next, what happened. */
export function LineDrawer({ lineId, onClose }: { lineId: string; onClose: () => void }) {
  const t = useTexts(ledgerTexts);
  const isPhone = useIsPhone();
  const line = useQuery(lineQuery(lineId));
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? "100%" : 640}
      title={line.data === undefined ? "" : t("line", { number: line.data.number })}
    >
      {isProblem(line.error) && <Notice title={line.error.detail} isAlarm />}
      {line.data === undefined && line.error === null && <PageSkeleton />}
      {line.data !== undefined && <LineView line={line.data} />}
    </Drawer>
  );
}

function LineView({ line }: { line: LedgerLine }) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const may = useMay(line.scopeId);
  const [isReaching, setReaching] = useState(false);
  const { scopeId, needNumber, needTitle, needId, enterprise, partnerName, partnerUnit, partnerPeople, runId } = line;
  const mayChange = may("ledger.update") && line.state !== "withdrawn";
  return (
    <div className={styles["line"]}>
      <dl className={styles["pair"]}>
        <dt>{t("need")}</dt>
        <dd>
          <strong>{needTitle}</strong>
          <small>{[needNumber, enterprise].filter((part) => part !== "").join(" · ")}</small>
        </dd>
        <dt>{t("partner")}</dt>
        <dd>
          <strong>{partnerName}</strong>
          <small>{[partnerUnit, partnerPeople].filter((part) => part !== "").join(" · ")}</small>
        </dd>
      </dl>
      <p className={styles["buttons"]}>
        {may("outreach.send") && line.state !== "withdrawn" && (
          <Button onClick={() => setReaching(true)}>{t("reach")}</Button>
        )}
        {runId !== null && (
          <Link to="/p/$scopeId/runs/$runId" params={{ scopeId, runId }} search={{ need: needId } as never}>
            {t("inRun")}
          </Link>
        )}
      </p>
      {line.state === "withdrawn" && (
        <Notice title={pick(LINE_STATE_LABELS.withdrawn)}>
          <p>{t("withdrawn")}</p>
        </Notice>
      )}
      {mayChange && <LineForm key={line.id} line={line} />}
      <LineLog line={line} mayWrite={mayChange} />
      {isReaching && (
        <OutreachDialog
          subject={{ kind: "line", lineId: line.id, name: `${needTitle} × ${partnerName}` }}
          onClose={() => setReaching(false)}
        />
      )}
    </div>
  );
}
