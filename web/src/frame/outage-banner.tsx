import { useEffect } from "react";
import { outage, retryNow } from "../data/persistent-fetch.ts";
import { useStore } from "../data/store.ts";
import { useTexts } from "../text/texts.ts";
import styles from "./outage-banner.module.css";
import { frameTexts } from "./texts.ts";

/** Says in words that the server is away. Requests wait meanwhile and go on by themselves. */
export function OutageBanner() {
  const t = useTexts(frameTexts);
  const current = useStore(outage);
  useEffect(() => {
    const leave = () => outage.set({ kind: "offline", until: Date.now() });
    const back = () => outage.set(null);
    addEventListener("offline", leave);
    addEventListener("online", back);
    return () => {
      removeEventListener("offline", leave);
      removeEventListener("online", back);
    };
  }, []);
  if (current === null) return null;
  return (
    <div role="status" className={styles["banner"]}>
      <span>{t(current.kind === "offline" ? "offline" : "unavailable")}</span>
      <button type="button" className="quiet" onClick={retryNow}>
        {t("retryNow")}
      </button>
    </div>
  );
}
