import { useQuery } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import styles from "../agreements.module.css";
import { PaperList } from "../papers/paper-list.tsx";
import { signaturesQuery } from "./data.ts";
import { signingTexts } from "./texts.ts";

/** The files that were signed: digest, who and when, and in plain words what that proves and what not. */
export function Signatures({ agreementId }: { readonly agreementId: string }) {
  const t = useTexts(signingTexts);
  const pick = usePick();
  const act = useAct();
  const found = useQuery(signaturesQuery(agreementId)).data;
  if (found === undefined) return null;
  const add = (file: File) =>
    void act({
      work: async () =>
        api.post("/api/agreements/{agreementId}/signatures", {
          params: { path: { agreementId }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: ({ signatures }) => t("added", { digest: (signatures.at(-1)?.sha256 ?? "").slice(0, 12) }),
      changes: [["agreements"]],
    });
  return (
    <section className={styles["part"]} aria-label={t("title")}>
      <h2>{t("title")}</h2>
      {found.signatures.length === 0 && <p className={styles["cardLine"]}>{t("none")}</p>}
      {found.signatures.map(({ id, paper, service, isLicensed, statement, recordedBy, recordedAt, isIntact }) => (
        <div key={id} className={styles["courseItem"]}>
          <PaperList agreementId={agreementId} papers={[paper]} />
          <p>
            {t("by", { service: pick(service), name: recordedBy.name, at: formatInstant(recordedAt) })}
            {isLicensed && ` · ${t("licensed")}`} ·{" "}
            <span data-late={isIntact ? undefined : true}>{t(isIntact ? "intact" : "altered")}</span>
          </p>
          <p className={styles["cardLine"]}>{pick(statement)}</p>
        </div>
      ))}
      {found.mayAdd && <FileButton label={t("add")} accept=".pdf,.jpg,.jpeg,.png,.docx,.zip" onFile={add} />}
    </section>
  );
}
