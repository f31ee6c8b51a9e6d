import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { tableError } from "./errors.ts";
import { TABLE_LIMITS } from "./table.ts";

export interface PartName {
  readonly file: string;
  readonly part: string;
}

export interface XmlHandlers {
  /** @param name without its namespace prefix */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const CHUNK = 1 << 16;
/** Spreadsheet parts are a dozen elements deep. */
const DEEPEST = 100;

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/**
 * Reads one part of a workbook from beginning to end. It must be well-formed UTF-8 without a document type, else different
 * programs read different things in it. What a handler throws ends the reading, however much is left.
 * @throws DomainError `lists.entities_declared`, `lists.file_damaged`
 */
export function readXml(xml: Uint8Array, where: PartName, handlers: XmlHandlers): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const damaged = () => tableError("lists.file_damaged", { file: where.file, part: where.part });
  // Thrown errors would pass through the parser in a half-read state; nothing of it is used afterwards.
  parser.on("error", () => {
    throw damaged();
  });
  parser.on("doctype", () => {
    throw tableError("lists.entities_declared", { file: where.file, part: where.part });
  });
  let depth = 0;
  /** Characters since the last tag: a text, an attribute or a comment without end shows by their number. */
  let stretch = 0;
  parser.on("opentag", (tag) => {
    stretch = 0;
    depth += 1;
    if (depth > DEEPEST) throw damaged();
    handlers.open(localName(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag) => {
    stretch = 0;
    depth -= 1;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text !== undefined) {
    parser.on("text", handlers.text);
    parser.on("cdata", handlers.text);
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < xml.length; at += CHUNK) {
    let text: string;
    try {
      text = decoder.decode(xml.subarray(at, at + CHUNK), { stream: at + CHUNK < xml.length });
    } catch {
      throw damaged();
    }
    stretch += text.length;
    if (stretch > TABLE_LIMITS.maxCellCharacters) {
      throw tableError("lists.cell_too_long", {
        file: where.file,
        part: where.part,
        limit: TABLE_LIMITS.maxCellCharacters,
      });
    }
    parser.write(text);
  }
  parser.close();
}
