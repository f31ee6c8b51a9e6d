import { type GuardedZip, natureOf, openZip } from "../zip.ts";
import { formError } from "./errors.ts";
import { readXml } from "./xml.ts";

export interface FormFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MB = 2 ** 20;

export const FORM_LIMITS = {
  /** A form is a few pages; a large one is large by its pictures, which are not read. */
  maxFileBytes: 30 * MB,
  /** The text itself. A form of four pages has 0.1 to 0.5 MB of markup. */
  maxDocumentBytes: 8 * MB,
} as const;

/** The markup of a form's text, once the file has proven to be an ordinary Word document of ordinary size. */
export async function openDocument(file: FormFile): Promise<string> {
  const { name, bytes } = file;
  if (bytes.length > FORM_LIMITS.maxFileBytes) {
    throw formError("lists.form_too_large", { file: name, limit: FORM_LIMITS.maxFileBytes / MB });
  }
  const nature = natureOf(bytes);
  if (nature === "ole") throw formError("lists.form_old_format", { file: name });
  if (nature === "ole_encrypted") throw formError("lists.form_encrypted", { file: name });
  if (nature !== "zip") throw formError("lists.form_not_docx", { file: name, found: FOUND[nature] });
  const zip = await openZip(bytes, { file: name, maxEntries: 4000, maxTotalBytes: 128 * MB });
  return decodeXml(await zip.read(await findMainPart(zip, name), { maxBytes: FORM_LIMITS.maxDocumentBytes }), name);
}

const FOUND = { pdf: "PDF", rtf: "RTF", markup: "HTML/XML", empty: "0 KB", other: "TXT" } as const;

const USUAL_PART = "word/document.xml";

/** Word itself names the part word/document.xml; some online editors write document2.xml and say so in the relationships. */
async function findMainPart(zip: GuardedZip, file: string): Promise<string> {
  if (zip.has(USUAL_PART)) return USUAL_PART;
  if (zip.has("xl/workbook.xml")) throw formError("lists.form_is_workbook", { file });
  let part = "";
  if (zip.has("_rels/.rels")) {
    const relations = decodeXml(await zip.read("_rels/.rels", { maxBytes: MB }), file);
    readXml(relations, file, {
      open: (_, attribute) => {
        if (attribute("Type")?.endsWith("/officeDocument")) part = (attribute("Target") ?? "").replace(/^\//, "");
      },
    });
  }
  if (!part.startsWith("word/") || !zip.has(part)) throw formError("lists.form_no_document", { file });
  return part;
}

function decodeXml(bytes: Uint8Array, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw formError("lists.form_damaged", { file });
  }
}
