// The story of Wuxi as `npm run demo -- wuxi` tells it: every figure of the source stands on the pages, and what is made up says so.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
import { type RunningServer, startServer } from "../src/server.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;
const COMPANY = "Hetang Bioengineering (Wuxi) Co., Ltd.";
const INSTITUTE = "Wuxi Institute for Special Food and Nutrition Health";
const PARK = "Wuxi National Hi-Tech District Life Science Park";
const SIGNED_ON = "2026-05-18";

describe.skipIf(findBrowser() === null)("the story of Wuxi", () => {
  let browser: Browser;
  let server: RunningServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer({ story: "wuxi" })]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  async function open(): Promise<{
    readonly page: Page;
    readonly pairId: string;
    readonly close: () => Promise<void>;
  }> {
    const { context, page } = await visit(browser, { ...LOOK, url: server.url });
    const lead = accountIn(server.accounts, "pair_lead");
    await signIn(context, lead, "zh");
    const pairId = (await (await clientOf(server.url, lead)).get("/api/me")).grants[0]?.scopeId ?? "";
    return { page, pairId, close: async () => context.close() };
  }

  test("shows 38 contracts with their sum to the fen, each figure leading to its rows", async () => {
    const { page, pairId, close } = await open();
    await page.goto(`/p/${pairId}`);
    const part = page.getByRole("region", { name: "已签合同" });
    await part.getByText("38 份技术合同").waitFor();
    await settle(page);
    await page.getByText("每份合同的名称、对方、类型、日期和金额").waitFor();
    const said = (await part.innerText()).replaceAll(/\s+/g, " ");
    expect(said).toContain("998.6 万元 合计 9,986,363.68 元，到款 3,978,296.26 元");
    expect(said).toContain("其中 38 份的名称、对方和金额是样例");
    const cells = await part
      .locator("tr")
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent)));
    expect(cells.slice(1).map(([kind, count, agreed]) => [kind, count, agreed])).toEqual([
      ["技术开发", "14", "611.8 万元"],
      ["技术转让", "1", "76.0 万元"],
      ["技术许可", "3", "116.6 万元"],
      ["技术咨询", "5", "37.3 万元"],
      ["技术服务", "15", "156.9 万元"],
      ["中试", "1", "100.0 万元"],
      ["孵化", "1", ""],
      ["全部合同", "40", "1098.6 万元"],
    ]);
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toBe(0);
    await takePicture(page, "wuxi-pair", LOOK);

    await part.getByRole("link", { name: "38 份技术合同" }).click();
    await page.getByText("共 38 条").waitFor();
    await settle(page);
    const amounts = await sumOfRows(server, pairId);
    expect(amounts).toEqual({ count: 38, sumFen: 998_636_368n, unmarked: [] });
    await close();
  });

  test("shows the project with both agreements signed together, between the support of both sides", async () => {
    const { page, pairId, close } = await open();
    await page.goto(`/p/${pairId}/projects`);
    await page.getByRole("link", { name: /母乳低聚糖/ }).click();
    const picture = page.getByRole("img", { name: new RegExp(`${SIGNED_ON} 同日签署`) });
    await picture.waitFor();
    await settle(page);
    const said = ((await picture.textContent()) ?? "").replaceAll(/\s+/g, "");
    for (const text of [
      "技术轨",
      "企业轨",
      COMPANY,
      "概念验证2024-03-01—2026-04-30",
      `中试${SIGNED_ON}起`,
      `孵化${SIGNED_ON}起`,
      `中试${INSTITUTE}`,
      `孵化${PARK}`,
      "场地大学科技园概念验证",
      `场地孵化 (incubation): ${PARK}`,
      "设备机时高新区中试平台",
    ]) {
      expect(said).toContain(text.replaceAll(/\s+/g, ""));
    }
    const main = page.getByRole("main");
    await main.getByText("Zhang Hongtao").first().waitFor();
    await main.getByText("技术就绪度 · 5 级").waitFor();
    await main.getByText("日期、金额、级别、证据、评审人和标有“样例”的支持都是样例").waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toBe(0);
    await takePicture(page, "wuxi-project", LOOK);

    await page.getByText("看数据", { exact: true }).first().click();
    await page.getByRole("link", { name: /^AGR-\d{4}-000039$/ }).click();
    await page.getByRole("main").getByText(INSTITUTE).first().waitFor();
    await page.getByText("来源写明了双方的名称和协议的类型").waitFor();
    await page.getByRole("button", { name: "样例签署件.txt" }).waitFor();
    await close();
  });
});

/** What lies behind the figures: the contracts themselves, and which of them do not say that they are samples. */
async function sumOfRows({ url, accounts }: RunningServer, scopeId: string) {
  const api = await clientOf(url, accountIn(accounts, "pair_lead"));
  const query = { kind: "development,transfer,licence,consulting,service", signed: "signed", limit: 100 };
  const { items } = await api.get("/api/scopes/{scopeId}/agreements", { params: { path: { scopeId }, query } });
  return {
    count: items.length,
    sumFen: items.reduce((sum, { amountFen }) => sum + BigInt(amountFen ?? "0"), 0n),
    unmarked: items.filter(({ title, sampleNote }) => !title.startsWith("样例") || sampleNote === null),
  };
}
