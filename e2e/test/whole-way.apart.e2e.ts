// The demand side from end to end, with an account for each part: from a door without a network to a draft agreement. The
// server stops twice and goes on days later, so that the window and the public notice end as they would.
import { ifMatch } from "@dual-high/client";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, openBrowser, settle, signIn, takePicture, visit, type Visit } from "../src/browser.ts";
import { layCable } from "../src/cable.ts";
import { acceptNeed } from "../src/challenge.ts";
import { type Api, clientOf, waitForJobs } from "../src/client.ts";
import { passGate } from "../src/gate-walk.ts";
import { applyForProof, makeProofCentre, prove } from "../src/proof-walk.ts";
import { type Account, type RunningServer, startServer } from "../src/server.ts";
import { confirm, open, press } from "../src/steps.ts";
import { makeRound } from "../src/survey.ts";
import { accountIn } from "../src/world.ts";

const DESK = { width: 1440, scheme: "light", language: "zh" } as const;
const PHONE = { width: 390, scheme: "light", language: "zh" } as const;
const TITLE = "提高轴承钢的纯净度";
/** Windows of two days, a public notice of five. */
const [AFTER_WINDOW, AFTER_NOTICE, AFTER_TALKS, AFTER_ALL] = [3, 12, 15, 24];
const DAY_MS = 86_400_000;
/** As a field takes it, in Shanghai. */
const afterDays = (days: number) => new Date(Date.now() + days * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 16);

describe.skipIf(findBrowser() === null)("the demand side", () => {
  const folder = mkdtempSync(join(tmpdir(), "dual-high-way-"));
  let browser: Browser;
  let server: RunningServer;
  let accounts: Readonly<Record<string, Account>>;
  let opened: Visit[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    server = await startServer({ folder });
    accounts = server.accounts;
  });
  const closeAll = async () => {
    for (const { context } of opened) await context.close();
    opened = [];
  };
  afterEach(closeAll);
  afterAll(async () => {
    await server.stop();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const as = async (role: string, look: typeof DESK | typeof PHONE = DESK, url = server.url): Promise<Page> => {
    const visited = await visit(browser, { ...look, url });
    opened.push(visited);
    await signIn(visited.context, accountIn(accounts, role), "zh");
    return visited.page;
  };
  const apiOf = async (role: string) => clientOf(server.url, accountIn(accounts, role));
  const goDays = async (daysAhead: number) => {
    await closeAll();
    await server.stop();
    server = await startServer({ folder, daysAhead });
  };
  const scopeOf = async (api: Api) => (await api.get("/api/me")).grants[0]?.scopeId ?? "";

  /** On the third floor of building B, without a network. */
  async function surveyOffline(roundId: string): Promise<void> {
    const cable = await layCable(server.url);
    const page = await as("zone_officer", PHONE, cable.url);
    await page.goto(`/walk/${roundId}`);
    await page.getByRole("link", { name: /样例企业/ }).waitFor();
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    await cable.cut();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: /样例企业/ }).click();
    await page.getByRole("textbox", { name: "姓名" }).fill("赵某");
    await page.getByRole("textbox", { name: /^1\. 需求名称/ }).fill("钢的纯净度");
    await page.getByRole("textbox", { name: /^1\. 要解决什么/ }).fill("现有真空脱气后氧含量偏高，轴承寿命短。");
    await page.getByRole("radio", { name: "否" }).check();
    await page.getByRole("button", { name: "提交走访" }).click();
    await page.getByText("离线 · 1 条待同步").waitFor();
    await takePicture(page, "way-1-offline", PHONE);
    await cable.mend();
    await page.context().setOffline(false);
    await page.getByText("已联网 · 没有待同步").waitFor();
    await closeAll();
    await cable.cut();
  }

  /** Back for what is missing, worded anew beside the enterprise's text, confirmed by the enterprise, accepted. */
  async function triage(zoneWay: string, enterpriseWay: string): Promise<void> {
    const zone = await as("zone_officer");
    await open(zone, zoneWay);
    await press(zone, "开始初审");
    await zone.getByLabel("退回说明").waitFor();
    await press(zone, "退回补充");
    await zone.getByText("已退回").first().waitFor();

    const enterprise = await as("enterprise_lead", PHONE);
    await open(enterprise, enterpriseWay);
    await enterprise.getByRole("button", { name: "提交", exact: true }).click();
    await enterprise.getByText("现在是“已提交”").waitFor();

    await open(zone, `${zoneWay}/rewrite`);
    await zone.getByRole("textbox", { name: "需求名称" }).fill(TITLE);
    await zone.getByLabel("要达到的指标").fill("氧含量≤6 ppm；收得率不低于 92%");
    await zone.getByLabel("现有基础").fill("有 100 吨 RH 一套，可供试验。");
    await takePicture(zone, "way-2-rewrite", DESK);
    await press(zone, "送企业确认");
    await zone.getByText("等企业确认", { exact: false }).first().waitFor();
    await open(enterprise, enterpriseWay);
    await press(enterprise, "确认，用改写稿");
    await enterprise.getByRole("heading", { level: 1, name: TITLE }).waitFor();

    await open(zone, zoneWay);
    await press(zone, "开始初审");
    await zone.getByRole("button", { name: "受理", exact: true }).click();
    await zone.getByText("现在是“已受理”").waitFor();
  }

  async function acceptPartner(api: Api, scopeId: string, needId: string): Promise<void> {
    const run = await api.post("/api/scopes/{scopeId}/match-runs", {
      params: { path: { scopeId } },
      body: { needIds: [needId] },
    });
    await waitForJobs(api);
    const office = await as("pair_officer");
    await open(office, `/p/${scopeId}/runs/${run.id}?need=${needId}`);
    await office.locator("article").first().waitFor();
    await office.keyboard.press("1");
    await office.keyboard.press("a");
    await office.locator('article[aria-current="true"]').getByText("看台账").waitFor();
    await takePicture(office, "way-3-match", DESK);
  }

  /** From the need to a sealed challenge that is published; two more accounts read it. */
  async function publish(scopeId: string): Promise<string> {
    const lead = await as("pair_lead");
    await open(lead, `/p/${scopeId}/challenges/new`);
    await lead.getByRole("checkbox", { name: new RegExp(TITLE) }).check();
    await lead.getByRole("radio", { name: /密封式/ }).check();
    await press(lead, "生成初稿");
    await lead.getByLabel("截止", { exact: true }).fill(afterDays(2));
    await lead.getByText("权重合计 100，正好").waitFor();
    await press(lead, /^保\s?存$/);
    await press(lead, /^发\s?榜$/);
    await confirm(lead, /^发\s?榜$/);
    await lead.getByText("已发榜", { exact: false }).first().waitFor();
    await settle(lead);
    await takePicture(lead, "way-4-notice", DESK);
    return /challenges\/([\w-]+)/.exec(lead.url())?.[1] ?? "";
  }

  async function bidOnScreen(universityId: string, challengeId: string): Promise<void> {
    const page = await as("researcher");
    await open(page, `/p/${universityId}/challenges/${challengeId}`);
    await press(page, /^揭\s?榜$/);
    await page.getByLabel("项目名称").fill("轴承钢超低氧精炼成套工艺");
    await press(page, "加一行");
    for (const [label, text] of [
      ["姓名", "王某"],
      ["职称", "教授"],
      ["分工", "总负责"],
      ["投入工时", "400"],
    ] as const) {
      await page.getByLabel(`${label}，第 1 行`).fill(text);
    }
    await page.getByLabel("攻关方案").fill("先在 RH 上做渣系与真空度试验，再做连铸全程保护。");
    for (const field of await page.getByLabel(/（要求/).all()) await field.fill("≤5 ppm");
    await page.getByLabel("报价（万元）").fill("65");
    await page.getByLabel("工作基础与条件").fill("授权专利 11 件。");
    await page.getByText("已自动保存").waitFor();
    await takePicture(page, "way-5-bid", DESK);
    await page.getByRole("button", { name: /^提\s?交$/ }).click();
    await page.getByText("已提交，回执号", { exact: false }).first().waitFor();
  }

  /** Both sides talk, apply together with their agreement and confirm; the office takes it in and gives public notice. */
  async function applyTogether(
    ways: { readonly scopeId: string; readonly universityId: string; readonly enterpriseId: string },
    challengeId: string,
    bidId: string,
  ): Promise<void> {
    const [bidder, poster, office] = [await as("researcher"), await as("enterprise_lead"), await as("pair_lead")];
    await open(office, `/p/${ways.scopeId}/challenges/${challengeId}`);
    await press(office, /^收\s?榜$/);
    await confirm(office, /^收\s?榜$/);
    await open(bidder, `/p/${ways.universityId}/bids/${bidId}`);
    await bidder.getByLabel("内容", { exact: true }).fill("先做三炉试验，费用由企业承担。");
    await press(bidder, /^记\s?下$/);
    await bidder.getByLabel("谈妥的内容").fill("三炉试验合格后签订开发合同。");
    await bidder.getByLabel("金额（万元，可不填）").fill("60");
    await press(bidder, /^保\s?存$/);
    const agreement = { name: "意向协议.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") };
    await bidder.getByText("联合申报已保存").waitFor();
    await bidder.getByLabel("上传意向协议").setInputFiles(agreement);
    await bidder.getByText("意向协议已上传").waitFor();
    await press(bidder, "揭榜方确认");
    await open(poster, `/p/${ways.enterpriseId}/bids/${bidId}`);
    await poster.getByText("先做三炉试验，费用由企业承担。").waitFor();
    await press(poster, "发榜方确认");
    await open(office, `/p/${ways.scopeId}/bids/${bidId}`);
    await takePicture(office, "way-8-together", DESK);
    await press(office, "受理，转公示");
    await office.getByText("专班已受理").first().waitFor();
    await open(office, `/p/${ways.scopeId}/challenges/${challengeId}/evaluation`);
    await press(office, /^公\s?示$/);
    await confirm(office, /^公\s?示$/);
    await office.getByText(/^公示到/).waitFor();
  }

  async function award(scopeId: string, challengeId: string): Promise<void> {
    const zone = await as("zone_officer");
    await open(zone, `/p/${scopeId}/challenges/${challengeId}/evaluation`);
    await press(zone, /^授\s?榜$/);
    await confirm(zone, /^授\s?榜$/);
    await zone.getByText("已授榜").first().waitFor();
  }

  async function statesOfAgreements(scopeId: string, search: string): Promise<string[]> {
    const lead = await apiOf("pair_lead");
    const params = { path: { scopeId }, query: { search } };
    return (await lead.get("/api/scopes/{scopeId}/agreements", { params })).items.map(({ state }) => state);
  }

  /** The enterprise reads a draft once it was sent to it. */
  async function sendDraft(scopeId: string, search: string): Promise<void> {
    const lead = await apiOf("pair_lead");
    const { items } = await lead.get("/api/scopes/{scopeId}/agreements", {
      params: { path: { scopeId }, query: { search } },
    });
    for (const { id: agreementId, version } of items) {
      await lead.post("/api/agreements/{agreementId}/transitions", {
        params: { path: { agreementId }, header: ifMatch({ version }) },
        body: { action: "send", on: new Date().toISOString().slice(0, 10), reason: "" },
      });
    }
  }

  async function bidOver(api: Api, bidderId: string, challengeId: string, lead: string): Promise<string> {
    const path = { challengeId };
    const { terms } = await api.get("/api/challenges/{challengeId}", { params: { path } });
    const bid = await api.post("/api/challenges/{challengeId}/bids", {
      params: { path },
      body: {
        bidderId,
        content: {
          title: `${lead}的路线`,
          members: [{ name: lead, unit: "样例大学", title: "教授", role: "负责人", hours: 300, isLead: true }],
          plan: "以在线检测指导喂丝，分两条产线验证。",
          indicators: (terms.indicators ?? []).map(({ key }) => ({ key, promised: "≤6 ppm" })),
          price: "58000000",
          evidence: "课题两项。",
        },
      },
    });
    await api.post("/api/bids/{bidId}/submission", {
      params: { path: { bidId: bid.id }, header: ifMatch(bid) },
    });
    return bid.id;
  }

  async function openByTwo(scopeId: string, challengeId: string): Promise<void> {
    for (const role of ["pair_lead", "zone_officer"]) {
      const page = await as(role);
      await open(page, `/p/${scopeId}/challenges/${challengeId}`);
      await press(page, /^开\s?标$/);
      await confirm(page, /确认开标/);
    }
  }

  /** Judged by an expert who turns out to be in conflict with one bid, decided, and put up for objections. */
  async function evaluate(scopeId: string, challengeId: string): Promise<void> {
    const office = await as("pair_lead");
    await open(office, `/p/${scopeId}/challenges/${challengeId}/evaluation`);
    await press(office, "开始评审");
    const dialog = office.getByRole("dialog");
    await confirm(office, /^开始评审$/);
    await press(office, "邀请专家");
    await dialog.getByLabel("账号").click();
    await office.getByTitle("样例评审专家").click();
    await dialog.getByLabel("所在单位").fill("外地研究院");
    await confirm(office, /^邀请专家$/);

    const expert = await as("expert");
    await open(expert, "/");
    await expert.getByRole("link", { name: new RegExp(TITLE) }).click();
    await expert.getByRole("checkbox", { name: /第 3 号/ }).check();
    await expert.getByLabel("与第 3 号的关系").fill("曾是同门");
    await press(expert, "声明并开始评审");
    for (const number of [1, 2]) {
      const form = expert.getByRole("form", { name: `评分：${number} 号` });
      await form.waitFor();
      for (const field of await form.getByRole("spinbutton").all()) await field.fill(String(90 - number * 4));
      for (const field of await form.getByRole("textbox", { name: /理由$/ }).all()) await field.fill("路线清楚");
      await form.getByText("已自动保存").waitFor();
      await form.getByRole("button", { name: "提交评分" }).click();
      await expert.getByText(`已提交第 ${number} 号的评分`).waitFor();
    }

    await open(office, office.url());
    await press(office, "截止评分");
    await dialog.getByLabel("原因").fill("第 3 号的专家须回避，另请不到合适的人");
    await confirm(office, /^截止评分$/);
    await press(office, "作出决定");
    await dialog.getByLabel("决定和理由").fill("第 1 号路线成熟，代价可承受。");
    await dialog.getByRole("radio", { name: /第 1 号/ }).check();
    for (const number of [1, 2, 3]) {
      await dialog.getByLabel(`给第 ${number} 号的理由`).fill(number === 1 ? "路线成熟" : "缺少中试数据");
    }
    await confirm(office, /^作出决定$/);
    await press(office, /^公\s?示$/);
    await confirm(office, /^公\s?示$/);
    await office.getByText(/^公示到/).waitFor();
    await settle(office);
    await takePicture(office, "way-6-decided", DESK);
  }

  const placesOfProof = async () => ({
    scopeId: await scopeOf(await apiOf("pair_lead")),
    universityId: await scopeOf(await apiOf("researcher")),
    centreId: await scopeOf(await apiOf("facility_manager")),
  });

  test("has a centre call for proofs of concept, for which a team applies", async () => {
    const lead = await apiOf("pair_lead");
    await waitForJobs(lead);
    const places = await placesOfProof();
    await makeProofCentre(lead, places, accountIn(accounts, "researcher").login);
    await applyForProof(as, places, afterDays(2));
    const { items } = await lead.get("/api/scopes/{scopeId}/proof-calls", { params: { path: places } });
    expect(items).toMatchObject([{ state: "open", applications: 1, centre: "样例概念验证中心" }]);
  });

  test("goes from a floor without a network to an award and a draft agreement", async () => {
    const lead = await apiOf("pair_lead");
    await waitForJobs(lead);
    const scopeId = await scopeOf(lead);
    const enterpriseId = await scopeOf(await apiOf("enterprise_lead"));
    const transfer = await apiOf("transfer_officer");
    const universityId = await scopeOf(transfer);
    const door = { building: "B 座", floor: "3F", unit: "301", enterprise: "样例企业" };
    await surveyOffline(await makeRound(await apiOf("zone_officer"), scopeId, "三季度摸排", [door]));
    const { items } = await lead.get("/api/scopes/{scopeId}/needs", {
      params: { path: { scopeId }, query: { search: "钢的纯净度" } },
    });
    const [need] = items;
    expect(need).toMatchObject({ enterprise: "样例企业", state: "submitted" });
    const needId = need?.id ?? "";

    await triage(`/p/${scopeId}/needs/${needId}`, `/p/${enterpriseId}/needs/${needId}`);
    await acceptPartner(lead, scopeId, needId);
    const challengeId = await publish(scopeId);
    const province = await as("province_officer");
    await open(province, `/p/${scopeId}/challenges/${challengeId}`);
    await province.getByRole("heading", { name: TITLE }).first().waitFor();

    const { handout } = await transfer.post("/api/scopes/{scopeId}/invitations", {
      params: { path: { scopeId: universityId } },
      body: { login: "researcher2", displayName: "样例科研人员二", role: "researcher" },
    });
    const second = { login: "researcher2", password: "a calm grey heron 7" };
    const stranger = await clientOf(server.url, null);
    await stranger.post("/api/invitations/accept", { body: { token: handout.token, password: second.password } });
    await bidOnScreen(universityId, challengeId);
    await bidOver(await clientOf(server.url, second), universityId, challengeId, "周某");
    await bidOver(transfer, universityId, challengeId, "吴某");

    await goDays(AFTER_WINDOW);
    await openByTwo(scopeId, challengeId);
    await evaluate(scopeId, challengeId);

    await goDays(AFTER_NOTICE);
    await award(scopeId, challengeId);
    await expect.poll(async () => statesOfAgreements(scopeId, TITLE)).toEqual(["draft"]);
    await sendDraft(scopeId, TITLE);
    const enterprise = await as("enterprise_lead");
    await open(enterprise, `/p/${enterpriseId}/agreements`);
    await enterprise
      .getByRole("link", { name: new RegExp(TITLE) })
      .or(enterprise.getByText(TITLE))
      .first()
      .waitFor();
    await takePicture(enterprise, "way-7-agreement", DESK);
  });

  test("has the proof judged, granted, reported on and accepted, a level granted for it, and a gate passed", async () => {
    const lead = await apiOf("pair_lead");
    const projectId = await prove(as, await placesOfProof(), lead);
    expect(await lead.get("/api/projects/{projectId}", { params: { path: { projectId } } })).toMatchObject({
      readinessLevel: 5,
      proofs: [{ state: "granted", grantedFen: "12000000", reportState: "accepted", conclusion: "pilot_scale" }],
    });
    const place = { scopeId: await scopeOf(lead), projectId };
    // The level was granted on the server's day, to which the clock of the browser has not gone.
    await passGate(as, lead, place, afterDays(AFTER_NOTICE).slice(0, 10));
    expect(await lead.get("/api/projects/{projectId}", { params: { path: place } })).toMatchObject({
      waivers: 3,
      currentStages: [{ stage: "proof_of_concept" }],
    });
  });

  test("goes the negotiated way beside it: talks, a joint application with its agreement, notice, award", async () => {
    const lead = await apiOf("pair_lead");
    const scopeId = await scopeOf(lead);
    const enterpriseId = await scopeOf(await apiOf("enterprise_lead"));
    const researcher = await apiOf("researcher");
    const universityId = await scopeOf(researcher);
    const title = "降低连铸坯的夹杂物";
    const needId = await acceptNeed(lead, scopeId, title, "样例企业");
    const drafted = await lead.post("/api/scopes/{scopeId}/challenges", {
      params: { path: { scopeId } },
      body: { needIds: [needId], mode: "negotiated" },
    });
    const path = { challengeId: drafted.id };
    const closesAt = new Date(Date.now() + (AFTER_NOTICE + 2) * DAY_MS).toISOString();
    const changed = await lead.patch("/api/challenges/{challengeId}", {
      params: { path, header: ifMatch(drafted) },
      body: { closesAt },
    });
    await lead.post("/api/challenges/{challengeId}/publication", { params: { path, header: ifMatch(changed) } });
    const bidId = await bidOver(researcher, universityId, drafted.id, "孙某");

    await goDays(AFTER_TALKS);
    await applyTogether({ scopeId, universityId, enterpriseId }, drafted.id, bidId);
    await goDays(AFTER_ALL);
    await award(scopeId, drafted.id);
    await expect.poll(async () => statesOfAgreements(scopeId, title)).toEqual(["draft"]);
  });
});
