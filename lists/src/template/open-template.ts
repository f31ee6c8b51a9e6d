import { FORM_LIMITS, openDocument } from "../forms/guard.ts";
import { formError } from "../forms/errors.ts";
import { readXml } from "../forms/xml.ts";
import type { ListFile } from "../tables/table.ts";
import { type GuardedZip, openZip } from "../zip.ts";
import { templateError } from "./errors.ts";
import { type PlacedParagraph, readParagraphs } from "./read-paragraphs.ts";

/** The parts in which placeholders are filled. */
const FILLED = /^word\/(?:document|header\d*|footer\d*|footnotes|comments)\.xml$/;
/** Text that is looked at and left as it is. */
const KEPT = /^word\/endnotes\.xml$/;
/** What a part is said to be that Word, or whoever fills it, takes for text. */
const TEXT_TYPE =
  /wordprocessingml\.(?:document\.main|template\.main|header|footer|footnotes|endnotes|comments)\+xml|macroEnabled/;
/** Programs, other files, and parts of other formats that Word takes in. */
const EMBEDDED = /^word\/(?:embeddings|activeX|ctrlProps)\/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|docm|xlsm|html?|mht)$/i;
/**
 * Fields that read files, programs or addresses when the document is opened or its fields are brought up to date. A
 * HYPERLINK \l leads within the document, as every table of contents does.
 */
const READING =
  /\b(INCLUDETEXT|INCLUDEPICTURE|IMPORT|DDEAUTO|DDE|LINK|RD|DATABASE|HYPERLINK(?!\s+\\L\b)|MACROBUTTON)\b/;

const MB = 2 ** 20;

/** A Word document that fetches nothing, runs nothing, and holds nothing but text and pictures. */
export interface OpenedTemplate {
  readonly zip: GuardedZip;
  /** The paragraphs of each part that is filled, the text itself first. */
  readonly parts: readonly (readonly PlacedParagraph[])[];
}

/** @throws DomainError `lists.template_…`, or those of forms and zips where it is no ordinary Word document */
export async function openTemplate(source: ListFile): Promise<OpenedTemplate> {
  const { name: file, bytes } = source;
  await openDocument(source);
  const zip = await openZip(bytes, { file, maxEntries: 1000, maxTotalBytes: 32 * MB });
  const text = async (part: string) =>
    new TextDecoder("utf-8", { fatal: false }).decode(await zip.read(part, { maxBytes: FORM_LIMITS.maxDocumentBytes }));
  const names = zip.entries.map(({ name }) => name);
  const types = zip.has("[Content_Types].xml") ? await text("[Content_Types].xml") : "";
  if (/macroEnabled|vbaProject/i.test(types) || names.some((name) => /vba(?:Project|Data)/i.test(name))) {
    throw templateError("lists.template_macros", { file });
  }
  if (/wordprocessingml\.template\.main/.test(types)) throw formError("lists.form_not_docx", { file, found: "DOTX" });
  const embedded = names.find((name) => EMBEDDED.test(name));
  if (embedded !== undefined) throw templateError("lists.template_embedded", { file, part: embedded });
  refuseHiddenText(types, file);
  for (const name of names.filter((each) => each.endsWith(".rels"))) refuseOutside(await text(name), file);
  const filled = names.filter((name) => FILLED.test(name)).sort((one, other) => order(one) - order(other));
  if (!filled.includes("word/document.xml")) throw formError("lists.form_no_document", { file });
  const parts: PlacedParagraph[][] = [];
  for (const part of [...filled, ...names.filter((name) => KEPT.test(name))]) {
    const paragraphs = readParagraphs(await text(part), file, part);
    for (const { codes, place } of paragraphs) {
      const code = READING.exec(codes.toUpperCase())?.[1];
      if (code !== undefined) throw templateError("lists.template_field_code", { file, code, place });
    }
    if (FILLED.test(part)) parts.push(paragraphs);
  }
  return { zip, parts };
}

/** Text under any other name would be filled and opened without having been looked at. */
function refuseHiddenText(types: string, file: string): void {
  readXml(types, file, {
    open: (name, attribute) => {
      if (!TEXT_TYPE.test(attribute("ContentType") ?? "")) return;
      const part = (attribute("PartName") ?? "").replace(/^\//, "");
      if (name.endsWith("Override") && (FILLED.test(part) || KEPT.test(part))) return;
      throw templateError("lists.template_embedded", { file, part: part === "" ? "[Content_Types].xml" : part });
    },
  });
}

const order = (part: string) => ["document", "header", "footer"].findIndex((word) => part.includes(word)) >>> 0;

function refuseOutside(relations: string, file: string): void {
  readXml(relations, file, {
    open: (name, attribute) => {
      if (!name.endsWith("Relationship")) return;
      const type = attribute("Type") ?? "";
      if (/aFChunk|oleObject|package$/i.test(type)) {
        throw templateError("lists.template_embedded", { file, part: attribute("Target") ?? "" });
      }
      if (attribute("TargetMode") === "External") {
        throw templateError("lists.template_external", { file, target: (attribute("Target") ?? "").slice(0, 200) });
      }
    },
  });
}
