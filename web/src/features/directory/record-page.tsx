import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { RecordColumns, Remark } from "../../ui/record/layout.tsx";
import styles from "./directory.module.css";
import type { DirectoryRecord, RecordCalls } from "./kinds.ts";
import { historyQuery, recordQuery } from "./queries.ts";
import { RecordHistory } from "./record-history.tsx";
import { directoryTexts } from "./texts.ts";

interface Origin {
  readonly file: string;
  readonly sheet?: string;
  readonly row?: number;
}

interface RecordPageProps<R extends DirectoryRecord> {
  readonly calls: RecordCalls<R>;
  readonly id: string;
  /** What the record is called; people with their unit. */
  readonly nameOf: (record: R) => string;
  readonly purposeOf: (record: R) => string;
  readonly originOf?: (record: R) => Origin | null;
  /** Null where the reader cannot change it here. */
  readonly editAddress: string | null;
  readonly renderBody: (record: R) => ReactNode;
}

/** A record of the directory: what is held of it, where it came from, what was done to it, and what can be done. */
export function RecordPage<R extends DirectoryRecord>(props: RecordPageProps<R>) {
  const { calls, id, nameOf, purposeOf, originOf, editAddress, renderBody } = props;
  const t = useTexts(directoryTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const record = useSuspenseQuery(recordQuery(calls, id)).data;
  const history = useSuspenseQuery(historyQuery(calls, id)).data;
  const may = useMay(record.scopeId ?? undefined);
  const mayWrite = record.scopeId !== null && may("directory.write");
  const name = nameOf(record);
  const put = (changed: R): R => {
    queryClient.setQueryData(recordQuery(calls, id).queryKey, changed);
    return changed;
  };
  const setArchived = (isArchived: boolean) =>
    void act({
      work: async () => put(await (isArchived ? calls.archive(record) : calls.restore(record))),
      done: t(isArchived ? "archiveDone" : "restoreDone", { name }),
      undo: async (changed) => put(await (isArchived ? calls.restore(changed) : calls.archive(changed))),
      changes: [[calls.plural]],
    });
  return (
    <Page
      title={name}
      purpose={purposeOf(record)}
      actions={
        mayWrite && (
          <>
            {editAddress !== null && record.archivedAt === null && (
              <LinkButton to={editAddress}>{t("edit")}</LinkButton>
            )}
            <Button onClick={() => setArchived(record.archivedAt === null)}>
              {t(record.archivedAt === null ? "archive" : "restore")}
            </Button>
          </>
        )
      }
    >
      {record.mergedInto !== null && <p className={styles["note"]}>{t("merged")}</p>}
      {record.archivedAt !== null && <p className={styles["note"]}>{t("archived", { name })}</p>}
      <RecordColumns side={<RecordHistory history={history} />}>
        {renderBody(record)}
        {originOf !== undefined && <Remark>{originWords(originOf(record), t)}</Remark>}
      </RecordColumns>
    </Page>
  );
}

function originWords(origin: Origin | null, t: ReturnType<typeof useTexts<keyof typeof directoryTexts.lines>>): string {
  if (origin === null) return t("typedIn");
  const { file, sheet, row } = origin;
  if (row === undefined) return t("origin", { file });
  return t("originRow", { file, sheet: sheet ?? "", row });
}
