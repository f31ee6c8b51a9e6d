// A proof of concept by clicking: a centre calls, a team applies, and after the close it is judged, granted, reported on and
// accepted, and a level is granted on what it showed.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { findOverflow, findViolations, settle, takePicture } from "./browser.ts";
import type { Api } from "./client.ts";
import { type As, confirm, fill, open, press } from "./steps.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;
const CALL = "2026 年秋季概念验证征集";
const PROOF = "耐热纤维素酶五十升罐验证";

interface Places {
  readonly scopeId: string;
  readonly universityId: string;
  readonly centreId: string;
}

/** Lines of a table that is filled in cell by cell, those that stand there first. */
const fillRows = async (page: Page, title: string, rows: readonly Readonly<Record<string, string>>[]) => {
  const part = page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  for (const [at, row] of rows.entries()) {
    if ((await part.locator("li").count()) <= at) await press(part, `${title}：加一行`);
    for (const [field, text] of Object.entries(row)) await part.getByLabel(`第 ${at + 1} 行 ${field}`).fill(text);
  }
};
const bringFile = async (page: Page | Locator, label: string, name: string) =>
  page.getByLabel(label).setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(`${name}（样例）`) });
const look = async (page: Page, name: string) => {
  await settle(page);
  await takePicture(page, name, LOOK);
  expect(await findViolations(page)).toEqual([]);
  expect(await findOverflow(page)).toBe(0);
};

/** A centre with its managers, and a project in the laboratory of which a researcher is a member. */
export async function makeProofCentre(lead: Api, { scopeId, centreId }: Places, login: string): Promise<void> {
  const params = { path: { scopeId } };
  await lead.post("/api/scopes/{scopeId}/facilities", {
    params,
    body: { kind: "proof_of_concept_centre", name: "样例概念验证中心", unit: "样例大学", managerScopeId: centreId },
  });
  const member = { name: "华某某", unit: "样例大学 生物工程学院", role: "lead", login } as const;
  await lead.post("/api/scopes/{scopeId}/projects", {
    params,
    body: { title: "耐热纤维素酶", labSince: "2025-09-01", members: [member] },
  });
}

/** The centre publishes the call; somebody of the university fills everything in and hands it in. */
export async function applyForProof(as: As, { centreId, universityId }: Places, closesAt: string): Promise<void> {
  const centre = await as("facility_manager");
  await open(centre, `/p/${centreId}/proof-calls`);
  await centre.getByRole("link", { name: "发起征集" }).first().click();
  await fill(centre, {
    征集: CALL,
    征集说明: "支持实验室成果完成关键指标验证，形成进入中试的依据。资助用于材料、测试和劳务。",
    截止时间: closesAt,
    "总额（元）": "500000",
    "单项最高额（元）": "200000",
    每单位限报: "3",
  });
  await fillRows(centre, "评审标准", [
    { 标准: "技术先进性", 权重: "40" },
    { 标准: "验证方案可行", 权重: "40" },
    { 标准: "应用前景", 权重: "20" },
  ]);
  await centre.getByText("权重合计 100").waitFor();
  await fillRows(centre, "所需材料", [{ 材料名称: "伦理审查意见" }]);
  await takePicture(centre, "proof-1-call", LOOK);
  await press(centre, "保存草稿");
  await press(centre, "开放征集");
  await confirm(centre, "开放征集");
  await centre.getByText("征集中", { exact: true }).waitFor();

  const team = await as("researcher");
  await open(team, `/p/${universityId}/proof-calls`);
  await team.getByRole("link", { name: CALL }).first().click();
  await press(team, /^申\s?报$/);
  await team.getByRole("radio", { name: /耐热纤维素酶/ }).check();
  await takePicture(team, "proof-2-origin", LOOK);
  await team.getByRole("dialog").getByRole("button", { name: "开始填写" }).click();
  await fill(team, {
    项目名称: PROOF,
    负责人: "华某某",
    单位: "样例大学 生物工程学院",
    要验证的技术假设: "在 70 ℃、50 升罐中，改造后的纤维素酶 24 小时后仍保持八成以上活性。",
    验证方法: "三批次连续发酵，每批在 0、12、24 小时取样测活性，与市售酶平行对照。",
    "申请金额（元）": "150000",
  });
  await fillRows(team, "团队成员", [{ 姓名: "李某", 单位: "样例大学 化工学院" }]);
  await fillRows(team, "考核指标", [
    { 指标: "24 小时残余活性", 目标值: "≥ 80", 单位: "%" },
    { 指标: "三批次发酵单位差异", 目标值: "≤ 5", 单位: "%" },
  ]);
  await fillRows(team, "进度安排", [{ 节点: "完成三批次试验", 完成日期: "2027-06-30" }]);
  await team.getByLabel("现在的就绪度").selectOption("3");
  await team.getByLabel("目标就绪度").selectOption("5");
  await fillRows(team, "费用明细", [
    { 科目: "材料费", "金额（元）": "80000" },
    { 科目: "测试化验加工费", "金额（元）": "70000" },
  ]);
  await team.getByRole("radio", { name: "有，列明如下" }).check();
  await fillRows(team, "其他经费", [{ 来源: "校内培育项目", "金额（元）": "30000" }]);
  await bringFile(team, "上传伦理审查意见", "伦理审查意见.txt");
  await team.getByRole("link", { name: "伦理审查意见.txt" }).waitFor();
  await look(team, "proof-3-application");
  await press(team, "提交申报");
  await team.getByText("已提交", { exact: true }).first().waitFor();
}

/** After the close: two are named, an expert judges, the head of the office grants, the team reports and has it accepted. */
export async function prove(as: As, { centreId, scopeId, universityId }: Places, lead: Api): Promise<string> {
  const centre = await as("facility_manager");
  await open(centre, `/p/${centreId}/proof-calls`);
  await centre.getByRole("link", { name: CALL }).first().click();
  await nameReviewer(centre, "样例评审专家 · 专家", "第三大学 材料学院");
  await look(centre, "proof-4-reviewers");

  const expert = await as("expert");
  await open(expert, "/proof-reviews");
  await expert
    .getByRole("link", { name: new RegExp(CALL) })
    .first()
    .click();
  for (const [name, score] of [
    ["技术先进性（权重 40，0–100 分）", "86"],
    ["验证方案可行（权重 40，0–100 分）", "82"],
    ["应用前景（权重 20，0–100 分）", "78"],
  ] as const) {
    await fill(expert, { [name]: score, [`${name.split("（")[0]}：理由`]: "有中间数据支撑" });
  }
  await fill(expert, { 总体意见: "对照设置合理，建议增加长期稳定性指标。" });
  await takePicture(expert, "proof-5-scores", LOOK);
  await press(expert, "提交评分");
  await expert.getByText("已提交评分", { exact: false }).first().waitFor();

  const head = await as("pair_lead");
  await open(head, `/p/${scopeId}/proof-calls`);
  await head.getByRole("link", { name: CALL }).first().click();
  await head.getByRole("link", { name: PROOF }).click();
  await press(head, "作出决定");
  await fill(head, {
    "资助额（元）": "120000",
    结题报告期限: "2999-12-31",
    "理由（团队会看到）": "方案可行，经费按测试部分核减。",
  });
  await takePicture(head, "proof-6-decision", LOOK);
  await confirm(head, /^立\s?项$/);
  await head.getByText("已立项", { exact: true }).first().waitFor();
  const applicationId = /proof-applications\/([\w-]+)/.exec(head.url())?.[1] ?? "";
  const path = { applicationId };
  const carriedOut = async () => lead.get("/api/proof-applications/{applicationId}", { params: { path } });
  await expect.poll(async () => (await carriedOut()).agreementId).not.toBe(null);
  const projectId = (await carriedOut()).projectId ?? "";

  await report(await as("researcher"), `/p/${universityId}/proof-applications/${applicationId}`);
  await open(head, `/p/${scopeId}/proof-applications/${applicationId}/report`);
  await press(head, /^验\s?收$/);
  await fill(head, { "理由（团队会看到）": "数据可信，原始记录齐全。" });
  await confirm(head, "验收通过");
  await head.getByText("已验收，成为项目证据").waitFor();
  await takePicture(head, "proof-8-accepted", LOOK);
  await grantLevel(as, `/p/${scopeId}/projects/${projectId}`);
  return projectId;
}

async function nameReviewer(centre: Page, who: string, unit: string): Promise<void> {
  await press(centre, "指定评审人");
  const dialog = centre.getByRole("dialog");
  await dialog.getByLabel("评审人", { exact: true }).selectOption({ label: who });
  await fill(dialog, { 所在单位: unit, "评分期限（可不填）": "2999-06-30" });
  await confirm(centre, "指定评审人");
  await centre.getByText(unit).first().waitFor();
}

async function report(team: Page, application: string): Promise<void> {
  await open(team, application);
  await team.getByText("方案可行，经费按测试部分核减。").waitFor();
  await team.getByRole("link", { name: "结题报告" }).click();
  for (const [name, measured] of [
    ["24 小时残余活性", "84"],
    ["三批次发酵单位差异", "4.2"],
  ] as const) {
    const result = team.getByRole("group", { name });
    await fill(result, { 实测值: measured });
    await result.getByLabel("是否达到").selectOption({ label: "达到" });
  }
  await fillRows(team, "经费支出", [{ "金额（元）": "70000" }, { "金额（元）": "45000" }]);
  await fill(team, { 结果说明: "三批次平均残余活性 84%，批间差异 4.2%，达到进入中试的要求。" });
  await team.getByRole("radio", { name: "进入中试" }).check();
  await bringFile(team, "上传报告", "结题报告.txt");
  await team.getByRole("link", { name: "结题报告.txt" }).waitFor();
  await look(team, "proof-7-report");
  await press(team, "提交报告");
  await team.getByText("待验收").first().waitFor();
}

/** On the record of the tests and the accepted report, to somebody who brought neither. */
async function grantLevel(as: As, project: string): Promise<void> {
  const officer = await as("pair_officer");
  await open(officer, project);
  await press(officer, "上传证据");
  const dialog = officer.getByRole("dialog");
  await dialog.getByLabel("证据种类（前为对应级别）").selectOption({ label: "5 · 相关环境部件试验记录" });
  await fill(dialog, { 名称: "五十升罐三批次试验记录" });
  await bringFile(dialog, "文件", "试验记录.txt");
  await confirm(officer, /^上\s?传$/);
  await press(officer, "申请级别");
  await dialog.getByLabel("级别").selectOption({ label: "5 · 初样级" });
  await dialog.getByRole("checkbox", { name: /五十升罐三批次试验记录/ }).check();
  await dialog.getByRole("checkbox", { name: /概念验证结题报告/ }).check();
  await dialog.getByRole("checkbox", { name: "样例专班负责人" }).check();
  await takePicture(officer, "proof-9-level", LOOK);
  await confirm(officer, /^申\s?请$/);

  const head = await as("pair_lead");
  await open(head, project);
  await press(head, /^评\s?审$/);
  await fill(head.getByRole("dialog"), { 原因: "三批次数据完整，条件可复现。" });
  await confirm(head, /^授\s?予$/);
  await head.getByRole("heading", { name: /技术就绪度 · 5 级/ }).waitFor();
  await takePicture(head, "proof-10-project", LOOK);
}
