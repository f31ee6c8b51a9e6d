import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";
import { describe, expect, it } from "vitest";
import { isKnownLabel, makeDocx, paragraph, run, table } from "./form-fixture.ts";
import { type FormReading, readForm } from "./read-form.ts";

async function read(body: string): Promise<FormReading[]> {
  return readForm({ name: "征集表.docx", bytes: makeDocx(body) }, { isKnownLabel });
}

async function readOne(body: string): Promise<FormReading> {
  const readings = await read(body);
  expect(readings).toHaveLength(1);
  return readings[0] as FormReading;
}

/** Label and answer, with what else is known in brackets. */
async function answersOf(body: string): Promise<string[][]> {
  return (await readOne(body)).answers.map(({ label, answer }) => [label, answer]);
}

/** The answer to 需求内容 when its cell holds this markup. */
async function answerIn(xml: string): Promise<string | undefined> {
  const { answers } = await readOne(table([["需求内容", { xml }]]));
  return answers.find(({ label }) => label === "需求内容")?.answer;
}

describe("shapes of tables", () => {
  it("reads label and answer side by side, once and twice in a row", async () => {
    const body = table([
      ["企业名称", { text: "无锡甲公司", span: 3 }],
      ["联系人", "张三", "联系电话", "13800000000"],
      ["年产值", "3 亿元", "职工人数", "200"],
    ]);
    expect(await answersOf(body)).toEqual([
      ["企业名称", "无锡甲公司"],
      ["联系人", "张三"],
      ["联系电话", "13800000000"],
      ["年产值", "3 亿元"],
      ["职工人数", "200"],
    ]);
  });

  it("keeps blank answers apart from the labels beside them", async () => {
    expect(await answersOf(table([["企业名称", "", "统一社会信用代码", ""]]))).toEqual([
      ["企业名称", ""],
      ["统一社会信用代码", ""],
    ]);
  });

  it("reads a merged label at the left as the group of the rows beside it", async () => {
    const { answers } = await readOne(
      table([
        [{ text: "联系方式", merge: "restart" }, "联系人", "张三"],
        [{ merge: "continue" }, "电话", "13800000000"],
        [{ merge: "continue" }, "微信", "zs"],
        ["需求名称", { text: "废水处理", span: 2 }],
      ]),
    );
    expect(answers).toEqual([
      { label: "联系人", answer: "张三", group: "联系方式" },
      { label: "电话", answer: "13800000000", group: "联系方式" },
      { label: "微信", answer: "zs", group: "联系方式" },
      { label: "需求名称", answer: "废水处理" },
    ]);
  });

  it("joins group and label where only both together are known", async () => {
    const { answers } = await readOne(
      table([
        [{ text: "联 系 人", merge: "restart" }, "姓名", "张三", "职务", "经理"],
        [{ merge: "continue" }, "手机", { text: "138", span: 3 }],
      ]),
    );
    expect(answers.map(({ label, answer }) => [label, answer])).toEqual([
      ["联系人姓名", "张三"],
      ["职务", "经理"],
      ["手机", "138"],
    ]);
  });

  it("reads rows of figures beside a merged known label as its answer", async () => {
    const body = table([
      [{ text: "技术指标", merge: "restart" }, "COD", "≤50 mg/L"],
      [{ merge: "continue" }, "氨氮", "≤5 mg/L"],
      ["预算", { text: "50万元", span: 2 }],
    ]);
    expect(await answersOf(body)).toEqual([
      ["技术指标", "COD：≤50 mg/L\n氨氮：≤5 mg/L"],
      ["预算", "50万元"],
    ]);
  });

  it("reads an answer in several rows beside one merged label", async () => {
    const body = table([
      [{ text: "需求内容", merge: "restart" }, "第一段"],
      [{ merge: "continue" }, "现状：第二段"],
      ["预算", "50"],
    ]);
    expect(await answersOf(body)).toEqual([
      ["需求内容", "第一段\n现状：第二段"],
      ["预算", "50"],
    ]);
  });

  it("reads label and answer in one cell, after a colon or on the next line", async () => {
    const body = table([
      [{ text: "一、需求内容：\n我公司需要\n处理废水", span: 4 }],
      [{ text: "现有基础（已开展的工作）\n中试线一条", span: 4 }],
      [{ text: "预算：50 万元    期限：2027年6月", span: 4 }],
      [{ text: "保密要求：无", span: 4 }],
    ]);
    const { answers } = await readOne(body);
    expect(answers).toEqual([
      { label: "需求内容", answer: "我公司需要\n处理废水" },
      { label: "现有基础", answer: "中试线一条", hint: "已开展的工作" },
      { label: "预算", answer: "50 万元" },
      { label: "期限", answer: "2027年6月" },
      { label: "保密要求", answer: "无" },
    ]);
  });

  it("reads a label across the form with its answer beneath", async () => {
    const body = table([
      [{ text: "一、企业基本情况", span: 2 }],
      ["企业名称", "甲公司"],
      [{ text: "二、需求内容", span: 2 }],
      [{ text: "处理废水。", span: 2 }],
      [{ text: "三、希望高校提供的支持：", span: 2 }],
      [{ text: "派人驻厂。", span: 2 }],
      [{ text: "四、技术指标", span: 2 }],
      [{ text: "", span: 2 }],
    ]);
    expect(await answersOf(body)).toEqual([
      ["企业名称", "甲公司"],
      ["需求内容", "处理废水。"],
      ["希望高校提供的支持", "派人驻厂。"],
      ["技术指标", ""],
    ]);
  });

  it("reads a row of labels above a row of answers", async () => {
    const body = table([
      ["企业名称", { text: "甲公司", span: 2 }],
      ["联系人", "电话", "职务"],
      ["张三", "138", "经理"],
    ]);
    expect(await answersOf(body)).toEqual([
      ["企业名称", "甲公司"],
      ["联系人", "张三"],
      ["电话", "138"],
      ["职务", "经理"],
    ]);
  });

  it("reads cells that each hold label and answer", async () => {
    expect(await answersOf(table([["联系人：张三", "电话：138"]]))).toEqual([
      ["联系人", "张三"],
      ["电话", "138"],
    ]);
  });

  it("reads a form inside a cell of a frame, and a small form as an answer", async () => {
    const inner = table([
      ["联系人", "张三"],
      ["电话", "138"],
    ]);
    const form = table([
      ["企业名称", "甲公司"],
      ["联系方式", { xml: inner + paragraph("") }],
    ]);
    const { answers } = await readOne(table([[{ xml: form + paragraph("") }]]));
    expect(answers).toEqual([
      { label: "企业名称", answer: "甲公司" },
      { label: "联系人", answer: "张三", group: "联系方式" },
      { label: "电话", answer: "138", group: "联系方式" },
    ]);
  });

  it("reads a table of figures inside an answer as lines", async () => {
    const figures = table([
      ["指标", "数值"],
      ["COD", "≤50"],
    ]);
    expect(await answerIn(paragraph("要求如下：") + figures + paragraph("以上。"))).toBe(
      "要求如下：\n指标 | 数值\nCOD | ≤50\n以上。",
    );
  });

  it("takes a unit in a cell of its own as part of the answer", async () => {
    expect(await answersOf(table([["预算", "50", "万元"]]))).toEqual([["预算", "50 万元"]]);
  });

  it("keeps the order of a longer answer that has labels of its own", async () => {
    const answer = "现状：年产五万吨。\n目标：达标排放。";
    expect(await answersOf(table([["需求内容", answer]]))).toEqual([["需求内容", answer]]);
  });

  it("takes contact data in one cell apart", async () => {
    const { answers } = await readOne(table([["联系方式", "联系人：张三 电话：138"]]));
    expect(answers).toEqual([
      { label: "联系人", answer: "张三", group: "联系方式" },
      { label: "电话", answer: "138", group: "联系方式" },
    ]);
  });

  it("follows columns past cells left out and cells merged the old way", async () => {
    const merged = '<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>';
    const body = `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>${paragraph("联系人")}</w:tc><w:tc>${paragraph("张三")}</w:tc></w:tr><w:tr>${merged}${paragraph("企业名称")}</w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr>${paragraph("")}</w:tc><w:tc>${paragraph("甲")}</w:tc></w:tr></w:tbl>`;
    expect(await answersOf(body)).toEqual([
      ["联系人", "张三"],
      ["企业名称", "甲"],
    ]);
  });

  it("loses no text that stands under no label", async () => {
    const long = "本公司承诺以上内容真实，并同意在对接范围内公开。";
    expect(await answersOf(table([["企业名称", "甲"], [{ text: long, span: 2 }]]))).toEqual([
      ["企业名称", "甲"],
      ["", long],
    ]);
  });
});

describe("labels", () => {
  it.each([
    ["联 系 人", "联系人", undefined],
    ["联　系　人：", "联系人", undefined],
    ["*联系人（必填）", "联系人", undefined],
    ["★ 3、联系人:", "联系人", undefined],
    ["（一）联系人", "联系人", undefined],
    ["统一社会\n信用代码", "统一社会信用代码", undefined],
    ["联\n系\n人", "联系人", undefined],
    ["预算（万元）", "预算", "万元"],
    ["需求内容\n（限500字【选填】）", "需求内容", "限500字"],
    ["需求内容\n请写清背景、问题和目标", "需求内容", "请写清背景、问题和目标"],
    ["Contact person:", "Contact person", undefined],
  ])("reads %j", async (written, label, hint) => {
    const { answers } = await readOne(table([[written, "答案"]]));
    expect(answers).toEqual([{ label, answer: "答案", ...(hint !== undefined && { hint }) }]);
  });
});

describe("what stands outside tables", () => {
  it("reads title, paragraphs of label and answer, and instructions", async () => {
    const reading = await readOne(
      [
        paragraph("附件1"),
        paragraph("企业技术需求征集表", '<w:jc w:val="center"/>'),
        paragraph("企业名称：甲公司          联系人：张三 电话：138"),
        paragraph("填报日期：2027年3月1日"),
        paragraph("一、需求内容："),
        paragraph("背景：年产五万吨。"),
        paragraph("要求 COD 达标，时间：一年。"),
        paragraph("二、技术指标"),
        paragraph("COD ≤50"),
        paragraph("填表说明：1. 一需求一表"),
        paragraph("2. 需求名称：应简明扼要"),
      ].join(""),
    );
    expect(reading.title).toBe("企业技术需求征集表");
    expect(reading.answers.map(({ label, answer }) => [label, answer])).toEqual([
      ["企业名称", "甲公司"],
      ["联系人", "张三"],
      ["电话", "138"],
      ["填报日期", "2027年3月1日"],
      ["需求内容", "背景：年产五万吨。\n要求 COD 达标，时间：一年。"],
      ["技术指标", "COD ≤50"],
    ]);
    expect(reading.notes).toEqual(["附件1", "填表说明：1. 一需求一表", "2. 需求名称：应简明扼要"]);
  });

  it("reads the line of signatures, and takes no salutation for a label", async () => {
    const { answers, notes } = await readOne(
      [
        paragraph("各有关单位：请于本月底前报送。"),
        table([["企业名称", "甲"], [{ text: "单位负责人签字：", span: 2 }]]),
        paragraph("填表人：李四　　电话：139　　填表日期：2026年11月1日"),
      ].join(""),
    );
    expect(answers.map(({ label, answer }) => [label, answer])).toEqual([
      ["企业名称", "甲"],
      ["单位负责人签字", ""],
      ["填表人", "李四"],
      ["电话", "139"],
      ["填表日期", "2026年11月1日"],
    ]);
    expect(notes).toEqual(["各有关单位：请于本月底前报送。"]);
  });

  it("finds title and instructions inside the table too", async () => {
    const { title, answers, notes } = await readOne(
      table([
        [{ text: "企 业 技 术 需 求 征 集 表", span: 2 }],
        ["企业名称", "甲"],
        [{ text: "填表说明：需求名称：简明扼要", span: 2 }],
      ]),
    );
    expect([title, answers.length, notes]).toEqual(["企 业 技 术 需 求 征 集 表", 1, ["填表说明：需求名称：简明扼要"]]);
  });

  it("takes a heading above a frame for the label of what the frame holds", async () => {
    expect(await answersOf(paragraph("需求内容") + table([["处理废水，达标排放。"]]))).toEqual([
      ["需求内容", "处理废水，达标排放。"],
    ]);
  });

  it("forgets a heading that only announces the table", async () => {
    expect(await answersOf(paragraph("技术需求") + table([["需求名称", "废水"]]))).toEqual([["需求名称", "废水"]]);
  });
});

describe("choices", () => {
  const control = (checked: number, label: string) =>
    `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run(checked ? "☒" : "☐")}</w:sdtContent></w:sdt>${run(label)}`;
  const field = (inside: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${inside}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

  it.each([
    ["☑合作开发 □技术转让", "合作开发"],
    ["□合作开发 ■技术转让 √技术入股 □其他", "技术转让、技术入股"],
    ["☐ 合作开发\n☒ 技术转让\n⊠ 技术咨询", "技术转让、技术咨询"],
    ["合作开发☑ 技术转让□ 技术咨询☑", "合作开发、技术咨询"],
    ["合作开发√ □技术转让", "合作开发"],
    ["□√合作开发 □技术转让", "合作开发"],
    ["合作开发（√） 技术转让（ ）", "合作开发"],
    ["（ ）合作开发 （√）技术转让", "技术转让"],
    ["●是 ○否", "是"],
    ["√合作开发 技术转让", "合作开发"],
    ["□合作开发 □技术转让", ""],
    ["□合作开发 ☑其他：联合申报", "联合申报"],
    ["□合作开发 □其他（请注明）：______", ""],
    ["□合作开发 □其他：联合申报", "联合申报"],
    ["☑是 □否\n说明：已立项", "是\n说明：已立项"],
    ["拟采用 ☑合作开发 □技术转让", "拟采用合作开发"],
    ["合作开发、技术转让", "合作开发、技术转让"],
    ["● 提高收率\n● 降低能耗", "● 提高收率\n● 降低能耗"],
    [
      "□ 提高发酵收率，使单位成本下降百分之二十以上，并稳定运行\n□ 降低单位能耗，使之达到国家标准规定的先进值要求",
      "提高发酵收率，使单位成本下降百分之二十以上，并稳定运行\n降低单位能耗，使之达到国家标准规定的先进值要求",
    ],
    ["误差 √2 以内", "误差 √2 以内"],
  ])("reads %j", async (written, answer) => {
    expect(await answersOf(table([["合作方式", written]]))).toEqual([["合作方式", answer]]);
  });

  it("reads Word's boxes: content controls, form fields, symbol fonts", async () => {
    const ticked = [
      control(1, "合作开发 ") + control(0, "技术转让"),
      field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>") +
        run("合作开发 ") +
        field("<w:checkBox><w:default w:val='0'/></w:checkBox>") +
        run("技术转让"),
      `<w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r>${run("合作开发 ")}<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>${run("技术转让")}`,
      run("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>') +
        run("合作开发 ") +
        run("£", '<w:rFonts w:ascii="Wingdings 2"/>') +
        run("技术转让"),
    ];
    for (const content of ticked) expect(await answerIn(`<w:p>${content}</w:p>`)).toBe("合作开发");
  });

  it("reads boxes that stand in cells of their own, also around the cell", async () => {
    const box = (checked: number, text: string) =>
      `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:tc>${paragraph("☐")}</w:tc></w:sdtContent></w:sdt><w:tc>${paragraph(text)}</w:tc>`;
    const body = `<w:tbl><w:tr><w:tc>${paragraph("合作方式")}</w:tc>${box(0, "技术转让")}${box(1, "合作开发")}</w:tr></w:tbl>`;
    expect(await answersOf(body)).toEqual([["合作方式", "合作开发"]]);
  });

  it("reads the choice of a list", async () => {
    const list = field(
      '<w:ddList><w:result w:val="1"/><w:listEntry w:val="转让"/><w:listEntry w:val="合作"/></w:ddList>',
    );
    expect(await answerIn(`<w:p>${list}</w:p>`)).toBe("合作");
  });
});

describe("answers", () => {
  it.each([
    ["____________", ""],
    ["（请填写）", ""],
    ["（请简要描述需解决的技术问题，限500字）", ""],
    ["单击或点击此处输入文字。", ""],
    ["Click or tap here to enter text.", ""],
    ["请输入需求内容", ""],
    ["______万元", ""],
    ["  年  月  日", ""],
    ["/", ""],
    ["____50____万元", "50万元"],
    ["（请说明背景）我公司需要处理废水", "我公司需要处理废水"],
    ["无", "无"],
    ["a_b@example.com", "a_b@example.com"],
    ["第一行\n\n第二行", "第一行\n\n第二行"],
    ["ＣＯＤ　≤ ５０", "COD ≤ 50"],
  ])("reads %j", async (written, answer) => {
    expect(await answersOf(table([["需求内容", written]]))).toEqual([["需求内容", answer]]);
  });

  it("keeps paragraphs, line breaks, bullets and tabs", async () => {
    const item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>';
    expect(await answerIn(paragraph("要求：\n如下") + paragraph("提高收率", item) + paragraph("降低能耗", item))).toBe(
      "要求：\n如下\n• 提高收率\n• 降低能耗",
    );
    expect(await answerIn(paragraph("只有一条", item))).toBe("只有一条");
    expect(
      await answerIn(`<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t></w:r></w:p>`),
    ).toBe("甲 乙-丙");
  });

  it("keeps the meaning of raised figures and of formulas", async () => {
    const raised = '<w:vertAlign w:val="superscript"/>';
    const lowered = '<w:vertAlign w:val="subscript"/>';
    expect(await answerIn(`<w:p>${run("10") + run("-3", raised) + run(" m") + run("2", raised)}</w:p>`)).toBe(
      "10⁻³ m²",
    );
    expect(await answerIn(`<w:p>${run("CO") + run("2", lowered) + run("，x") + run("0.5", raised)}</w:p>`)).toBe(
      "CO2，x^(0.5)",
    );
    const m = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const formula = `<m:oMath>${m("E=")}<m:sSup><m:e>${m("c")}</m:e><m:sup>${m("2")}</m:sup></m:sSup>${m("+")}<m:f><m:num>${m("a+b")}</m:num><m:den>${m("2")}</m:den></m:f><m:rad><m:deg/><m:e>${m("x")}</m:e></m:rad></m:oMath>`;
    expect(await answerIn(`<w:p>${formula}</w:p>`)).toBe("E=c²+(a+b)/2√(x)");
  });

  it("keeps what was inserted, drops what was deleted, moved away, struck through or hidden", async () => {
    const content = [
      `<w:ins w:id="1">${run("新增")}</w:ins>`,
      `<w:del w:id="2"><w:r><w:delText>删去</w:delText></w:r></w:del>`,
      `<w:moveFrom w:id="3">${run("移走")}</w:moveFrom><w:moveTo w:id="4">${run("移来")}</w:moveTo>`,
      run("50", "<w:strike/>") + run("80", '<w:strike w:val="0"/>') + run("暗", "<w:vanish/>"),
      run("万元", '<w:rPrChange w:id="5"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'),
    ];
    expect(await answerIn(`<w:p>${content.join("")}</w:p>`)).toBe("新增移来80万元");
    const row = `<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>${paragraph("电话")}</w:tc><w:tc>${paragraph("1")}</w:tc></w:tr><w:tr><w:tc>${paragraph("联系人")}</w:tc><w:tc>${paragraph("张三")}</w:tc></w:tr></w:tbl>`;
    expect(await answersOf(row)).toEqual([["联系人", "张三"]]);
  });

  it("reads content controls around runs, cells and rows, and drops their prompts", async () => {
    const around = (content: string, properties = "") =>
      `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const body = `<w:tbl><w:tr>${cell("企业名称")}${around(cell("甲公司"))}</w:tr>${around(`<w:tr>${cell("联系人")}<w:tc><w:p>${around(run("张三"))}</w:p></w:tc></w:tr>`)}<w:tr>${cell("电话")}<w:tc><w:p>${around(run("点这里写电话号码"), "<w:showingPlcHdr/>")}</w:p></w:tc></w:tr></w:tbl>`;
    expect(await answersOf(body)).toEqual([
      ["企业名称", "甲公司"],
      ["联系人", "张三"],
      ["电话", ""],
    ]);
  });

  it("reads text boxes once, links, fields and smart tags", async () => {
    const box = `<w:txbxContent>${paragraph("框内")}</w:txbxContent>`;
    const drawing = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const rest = `<w:hyperlink>${run("链接")}</w:hyperlink><w:fldSimple w:instr="X">${run("域")}</w:fldSimple><w:smartTag>${run("标记")}</w:smartTag>`;
    expect(await answerIn(`<w:p>${run("前")}${drawing}${rest}</w:p>`)).toBe("前链接域标记\n框内");
  });

  it("counts pictures, which it cannot read", async () => {
    expect(
      (await readOne(table([["需求内容", { xml: `<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>` }]])))
        .pictures,
    ).toBe(1);
  });
});

describe("several forms in one file", () => {
  const form = (enterprise: string, title: string) =>
    table([
      ["企业名称", enterprise],
      ["联系人", enterprise && "张三"],
      ["需求名称", title],
    ]);
  const enterprises = (readings: FormReading[]) =>
    readings.map(({ answers }) =>
      answers
        .filter(({ label }) => /名称/.test(label))
        .map(({ answer }) => answer)
        .join("/"),
    );

  it("parts them by their title", async () => {
    const heading = paragraph("企业技术需求征集表", '<w:jc w:val="center"/>');
    const readings = await read(heading + form("甲", "一") + heading + form("乙", "二"));
    expect(enterprises(readings)).toEqual(["甲/一", "乙/二"]);
    expect(readings.map(({ title }) => title)).toEqual(["企业技术需求征集表", "企业技术需求征集表"]);
  });

  it("parts them by their first label, and leaves unfilled ones out", async () => {
    expect(enterprises(await read(form("甲", "一") + paragraph("") + form("乙", "二") + form("", "")))).toEqual([
      "甲/一",
      "乙/二",
    ]);
  });

  it("gives each need of one enterprise what they share", async () => {
    const need = (title: string, budget: string) => [
      ["需求名称", title],
      ["预算", budget],
    ];
    const readings = await read(
      table([["企业名称", "甲"], ...need("一", "10"), ...need("二", "20"), ["联系人", "张三"]]),
    );
    expect(readings.map(({ answers }) => answers.map(({ answer }) => answer))).toEqual([
      ["甲", "一", "10", "张三"],
      ["甲", "二", "20", "张三"],
    ]);
  });

  it("reads a list of needs in a table", async () => {
    const list = table([
      ["序号", "需求名称", "需求内容"],
      ["1", "一", "甲事"],
      ["2", "二", "乙事"],
      ["", "", ""],
    ]);
    const readings = await read(paragraph("企业名称：甲") + list);
    expect(readings.map(({ answers }) => answers.map(({ answer }) => answer))).toEqual([
      ["甲", "1", "一", "甲事"],
      ["甲", "2", "二", "乙事"],
    ]);
  });

  it("does not part a form whose first label comes again for a partner", async () => {
    const partner = [{ text: "合作单位", merge: "restart" as const }, "企业名称", "乙"];
    const body = table([
      ["企业名称", "甲"],
      ["联系人", "张三"],
      ["电话", "1"],
      ["需求名称", "一"],
      partner,
      [{ merge: "continue" }, "邮编", "2"],
    ]);
    expect(await answersOf(body)).toHaveLength(6);
  });

  it("does not part a form that asks for two persons", async () => {
    const body = table([
      ["企业名称", "甲"],
      [{ text: "法定代表人", merge: "restart" }, "姓名", "李四"],
      [{ merge: "continue" }, "电话", "1"],
      [{ text: "联系人", merge: "restart" }, "姓名", "张三"],
      [{ merge: "continue" }, "电话", "2"],
      ["需求名称", "一"],
    ]);
    const { answers } = await readOne(body);
    expect(answers.map(({ group = "", label, answer }) => [group, label, answer].join(" ").trim())).toEqual([
      "企业名称 甲",
      "法定代表人 姓名 李四",
      "法定代表人 电话 1",
      "联系人 联系人姓名 张三",
      "联系人 电话 2",
      "需求名称 一",
    ]);
  });
});

describe("documents as programs write them", () => {
  it("reads one written by a library", async () => {
    const cell = (text: string) => new TableCell({ children: [new Paragraph({ children: [new TextRun(text)] })] });
    const rows = [
      ["企业名称", "甲"],
      ["需求内容", "废水"],
    ].map((cells) => new TableRow({ children: cells.map(cell) }));
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [new Table({ rows })] }] }));
    const [reading] = await readForm({ name: "a.docx", bytes }, { isKnownLabel });
    expect(reading?.answers).toEqual([
      { label: "企业名称", answer: "甲" },
      { label: "需求内容", answer: "废水" },
    ]);
  });
});
