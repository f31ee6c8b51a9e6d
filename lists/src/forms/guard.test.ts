import { DomainError } from "@dual-high/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeZip } from "../zip-fixture.ts";
import { documentXml, isKnownLabel, makeDocx, paragraph, relations, run, table } from "./form-fixture.ts";
import { readForm } from "./read-form.ts";
import { writeNeedForm } from "./write-form.ts";

const read = (bytes: Uint8Array) => readForm({ name: "表.docx", bytes }, { isKnownLabel });

async function codeOf(bytes: Uint8Array): Promise<string> {
  const error = await read(bytes).then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error;
  for (const language of ["zh", "en"] as const) expect(error.text(language)).toContain("表.docx");
  return error.code;
}

const withXml = (content: string | Uint8Array) => makeZip([{ name: "word/document.xml", content }]);
const ole = Buffer.from("d0cf11e0a1b11ae1", "hex");

describe("files that are no forms", () => {
  it.each([
    ["an old .doc under a new name", ole, "lists.form_old_format"],
    [
      "a document with a password",
      Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]),
      "lists.form_encrypted",
    ],
    ["a PDF", Buffer.from("%PDF-1.7"), "lists.form_not_docx"],
    ["an RTF", Buffer.from("{\\rtf1"), "lists.form_not_docx"],
    ["a web page", Buffer.from("<html>"), "lists.form_not_docx"],
    ["an empty file", Buffer.alloc(0), "lists.form_not_docx"],
    ["a workbook", makeZip([{ name: "xl/workbook.xml", content: "<a/>" }]), "lists.form_is_workbook"],
    ["a zip without a document", makeZip([{ name: "a.txt", content: "a" }]), "lists.form_no_document"],
    [
      "a document that says its text is elsewhere",
      makeZip([{ name: "_rels/.rels", content: relations("../secret.xml") }]),
      "lists.form_no_document",
    ],
    ["a file of 31 MB", Buffer.alloc(31 * 2 ** 20), "lists.form_too_large"],
  ])("refuses %s", async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });
});

describe("hostile documents", () => {
  const entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const deep = (element: string, times: number) => `<${element}>`.repeat(times) + `</${element}>`.repeat(times);
  const cells = `<w:tr>${"<w:tc><w:p/></w:tc>".repeat(50)}</w:tr>`;

  it.each([
    [
      "entities that multiply",
      () => withXml(documentXml(paragraph("&amp;"), entities)),
      "lists.form_declares_entities",
    ],
    [
      "an entity that names a file",
      () => withXml(documentXml("", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
      "lists.form_declares_entities",
    ],
    [
      "a type declared in the relationships",
      () => makeZip([{ name: "_rels/.rels", content: `<!DOCTYPE a>${relations("word/a.xml")}` }]),
      "lists.form_declares_entities",
    ],
    ["an undeclared entity", () => withXml(documentXml("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")), "lists.form_damaged"],
    ["markup that is not well formed", () => withXml(documentXml("<w:p>")), "lists.form_damaged"],
    ["bytes that are not UTF-8", () => withXml(Buffer.from([0x3c, 0x61, 0xff, 0x3e])), "lists.form_damaged"],
    ["nesting without end", () => withXml(documentXml(deep("w:sdt", 100_000))), "lists.form_too_deep"],
    [
      "tables in tables without end",
      () => withXml(documentXml("<w:tbl><w:tr><w:tc>".repeat(200) + "</w:tc></w:tr></w:tbl>".repeat(200))),
      "lists.form_too_deep",
    ],
    [
      "a text of a million characters",
      () => withXml(documentXml(paragraph("需求".repeat(500_000)))),
      "lists.form_too_long",
    ],
    [
      "a million blank cells",
      () => withXml(documentXml(`<w:tbl>${cells.repeat(5000)}</w:tbl>`)),
      "lists.form_too_long",
    ],
    [
      "9 MB of markup",
      () => makeZip([{ name: "word/document.xml", content: documentXml("<w:p/>".repeat(1_600_000)), method: 0 }]),
      "lists.zip_too_large_inside",
    ],
    ["a bomb", () => withXml(Buffer.alloc(64 * 2 ** 20, 0x20)), "lists.zip_bomb"],
    [
      "a bomb beside the document",
      () => makeDocx(paragraph("x"), [{ name: "word/media/a.emf", content: Buffer.alloc(64 * 2 ** 20) }]),
      "lists.zip_bomb",
    ],
    ["a path out of the document", () => makeDocx(paragraph("x"), [{ name: "../a" }]), "lists.zip_unsafe_name"],
    [
      "two texts",
      () => makeDocx(paragraph("x"), [{ name: "word/document.xml", content: documentXml(paragraph("y")) }]),
      "lists.zip_duplicate_name",
    ],
    [
      "a text with a wrong checksum",
      () => makeZip([{ name: "word/document.xml", content: documentXml(""), crc: 1 }]),
      "lists.zip_part_damaged",
    ],
    [
      "five thousand parts",
      () =>
        makeDocx(
          "",
          Array.from({ length: 5000 }, (_, at) => ({ name: `a${at}` })),
        ),
      "lists.zip_too_many_entries",
    ],
  ])("refuses %s", async (_, make, code) => {
    const bytes = make();
    expect(await codeOf(bytes)).toBe(code);
  });

  it.each([
    ["colons", "：".repeat(100_000)],
    ["blanks and colons", " ：".repeat(100_000)],
    ["labels", "联系人：".repeat(50_000)],
    ["open brackets", "（".repeat(200_000)],
    ["brackets", "（）".repeat(100_000)],
    ["boxes", "□√☑".repeat(60_000)],
    ["underscores", "_".repeat(200_000)],
    ["prompts", "（请填写".repeat(50_000)],
    ["prompts in pairs", "（请填写）".repeat(40_000)],
    ["blanks", " ".repeat(200_000)],
    ["numbering", "一、".repeat(100_000)],
    ["short lines", "甲\n".repeat(20_000)],
    ["units", "万元".repeat(100_000)],
  ])("comes to an end with a flood of %s", async (_, text) => {
    expect(await read(makeDocx(paragraph(text) + table([[text.slice(0, 200_000), "x"]])))).not.toHaveLength(0);
    expect(await read(makeDocx(table([["需求内容", text]])))).not.toHaveLength(0);
  });

  it("comes to an end with thousands of rows of any shape", async () => {
    const shapes = [
      ["联系人", "张三"],
      ["需求名称", "一"],
      ["联系人", "电话"],
      [{ text: "组", merge: "restart" as const }, "甲", "乙"],
      ["长".repeat(10)],
      ["联系人：张"],
    ];
    for (const shape of shapes) {
      const bytes = makeDocx(table(Array.from({ length: 5000 }, () => shape)));
      expect(await read(bytes)).not.toHaveLength(0);
    }
  });

  it("takes absurd spans for no more than a page holds", async () => {
    const wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>';
    const body = `<w:tbl><w:tr>${wide}${paragraph("联系人")}</w:tc><w:tc>${paragraph("张三")}</w:tc></w:tr></w:tbl>`;
    expect((await read(makeDocx(body)))[0]?.answers).toEqual([{ label: "联系人", answer: "张三" }]);
  });
});

describe("unusual but honest documents", () => {
  const body = table([["联系人", "张三"]]);

  it.each([
    [
      "a main part under another name",
      makeZip([
        { name: "_rels/.rels", content: relations("/word/document2.xml") },
        { name: "word/document2.xml", content: documentXml(body) },
      ]),
    ],
    ["no relationships", withXml(documentXml(body))],
    [
      "UTF-16",
      withXml(Buffer.from(`\ufeff${documentXml(body, '<?xml version="1.0" encoding="UTF-16"?>')}`, "utf16le")),
    ],
    ["other prefixes", withXml(documentXml(body).replaceAll("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0="))],
    [
      "the strict namespace",
      withXml(
        documentXml(body).replace(
          "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
          "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
      ),
    ],
  ])("reads %s", async (_, bytes) => {
    expect((await read(bytes))[0]?.answers).toEqual([{ label: "联系人", answer: "张三" }]);
  });
});

describe("a corrupted form", () => {
  it("gives the same answers or a refusal, never others, never a crash", async () => {
    const good = Buffer.from(
      await writeNeedForm(
        { enterprise: "甲公司", title: "高盐废水处理", content: "年产五万吨。".repeat(40), cooperation: "合作开发" },
        { language: "zh" },
      ),
    );
    const expected = JSON.stringify(await read(good));
    const corruption = fc.oneof(
      fc.record({ at: fc.nat(good.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
      fc.record({ at: fc.nat(good.length - 1), bytes: fc.constant(null) }),
      fc.record({
        at: fc.integer({ min: good.length - 1500, max: good.length - 1 }),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
      }),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(corruption, async ({ at, bytes }) => {
        const bad = Buffer.from(good);
        if (bytes) bad.set(bytes.subarray(0, good.length - at), at);
        const outcome = await read(bytes ? bad : bad.subarray(0, at)).then(JSON.stringify, (error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
          refused += 1;
          return expected;
        });
        expect(outcome).toBe(expected);
      }),
      { numRuns: 300, seed: 20261123 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  it("whose markup is corrupted before it is packed never crashes the reader", async () => {
    const xml = documentXml(
      table([
        [{ text: "联系方式", merge: "restart" }, "联系人", "☑张三 □李四"],
        [{ merge: "continue" }, "电话", "138"],
        [
          {
            xml: table([
              ["企业名称", "甲"],
              ["预算", "5"],
            ]),
            span: 3,
          },
        ],
      ]) + paragraph(`<w:sdt><w:sdtPr/><w:sdtContent>${run("需求内容：甲")}</w:sdtContent></w:sdt>`),
    );
    const pieces = xml.split(/(?=<)/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(pieces.length - 1), fc.nat(pieces.length - 1)), { maxLength: 6 }),
        async (swaps) => {
          const mixed = [...pieces];
          for (const [one, other] of swaps) [mixed[one], mixed[other]] = [mixed[other] ?? "", mixed[one] ?? ""];
          const outcome = await read(withXml(mixed.join(""))).catch((error: unknown) => error);
          expect(Array.isArray(outcome) || outcome instanceof DomainError).toBe(true);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});
