// A need goes back for what it lacks, comes again, is worded anew, and is accepted once its enterprise has agreed.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  findBrowser,
  findOverflow,
  findViolations,
  openBrowser,
  settle,
  signIn,
  takePicture,
  visit,
} from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

const DESK = { width: 1440, scheme: "light", language: "zh" } as const;
const PHONE = { width: 390, scheme: "light", language: "zh" } as const;

describe.skipIf(findBrowser() === null)("triage", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  const open = async (role: string, path: string, look: typeof DESK | typeof PHONE = DESK) => {
    const visited = await visit(browser, look);
    await signIn(visited.context, accountIn(inject("accounts"), role), "zh");
    await visited.page.goto(path);
    await settle(visited.page);
    return visited;
  };

  test("goes from the office to the enterprise and back, with the last word for the enterprise", async () => {
    const { pairId: scopeId, records } = inject("world");
    const own = records["ownScopeId"] ?? "";
    const api = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    const need = await api.post("/api/scopes/{scopeId}/needs", {
      params: { path: { scopeId }, query: { submit: "true" } },
      body: {
        title: "冷挤压模具寿命",
        content: "模具在冷挤压时早期开裂。\n希望寿命由2万次提高到5万次以上。",
        enterpriseId: own,
      },
    });
    const here = `/p/${scopeId}/needs/${need.id}`;
    const theirs = `/p/${own}/needs/${need.id}`;

    const office = await open("pair_officer", here);
    await office.page.getByRole("button", { name: "开始初审" }).click();
    await office.page.getByRole("heading", { level: 1, name: `初审 ${need.number}` }).waitFor();
    const places = office.page.getByRole("button", { name: "量化指标：写了 1 处" });
    await places.focus();
    await office.page.keyboard.press("Enter");
    await office.page.locator("mark[data-lit]", { hasText: "希望寿命由2万次提高到5万次以上。" }).waitFor();
    const letter = office.page.getByLabel("退回说明");
    await expect.poll(async () => letter.inputValue()).toContain("准备投入多少");
    await letter.fill(`${await letter.inputValue()}\n有样件请一并写上。`);
    expect([await findViolations(office.page), await findOverflow(office.page)]).toEqual([[], 0]);
    await takePicture(office.page, "triage-findings", DESK);
    await office.page.getByRole("button", { name: "退回补充" }).click();
    await office.page.getByText("有样件请一并写上。").first().waitFor();

    const enterprise = await open("enterprise_lead", theirs, PHONE);
    await enterprise.page.getByText("有样件请一并写上。").first().waitFor();
    await enterprise.page.getByRole("button", { name: "提交", exact: true }).click();
    await enterprise.page.getByText(`${need.number} 现在是“已提交”`).waitFor();

    await office.page.goto(`${here}/rewrite`);
    await settle(office.page);
    await office.page.getByRole("textbox", { name: "需求名称" }).fill("提高冷挤压模具的使用寿命");
    await office.page.getByLabel("现有基础").fill("现用 Cr12MoV 模具，寿命 2 万次。");
    await office.page.getByRole("button", { name: "送企业确认" }).click();
    await office.page.getByText("等企业确认", { exact: false }).first().waitFor();

    await enterprise.page.goto(theirs);
    await settle(enterprise.page);
    await enterprise.page.getByRole("heading", { level: 2, name: "改写稿" }).waitFor();
    await enterprise.page.locator("ins", { hasText: "Cr12MoV" }).waitFor();
    expect([await findViolations(enterprise.page), await findOverflow(enterprise.page)]).toEqual([[], 0]);
    await takePicture(enterprise.page, "triage-rewrite", PHONE);
    await enterprise.page.getByRole("button", { name: "确认，用改写稿" }).click();
    await enterprise.page.getByRole("heading", { level: 1, name: "提高冷挤压模具的使用寿命" }).waitFor();

    await office.page.goto(here);
    await settle(office.page);
    await office.page.getByText("企业已确认", { exact: false }).waitFor();
    await takePicture(office.page, "triage-confirmed", DESK);
    await office.page.getByRole("button", { name: "开始初审" }).click();
    await office.page.getByRole("button", { name: "受理", exact: true }).click();
    await office.page.getByText(`${need.number} 现在是“已受理”`).waitFor();
    await office.context.close();
    await enterprise.context.close();
  });

  test("a need that says the same is merged, and its old address opens the one that stayed", async () => {
    const { pairId: scopeId } = inject("world");
    const api = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    const make = async (title: string, basis: string | null) =>
      api.post("/api/scopes/{scopeId}/needs", { params: { path: { scopeId } }, body: { title, basis } });
    const twin = await make("重复登记的退火炉余热回收", "有一台退火炉可供试验");
    const stays = await make("退火炉余热回收", null);
    const { context, page } = await open("pair_officer", `/p/${scopeId}/needs/${twin.id}`);
    await page.getByRole("button", { name: "其他操作" }).click();
    await page.getByRole("menuitem", { name: "并入另一条需求" }).click();
    await page.getByLabel("找需求").fill(stays.number);
    await page.getByRole("radio", { name: `${stays.number} · 退火炉余热回收` }).check();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "合并", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "退火炉余热回收", exact: true }).waitFor();
    await page.getByText("有一台退火炉可供试验").first().waitFor();
    await page.goto(`/p/${scopeId}/needs/${twin.id}`);
    await page.waitForURL(`**/needs/${stays.id}`);
    await settle(page);
    await takePicture(page, "triage-merged", DESK);
    await page.getByRole("button", { name: `撤销 ${twin.number} 的合并` }).click();
    await page.getByText(`${twin.number} 又是单独的一条需求`).waitFor();
    await page.getByRole("link", { name: `${twin.number} 重复登记的退火炉余热回收` }).click();
    await page.getByRole("heading", { level: 1, name: "重复登记的退火炉余热回收", exact: true }).waitFor();
    await context.close();
  });
});
