import { fileError } from "./errors.ts";

interface FileType {
  readonly mediaType: string;
  /** How such a file begins; unset where many programs write many beginnings, and readers tell what they found. */
  readonly begins?: readonly (readonly number[])[];
}

/** What the store takes, by the extension of the name. A sender's word for the type is not asked. */
const TYPES: Readonly<Record<string, FileType>> = {
  xlsx: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  xls: { mediaType: "application/vnd.ms-excel" },
  csv: { mediaType: "text/csv; charset=utf-8" },
  jsonl: { mediaType: "application/x-ndjson" },
  zip: { mediaType: "application/zip", begins: [[0x50, 0x4b]] },
  docx: { mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  doc: { mediaType: "application/msword" },
  pptx: { mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  txt: { mediaType: "text/plain; charset=utf-8" },
  pdf: { mediaType: "application/pdf", begins: [[0x25, 0x50, 0x44, 0x46]] },
  png: { mediaType: "image/png", begins: [[0x89, 0x50, 0x4e, 0x47]] },
  jpg: { mediaType: "image/jpeg", begins: [[0xff, 0xd8, 0xff]] },
  jpeg: { mediaType: "image/jpeg", begins: [[0xff, 0xd8, 0xff]] },
  webp: { mediaType: "image/webp", begins: [[0x52, 0x49, 0x46, 0x46]] },
};

/** The media type that goes with a name. Throws for one that is not taken, and for a picture or PDF that is none. */
export function mediaTypeOf(name: string, bytes: Uint8Array): string {
  const type = TYPES[/\.([a-z]{3,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ""];
  if (type === undefined) throw fileError("files.type_not_taken", { name, taken: Object.keys(TYPES).join(", ") });
  const { begins } = type;
  if (begins !== undefined && !begins.some((start) => start.every((byte, index) => bytes[index] === byte))) {
    throw fileError("files.content_differs", { name });
  }
  return type.mediaType;
}
