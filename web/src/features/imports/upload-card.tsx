import { ApiProblem } from "@dual-high/client";
import { Button, Progress } from "antd";
import { useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import { formatSize } from "./import-card.tsx";
import { guessKind, type Import, type ListKind, ZONE_KINDS } from "./rules.ts";
import { importTexts } from "./texts.ts";
import { removeUpload, type Upload, upload as sendFile, uploadAgain } from "./uploads.ts";

interface UploadCardProps {
  readonly upload: Upload;
  readonly classification: Import["classification"];
}

/** A file on its way, or why it was not taken and what can be done about it. */
export function UploadCard({ upload, classification }: UploadCardProps) {
  const t = useTexts(importTexts);
  const { key, scopeId, kind, file, sent, problem } = upload;
  const percent = Math.floor(sent * 100);
  if (problem === null) {
    return (
      <div className={styles["card"]} aria-busy>
        <p className={styles["file"]}>
          {file.name} <small>{formatSize(file.size)}</small>
        </p>
        <div className={styles["progress"]}>
          <Progress percent={percent} showInfo={false} size="small" aria-label={file.name} />
          <span role="status">{percent < 100 ? t("sending", { percent }) : t("reading")}</span>
          <Button size="small" onClick={() => removeUpload(key)}>
            {t("cancel")}
          </Button>
        </div>
      </div>
    );
  }
  const move = (to: ListKind) => {
    removeUpload(key);
    void sendFile(scopeId, to, file, classification);
  };
  const isOtherList = problem instanceof ApiProblem && problem.code === "lists.header_not_found";
  const guess = guessKind(file.name);
  const targets = guess !== null && guess !== kind ? [guess] : ZONE_KINDS.filter((each) => each !== kind);
  const words = () => {
    if (isOtherList) return t("noHeader", { file: file.name, kind: t(`kind.${kind}`) });
    return problem instanceof ApiProblem ? problem.detail : t(problem, { file: file.name });
  };
  return (
    <div className={styles["card"]} data-wrong role="alert">
      <p className={styles["file"]}>
        {file.name} <small>{formatSize(file.size)}</small>
      </p>
      <p className={styles["wrong"]}>{words()}</p>
      <div className={styles["actions"]}>
        {isOtherList &&
          targets.map((to) => (
            <Button key={to} size="small" onClick={() => move(to)}>
              {t("moveTo", { kind: t(`kind.${to}`) })}
            </Button>
          ))}
        {problem === "unsent" && (
          <Button size="small" onClick={() => void uploadAgain(key, classification)}>
            {t("retry")}
          </Button>
        )}
        <Button size="small" type="text" onClick={() => removeUpload(key)}>
          {t("dismiss")}
        </Button>
      </div>
    </div>
  );
}
