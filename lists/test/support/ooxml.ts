import { type FixtureEntry, makeZip } from "../../src/zip-fixture.ts";

/** A cell by hand: text becomes an inline string, a figure a number, `xml` stands as it is between <c …> and </c>. */
export type HandCell = string | number | null | { readonly xml: string; readonly attributes?: string };

export interface HandSheet {
  readonly name: string;
  /** Rows of cells, or the whole part. */
  readonly rows?: readonly (readonly HandCell[])[];
  readonly xml?: string;
  /** Before and after <sheetData>. */
  readonly head?: string;
  readonly tail?: string;
  readonly state?: "hidden" | "veryHidden";
}

export interface HandWorkbook {
  readonly sheets: readonly HandSheet[];
  /** The content of <sst>. */
  readonly strings?: string;
  /** The content of <styleSheet>. */
  readonly styles?: string;
  /** What stands in <workbook> before <sheets>. */
  readonly settings?: string;
  /** Namespace prefix of every element of the main namespace, such as `x:`. */
  readonly prefix?: string;
  /** Relationship targets as WPS and some export programs write them: from the root of the package. */
  readonly hasAbsoluteTargets?: boolean;
  readonly isStrict?: boolean;
  readonly hasCellReferences?: boolean;
  /** Further entries, or entries that stand in place of those of the same name. */
  readonly entries?: readonly FixtureEntry[];
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? "",
  );
}

function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
}

function cellXml(cell: HandCell, reference: string): string {
  if (cell === null) return "";
  const place = reference === "" ? "" : ` r="${reference}"`;
  if (typeof cell === "number") return `<c${place}><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  return `<c${place}${cell.attributes === undefined ? "" : ` ${cell.attributes}`}>${cell.xml}</c>`;
}

/** The rows of a sheet; without references a cell's place is its order, so gaps are written as empty cells. */
export function rowsXml(rows: readonly (readonly HandCell[])[], hasReferences = true): string {
  return rows
    .map((cells, row) => {
      const written = cells.map((cell, column) =>
        hasReferences ? cellXml(cell, `${columnName(column)}${row + 1}`) : cell === null ? "<c/>" : cellXml(cell, ""),
      );
      return `<row${hasReferences ? ` r="${row + 1}"` : ""}>${written.join("")}</row>`;
    })
    .join("");
}

/** A prefix before every element name, closing tags too; attributes and the declaration stay. */
function withPrefix(xml: string, prefix: string): string {
  return prefix === "" ? xml : xml.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}`);
}

/** The parts of a workbook, zipped as they are given: for what no library writes. */
export function makeWorkbook(workbook: HandWorkbook): Uint8Array {
  const { sheets, prefix = "", isStrict = false, hasAbsoluteTargets = false, hasCellReferences = true } = workbook;
  const main = isStrict ? STRICT_MAIN : MAIN;
  const relationships = isStrict ? STRICT_RELATIONSHIPS : RELATIONSHIPS;
  const space = `xmlns${prefix === "" ? "" : `:${prefix.slice(0, -1)}`}="${main}"`;
  const part = (root: string, content: string) =>
    DECLARATION + withPrefix(`<${root} ${space}>${content}</${root}>`, prefix);
  const target = (path: string) => (hasAbsoluteTargets ? `/xl/${path}` : path);
  const relation = (id: string, type: string, path: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${path}"/>`;
  const relations = (content: string) =>
    `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
  const override = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${CONTENT}.${type}+xml"/>`;
  const entries: FixtureEntry[] = [
    {
      name: "[Content_Types].xml",
      content: `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("/xl/workbook.xml", "sheet.main")}${sheets.map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, "worksheet")).join("")}${workbook.strings === undefined ? "" : override("/xl/sharedStrings.xml", "sharedStrings")}${workbook.styles === undefined ? "" : override("/xl/styles.xml", "styles")}</Types>`,
    },
    {
      name: "_rels/.rels",
      content: relations(
        relation("rId1", "officeDocument", hasAbsoluteTargets ? "/xl/workbook.xml" : "xl/workbook.xml"),
      ),
    },
    {
      name: "xl/workbook.xml",
      content: part(
        "workbook",
        `${workbook.settings ?? ""}<sheets>${sheets.map(({ name, state }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state === undefined ? "" : ` state="${state}"`} xmlns:r="${relationships}" r:id="rId${index + 1}"/>`).join("")}</sheets>`,
      ),
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations(
        [
          ...sheets.map((_, index) =>
            relation(`rId${index + 1}`, "worksheet", target(`worksheets/sheet${index + 1}.xml`)),
          ),
          ...(workbook.strings === undefined ? [] : [relation("rId901", "sharedStrings", target("sharedStrings.xml"))]),
          ...(workbook.styles === undefined ? [] : [relation("rId902", "styles", target("styles.xml"))]),
        ].join(""),
      ),
    },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content:
        sheet.xml ??
        part(
          "worksheet",
          `${sheet.head ?? ""}<sheetData>${rowsXml(sheet.rows ?? [], hasCellReferences)}</sheetData>${sheet.tail ?? ""}`,
        ),
    })),
    ...(workbook.strings === undefined
      ? []
      : [{ name: "xl/sharedStrings.xml", content: part("sst", workbook.strings) }]),
    ...(workbook.styles === undefined ? [] : [{ name: "xl/styles.xml", content: part("styleSheet", workbook.styles) }]),
  ];
  const further = workbook.entries ?? [];
  const replaced = new Set(further.map((entry) => entry.name));
  return makeZip([...entries.filter((entry) => !replaced.has(entry.name)), ...further]);
}
