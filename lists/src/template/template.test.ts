import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { DomainError } from "@dual-high/kernel";
import { documentXml, makeDocx, paragraph, relations, run } from "../forms/form-fixture.ts";
import { openZip } from "../zip.ts";
import { type FixtureEntry, makeZip } from "../zip-fixture.ts";
import { fillTemplate, readTemplate } from "./template.ts";
import type { TemplateVocabulary } from "./vocabulary.ts";

const VOCABULARY: TemplateVocabulary = {
  fields: [
    { key: "title", names: { zh: "名称", en: "title" } },
    { key: "buyer", names: { zh: "甲方", en: "buyer" } },
    { key: "amount", names: { zh: "金额", en: "amount" } },
  ],
  lists: [
    {
      key: "parties",
      names: { zh: "各方", en: "parties" },
      fields: [
        { key: "name", names: { zh: "单位", en: "unit" } },
        { key: "share", names: { zh: "份额", en: "share" } },
      ],
    },
  ],
};
const VALUES = {
  texts: { title: "连铸 & 节能 <一期>", buyer: "甲公司\n（盖章）", amount: "500,000.00" },
  rows: {
    parties: [
      { name: "甲公司", share: "0.00%" },
      { name: "乙大学", share: "100.00%" },
    ],
  },
};
const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join("")}</w:tr>`;
const file = (body: string, extra: Parameters<typeof makeDocx>[1] = []) => ({
  name: "模板.docx",
  bytes: makeDocx(body, extra),
});
const bodyOf = async (bytes: Uint8Array) =>
  Buffer.from(await (await openZip(bytes, { file: "x" })).read("word/document.xml")).toString("utf8");
const wordsOf = (xml: string) =>
  xml
    .replaceAll("<w:br/>", "\n")
    .replaceAll(/<\/w:p>/g, "¶")
    .replaceAll(/<[^>]+>/g, "");
const refusal = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof DomainError ? { code: error.code, said: error.text("zh") } : error;
};

test("names in Chinese or English are filled, also where Word has split them over runs", async () => {
  const split = `<w:p>${run("甲方：{", "<w:b/>")}${run("{")}${run("甲")}${run("方 }}，金额 {{ AMOUNT }")}${run("}")}</w:p>`;
  const template = file(split + paragraph("{{名称}}"));
  expect(await readTemplate(template, VOCABULARY)).toEqual({ keys: ["buyer", "amount", "title"], problems: [] });
  const filled = await bodyOf(await fillTemplate(template, VOCABULARY, VALUES));
  expect(wordsOf(filled)).toBe("甲方：甲公司\n（盖章），金额 500,000.00¶连铸 &amp; 节能 &lt;一期&gt;¶");
});

test("a row of a table and a paragraph repeat for each of the parties, the same input giving the same bytes", async () => {
  const template = file(
    `<w:tbl>${row("单位", "份额")}${row("{{#各方}}{{单位}}", "{{share}}{{/各方}}")}</w:tbl>` +
      paragraph("{{#parties}}") +
      paragraph("{{unit}}为“{{名称}}”的一方") +
      paragraph("{{/}}"),
  );
  expect(await readTemplate(template, VOCABULARY)).toEqual({
    keys: ["parties", "parties.name", "parties.share", "title"],
    problems: [],
  });
  const [one, again] = await Promise.all([
    fillTemplate(template, VOCABULARY, VALUES),
    fillTemplate(template, VOCABULARY, VALUES),
  ]);
  expect(Buffer.compare(one, again)).toBe(0);
  const filled = await bodyOf(one);
  expect(filled.match(/<w:tr>/g)).toHaveLength(3);
  expect(wordsOf(filled)).toBe(
    "单位¶份额¶甲公司¶0.00%¶乙大学¶100.00%¶甲公司为“连铸 &amp; 节能 &lt;一期&gt;”的一方¶乙大学为“连铸 &amp; 节能 &lt;一期&gt;”的一方¶",
  );
});

test("whatever is wrong is told at once, with its place, the nearest name and the remedy", async () => {
  const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph("{{编号}}")}</w:hdr>`;
  const { problems } = await readTemplate(
    file(
      paragraph("甲方：{{甲万}}") +
        paragraph("｛｛名称｝｝") +
        paragraph("{{金额") +
        paragraph("金额}} 元") +
        paragraph("{{单位}}") +
        paragraph("{{各方}}") +
        paragraph("{{title.constructor}}{{=[[ ]]=}}{{@title}}") +
        `<w:tbl>${row("单位")}${row("{{#各方}}{{单位}}{{分额}}")}</w:tbl>`,
      [{ name: "word/header1.xml", content: header }],
    ),
    VOCABULARY,
  );
  expect(problems.map(({ place, problem }) => `${place.zh}：${problem.zh}`)).toEqual([
    "第 1 段“甲方：{{甲万}}”：没有“{{甲万}}”这个字段，是不是 {{甲方}}？请改正",
    "第 2 段“｛｛名称｝｝”：“｛｛”是全角括号，不会被填写；请改成半角的 {{ 和 }}",
    "第 2 段“｛｛名称｝｝”：“｝｝”是全角括号，不会被填写；请改成半角的 {{ 和 }}",
    "第 3 段“{{金额”：“{{”在本段里没有“}}”结束；一个占位符要写在同一段里，请补上",
    "第 4 段“金额}} 元”：“}}”前面没有“{{”，请补上或删去",
    "第 5 段“{{单位}}”：“{{单位}}”只能写在 {{#各方}} 和 {{/各方}} 之间",
    "第 6 段“{{各方}}”：“{{各方}}”是一组行，请写成 {{#各方}}……{{/各方}}",
    ...["title.constructor", "=[[ ]]=", "@title"].map((name) => expect.stringContaining(`没有“{{${name}}}”这个字段`)),
    "表 1 第 2 行第 1 格“{{#各方}}{{单位}}{{分额}}”：没有“{{分额}}”这个字段，是不是 {{份额}}？请改正",
    "表 1 第 2 行第 1 格“{{#各方}}{{单位}}{{分额}}”：{{#各方}} 没有结束；请在要重复的行或段之后写 {{/各方}}",
    "页眉第 1 段“{{编号}}”：没有“{{编号}}”这个字段，请对照字段表改正",
  ]);
});

test("a table of contents, whose links stay within the document, is no reason to refuse it", async () => {
  const toc = paragraph('<w:r><w:instrText> HYPERLINK \\l "_Toc1" </w:instrText></w:r>');
  expect((await readTemplate(file(toc + paragraph("{{名称}}")), VOCABULARY)).problems).toEqual([]);
  const outside = paragraph('<w:r><w:instrText> HYPERLINK "https://tracker.example" </w:instrText></w:r>');
  expect(await refusal(readTemplate(file(outside), VOCABULARY))).toMatchObject({ code: "lists.template_field_code" });
});

test("macros, content from elsewhere, other files, reading fields and repeats across tables are refused by name", async () => {
  const good = paragraph("{{名称}}");
  const relation = (type: string, target: string, mode = "") => ({
    name: "word/_rels/document.xml.rels",
    content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" ${mode}/></Relationships>`,
  });
  const outside = 'TargetMode="External"';
  const cases: readonly [ReturnType<typeof file>, string, string][] = [
    [file(good, [{ name: "word/vbaProject.bin", content: "x" }]), "lists.template_macros", "宏"],
    [file(good, [relation("image", "https://tracker.example/a.png", outside)]), "lists.template_external", "tracker"],
    [file(good, [relation("attachedTemplate", "file:///x.dotm", outside)]), "lists.template_external", "x.dotm"],
    [file(good, [{ name: "word/embeddings/ole1.bin", content: "x" }]), "lists.template_embedded", "ole1.bin"],
    [file(good, [relation("aFChunk", "chunk.html")]), "lists.template_embedded", "chunk.html"],
    [
      file(good + paragraph('<w:r><w:instrText> INCLUDETEXT "C:\\x.docx" </w:instrText></w:r>')),
      "lists.template_field_code",
      "INCLUDETEXT",
    ],
    [file(paragraph("没有要填的")), "lists.template_without_placeholder", "没有占位符"],
    [
      file(`<w:tbl>${row("{{#各方}}{{单位}}")}</w:tbl>${paragraph("{{/各方}}")}`),
      "lists.template_unfilled",
      "占位符无法处理",
    ],
    [{ name: "模板.docx", bytes: new TextEncoder().encode("%PDF-1.7") }, "lists.form_not_docx", "PDF"],
  ];
  for (const [template, code, words] of cases) {
    const refused = await refusal(readTemplate(template, VOCABULARY));
    expect(refused).toMatchObject({ code, said: expect.stringContaining(words) });
  }
});

test("text under another name, and what unpacks to more than it declares, is refused before anything is filled", async () => {
  const type = (name: string) => `application/vnd.openxmlformats-officedocument.wordprocessingml.${name}+xml`;
  const template = (parts: Readonly<Record<string, string>>, extra: readonly FixtureEntry[], more = "") => ({
    name: "模板.docx",
    bytes: makeZip([
      {
        name: "[Content_Types].xml",
        content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${more}${Object.entries(
          parts,
        )
          .map(([part, name]) => `<Override PartName="/${part}" ContentType="${type(name)}"/>`)
          .join("")}</Types>`,
      },
      { name: "_rels/.rels", content: relations("word/document.xml") },
      { name: "word/document.xml", content: documentXml(paragraph("{{名称}}")) },
      ...extra,
    ]),
  });
  const main = { "word/document.xml": "document.main" };
  const hidden = documentXml(paragraph('<w:r><w:instrText> INCLUDETEXT "C:\\x.docx" </w:instrText></w:r>'));
  const cases: readonly [ReturnType<typeof template>, string, string][] = [
    [
      template({ ...main, "word/x.xml": "footer" }, [{ name: "word/x.xml", content: hidden }]),
      "lists.template_embedded",
      "word/x.xml",
    ],
    [
      template({ ...main, "word/document2.xml": "document.main" }, [{ name: "word/document2.xml", content: hidden }]),
      "lists.template_embedded",
      "word/document2.xml",
    ],
    [
      template(main, [], `<Default Extension="xml" ContentType="${type("header")}"/>`),
      "lists.template_embedded",
      "Types",
    ],
    [
      template({ ...main, "word/endnotes.xml": "endnotes" }, [{ name: "word/endnotes.xml", content: hidden }]),
      "lists.template_field_code",
      "INCLUDETEXT",
    ],
    // A part that nobody looks at, and that the library would unpack whole: 4 MB declared as 10 bytes.
    [
      template(main, [{ name: "word/media/image1.png", content: "x".repeat(4 * 2 ** 20), size: 10 }]),
      "lists.zip",
      "image1.png",
    ],
  ];
  for (const [bad, code, words] of cases) {
    const refused = await refusal(readTemplate(bad, VOCABULARY));
    expect(refused).toMatchObject({ code: expect.stringContaining(code), said: expect.stringContaining(words) });
  }
});
