import { useSuspenseQuery } from "@tanstack/react-query";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { PathLink } from "../../../ui/path-link.tsx";
import { BidMark } from "./bid-mark.tsx";
import styles from "./bids.module.css";
import { ownBidsQuery } from "./data.ts";
import { bidTexts } from "./texts.ts";

export function OwnBidsPage() {
  const t = useTexts(bidTexts);
  const scopeId = useScopeId();
  const bids = useSuspenseQuery(ownBidsQuery).data;
  return (
    <Page title={t("ownTitle")} purpose={t("ownPurpose")} isColumn>
      {bids.length === 0 && (
        <p>
          <strong>{t("none")}</strong>
          <br />
          {t("noneText")}
        </p>
      )}
      <ul className={styles["list"]}>
        {bids.map((bid) => (
          <li key={bid.id}>
            <PathLink to={`/p/${scopeId}/bids/${bid.id}`}>{bid.title === "" ? t("untitled") : bid.title}</PathLink>
            <span>
              <BidMark state={bid.state} />{" "}
              <span className={styles["quiet"]}>
                {[
                  `${bid.challengeCode} ${bid.challengeTitle}`,
                  bid.bidderName,
                  t("receipt", { receipt: bid.receipt }),
                  ...(bid.closesAt === null ? [] : [t("closes", { at: formatInstant(bid.closesAt) })]),
                ].join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
