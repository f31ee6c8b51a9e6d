// What people are promised: nothing typed is lost, what went wrong can be taken back, a closed door says that it is closed.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readSheets, writeDocument, writeWorkbook } from "@dual-high/lists";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, findViolations, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;

/** A list whose third column has a name that no list of ours knows. */
const LIST = [
  "企业名称,需求名称,车间主任的话",
  "样例·甲厂,低温发酵菌种筛选,要在 10 ℃ 下发酵，产率不低于 30 g/L。",
  "样例·乙厂,膜污染在线清洗,膜通量下降 40%，希望不停机清洗。",
].join("\n");

/** The ledger as somebody saves it in Excel: another next step in every line. */
async function editLedger(bytes: Uint8Array, nextStep: string): Promise<Buffer> {
  const [sheet] = await readSheets({ name: "台账.xlsx", bytes });
  const [headers = [], ...rows] = sheet?.rows.map(({ values }) => [...values]) ?? [];
  const edited = rows.map((row) => row.with(headers.indexOf("下一步"), nextStep));
  const columns = headers.map((header) => ({ header, width: 10 }));
  const sheets = [{ name: "对接台账", heading: "", columns, rows: edited }];
  return Buffer.from(await writeWorkbook({ title: "", language: "zh", madeAt: new Date(0), sheets }));
}

describe.skipIf(findBrowser() === null)("a promise", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  const here = (path: string) => `/p/${inject("world").pairId}${path}`;
  const open = async (role: string, path: string) => {
    const visited = await visit(browser);
    await signIn(visited.context, accountIn(inject("accounts"), role), "zh");
    await visited.page.goto(path);
    await settle(visited.page);
    return visited;
  };
  /** A need that no other test works on. */
  const makeNeed = async (title: string) => {
    const api = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    const { pairId: scopeId } = inject("world");
    return api.post("/api/scopes/{scopeId}/needs", { params: { path: { scopeId } }, body: { title } });
  };

  test("two who change one need keep what both wrote, through a reload, until one chooses", async () => {
    const need = await makeNeed("两人同时修改的需求");
    const first = await open("pair_lead", here(`/needs/${need.id}/edit`));
    const second = await open("pair_officer", here(`/needs/${need.id}/edit`));
    await first.page.getByRole("textbox", { name: "需求名称" }).fill("负责人写的名称");
    await first.page.getByLabel("要达到的指标").fill("负责人写的指标");
    await second.page.getByRole("textbox", { name: "需求名称" }).fill("工作人员写的名称");
    await second.page.getByLabel("现有基础").fill("工作人员写的基础");
    await first.page.getByRole("button", { name: "保存" }).click();
    await first.page.getByText(`已保存 ${need.number}`).waitFor();

    await second.page.getByRole("button", { name: "保存" }).click();
    const clash = second.page.getByRole("alert", { name: "期间有人也改了这条记录" });
    await clash.waitFor();
    await second.page.reload();
    await clash.getByText("负责人写的名称").waitFor();
    await clash.getByText("工作人员写的名称").waitFor();
    const written = async (label: string) => second.page.getByLabel(label).inputValue();
    await expect.poll(async () => written("要达到的指标")).toBe("负责人写的指标");
    await expect.poll(async () => written("现有基础")).toBe("工作人员写的基础");
    await takePicture(second.page, "promise-conflict", LOOK);
    await clash.getByRole("radio", { name: "对方写的" }).click();
    await second.page.getByRole("button", { name: "按所选保存" }).click();
    await second.page.getByRole("heading", { level: 1, name: "负责人写的名称" }).waitFor();
    await second.page.getByText("工作人员写的基础").first().waitFor();
    await first.context.close();
    await second.context.close();
  });

  test("a session that ends while somebody types ends nothing of what they typed", async () => {
    const need = await makeNeed("登录过期时正在写的需求");
    const account = accountIn(inject("accounts"), "pair_officer");
    const { context, page } = await open("pair_officer", here(`/needs/${need.id}/edit`));
    await page.getByLabel("现有基础").fill("写到一半，登录过期了。");
    await context.request.delete("/api/session", { headers: { "sec-fetch-site": "same-origin" } });
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("heading", { name: "登录已过期" }).waitFor();
    // The one field that is to be filled has the focus already.
    await page.keyboard.type(account.password);
    await page.keyboard.press("Enter");
    await page.getByText(`已保存 ${need.number}`).waitFor();
    const api = await clientOf(inject("url"), account);
    const saved = await api.get("/api/needs/{needId}", { params: { path: { needId: need.id } } });
    expect(saved.basis).toBe("写到一半，登录过期了。");
    await context.close();
  });

  test("a list is read again as a person says, taken in, and taken back without a trace in the needs", async () => {
    const { context, page } = await open("pair_officer", here("/imports"));
    const file = { name: "两条需求.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) };
    await page.getByLabel(/^需求清单: /).setInputFiles(file);
    await page.getByRole("button", { name: "列的对应 (2/3)" }).click();
    await page.getByLabel("“车间主任的话”读作").click();
    await page
      .getByRole("option", { name: "需求内容" })
      .or(page.getByTitle("需求内容", { exact: true }))
      .last()
      .click();
    await page.getByText("已重新识别：2 行可用").waitFor();
    await page.getByText("全部 2", { exact: true }).click();
    await page.getByRole("cell", { name: "要在 10 ℃ 下发酵，产率不低于 30 g/L。" }).waitFor();
    await page.getByText("内部", { exact: true }).click();
    await page.getByRole("button", { name: "只导入" }).click();
    await page.getByText("已导入 2 行").waitFor();
    await page.goto(here("/needs?search=低温发酵菌种筛选"));
    await page.getByRole("link", { name: "低温发酵菌种筛选" }).waitFor();

    await page.goto(here("/imports/history"));
    const entry = page.getByRole("listitem").filter({ hasText: file.name });
    await entry.getByText("样例专班工作人员").waitFor();
    await entry.getByRole("button", { name: "撤销这次导入" }).click();
    await entry.getByText("已撤销").waitFor();
    await page.goto(here("/needs?search=低温发酵菌种筛选"));
    await page.getByRole("heading", { name: "没有符合条件的记录" }).waitFor();
    expect(await page.getByRole("link", { name: "低温发酵菌种筛选" }).count()).toBe(0);
    await context.close();
  });

  test("a ledger edited in Excel is written as it was shown, and can be taken back", async () => {
    const { context, page } = await open("pair_officer", here("/ledger"));
    await page.getByRole("button", { name: "导出" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem").first().click();
    const workbook = await editLedger(readFileSync(await (await download).path()), "请教授到车间看一次");
    await page.getByRole("button", { name: "导入改好的台账" }).click();
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    await page.locator("input[type=file]").setInputFiles({ name: "台账 改.xlsx", mimeType, buffer: workbook });
    await page.getByText("请教授到车间看一次").first().waitFor();
    await takePicture(page, "promise-ledger-preview", LOOK);
    await page.getByRole("button", { name: "写入台账" }).click();
    await page.getByText(/^已写入：/).waitFor();
    const ofImport = page.url();
    await page.goto(here("/ledger"));
    await page.getByRole("cell", { name: "请教授到车间看一次" }).first().waitFor();

    await page.goto(ofImport);
    await page.getByRole("button", { name: "撤销写入" }).click();
    await page.getByText(/^已撤销：/).waitFor();
    await page.goto(here("/ledger"));
    await settle(page);
    expect(await page.getByText("请教授到车间看一次").count()).toBe(0);
    await context.close();
  });

  test("a run that was stopped says so, and goes to its end when it is tried again", async () => {
    const { context, page, complaints } = await open("pair_officer", here("/runs"));
    await page.getByRole("button", { name: "开始对接" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "开始对接" }).click();
    await page.getByRole("button", { name: "取消这次对接" }).click();
    await page.getByText("这次对接已取消").waitFor();
    await page.getByRole("button", { name: "重试" }).click();
    await page.getByRole("button", { name: "导出对接清单" }).waitFor({ timeout: 300_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("two records that are one are merged, and are two again when that was wrong", async () => {
    const { context, page } = await open("pair_officer", here("/duplicates"));
    const suggestions = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "比一比，合并" }) });
    const [first = ""] = await suggestions.first().getByRole("link").allInnerTexts();
    await suggestions.first().getByRole("button", { name: "比一比，合并" }).click();
    await page.getByRole("button", { name: "合并", exact: true }).click();
    await page.getByText(`已并入“${first}”`).waitFor();
    const merge = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "撤销合并" }) });
    await merge.getByRole("link", { name: first }).waitFor();
    await merge.getByRole("button", { name: "撤销合并" }).click();
    await page.getByText(`已撤销并入“${first}”`).waitFor();
    await suggestions.filter({ hasText: first }).first().waitFor();
    await expect.poll(async () => merge.count()).toBe(0);
    await context.close();
  });

  test("a stake in an enterprise is entered with its source, taken out, and put back when that was wrong", async () => {
    const { records } = inject("world");
    const { context, page } = await open("pair_officer", here(`/enterprises/${records["enterpriseId"] ?? ""}`));
    await page.getByRole("button", { name: "登记出资" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称或姓名").fill("褚某");
    await dialog.getByLabel("单位（用来区分同名的人）").fill("外地研究院");
    await dialog.getByLabel("占比（%）").fill("成");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("请写 0.01 到 100 之间的百分数").waitFor();
    await dialog.getByLabel("占比（%）").fill("7.5");
    await dialog.getByLabel(/^出处/).fill("企业年报（样例）");
    await settle(page);
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, "stake-dialog", LOOK);
    await dialog.getByRole("button", { name: "保存" }).click();
    const line = page.getByRole("listitem").filter({ hasText: "褚某" });
    await line.getByText("出资 · 7.50%").waitFor();
    await settle(page);
    await takePicture(page, "stakes", LOOK);
    await line.getByRole("button", { name: /^删除 褚某/ }).click();
    await line.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await line.waitFor();
    await context.close();
  });

  test("an agreement is signed with its file, delivered, accepted by the other side, and written by a template", async () => {
    const { pairId, records } = inject("world");
    const lead = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    const made = await lead.post("/api/scopes/{scopeId}/agreements", {
      params: { path: { scopeId: pairId } },
      body: {
        kind: "development",
        title: "膜分离中试装置技术开发",
        subject: "研制膜分离中试装置。",
        enterpriseId: records["ownScopeId"] ?? "",
        amountFen: "60000000",
        startsOn: "2026-12-01",
        endsOn: "2027-11-30",
        parties: [
          { role: "buyer", name: "样例膜业有限公司", shareBp: 0 },
          { role: "seller", name: "样例大学", shareBp: 10_000 },
        ],
        milestones: [{ title: "样机", deliverable: "样机一台", dueOn: "2027-06-30" }],
      },
    });
    const office = await open("pair_lead", here(`/agreements/${made.id}`));
    await office.page.getByRole("button", { name: "登记签署" }).click();
    await office.page.getByRole("dialog").getByRole("button", { name: "登记签署" }).click();
    await office.page.getByText(`${made.number} 已登记签署`).waitFor();
    const signed = Buffer.from(`%PDF-1.7\n% ${made.number}\n%%EOF\n`);
    await office.page
      .getByLabel("上传签署件")
      .setInputFiles({ name: "签署件.pdf", mimeType: "application/pdf", buffer: signed });
    await office.page.getByText("文件与登记时一致").waitFor();
    const { signatures } = await lead.get("/api/agreements/{agreementId}/signatures", {
      params: { path: { agreementId: made.id } },
    });
    expect(signatures.map(({ sha256 }) => sha256)).toEqual([createHash("sha256").update(signed).digest("hex")]);

    await office.page.getByRole("button", { name: "登记交付：样机" }).click();
    const dialog = office.page.getByRole("dialog");
    await dialog.getByLabel("交付了什么、放在哪里").fill("样机一台，已运到厂区。");
    await dialog.getByRole("button", { name: "登记交付" }).click();
    await office.page.getByText("等待另一方验收").waitFor();
    const theirs = await open("enterprise_lead", `/p/${records["ownScopeId"] ?? ""}/agreements/${made.id}`);
    await theirs.page.getByRole("button", { name: /验收通过/ }).click();
    await theirs.page.getByRole("dialog").getByRole("button", { name: "验收通过" }).click();
    await theirs.page.getByText("已验收").waitFor();
    expect(await theirs.page.getByRole("button", { name: /模板下载/ }).count()).toBe(0);
    await theirs.context.close();

    await office.page.goto(here("/agreement-templates"));
    await settle(office.page);
    expect(await findViolations(office.page)).toEqual([]);
    const upload = async (text: string) =>
      office.page.getByLabel("上传模板（.docx）").setInputFiles({
        name: "校合同.docx",
        mimeType: "application/octet-stream",
        buffer: Buffer.from(
          await writeDocument({ title: "合同", note: "", heading: "合同", opening: [text], articles: [], closing: [] }),
        ),
      });
    await upload("由{{甲方}}与{{乙放}}订立");
    await office.page.getByText("没有“{{乙放}}”这个字段，是不是 {{乙方}}？请改正").waitFor();
    await upload("由{{甲方}}与{{乙方}}订立");
    await office.page.getByRole("button", { name: "试填并下载" }).waitFor();
    await settle(office.page);
    await takePicture(office.page, "agreement-templates", LOOK);
    await office.page.getByRole("button", { name: "启用为第 1 版" }).click();
    await office.page.getByText("现在用第 1 版“校合同.docx”").waitFor();
    await office.page.goto(here(`/agreements/${made.id}`));
    const written = office.page.waitForEvent("download");
    await office.page.getByRole("button", { name: /的模板下载 Word$/ }).click();
    expect((await written).suggestedFilename()).toBe(`${made.number} 膜分离中试装置技术开发.docx`);
    await settle(office.page);
    await takePicture(office.page, "agreement-signed", LOOK);
    await office.context.close();
  });

  test("a link that was taken back is shut, and says to whom to turn", async () => {
    const { records } = inject("world");
    const { context, page } = await visit(browser, { width: 390 });
    await page.goto(`/l#token=${records["revokedToken"] ?? ""}`);
    await page.getByRole("heading", { name: "没有这个链接，或已被收回" }).waitFor();
    await page.getByText("请联系发送人").waitFor();
    expect(await page.getByRole("button", { name: "有兴趣" }).count()).toBe(0);
    await context.close();
  });
});
