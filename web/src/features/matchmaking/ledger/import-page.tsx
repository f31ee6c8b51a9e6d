import { InboxOutlined } from "@ant-design/icons";
import { ifMatch, type Schemas } from "@dual-high/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { Notice } from "../shared/notice.tsx";
import { useFieldTexts } from "./field-texts.ts";
import styles from "./import.module.css";
import { ledgerTexts } from "./texts.ts";

type LedgerImport = Schemas["LedgerImport"];
type ImportLine = LedgerImport["lines"][number];
type Cell = ImportLine["cells"][number];
type Side = "edited" | "current";

const keyOf = (lineId: string | null, field: string) => `${lineId ?? ""} ${field}`;
const importKey = (importId: string) => ["ledger", "import", importId] as const;

/** A ledger that comes back from Excel: what it would change, cell by cell, before anything is written. */
export function LedgerImportPage() {
  const t = useTexts(ledgerTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { id } = useSearch({ strict: false }) as { readonly id?: string };
  const show = (importId: string | undefined) =>
    void navigate({ to: ".", search: ((last: object) => ({ ...last, id: importId })) as never });
  const read = useMutation({
    mutationFn: async (file: File) =>
      api.post("/api/scopes/{scopeId}/ledger/imports", {
        params: { path: { scopeId }, header: fileName(file) },
        ...fileBody(file),
      }),
    onSuccess: (preview) => {
      queryClient.setQueryData(importKey(preview.id), preview);
      show(preview.id);
    },
  });
  const preview = useQuery({
    queryKey: importKey(id ?? ""),
    queryFn: async ({ signal }) =>
      api.get("/api/ledger-imports/{importId}", { params: { path: { importId: id ?? "" } }, signal }),
    enabled: id !== undefined,
  });
  return (
    <Page title={t("importLedger")} purpose={t("importPurpose")}>
      {read.error !== null && <Notice title={isProblem(read.error) ? read.error.detail : read.error.message} isAlarm />}
      {id === undefined && <Drop isReading={read.isPending} name={read.variables?.name ?? ""} onFile={read.mutate} />}
      {isProblem(preview.error) && <Notice title={preview.error.detail} isAlarm />}
      {id !== undefined && preview.data === undefined && preview.error === null && <PageSkeleton />}
      {id !== undefined && preview.data !== undefined && (
        <Preview key={preview.data.version} preview={preview.data} onAnother={() => show(undefined)} />
      )}
    </Page>
  );
}

function Drop({ isReading, name, onFile }: { isReading: boolean; name: string; onFile: (file: File) => void }) {
  const t = useTexts(ledgerTexts);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <label
      className={styles["drop"]}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        type="file"
        accept=".xlsx"
        className="visually-hidden"
        disabled={isReading}
        onChange={(event) => take(event.target.files)}
      />
      <InboxOutlined aria-hidden />
      <strong>{isReading ? t("importReading", { name }) : t("importDrop")}</strong>
      <span>{t("importDropText")}</span>
    </label>
  );
}

function Preview({ preview, onAnother }: { preview: LedgerImport; onAnother: () => void }) {
  const t = useTexts(ledgerTexts);
  const queryClient = useQueryClient();
  const { scopeId } = preview;
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const { counts, result, state } = preview;
  const settle = useMutation({
    mutationFn: async () => {
      const take = preview.lines.flatMap(({ lineId, cells }) =>
        cells.flatMap(({ field, isConflict }) => {
          const side = sides[keyOf(lineId, field)];
          return isConflict && lineId !== null && side !== undefined ? [{ lineId, field, side }] : [];
        }),
      );
      return api.post("/api/ledger-imports/{importId}/apply", {
        params: { path: { importId: preview.id }, header: ifMatch(preview) },
        body: { take },
      });
    },
    onSuccess: async (applied) => {
      queryClient.setQueryData(importKey(applied.id), applied);
      await queryClient.invalidateQueries({ queryKey: ["ledger", scopeId] });
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: importKey(preview.id) }),
  });
  const discard = useMutation({
    mutationFn: async () =>
      api.delete("/api/ledger-imports/{importId}", { params: { path: { importId: preview.id } } }),
    onSuccess: onAnother,
  });
  const undo = useMutation({
    mutationFn: async () =>
      api.post("/api/ledger-imports/{importId}/undo", { params: { path: { importId: preview.id } } }),
    onSuccess: async (undone) => {
      queryClient.setQueryData(importKey(undone.id), undone);
      await queryClient.invalidateQueries({ queryKey: ["ledger", scopeId] });
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: importKey(preview.id) }),
  });
  const problem = settle.error ?? discard.error ?? undo.error;
  const toLedger = (
    <Link to="/p/$scopeId/ledger" params={{ scopeId }}>
      {t("toLedger")}
    </Link>
  );
  if (state === "discarded") {
    return (
      <Notice title={t("importDiscarded")}>
        <Button onClick={onAnother}>{t("importAnother")}</Button>
      </Notice>
    );
  }
  if (state === "undone" && preview.undo !== null) {
    return (
      <Undone undo={preview.undo} scopeId={scopeId}>
        <div className={styles["buttons"]}>
          <Button onClick={onAnother}>{t("importAnother")}</Button>
          {toLedger}
        </div>
      </Undone>
    );
  }
  const shown = preview.lines.filter(
    ({ cells, note, problem: wrong }) => cells.length > 0 || note !== "" || wrong !== null,
  );
  const isEmpty = counts.changedCells === 0 && shown.every(({ note }) => note === "");
  return (
    <div className={styles["preview"]}>
      {(state === "previewed" || shown.length > 0) && (
        <p>
          <strong>
            {t("importFacts", {
              name: preview.fileName,
              rows: counts.rows,
              lines: counts.changedLines,
              cells: counts.changedCells,
            })}
          </strong>
        </p>
      )}
      {isProblem(problem) && <Notice title={problem.detail} isAlarm />}
      {state === "applied" && result !== null && (
        <Notice
          title={t("importApplied", {
            lines: result.changedLines,
            cells: result.changedCells,
            entries: result.entries,
          })}
        >
          {result.left > 0 && <p>{t("importLeft", { count: result.left })}</p>}
          <div className={styles["buttons"]}>
            {preview.canUndo && (
              <Button loading={undo.isPending} onClick={() => undo.mutate()}>
                {t("importUndo")}
              </Button>
            )}
            {toLedger}
          </div>
        </Notice>
      )}
      {state === "previewed" && (
        <>
          {counts.conflicts > 0 && <Notice title={t("importConflicts", { count: counts.conflicts })} isAlarm />}
          {counts.problems > 0 && <Notice title={t("importProblems", { count: counts.problems })} isAlarm />}
          {isEmpty && counts.problems === 0 && <Notice title={t("importNothing")} />}
          <div className={styles["buttons"]}>
            {!isEmpty && (
              <Button type="primary" loading={settle.isPending} onClick={() => settle.mutate()}>
                {t("importApply")}
              </Button>
            )}
            <Button loading={discard.isPending} onClick={() => discard.mutate()}>
              {t("importDiscard")}
            </Button>
            {toLedger}
          </div>
        </>
      )}
      {shown.length > 0 && (
        <table className={styles["rows"]}>
          <thead>
            <tr>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t("need")}</th>
              <th scope="col">{t("cell")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <PreviewRow
                key={line.row}
                line={line}
                scopeId={scopeId}
                sides={sides}
                isOpen={state === "previewed"}
                onSide={(field, side) => setSides({ ...sides, [keyOf(line.lineId, field)]: side })}
              />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface UndoneProps {
  readonly undo: NonNullable<LedgerImport["undo"]>;
  readonly scopeId: string;
  readonly children: ReactNode;
}

function Undone({ undo, scopeId, children }: UndoneProps) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const { labelOf } = useFieldTexts(scopeId);
  const { cells, lines, entries, stayed } = undo;
  return (
    <Notice title={t("importUndone", { lines, cells })}>
      {stayed.length > 0 && <p>{t("importStayed", { count: stayed.length })}</p>}
      {stayed.length > 0 && (
        <ul>
          {stayed.map(({ lineId, number, field, why }) => (
            <li key={keyOf(lineId, field)}>
              {number !== null && <small>#{number}</small>} {labelOf(field)} · {pick(why)}
            </li>
          ))}
        </ul>
      )}
      {entries > 0 && <p>{t("importEntriesStay", { count: entries })}</p>}
      {children}
    </Notice>
  );
}

interface PreviewRowProps {
  readonly line: ImportLine;
  readonly scopeId: string;
  readonly sides: Readonly<Record<string, Side>>;
  readonly isOpen: boolean;
  readonly onSide: (field: string, side: Side) => void;
}

function PreviewRow({ line, scopeId, sides, isOpen, onSide }: PreviewRowProps) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const { labelOf } = useFieldTexts(scopeId);
  return (
    <tr>
      <td>{line.row}</td>
      <th scope="row">
        {line.number !== null && <small>{line.number}</small>} {line.label}
      </th>
      <td>
        {line.problem !== null && <p className={styles["wrong"]}>{pick(line.problem)}</p>}
        {line.cells.map((cell) => (
          <CellChange
            key={cell.field}
            name={keyOf(line.lineId, cell.field)}
            label={labelOf(cell.field)}
            cell={cell}
            side={sides[keyOf(line.lineId, cell.field)]}
            isOpen={isOpen}
            onSide={(side) => onSide(cell.field, side)}
          />
        ))}
        {line.note !== "" && <p className={styles["change"]}>{t("newEntry", { text: line.note })}</p>}
      </td>
    </tr>
  );
}

interface CellChangeProps {
  readonly name: string;
  readonly label: string;
  readonly cell: Cell;
  readonly side: Side | undefined;
  readonly isOpen: boolean;
  readonly onSide: (side: Side) => void;
}

function CellChange({ name, label, cell, side, isOpen, onSide }: CellChangeProps) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const { current, edited, isConflict, problem } = cell;
  const orBlank = (text: string) => (text === "" ? t("empty") : text);
  if (isConflict && isOpen) {
    return (
      <fieldset className={styles["conflict"]}>
        <legend>{label}</legend>
        {(["current", "edited"] as const).map((each) => (
          <label key={each} data-chosen={side === each || undefined}>
            <input type="radio" name={name} checked={side === each} onChange={() => onSide(each)} />
            <small>{t(each === "current" ? "theirs" : "mine")}</small>
            <span>{orBlank(each === "current" ? current : edited)}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <p className={styles["change"]}>
      <small>{label}</small> <s>{orBlank(current)}</s> → <strong>{orBlank(edited)}</strong>
      {problem !== null && <span className={styles["wrong"]}>{pick(problem)}</span>}
    </p>
  );
}
