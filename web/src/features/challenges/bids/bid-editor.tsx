import { Button } from "antd";
import { useState } from "react";
import { wanText } from "../../../text/amounts.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Terms } from "../notice/data.ts";
import { isNoAmount, readWan } from "../read-wan.ts";
import { BidFields } from "./bid-fields.tsx";
import styles from "./bids.module.css";
import type { Bid } from "./data.ts";
import { bidTexts } from "./texts.ts";
import { useAutosave } from "./use-autosave.ts";

interface BidEditorProps {
  readonly bid: Bid;
  readonly terms: Terms;
  readonly onSubmit: (bid: Bid) => Promise<void>;
}

/** A bid as it is written; every pause is saved, so there is no button for it. */
export function BidEditor({ bid, terms, onSubmit }: BidEditorProps) {
  const t = useTexts(bidTexts);
  const pick = usePick();
  const { content, change, state, settle } = useAutosave(bid);
  const [price, setPrice] = useState(wanText(content.price));
  const submit = async () => {
    const saved = await settle();
    if (saved !== null) await onSubmit(saved);
  };
  return (
    <div className={styles["sheet"]}>
      {bid.mode === "sealed" && <p className={styles["quiet"]}>{t("sealedHint")}</p>}
      <BidFields
        content={content}
        terms={terms}
        home={bid.bidderName}
        price={price}
        onPrice={(text) => {
          setPrice(text);
          change({ price: readWan(text) });
        }}
        onChange={change}
      />
      {bid.lacks.length > 0 && (
        <section>
          <h2>{t("lacks")}</h2>
          <ul className={styles["lacks"]}>
            {bid.lacks.map((lack) => (
              <li key={lack.en}>{pick(lack)}</li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles["row"]}>
        <Button type="primary" disabled={isNoAmount(price)} onClick={() => void submit()}>
          {t("submit")}
        </Button>
        <span role="status" className={styles["quiet"]}>
          {state.is === "refused" ? t("unsaved", { why: state.why }) : t(state.is)}
        </span>
      </div>
    </div>
  );
}
