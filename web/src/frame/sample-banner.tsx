import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { usePick, useTexts } from "../text/texts.ts";
import { sampleQuery } from "./scopes.ts";
import styles from "./sample-banner.module.css";
import { frameTexts } from "./texts.ts";

/** Nobody should take made-up figures for real ones, not even on paper. */
export function SampleBanner() {
  const t = useTexts(frameTexts);
  const pick = usePick();
  const { scopeId } = useParams({ strict: false });
  const { data } = useQuery({ ...sampleQuery(scopeId ?? ""), enabled: scopeId !== undefined });
  if (data?.isSample !== true) return null;
  return (
    <p data-banner className={styles["banner"]}>
      {data.note === null ? t("sample") : pick(data.note)}
    </p>
  );
}
