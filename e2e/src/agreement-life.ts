// One licence from its draft to its end by clicking, by the people whose part each step is. What other walks click is set up.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ifMatch } from "@dual-high/client";
import { writeDocument } from "@dual-high/lists";
import { strFromU8, unzipSync } from "fflate";
import type { Download, Page } from "playwright-core";
import { expect } from "vitest";
import { findOverflow, settle, takePicture } from "./browser.ts";
import type { Api } from "./client.ts";
import { confirm, fill, open, press } from "./steps.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;
const PHONE = { ...LOOK, width: 390 } as const;
const TITLE = "一种高通量膜专利实施许可";
const RULE = "样例规则，仅供演示，不引自任何文件";
/** The last step of the pair's flow for licences. */
const SEAL = "用印";

const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Writes in a field of a day, whose calendar is closed again. */
async function fillDay(page: Page, label: string, day: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(day);
  await page.keyboard.press("Tab");
}

/** Of several lists with the same options it is the field's own that is chosen from. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label, exact: true });
  await field.click();
  const list = await field.getAttribute("aria-controls");
  const own = page.locator(".ant-select-dropdown").filter({ has: page.locator(`[id="${list}"]`) });
  await own.getByTitle(option, { exact: true }).click();
}

const pdf = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(`%PDF-1.7\n% ${name}\n%%EOF\n`),
});

async function save(page: Page, button: string | RegExp): Promise<Download> {
  const saved = page.waitForEvent("download");
  await press(page, button);
  return saved;
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(readFileSync(await download.path()));
}

/** What a Word document says, without its layout. */
function textOf(docx: Uint8Array): string {
  const { "word/document.xml": document = new Uint8Array() } = unzipSync(docx);
  return strFromU8(document).replaceAll(/<[^>]+>/g, "");
}

/** The university's words for licences, and the rules by which their money is divided. */
export async function prepareLicences(lead: Api, scopeId: string): Promise<void> {
  const text = "专利实施许可合同（校内范本）：{{甲方}}与{{乙方}}就“{{名称}}”订立，许可费{{金额大写}}。";
  const plan = { title: "合同", note: "", heading: "合同", opening: [text], articles: [], closing: [] };
  const bytes = await writeDocument(plan);
  const { problems } = await lead.post("/api/scopes/{scopeId}/agreement-kinds/{kind}/template", {
    params: {
      path: { scopeId, kind: "licence" },
      query: { apply: "true" },
      header: { ...ifMatch({ version: 0 }), "x-file-name": encodeURIComponent("许可合同.docx") },
    },
    body: bytes as never,
    bodySerializer: () => bytes as never,
    headers: { "content-type": "application/octet-stream" },
  });
  expect(problems).toEqual([]);
  for (const [key, value] of Object.entries({
    inventors_floor: "5000",
    inventors: "7000",
    unit: "1000",
    institution: "2000",
    tax: "600",
    publicity: "1",
  })) {
    await lead.post("/api/scopes/{scopeId}/money-rules", {
      params: { path: { scopeId } },
      body: { key: `transformation.${key}`, value, inForceFrom: "2020-01-01", source: RULE },
    });
  }
}

/** Drawn up with its parties by its owner, who has the text by the university's template. */
export async function drawUpLicence(owner: Page, scopeId: string): Promise<string> {
  await open(owner, `/p/${scopeId}/agreements/new`);
  await owner.getByRole("textbox", { name: "合同名称" }).fill(TITLE);
  // There are more kinds than are laid out at once.
  await owner.getByRole("combobox", { name: "类型" }).fill("技术许可");
  await owner.getByTitle("技术许可 · 专利", { exact: true }).last().click();
  await owner.getByRole("textbox", { name: "合同金额（元）" }).fill("1200000.01");
  await fillDay(owner, "起始日期", dayFrom(-30));
  await fillDay(owner, "截止日期", dayFrom(700));
  await owner.getByRole("textbox", { name: "标的与内容" }).fill("许可实施“一种高通量膜及其制备方法”专利，普通许可。");
  await press(owner, "保存");
  await press(owner, "修改各方");
  await press(owner, "加一行");
  await choose(owner, "第 1 行 角色", "甲方（委托、受让方）");
  await owner.getByRole("textbox", { name: "第 1 行 名称" }).fill("样例膜材料有限公司");
  await choose(owner, "第 2 行 角色", "乙方（受托、让与方）");
  await owner.getByRole("textbox", { name: "第 2 行 名称" }).fill("样例大学");
  await owner.getByRole("textbox", { name: "第 2 行 份额 %" }).fill("99.99");
  await press(owner.getByRole("dialog"), "保存");
  // What does not sum is told with the sum, and what was typed stays.
  await owner.getByText(/份额合计为 99\.99%/).waitFor();
  await owner.getByRole("textbox", { name: "第 2 行 份额 %" }).fill("100");
  await confirm(owner, "保存");
  await settle(owner);
  await takePicture(owner, "life-1-draft", LOOK);
  const agreementId = new URL(owner.url()).pathname.split("/").at(-1) ?? "";
  const text = textOf(await bytesOf(await save(owner, /的模板下载 Word$/)));
  expect(text).toContain(`样例膜材料有限公司与样例大学就“${TITLE}”订立，许可费壹佰贰拾万元零壹分`);
  return agreementId;
}

/** Of the text as it stands; its parts are given whole. */
export async function addPayments(lead: Api, agreementId: string): Promise<void> {
  const path = { agreementId };
  const held = await lead.get("/api/agreements/{agreementId}", { params: { path } });
  await lead.patch("/api/agreements/{agreementId}", {
    params: { path, header: ifMatch(held) },
    body: {
      payments: [
        { kind: "instalment", condition: "签订后十日内", amountFen: "70000001", dueOn: dayFrom(-1) },
        { kind: "instalment", condition: "交付资料后", amountFen: "50000000", dueOn: dayFrom(-1) },
      ],
    },
  });
}

interface Office {
  readonly owner: Page;
  readonly lead: Page;
  readonly zone: Page;
  readonly university: Page;
}

const stepOf = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "审批与用印" })
    .getByRole("listitem")
    .filter({ hasText: name })
    .filter({ hasNot: page.getByRole("list") })
    .first();

async function begin(page: Page, step: string): Promise<void> {
  await page.getByRole("button", { name: `办理“${step}”` }).click();
}

async function done(page: Page, step: string): Promise<void> {
  await confirm(page, "办理");
  await page.getByRole("button", { name: `办理“${step}”` }).waitFor({ state: "detached" });
}

/** Through the pair's flow: whoever wrote it passes nothing on, prices take a paper, a notice its days. */
export async function approveLicence({ owner, lead, zone, university }: Office, path: string): Promise<void> {
  await open(owner, path);
  await press(owner, "提交审批");
  await owner.getByText("审批中").waitFor();

  // The lead has the role, and wrote a part of it.
  await open(lead, path);
  await lead.getByText("您是起草人或提交人，要由别人办理").waitFor();
  expect(await lead.getByRole("button", { name: /^办理“/ }).count()).toBe(0);

  await zone.setViewportSize({ width: 390, height: 844 });
  await open(zone, path);
  await begin(zone, "业务审核");
  await fill(zone, { "意见（可不填）": "条款齐全，同意。" });
  await takePicture(zone, "life-2-review", PHONE);
  await done(zone, "业务审核");
  await begin(zone, "利益冲突声明");
  await choose(zone, "与对方有无关联关系", "有关联关系");
  await press(zone.getByRole("dialog"), "办理");
  await zone.getByText(/有关联关系时，请写明/).waitFor();
  await fill(zone, { "什么关系、怎样回避或处理": "完成人之一持对方 2% 股份，未参加定价。" });
  await done(zone, "利益冲突声明");
  await settle(zone);
  expect(await findOverflow(zone)).toBe(0);
  await stepOf(zone, "利益冲突声明").scrollIntoViewIfNeeded();
  await takePicture(zone, "life-3-statement", PHONE);

  await open(university, path);
  await begin(university, "定价依据");
  await fill(university, { "价格是怎样定的（要先上传依据）": "按同类许可评估，评估值 118 万元。" });
  await choose(university, "定价方式", "评估定价");
  await press(university.getByRole("dialog"), "办理");
  await university.getByText(/要附依据材料/).waitFor();
  await press(university.getByRole("dialog"), "取消");
  await university.getByLabel("上传材料").setInputFiles(pdf("评估报告.pdf"));
  await university.getByRole("button", { name: "评估报告.pdf" }).waitFor();
  await begin(university, "定价依据");
  await done(university, "定价依据");
  await begin(university, "价格公示");
  await fillDay(university, "公示开始", dayFrom(-10));
  await fillDay(university, "公示结束", dayFrom(-1));
  await fill(university, { 公示地点或网址: "校园网通知栏" });
  await press(university.getByRole("dialog"), "办理");
  await university.getByText(/公示为 10 天，本单位规定不少于 15 天/).waitFor();
  await fillDay(university, "公示开始", dayFrom(-15));
  await takePicture(university, "life-4-publicity", LOOK);
  await done(university, "价格公示");
  await begin(university, "领导审批");
  await done(university, "领导审批");

  await zone.reload();
  await begin(zone, SEAL);
  await fill(zone, { 用什么印章: "样例大学合同专用章", 份数: "6" });
  await done(zone, SEAL);
  await zone.getByText("样例大学合同专用章，6 份").waitFor();
}

/** What is on somebody's workbench of the agreement. */
export async function listWaiting(page: Page, scopeId: string, number: string): Promise<string[]> {
  await open(page, `/p/${scopeId}`);
  const items = page.getByRole("main").getByRole("listitem");
  await items.first().waitFor();
  return items.filter({ hasText: number }).evaluateAll((found) => found.map((item) => item.textContent ?? ""));
}

export async function signLicence(owner: Page, path: string): Promise<void> {
  await open(owner, path);
  await press(owner, "登记签署");
  await confirm(owner, "登记签署");
  await owner.getByLabel("上传签署件").setInputFiles(pdf("许可合同签署件.pdf"));
  await owner.getByText("文件与登记时一致").waitFor();
  await settle(owner);
  await takePicture(owner, "life-5-signed", LOOK);
}

/** Registered, cancelled for a slip in its papers, and registered once more. */
export async function registerLicence(owner: Page, path: string): Promise<void> {
  await open(owner, path);
  await owner.getByRole("main").getByRole("link", { name: "认定登记" }).click();
  await press(owner, "填登记表");
  await fill(owner, {
    买方行政区划代码: "320214",
    买方性质: "170",
    卖方行政区划代码: "320211",
    卖方性质: "022",
    技术领域: "新材料",
    服务国民经济行业: "C26",
    经办人: "赵某",
    联系方式: "0510-00000000",
    "技术性收入（元）": "1100000.01",
  });
  await press(owner.getByRole("dialog"), "加一行");
  await owner.getByRole("textbox", { name: "第 1 行 名目" }).fill("样品制备");
  await owner.getByRole("textbox", { name: "第 1 行 金额（元）" }).fill("100000");
  await confirm(owner, "保存");
  const move = async (action: string, texts: Readonly<Record<string, string>> = {}) => {
    await press(owner, action);
    await fill(owner, texts);
    await confirm(owner, "保存");
  };
  await move("登记受理");
  await owner.getByText("已受理", { exact: true }).waitFor();
  await move("回填登记编号", { "登记编号 · 按证明上的写法，原样保存": "2026320200000101" });
  await move("登记撤销", { 原因: "买方性质代码填错" });
  await move("重新申请登记", { 原因: "代码已更正" });
  await owner.getByText(/原登记已撤销/).waitFor();
  await takePicture(owner, "life-6-registered-anew", LOOK);
  await move("登记受理");
  await move("回填登记编号", { "登记编号 · 按证明上的写法，原样保存": "2026320200000202" });
  const records = owner.getByRole("region", { name: "登记、变更与撤销" });
  await expect
    .poll(async () => records.getByRole("row").locator("th:first-child").allTextContents())
    .toEqual(["事项", "登记", "撤销", "登记"]);
  await settle(owner);
  await takePicture(owner, "life-7-registered", LOOK);
}

/** What came in, divided among inventors, unit and institution, and in public before somebody else approves it. */
export async function shareOutLicence({ owner, university }: Office, path: string): Promise<void> {
  await open(owner, `${path}/money`);
  await press(owner, "登记到款");
  await fill(owner, { "到账金额（元）": "700000.01", 凭证号: "银收-许可-1" });
  await owner.getByRole("dialog").locator("input[type=file]").setInputFiles(pdf("银行回单.pdf"));
  await confirm(owner, "登记到款");
  await press(owner, /^编制分配/);
  await fill(owner, { "所在单位（院系）": "材料学院", 公示第一天: dayFrom(0) });
  for (const [at, name] of ["甲某", "乙某", "丙某"].entries()) {
    if (at > 0) await owner.getByRole("dialog").getByRole("button", { name: "加一行" }).first().click();
    await owner.getByRole("textbox", { name: `第 ${at + 1} 行 姓名` }).fill(name);
    await owner.getByRole("textbox", { name: `第 ${at + 1} 行 比例 %` }).fill(at === 0 ? "33.34" : "33.33");
  }
  await takePicture(owner, "life-8-shares", LOOK);
  await confirm(owner, "编制分配");
  await owner.getByText(/^分配 · 待批准$/).waitFor();
  expect(await owner.getByRole("button", { name: /^批准/ }).count()).toBe(0);
  await open(university, `${path}/money`);
  await press(university, /^批准/);
  // In public for a day at least: nobody approves before it is over.
  await university
    .getByText(/的分配方案公示到 .*期满后才能批准/)
    .first()
    .waitFor();
  await settle(university);
  await takePicture(university, "life-9-shared", LOOK);
  const figures = await university
    .getByRole("region", { name: /^分配 / })
    .getByRole("row")
    .locator("td:last-child")
    .allTextContents();
  const fen = figures.map((text) => BigInt(text.replaceAll(/[,.]/g, "")));
  expect(fen.reduce((sum, amount) => sum + amount, 0n)).toBe(70_000_001n);
}

/** Asks for a step what it asks for, in the order of the flow; the last is left to somebody who clicks. */
async function passOn(api: Readonly<Record<"zone" | "university", Api>>, agreementId: string): Promise<void> {
  const path = { agreementId };
  const { approvals } = await api.zone.get("/api/agreements/{agreementId}/approvals", { params: { path } });
  const approval = approvals.find(({ state }) => state === "in_review");
  for (const [at, { id: stepId, kind }] of (approval?.steps ?? []).slice(0, -1).entries()) {
    const by = at < 2 ? api.zone : api.university;
    const step = { ...path, approvalId: approval?.id ?? "", stepId };
    if (kind === "pricing") {
      const bytes = pdf("补充协议价格说明.pdf").buffer;
      await by.post("/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}/papers", {
        params: { path: step, header: { "x-file-name": encodeURIComponent("补充协议价格说明.pdf") } },
        body: bytes as never,
        bodySerializer: () => bytes as never,
        headers: { "content-type": "application/octet-stream" },
      });
    }
    await by.post("/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}", {
      params: { path: step },
      body: { outcome: "done", reasons: "", details: detailsOf(kind) },
    });
  }
}

function detailsOf(kind: string) {
  switch (kind) {
    case "statement":
      return { kind, hasRelation: false } as const;
    case "pricing":
      return { kind, method: "agreed", text: "价格不变，只延期。" } as const;
    case "publicity":
      return { kind, from: dayFrom(-20), until: dayFrom(-1), place: "校园网通知栏" } as const;
    default:
      return { kind: "review" } as const;
  }
}

/** Prolonged by an amendment, which goes through the same flow and is signed then. */
export async function amendLicence(
  { owner, zone }: Office,
  apis: Readonly<Record<"zone" | "university", Api>>,
  path: string,
): Promise<void> {
  await open(owner, path);
  await press(owner, "起草补充协议");
  await fill(owner, { 变更原因: "产线建设推迟，双方同意延期一年。" });
  await confirm(owner, "起草补充协议");
  await owner.waitForURL(/amendments\//);
  await fillDay(owner, "截止日期", dayFrom(1065));
  await press(owner, "保存");
  await press(owner, "提交审批");
  await owner.getByText("审批中").waitFor();
  const dialog = owner.getByRole("dialog");
  const amendments = owner.getByRole("region", { name: "补充协议" });
  await press(amendments, "登记签署");
  await press(dialog, "登记签署");
  await dialog.getByText(/审批流程没有走完/).waitFor();
  await press(dialog, "取消");
  await passOn(apis, path.split("/").at(-1) ?? "");
  await open(zone, path);
  await begin(zone, SEAL);
  await fill(zone, { 用什么印章: "样例大学合同专用章" });
  await done(zone, SEAL);
  await open(owner, path);
  await press(amendments, "登记签署");
  await confirm(owner, "登记签署");
  await amendments.getByText("已签署", { exact: true }).waitFor();
  await amendments.getByLabel("上传签署件").setInputFiles(pdf("补充协议一签署件.pdf"));
  await amendments.getByRole("button", { name: "补充协议一签署件.pdf" }).waitFor();
  await amendments.scrollIntoViewIfNeeded();
  await settle(owner);
  await takePicture(owner, "life-10-amended", LOOK);
}

/** One click gathers the papers: each file is what its digest says, and the index tells who did what. */
export async function gatherPapers(owner: Page, number: string): Promise<void> {
  const gathered = await save(owner, "打包尽职免责材料");
  expect(gathered.suggestedFilename()).toBe(`${number} 尽职免责材料.zip`);
  const { "SHA256SUMS.txt": sums = new Uint8Array(), ...files } = unzipSync(await bytesOf(gathered));
  const said = strFromU8(sums).trimEnd().split("\n");
  expect(said.toSorted()).toEqual(
    Object.entries(files)
      .map(([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}`)
      .toSorted(),
  );
  const names = Object.keys(files).join("\n");
  for (const paper of ["评估报告.pdf", "许可合同签署件.pdf", "补充协议价格说明.pdf", "补充协议一签署件.pdf"]) {
    expect(names).toContain(paper);
  }
  expect(textOf(files["01 合同文本.docx"] ?? new Uint8Array())).toContain(TITLE);
  const index = textOf(files["00 尽职免责材料索引.docx"] ?? new Uint8Array());
  for (const part of [
    "评估定价：按同类许可评估，评估值 118 万元。",
    "共 15 天，校园网通知栏",
    "有关联关系：完成人之一持对方 2% 股份，未参加定价。",
    "样例大学合同专用章，6 份",
    "条款齐全，同意。",
    "产线建设推迟，双方同意延期一年。",
    "认定登记完成，编号 2026320200000202",
  ]) {
    expect(index).toContain(part);
  }
}

export async function endLicence(owner: Page, path: string): Promise<void> {
  await open(owner, path);
  await press(owner, "登记终止");
  await press(owner.getByRole("dialog"), "登记终止");
  await owner.getByRole("dialog").getByRole("alert").waitFor();
  await fill(owner, { 原因: "对方停产，双方协商解除。" });
  await confirm(owner, "登记终止");
  await owner.getByText("已终止", { exact: true }).waitFor();
  await settle(owner);
  await takePicture(owner, "life-11-ended", LOOK);
}
