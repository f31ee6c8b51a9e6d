import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTexts } from "../text/texts.ts";
import { isSampleQuery } from "./scopes.ts";
import styles from "./sample-banner.module.css";
import { frameTexts } from "./texts.ts";

/** Nobody should take made-up figures for real ones, not even on paper. */
export function SampleBanner() {
  const t = useTexts(frameTexts);
  const { scopeId } = useParams({ strict: false });
  const { data } = useQuery({ ...isSampleQuery(scopeId ?? ""), enabled: scopeId !== undefined });
  if (data !== true) return null;
  return (
    <p data-banner className={styles["banner"]}>
      {t("sample")}
    </p>
  );
}
