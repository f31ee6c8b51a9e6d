import { useTexts } from "../../../text/texts.ts";
import { walkTexts } from "./texts.ts";
import { sendNow, type WalkState } from "./walk-state.ts";
import styles from "./walk.module.css";

/** Whether there is a network and how much waits, always in words: “离线 · 3 条待同步”. */
export function SyncLine({ state }: { readonly state: WalkState }) {
  const t = useTexts(walkTexts);
  const waiting = state.visits.filter(({ state: kept }) => kept === "ready").length;
  const refused = state.visits.filter(({ state: kept }) => kept === "refused" || kept === "conflict").length;
  const isOffline = !state.hasNetwork || state.halt === "offline";
  const isOut = state.halt === "signed_out" || state.halt === "someone_else";
  const line = () => {
    if (isOffline) return "offline";
    if (isOut) return "signedOut";
    if (state.halt === "unavailable") return "unavailable";
    return waiting > 0 ? "sending" : "online";
  };
  const words = [
    t(`line.${line()}`),
    waiting > 0 ? t("waiting", { count: waiting }) : t("nothingWaits"),
    refused > 0 && t("toLookAt", { count: refused }),
  ].filter((part) => part !== false);
  const next = encodeURIComponent(location.pathname);
  return (
    <p className={styles["line"]} data-offline={isOffline || undefined} data-wrong={isOut || refused > 0 || undefined}>
      <span role="status">{words.join(" · ")}</span>
      {isOut && !isOffline && <a href={`/sign-in?next=${next}`}>{t("signIn")}</a>}
      {!isOut && !isOffline && waiting > 0 && !state.isSending && (
        <button type="button" className="quiet" onClick={() => void sendNow()}>
          {t("sendNow")}
        </button>
      )}
    </p>
  );
}
