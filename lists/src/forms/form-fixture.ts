import { type FixtureEntry, makeZip } from "../zip-fixture.ts";

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(" ");

const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/** A Word document for tests around the given markup of its body. */
export function makeDocx(body: string, extra: readonly FixtureEntry[] = []): Uint8Array {
  return makeZip([
    {
      name: "[Content_Types].xml",
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`,
    },
    { name: "_rels/.rels", content: relations("word/document.xml") },
    { name: "word/document.xml", content: documentXml(body) },
    ...extra,
  ]);
}

export function relations(target: string): string {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${type}" Target="${target}"/></Relationships>`;
}

export function documentXml(body: string, prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'): string {
  return `${prolog}<w:document ${NAMESPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`;
}

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A run; \n becomes a line break. */
export function run(text: string, properties = ""): string {
  const pieces = text.split("\n").map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`);
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${pieces.join("<w:br/>")}</w:r>`;
}

/** A paragraph of text, or of ready markup. */
export function paragraph(content: string, properties = ""): string {
  const inner = content.startsWith("<") ? content : run(content);
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;
}

export interface FixtureCell {
  readonly text?: string;
  /** Ready markup in place of text. */
  readonly xml?: string;
  readonly span?: number;
  readonly merge?: "restart" | "continue";
}

/** A table of texts; a cell that spans or holds markup is an object. */
export function table(rows: readonly (readonly (string | FixtureCell)[])[]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cellXml).join("")}</w:tr>`).join("")}</w:tbl>`;
}

function cellXml(content: string | FixtureCell): string {
  const cell = typeof content === "string" ? { text: content } : content;
  const span = cell.span ? `<w:gridSpan w:val="${cell.span}"/>` : "";
  const merge = cell.merge ? `<w:vMerge${cell.merge === "restart" ? ' w:val="restart"' : ""}/>` : "";
  const inner =
    cell.xml ??
    (cell.text ?? "")
      .split("\n")
      .map((line) => paragraph(line))
      .join("");
  return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${inner}</w:tc>`;
}

const KNOWN = new Set(
  (
    "企业名称|统一社会信用代码|联系人|联系人姓名|联系电话|电话|手机|联系方式|电子邮箱|邮箱|需求名称|技术需求|需求内容|需求描述|" +
    "技术指标|主要技术指标|现有基础|现有工作基础|预算|期限|期望完成时间|合作方式|所属领域|现状|目标|序号|" +
    "Enterprise name|Contact person|Phone number|Need title|Need description|Budget|Unified social credit code|Field|Technical indicators|Existing basis|Expected completion|Form of cooperation"
  ).split("|"),
);

/** Stands for the synonyms of the list of needs. */
export function isKnownLabel(label: string): boolean {
  return KNOWN.has(label);
}
