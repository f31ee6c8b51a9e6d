import { fillTemplate, readTemplate, writeDocument } from "@dual-high/lists";
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { findDisplayNames } from "../../identity/index.ts";
import { planStarter } from "../document.ts";
import { loadContent } from "../queries.ts";
import { getAgreementRow } from "../service/found.ts";
import { AGREEMENT_KINDS, type AgreementKindName, nameOfKind } from "../types.ts";
import { AGREEMENT_FIELDS, type AgreementValues } from "./fields.ts";
import {
  findTemplateRow,
  insertTemplate,
  listTemplateRows,
  listTemplatesInForce,
  listTrials,
  type TemplateRow,
} from "./queries.ts";
import type { AgreementTemplate, AgreementTemplates, TemplateReading, TemplateTrial, UsableTemplate } from "./types.ts";
import { CELL_BLANK, valuesOf } from "./values.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export async function listTemplates(ctx: Ctx, scopeId: string): Promise<AgreementTemplates> {
  authorize(ctx.caller, "agreement.read", scopeId);
  return transact(ctx, async (tx) => ({
    scopeId,
    templates: await showTemplates(tx, scopeId),
    fields: [...AGREEMENT_FIELDS.fields],
    lists: AGREEMENT_FIELDS.lists.map(({ fields, ...list }) => ({ ...list, fields: [...fields] })),
    kinds: AGREEMENT_KINDS.map((kind) => ({ kind, name: nameOfKind(kind, null) })),
  }));
}

async function showTemplates(tx: Tx, scopeId: string): Promise<AgreementTemplate[]> {
  const rows = await listTemplateRows(tx, scopeId);
  const names = await findDisplayNames(
    tx,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map(({ id, kind, version, name, sha256, createdBy, createdAt }, at) => ({
    id,
    kind,
    kindName: nameOfKind(kind, null),
    version,
    name,
    sha256,
    createdBy: { id: createdBy, name: names.get(createdBy) ?? "" },
    createdAt,
    isInForce: rows[at - 1]?.kind !== kind && name !== null,
  }));
}

/** Reads a template and says what is wrong with it; one without fault is put in force as the next version, where asked. */
export async function importTemplate(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  {
    kind,
    isApplied,
    version,
  }: { readonly kind: AgreementKindName; readonly isApplied: boolean; readonly version: number },
): Promise<TemplateReading> {
  authorize(ctx.caller, "agreement.set_template", scopeId);
  const { keys, problems } = await readTemplate(file, AGREEMENT_FIELDS);
  const read = { problems: [...problems], fields: keys.flatMap(namesOf) };
  if (!isApplied || problems.length > 0) return { ...read, template: null };
  return transact(ctx, async (tx) => {
    const id = newId();
    const {
      id: fileId,
      name,
      sha256,
    } = await ctx.files.putFile(tx, {
      scopeId,
      ownerKind: "agreement_template",
      ownerId: id,
      name: file.name,
      bytes: file.bytes,
    });
    return { ...read, template: await addVersion(ctx, tx, { scopeId, kind, id, fileId, name, sha256 }, version) };
  });
}

/** From now on the built-in text again; the versions before stay to be seen. */
export async function dropTemplate(
  ctx: Ctx,
  scopeId: string,
  kind: AgreementKindName,
  version: number,
): Promise<AgreementTemplate> {
  authorize(ctx.caller, "agreement.set_template", scopeId);
  return transact(ctx, async (tx) =>
    addVersion(ctx, tx, { scopeId, kind, id: newId(), fileId: null, name: null, sha256: null }, version),
  );
}

async function addVersion(
  ctx: Ctx,
  tx: Tx,
  made: Omit<TemplateRow, "version" | "createdBy" | "createdAt">,
  version: number,
): Promise<AgreementTemplate> {
  const { scopeId, kind, sha256 } = made;
  const [newest] = (await listTemplateRows(tx, scopeId)).filter((row) => row.kind === kind);
  expectVersion({ version: newest?.version ?? 0 }, version);
  await insertTemplate(tx, { ...made, version: version + 1, createdBy: ctx.caller.userId });
  await audit(tx, {
    scopeId,
    action: "agreement.template_set",
    subjectKind: "scope",
    subjectId: scopeId,
    details: { kind, version: version + 1, sha256 },
  });
  return (await showTemplates(tx, scopeId)).find(({ id }) => id === made.id) as AgreementTemplate;
}

function namesOf(key: string) {
  const [list, field] = key.split(".");
  const { fields, lists } = AGREEMENT_FIELDS;
  const found =
    field === undefined
      ? [...fields, ...lists].find((each) => each.key === list)
      : lists.find((each) => each.key === list)?.fields.find((each) => each.key === field);
  return found === undefined ? [] : [found.names];
}

export async function readTemplateFile(ctx: Ctx, scopeId: string, templateId: string): Promise<FileAnswer> {
  authorize(ctx.caller, "agreement.read", scopeId);
  return transact(ctx, async (tx) => {
    const row = await findTemplateRow(tx, scopeId, templateId);
    if (row === null || row.fileId === null) throw accessError("access.not_found", {});
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, row.fileId);
    return { name, mediaType, bytes };
  });
}

/** The built-in text with placeholders, to begin with. */
export async function writeStarter(ctx: Ctx, scopeId: string, kind: AgreementKindName): Promise<FileAnswer> {
  authorize(ctx.caller, "agreement.read", scopeId);
  const name = `${nameOfKind(kind, null).zh} 起步模板.docx`;
  return { name, mediaType: DOCX, bytes: await writeDocument(planStarter(kind)) };
}

export async function listTemplateTrials(ctx: Ctx, scopeId: string, kind: AgreementKindName): Promise<TemplateTrial[]> {
  authorize(ctx.caller, "agreement.set_template", scopeId);
  return transact(ctx, async (tx) => listTrials(tx, scopeId, kind));
}

/** A template that is not in force yet, with what a chosen agreement says. */
export async function tryTemplate(
  ctx: Ctx,
  scopeId: string,
  agreementId: string,
  file: UploadedFile,
): Promise<FileAnswer> {
  authorize(ctx.caller, "agreement.set_template", scopeId);
  const { number, values } = await transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return { number: row.number, values: valuesOf(row, await loadContent(tx, row)) };
  });
  return { name: `试填 ${number} ${file.name}`, mediaType: DOCX, bytes: await fillAgreement(file, values) };
}

/** The templates by which the text of an agreement can be written, besides the built-in text. */
export async function listUsableTemplates(ctx: Ctx, agreementId: string): Promise<UsableTemplate[]> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    const inForce = await listTemplatesInForce(tx, row.scopeId, row.kind);
    return inForce.map(({ id, scopeName, version, name }) => ({ id, institution: scopeName, version, name }));
  });
}

/** A list without rows keeps one to be written on. */
export async function fillAgreement(
  file: { readonly name: string; readonly bytes: Uint8Array },
  { texts, rows }: AgreementValues,
): Promise<Uint8Array> {
  const blankRow = (key: string) =>
    Object.fromEntries(
      (AGREEMENT_FIELDS.lists.find((list) => list.key === key)?.fields ?? []).map((field) => [field.key, CELL_BLANK]),
    );
  const padded = Object.entries(rows).map(([key, each]) => [key, each.length === 0 ? [blankRow(key)] : each] as const);
  return fillTemplate(file, AGREEMENT_FIELDS, { texts, rows: Object.fromEntries(padded) });
}
