import type { Schemas } from "@dual-high/client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useAct } from "../../../frame/act.tsx";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { formatInstant, todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { ANSWER_LABELS, ENTRY_KIND_LABELS } from "../labels.ts";
import { Notice } from "../shared/notice.tsx";
import type { LedgerEntry, LedgerLine } from "./data.ts";
import { useFieldTexts } from "./field-texts.ts";
import styles from "./ledger.module.css";
import { ledgerTexts } from "./texts.ts";

type Kind = Schemas["LedgerEntryDraft"]["kind"];
const KINDS: readonly Kind[] = ["visit", "meeting", "call", "message", "note"];

/** What happened on a line: written once, the newest first. */
export function LineLog({ line, mayWrite }: { line: LedgerLine; mayWrite: boolean }) {
  const t = useTexts(ledgerTexts);
  const [corrects, setCorrects] = useState<LedgerEntry | null>(null);
  const log = useInfiniteQuery({
    queryKey: ["ledger", "entries", line.id],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/ledger-lines/{lineId}/entries", {
        params: {
          path: { lineId: line.id },
          query: { limit: 50, ...(pageParam === null ? {} : { before: pageParam }) },
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ items, hasMore }) => (hasMore ? (items.at(-1)?.id ?? null) : null),
  });
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles["log"]} aria-labelledby="ledger-log">
      <h2 id="ledger-log">{t("entries")}</h2>
      {mayWrite && <EntryForm line={line} corrects={corrects} onWritten={() => setCorrects(null)} />}
      {isProblem(log.error) && <Notice title={log.error.detail} isAlarm />}
      {log.data !== undefined && entries.length === 0 && <p className={styles["quiet"]}>{t("noEntries")}</p>}
      <ol>
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            line={line}
            corrected={entries.find(({ id }) => id === entry.corrects)}
            onCorrect={mayWrite ? () => setCorrects(entry) : null}
          />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button size="small" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("moreEntries")}
        </Button>
      )}
    </section>
  );
}

interface EntryFormProps {
  readonly line: LedgerLine;
  readonly corrects: LedgerEntry | null;
  readonly onWritten: () => void;
}

function EntryForm({ line, corrects, onWritten }: EntryFormProps) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const act = useAct();
  const queryClient = useQueryClient();
  const draft = useDraft<{ kind: Kind; happenedOn: string; text: string }>(`ledger-entry:${line.id}`, {
    kind: "visit",
    happenedOn: todayHere(),
    text: "",
  });
  const [isBusy, setBusy] = useState(false);
  const { kind, happenedOn, text } = draft.value;
  const write = async () => {
    setBusy(true);
    const written = await act({
      work: async () =>
        api.post("/api/ledger-lines/{lineId}/entries", {
          params: { path: { lineId: line.id } },
          body: {
            kind,
            happenedOn: happenedOn === "" ? null : happenedOn,
            text: text.trim(),
            corrects: corrects?.id ?? null,
          },
        }),
      done: t("written", { number: line.number }),
    });
    setBusy(false);
    if (written === null) return;
    draft.clear();
    onWritten();
    await queryClient.invalidateQueries({ queryKey: ["ledger"] });
  };
  return (
    <form
      className={styles["entryForm"]}
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <DraftNote draft={draft} />
      {corrects !== null && (
        <p className={styles["quiet"]}>
          {t("correcting", { day: corrects.happenedOn })}
          <Button type="link" size="small" onClick={onWritten}>
            {t("cancel")}
          </Button>
        </p>
      )}
      <div className={styles["entryHead"]}>
        <Segmented<Kind>
          aria-label={t("entryKind")}
          value={kind}
          onChange={(next) => draft.change({ kind: next })}
          options={KINDS.map((value) => ({ value, label: pick(ENTRY_KIND_LABELS[value]) }))}
        />
        <DayInput
          className={styles["date"] ?? ""}
          label={t("happenedOn")}
          value={happenedOn}
          onChange={(day) => draft.change({ happenedOn: day })}
        />
      </div>
      <Input.TextArea
        aria-label={t("write")}
        placeholder={t("entryText")}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={5000}
        value={text}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      <div className={styles["buttons"]}>
        <Button
          {...(text.trim() === "" ? {} : { type: "primary" as const })}
          htmlType="submit"
          disabled={text.trim() === ""}
          loading={isBusy}
        >
          {t("writeEntry")}
        </Button>
        <small className={styles["quiet"]}>{t("appendOnly")}</small>
      </div>
    </form>
  );
}

interface EntryProps {
  readonly entry: LedgerEntry;
  readonly line: LedgerLine;
  readonly corrected: LedgerEntry | undefined;
  readonly onCorrect: (() => void) | null;
}

function Entry({ entry, line, corrected, onCorrect }: EntryProps) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const { labelOf, valueOf } = useFieldTexts(line.scopeId);
  const { kind, happenedOn, text, details, author, at } = entry;
  const changes = Object.entries((details["changes"] ?? {}) as Record<string, readonly [unknown, unknown]>);
  const answer = details["answer"] as keyof typeof ANSWER_LABELS | undefined;
  const who = [details["name"], details["contact"]]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" · ");
  const isWritten = kind !== "system" && kind !== "answer";
  const orBlank = (value: string) => (value === "" ? t("empty") : value);
  return (
    <li className={styles["entry"]} data-kind={kind}>
      <p className={styles["entryHead"]}>
        <strong>{pick(ENTRY_KIND_LABELS[kind])}</strong>
        <span>{kind === "system" ? formatInstant(at) : happenedOn}</span>
        <span>
          {author?.name ?? t("byLink")}
          {details["wasForwarded"] === true && t("forwarded")}
        </span>
        {isWritten && onCorrect !== null && (
          <Button type="link" size="small" onClick={onCorrect}>
            {t("correct")}
          </Button>
        )}
      </p>
      {answer !== undefined && (
        <p>
          <strong>{pick(ANSWER_LABELS[answer])}</strong>
          {who !== "" && ` · ${who}`}
        </p>
      )}
      {corrected !== undefined && (
        <p className={styles["quiet"]}>
          {t("corrects")}
          <s>{corrected.text}</s>
        </p>
      )}
      {text !== "" && <p className={styles["entryText"]}>{text}</p>}
      {changes.map(([field, [before, after]]) => (
        <p key={field} className={styles["quiet"]}>
          {t("changed", {
            field: labelOf(field),
            before: orBlank(valueOf(field, before)),
            after: orBlank(valueOf(field, after)),
          })}
        </p>
      ))}
    </li>
  );
}
