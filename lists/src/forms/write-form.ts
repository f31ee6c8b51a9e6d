import type { Bilingual, Language } from "@dual-high/kernel";
import {
  AlignmentType,
  CheckBox,
  Document,
  HeightRule,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { fixZipDates } from "./fix-zip-dates.ts";

/** What a need's form asks for; each as it would be written by hand, lines parted by \n. */
export interface NeedFormAnswers {
  readonly enterprise?: string;
  readonly creditCode?: string;
  readonly field?: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly title?: string;
  readonly content?: string;
  readonly indicators?: string;
  readonly basis?: string;
  /** In units of 10,000 yuan, as the label says: 50, 50-100, 面议. */
  readonly budget?: string;
  readonly deadline?: string;
  /** Options joined by 、; what is not an option is written behind "other". */
  readonly cooperation?: string;
}

type FieldName = keyof NeedFormAnswers;

const LABELS: Readonly<Record<FieldName, Bilingual>> = {
  enterprise: { zh: "企业名称", en: "Enterprise name" },
  creditCode: { zh: "统一社会信用代码", en: "Unified social credit code" },
  field: { zh: "所属领域", en: "Field" },
  contact: { zh: "联系人", en: "Contact person" },
  phone: { zh: "联系电话", en: "Phone number" },
  title: { zh: "需求名称", en: "Need title" },
  content: { zh: "需求内容（问题描述）", en: "Need description (problem)" },
  indicators: { zh: "主要技术指标", en: "Technical indicators" },
  basis: { zh: "现有工作基础", en: "Existing basis" },
  budget: { zh: "预算（万元）", en: "Budget (10,000 yuan)" },
  deadline: { zh: "期望完成时间", en: "Expected completion" },
  cooperation: { zh: "合作方式", en: "Form of cooperation" },
};

const OPTIONS: Readonly<Record<Language, readonly string[]>> = {
  zh: ["合作开发", "委托开发", "技术转让", "技术许可", "技术咨询", "技术服务"],
  en: ["joint development", "commissioned development", "transfer", "licence", "consulting", "service"],
};

const TEXTS = {
  title: { zh: "企业技术需求征集表", en: "Collection Form of Enterprise Technical Needs" },
  sample: { zh: "样例数据，均为虚构", en: "Sample data, all of it made up" },
  other: { zh: "其他", en: "other" },
  notes: {
    zh: [
      "填表说明：",
      "1. 一项需求填一张表；需求名称写明对象和要解决的问题，不超过 40 字。",
      "2. 需求内容请写清现状、问题和目标；主要技术指标请写可检验的数值和单位。",
      "3. 预算以万元计，可填范围，也可填“面议”；期望完成时间请写到年月。",
      "4. 请勿填写国家秘密；涉及商业秘密的，请先与结对工作专班联系。",
      "5. 填好后请以 .docx 格式发回，不要打印扫描或另存为图片。",
    ],
    en: [
      "Notes:",
      "1. One form for each need. Let the title name the object and the problem, in at most 15 words.",
      "2. Describe the present state, the problem and the goal; give indicators as figures with units that can be tested.",
      "3. The budget is in units of 10,000 yuan; a range or “negotiable” will do. Give the year and month of completion.",
      "4. No state secrets. Where business secrets are touched, call the pair office first.",
      "5. Send the form back as .docx, not printed and scanned, nor as a picture.",
    ],
  },
} as const;

/** The rows of the form: one field over the whole width, at least so many millimetres high, or two fields side by side. */
const ROWS: readonly (readonly [FieldName, number] | readonly [FieldName, FieldName])[] = [
  ["enterprise", 9],
  ["creditCode", "field"],
  ["contact", "phone"],
  ["title", 9],
  ["content", 66],
  ["indicators", 38],
  ["basis", 30],
  ["budget", "deadline"],
  ["cooperation", 16],
];

const MM = 56.7;
/** Widths of label, answer, label, answer within A4 less its margins. */
const COLUMNS = [35, 50, 35, 50].map((width) => Math.round(width * MM));
const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体" };
const TITLE_FONT = { ...FONT, eastAsia: "黑体" };

/** The collection form that an office sends out, blank or filled. The same input gives the same bytes. */
export async function writeNeedForm(
  answers: NeedFormAnswers,
  options: { readonly language: Language; readonly sample?: boolean },
): Promise<Uint8Array> {
  const { language } = options;
  const heading = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 120 },
    children: [new TextRun({ text: TEXTS.title[language], bold: true, size: 36, font: TITLE_FONT })],
  });
  const sample = new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ text: TEXTS.sample[language], size: 18, color: "C00000", font: FONT })],
  });
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: COLUMNS.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: COLUMNS,
    rows: ROWS.map((row) => formRow(row, answers, language)),
  });
  const notes = TEXTS.notes[language].map(
    (text, at) =>
      new Paragraph({
        spacing: { before: at === 0 ? 120 : 0 },
        children: [new TextRun({ text, size: 18, bold: at === 0, font: FONT })],
      }),
  );
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: { top: 1134, bottom: 1021, left: 1134, right: 1134 },
          },
        },
        children: [heading, ...(options.sample ? [sample] : []), table, ...notes],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: "docProps/core.xml", data: coreProperties(TEXTS.title[language]) },
  ]);
  fixZipDates(bytes);
  return bytes;
}

/** The library's own carry the time of writing. */
function coreProperties(title: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${title}</dc:title><dc:creator>Dual-High</dc:creator>`,
    "</cp:coreProperties>",
  ].join("");
}

function formRow(row: (typeof ROWS)[number], answers: NeedFormAnswers, language: Language): TableRow {
  const [first, second] = row;
  const isWide = typeof second === "number";
  const cells = [labelCell(first, language), answerCell(first, answers, language, isWide)];
  if (!isWide) cells.push(labelCell(second, language), answerCell(second, answers, language, false));
  const height = Math.round((isWide ? second : 9) * MM);
  return new TableRow({
    cantSplit: height < 1000,
    height: { value: height, rule: HeightRule.ATLEAST },
    children: cells,
  });
}

function labelCell(field: FieldName, language: Language): TableCell {
  return new TableCell({
    width: { size: COLUMNS[0] ?? 0, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    shading: { fill: "F2F2F2" },
    margins: CELL_MARGINS,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: LABELS[field][language], bold: true, font: FONT })],
      }),
    ],
  });
}

const CELL_MARGINS = { top: 40, bottom: 40, left: 100, right: 100 };

function answerCell(field: FieldName, answers: NeedFormAnswers, language: Language, isWide: boolean): TableCell {
  const answer = answers[field] ?? "";
  const isTall = field === "content" || field === "indicators" || field === "basis";
  return new TableCell({
    width: {
      size: isWide ? COLUMNS.slice(1).reduce((sum, width) => sum + width, 0) : (COLUMNS[1] ?? 0),
      type: WidthType.DXA,
    },
    columnSpan: isWide ? 3 : 1,
    verticalAlign: isTall ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    margins: CELL_MARGINS,
    children:
      field === "cooperation"
        ? [new Paragraph({ spacing: { line: 320 }, children: cooperationBoxes(answer, language) })]
        : answer.split("\n").map((line) => new Paragraph({ children: [new TextRun({ text: line, font: FONT })] })),
  });
}

function cooperationBoxes(answer: string, language: Language): ParagraphChild[] {
  const chosen = answer.split(/[、,，;；]/).map((option) => option.trim());
  const options = OPTIONS[language];
  const others = chosen.filter((option) => option !== "" && !options.includes(option));
  const other = `${TEXTS.other[language]}${language === "zh" ? "：" : ": "}${others.join("、") || "________________"}`;
  return [
    ...options.flatMap((option) => [...box(chosen.includes(option), option), new TextRun("    ")]),
    ...box(others.length > 0, other),
  ];
}

const BOX_FONT = "Segoe UI Symbol";

function box(checked: boolean, text: string): ParagraphChild[] {
  return [
    new CheckBox({
      checked,
      checkedState: { value: "2611", font: BOX_FONT },
      uncheckedState: { value: "2610", font: BOX_FONT },
    }),
    // A box and its option stay on one line.
    new TextRun({ text: `\u00A0${text.replaceAll(" ", "\u00A0")}`, font: FONT }),
  ];
}
