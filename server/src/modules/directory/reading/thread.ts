// The thread in which office files are read and written: seconds of work that would stop the whole server elsewhere.
import { parentPort, workerData } from "node:worker_threads";
import { DomainError } from "@dual-high/kernel";
import {
  describeOrigin,
  type ListKind,
  type ListReading,
  type Origin,
  type Problem,
  readList,
  readNeedForms,
  writeCorrections,
  writeFormCorrections,
} from "@dual-high/lists";
import { digestOf, toStored } from "../stored.ts";
import type { ListSource, OfficeAnswer, OfficeTask, ReadOutcome, ReadProblem, ReadRow } from "./tasks.ts";

async function answer(task: OfficeTask): Promise<OfficeAnswer> {
  try {
    return { ok: true, value: await work(task) };
  } catch (error) {
    if (!(error instanceof DomainError)) return { ok: false, crash: String((error as Error)?.stack ?? error) };
    const text = { zh: error.text("zh"), en: error.text("en") };
    return { ok: false, code: error.code, kind: error.kind, text };
  }
}

async function work(task: OfficeTask): Promise<ReadOutcome | Uint8Array | null> {
  const reading = await read(task.source);
  if (task.task === "read") return outcomeOf(reading);
  return isForm(task.source)
    ? writeFormCorrections(reading, task.language)
    : writeCorrections(task.source, reading, task.language);
}

function isForm({ kind, name }: ListSource): boolean {
  return kind === "needs" && /\.(?:docx|zip)$/i.test(name);
}

async function read(source: ListSource): Promise<ListReading<ListKind>> {
  return isForm(source) ? readNeedForms(source) : readList(source.kind, source, { map: source.map });
}

function outcomeOf(reading: ListReading<ListKind>): ReadOutcome {
  const byPlace = new Map<string, Problem[]>();
  const notices: Problem[] = [];
  for (const problem of reading.problems) {
    if (problem.level === "notice") notices.push(problem);
    else {
      const place = placeOf(problem.origin);
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, [problem]);
      else known.push(problem);
    }
  }
  const rows: ReadRow[] = [];
  let secret: Origin | null = null;
  for (const listed of reading.records) {
    const record = toStored(listed);
    const place = placeOf(listed.origin);
    const problems = (byPlace.get(place) ?? []).map(shown);
    byPlace.delete(place);
    const hasOwnNumber = reading.madeIds?.has(listed.id) !== true;
    rows.push({ ...origin(listed.origin), entry: { record, hasOwnNumber, digest: digestOf(record) }, problems });
    if (secret === null && isMarkedSecret(record)) secret = listed.origin;
  }
  for (const problems of byPlace.values()) {
    const [first] = problems;
    if (first !== undefined) rows.push({ ...origin(first.origin), entry: null, problems: problems.map(shown) });
  }
  const sheets = new Map(reading.tables.map(({ sheet }, index) => [sheet, index]));
  const sheetOf = (row: ReadRow) => sheets.get(row.sheet ?? "") ?? 0;
  rows.sort((a, b) => sheetOf(a) - sheetOf(b) || (a.row ?? 0) - (b.row ?? 0));
  return {
    rows,
    columns: reading.tables.flatMap(({ sheet, columns }) => columns.map((column) => ({ sheet, ...column }))),
    notices: notices.map(shown),
    warned: reading.warned,
    secretAt: secret === null ? null : { zh: describeOrigin(secret, "zh"), en: describeOrigin(secret, "en") },
  };
}

function placeOf({ file, sheet = "", row }: Origin): string {
  return row === undefined ? file : `${sheet}\n${row}`;
}

function origin({ file, sheet, row }: Origin) {
  return { file, sheet: sheet ?? null, row: row ?? null };
}

function shown(problem: Problem): ReadProblem {
  const { level, code, column } = problem;
  return { level, code, column: column ?? null, text: { zh: problem.text("zh"), en: problem.text("en") } };
}

/** As documents are marked (GB/T 9704): 机密★10年. The words alone are everyday ones: 秘密 stands in many an abstract. */
const SECRET_MARK = /(?:绝密|机密|秘密)\s*[★☆]/;

function isMarkedSecret(record: object): boolean {
  return SECRET_MARK.test(JSON.stringify(record));
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await answer(workerData as OfficeTask));
