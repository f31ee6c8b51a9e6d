import { SaxesParser, type SaxesTagNS } from "saxes";
import { formError } from "./errors.ts";

/** Deeper than any person can nest tables. */
const MAX_DEPTH = 120;

/** Namespaces by the prefix that Word gives them; a file may give them another, or use those of the strict standard. */
const PREFIXES: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
  "http://purl.oclc.org/ooxml/drawingml/main": "a:",
  "urn:schemas-microsoft-com:vml": "v:",
  "urn:schemas-microsoft-com:office:office": "o:",
};

/** An attribute by its name without prefix. */
export type Attribute = (name: string) => string | undefined;

interface XmlListener {
  /** `name` carries Word's usual prefix, whatever the file calls it. */
  readonly open: (name: string, attribute: Attribute) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Walks one part; refuses declarations of entities, markup that is not well formed, and nesting without end. */
export function readXml(xml: string, file: string, listener: XmlListener): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on("doctype", () => {
    throw formError("lists.form_declares_entities", { file });
  });
  parser.on("error", () => {
    throw formError("lists.form_damaged", { file });
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw formError("lists.form_too_deep", { file, limit: MAX_DEPTH });
    listener.open(usualName(tag), (name) => attributeOf(tag, name));
  });
  parser.on("closetag", (tag) => {
    depth -= 1;
    listener.close?.(usualName(tag));
  });
  if (listener.text) {
    parser.on("text", listener.text);
    parser.on("cdata", listener.text);
  }
  parser.write(xml).close();
}

function usualName(tag: SaxesTagNS): string {
  return (PREFIXES[tag.uri] ?? "") + tag.local;
}

function attributeOf(tag: SaxesTagNS, name: string): string | undefined {
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key];
    if (attribute?.local === name) return attribute.value;
  }
  return undefined;
}
