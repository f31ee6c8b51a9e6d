import { Button } from "antd";
import { download } from "../../data/download.ts";
import { useAct } from "../../frame/act.tsx";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import styles from "./consortia.module.css";
import type { Consortium, Task } from "./data.ts";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

interface FilesProps {
  readonly consortium: Consortium;
  readonly files: Task["files"];
  /** Null: the caller brings none. */
  readonly add: ((file: File) => Promise<Consortium>) | null;
}

/** Files of a task or a result, each with who brought it, and the button that brings another. */
export function Files({ consortium, files, add }: FilesProps) {
  const t = useTexts(consortiaTexts);
  const act = useAct();
  const { doAtOnce } = useChanges(consortium);
  if (files.length === 0 && add === null) return null;
  return (
    <div className={styles["files"]}>
      {files.map(({ id, name, addedBy, addedAt }) => (
        <span key={id}>
          <Button
            type="link"
            size="small"
            onClick={() =>
              void act({
                work: async () => download(`/api/consortia/${consortium.id}/files/${id}`),
                done: (file) => file,
              })
            }
          >
            {name}
          </Button>
          <small>{t("by", { name: addedBy.name, on: formatDay(addedAt) })}</small>
        </span>
      ))}
      {add !== null && (
        <FileButton
          label={t("addFile")}
          accept=""
          isQuiet
          onFile={(file) => void doAtOnce(async () => add(file), t("fileAdded", { name: file.name }))}
        />
      )}
    </div>
  );
}
