import { Link, getRouteApi } from "@tanstack/react-router";
import { useSuspenseQuery } from "@tanstack/react-query";
import { App } from "antd";
import { type DragEvent, useState } from "react";
import { useMe } from "../../data/me.ts";
import { useStore } from "../../data/store.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { AcceptBar } from "./accept-bar.tsx";
import { DropZone } from "./drop-zone.tsx";
import { ImportPanel } from "./import-panel.tsx";
import styles from "./imports.module.css";
import { importsQuery } from "./queries.ts";
import { guessKind, type Import, type ListKind, ZONE_KINDS } from "./rules.ts";
import { importTexts } from "./texts.ts";
import { upload, uploads } from "./uploads.ts";
import { useClassification } from "./use-classification.ts";

const route = getRouteApi("/in/p/$scopeId/imports");

/** Three lists in: dropped, looked at, taken in together. */
export function ImportsPage() {
  const t = useTexts(importTexts);
  const scopeId = useScopeId();
  const me = useMe();
  const imports = useSuspenseQuery(importsQuery(scopeId)).data;
  const sending = useStore(uploads).filter((each) => each.scopeId === scopeId);
  const { open, show } = route.useSearch();
  const navigate = route.useNavigate();
  const { message } = App.useApp();
  const held = imports.filter((each) => each.state === "previewed" && each.createdBy === me.userId).toReversed();
  const { classification, choose } = useClassification(held);
  const [isOver, setOver] = useState(false);
  const looked = held.find(({ id }) => id === open) ?? held[0] ?? null;

  const look = (importId: string, part: string | undefined) =>
    void navigate({
      search: { open: importId, ...(part === undefined ? {} : { show: part }) },
      replace: true,
      resetScroll: false,
    });
  const put = async (kind: ListKind, file: File) => {
    const taken = await upload(scopeId, kind, file, classification);
    if (taken !== null) look(taken.id, undefined);
  };
  /** Several files at once are told apart by their names; a single one is what its zone says. */
  const putAll = (files: readonly File[], zone: ListKind | null) => {
    for (const file of files) {
      const guess = guessKind(file.name);
      const kind = files.length > 1 || zone === null ? (guess ?? zone) : zone;
      if (kind === null) void message.warning(t("unsorted", { file: file.name }), 8);
      else void put(kind, file);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    putAll([...event.dataTransfer.files], null);
  };
  const isLate = (each: Import) =>
    each.state === "accepted" &&
    each.acceptedBy !== me.userId &&
    held.some(({ createdAt }) => createdAt < (each.acceptedAt ?? ""));
  const meanwhile = imports.find(isLate);

  return (
    <div
      className={styles["page"]}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
    >
      <Page
        title={t("title")}
        purpose={t("purpose")}
        actions={
          <Link to="/p/$scopeId/imports/history" params={{ scopeId }}>
            {t("history")}
          </Link>
        }
      >
        <div className={styles["zones"]}>
          {ZONE_KINDS.map((kind) => (
            <DropZone
              key={kind}
              kind={kind}
              held={held.filter((each) => each.kind === kind)}
              sending={sending.filter((each) => each.kind === kind)}
              classification={classification}
              lookedAt={looked?.id ?? null}
              onFiles={(files) => putAll(files, kind)}
              onLook={look}
            />
          ))}
        </div>
        <p className={styles["hint"]}>{t("severalHint")}</p>
        {meanwhile !== undefined && (
          <p className={styles["note"]} role="status">
            {t("othersMeanwhile", { file: meanwhile.fileName })}
          </p>
        )}
        {looked !== null && (
          <ImportPanel key={looked.id} held={looked} show={show} onShow={(part) => look(looked.id, part)} />
        )}
        <AcceptBar scopeId={scopeId} held={held} classification={classification} onClassify={choose} />
      </Page>
    </div>
  );
}
