import { Button } from "antd";
import { download } from "../../../data/download.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Paper } from "../data.ts";
import styles from "../agreements.module.css";
import { papersTexts } from "./texts.ts";

interface PaperListProps {
  readonly agreementId: string;
  readonly papers: readonly Paper[];
}

/** Files with who brought them, and the beginning of each digest; the whole one is in the title. */
export function PaperList({ agreementId, papers }: PaperListProps) {
  const t = useTexts(papersTexts);
  const pick = usePick();
  const act = useAct();
  if (papers.length === 0) return null;
  return (
    <ul className={styles["papers"]}>
      {papers.map(({ id, name, kindName, sha256, addedBy, addedAt }) => (
        <li key={id}>
          <Button
            type="link"
            size="small"
            onClick={() =>
              void act({
                work: async () => download(`/api/agreements/${agreementId}/papers/${id}`),
                done: (file) => file,
              })
            }
          >
            {name}
          </Button>
          <small>
            {pick(kindName)} · {addedBy.name} · {formatInstant(addedAt)} ·{" "}
            <span title={sha256}>{t("digest", { digest: sha256.slice(0, 12) })}</span>
          </small>
        </li>
      ))}
    </ul>
  );
}
