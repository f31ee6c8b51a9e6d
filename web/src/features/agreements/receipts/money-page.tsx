import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../../data/me.ts";
import { todayHere } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { agreementQuery } from "../data.ts";
import { DistributionBox } from "../shares/distribution-box.tsx";
import { moneyQuery } from "./data.ts";
import { LinesTable } from "./lines-table.tsx";
import { MoneyBar } from "./money-bar.tsx";
import { ReceiptDialog } from "./receipt-dialog.tsx";
import { ReceiptList } from "./receipt-list.tsx";
import styles from "./receipts.module.css";
import { receiptsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/agreements/$agreementId/money");

/** The money of one agreement: agreed, received, open, by payment and by receipt. */
export function MoneyPage() {
  const t = useTexts(receiptsTexts);
  const { scopeId, agreementId } = route.useParams();
  const agreement = useSuspenseQuery(agreementQuery(agreementId)).data;
  const money = useSuspenseQuery(moneyQuery(agreementId)).data;
  const [isEntering, setEntering] = useState(false);
  const [today] = useState(todayHere);
  const { number, title, parties } = agreement;
  const seesIncome = useMay(scopeId)("income.read");
  const institution = parties.find(({ role }) => role === "university" || role === "seller")?.name ?? "";
  return (
    <Page
      title={t("money")}
      name={`${t("money")} · ${number}`}
      purpose={`${number} · ${title}`}
      actions={
        <>
          {money.mayReceive && (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t("enter")}
            </Button>
          )}
          <LinkButton to={`/p/${scopeId}/agreements/${agreementId}`}>{t("agreement")}</LinkButton>
        </>
      }
    >
      <MoneyBar money={money} />
      <section className={styles["lines"]}>
        <h2>{t("schedule")}</h2>
        <LinesTable lines={money.lines} isOver={["completed", "ended"].includes(agreement.state)} />
      </section>
      <section className={styles["lines"]}>
        <h2>{t("receipts")}</h2>
        {agreement.signedOn === null ? (
          <p className={styles["quiet"]}>{t("notSigned")}</p>
        ) : (
          <ReceiptList
            money={money}
            renderMore={(receipt) => seesIncome && <DistributionBox receipt={receipt} institution={institution} />}
          />
        )}
      </section>
      {isEntering && (
        <ReceiptDialog
          money={money}
          payer={parties.find(({ role }) => role === "buyer")?.name ?? ""}
          today={today}
          onClose={() => setEntering(false)}
        />
      )}
    </Page>
  );
}
