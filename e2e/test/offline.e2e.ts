// A morning without a network: what an officer writes on a phone arrives, all of it, each once.
import { ifMatch } from "@dual-high/client";
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, findViolations, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { type Cable, layCable } from "../src/cable.ts";
import { type Api, clientOf } from "../src/client.ts";
import type { Account } from "../src/server.ts";
import { makeRound } from "../src/survey.ts";
import { accountIn } from "../src/world.ts";

const VISITS = 50;
const LOOK = { width: 390, scheme: "light", language: "zh" } as const;

const DIST = join(import.meta.dirname, "../../web/dist");
const WORKER = join(DIST, "sw.js");

/** Puts another service worker where the server finds it, as a build does. */
function renewBuild(worker: string): void {
  writeFileSync(WORKER, worker);
  const index = join(DIST, "index.html");
  utimesSync(index, new Date(), new Date(statSync(index).mtimeMs + 1000));
}

/** The interface is on the phone. Read in the page's own world. */
const IS_READY = "navigator.serviceWorker.ready.then(() => true)";

/** A phone whose clock is a day ahead. */
const SET_CLOCK = `{
  const Real = Date;
  const now = () => Real.now() + 86400000;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
}`;

/**
 * A phone that has no room while it is told so: its store fails as a browser's does. Chromium itself can be given less room
 * by a tool, but looks at it only every half minute.
 */
const FILL_UP = `{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (!globalThis.isFull) return put.apply(this, given);
    this.transaction.abort();
    throw new DOMException("no room", "QuotaExceededError");
  };
}`;

/** A photo that no other is like: a bitmap of one colour, 48 by 48. */
function photoOf(number: number): { name: string; mimeType: string; buffer: Buffer } {
  const side = 48;
  const buffer = Buffer.alloc(54 + side * side * 3, (number * 5) % 256);
  buffer.write("BM");
  buffer.writeUInt32LE(buffer.length, 2);
  buffer.writeUInt32LE(0, 6);
  buffer.writeUInt32LE(54, 10);
  buffer.writeUInt32LE(40, 14);
  buffer.writeInt32LE(side, 18);
  buffer.writeInt32LE(side, 22);
  buffer.writeUInt16LE(1, 26);
  buffer.writeUInt16LE(24, 28);
  buffer.fill(0, 30, 54);
  return { name: `门牌 ${number}.bmp`, mimeType: "image/bmp", buffer };
}

describe.skipIf(findBrowser() === null)("a phone without a network", () => {
  let browser: Browser;
  let lead: Api;
  const officer = () => accountIn(inject("accounts"), "zone_officer");
  beforeAll(async () => {
    browser = await openBrowser();
    lead = await clientOf(inject("url"), accountIn(inject("accounts"), "zone_officer"));
  });
  afterAll(async () => browser.close());

  const doorsOf = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => ({
      building: "离线楼",
      floor: `${1 + Math.floor(index / 10)}F`,
      unit: String(101 + index),
      enterprise: `${name}第 ${index + 1} 家`,
    }));

  /** A phone that has fetched the round's list and the interface, on a cable of its own. */
  const takeAlong = async (roundId: string, given: { readonly isNewBrowser?: boolean } = {}) => {
    const cable = await layCable(inject("url"));
    const visited = await visit(browser, { ...LOOK, ...given, url: cable.url });
    await signIn(visited.context, officer(), "zh");
    if (given.isNewBrowser !== true) await fetchList(visited.page, roundId);
    return { ...visited, cable };
  };
  const fetchList = async (page: Page, roundId: string) => {
    await page.goto(`/walk/${roundId}`);
    await page.getByRole("link", { name: /第 1 家/ }).waitFor();
    await page.evaluate(IS_READY);
  };
  const goOffline = async (context: BrowserContext, cable: Cable) => {
    await cable.cut();
    await context.setOffline(true);
  };
  const goOnline = async (context: BrowserContext, cable: Cable) => {
    await cable.mend();
    await context.setOffline(false);
  };
  /** The tab is gone without a word, as when a phone is out of memory. */
  const kill = async (context: BrowserContext, page: Page) => {
    const session = await context.newCDPSession(page);
    const isGone = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => undefined);
    await isGone;
    await page.close();
    return context.newPage();
  };
  const line = (page: Page) => page.getByRole("banner").getByRole("status");
  const listVisits = async (roundId: string) =>
    (
      await lead.get("/api/survey-rounds/{roundId}/visits", {
        params: { path: { roundId }, query: { limit: 200, withTotal: "true" } },
      })
    ).items;

  test("makes 50 visits with photos, loses its tab twice, and all of them arrive once", async () => {
    const doors = doorsOf(VISITS - 1, "离线样例");
    const roundId = await makeRound(lead, inject("world").pairId, "离线摸排", doors);
    const { context, cable, ...first } = await takeAlong(roundId, { isNewBrowser: true });
    let { page } = first;
    await page.goto(`/walk/${roundId}`);
    await page.getByRole("heading", { name: /这个浏览器可能清除没传的走访/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, "walk-warning", LOOK);
    await page.getByRole("button", { name: "知道了，开始" }).click();
    await page.getByRole("link", { name: /第 1 家/ }).waitFor();
    await page.evaluate(IS_READY);
    await goOffline(context, cable);
    await page.reload();
    await page.getByRole("link", { name: /第 1 家/ }).waitFor();
    await expect.poll(async () => line(page).textContent()).toBe("离线 · 没有待同步");

    const write = async (number: number) => {
      await page.getByRole("textbox", { name: "备注" }).fill(`第 ${number} 次走访`);
      await page.getByLabel("加照片", { exact: true }).setInputFiles(photoOf(number));
    };
    const finish = async (number: number) => {
      await page.getByRole("button", { name: `移除 门牌 ${number}.jpg` }).waitFor();
      await page.getByRole("button", { name: "提交走访" }).click();
      await page.getByText(`离线 · ${number} 条待同步`).waitFor();
    };
    let typed = "";
    for (let number = 1; number < VISITS; number += 1) {
      await page.getByRole("link", { name: new RegExp(`第 ${number} 家`) }).click();
      await write(number);
      if (number === 18) {
        // In the middle of a photo.
        page = await kill(context, page);
        await page.goto(`/walk/${roundId}`);
        await page.getByText("离线 · 17 条待同步").waitFor();
        await page.getByRole("link", { name: /第 18 家.*填写中/ }).click();
        typed = await page.getByRole("textbox", { name: "备注" }).inputValue();
        const photo = page.getByRole("button", { name: "移除 门牌 18.jpg" });
        if ((await photo.count()) === 0) await write(18);
      }
      await finish(number);
      if (number === 36) {
        page = await kill(context, page);
        await page.goto(`/walk/${roundId}`);
        await page.getByText("离线 · 36 条待同步").waitFor();
        await settle(page);
        await takePicture(page, "walk-offline", LOOK);
      }
    }
    expect(typed).toBe("第 18 次走访");
    await page.getByRole("link", { name: "新增企业" }).click();
    for (const [label, text] of [
      ["楼宇", "离线楼"],
      ["楼层", "B1"],
      ["门牌", "B101"],
      ["企业", "离线样例第 50 家"],
    ] as const) {
      await page.getByLabel(label).fill(text);
    }
    await page.getByRole("button", { name: "填写走访" }).click();
    await write(VISITS);
    await takePicture(page, "walk-door", LOOK);
    await finish(VISITS);

    await goOnline(context, cable);
    await page.getByText("已联网 · 没有待同步").waitFor();
    const items = await listVisits(roundId);
    expect(items).toHaveLength(VISITS);
    expect(new Set(items.map(({ siteId }) => siteId)).size).toBe(VISITS);
    expect(items.filter(({ hasConflict, state }) => hasConflict || state !== "counted")).toEqual([]);
    const read = await Promise.all(
      items.map(async ({ id: visitId }) =>
        lead.get("/api/survey-rounds/{roundId}/visits/{visitId}", { params: { path: { roundId, visitId } } }),
      ),
    );
    expect(read.filter(({ files, missingFiles }) => files.length !== 1 || missingFiles.length > 0)).toEqual([]);
    expect(new Set(read.map(({ files }) => files[0]?.sha256)).size).toBe(VISITS);
    expect(new Set(read.map(({ versions }) => versions[0]?.content.note)).size).toBe(VISITS);
    expect(read.filter(({ versions }) => versions.length > 1)).toEqual([]);
    await page.reload();
    await page.getByRole("link", { name: /第 50 家.*已收到/ }).waitFor();
    await takePicture(page, "walk-arrived", LOOK);
    await context.close();
  });
  const handIn = async (page: Page, door: string, note: string) => {
    await page.getByRole("link", { name: door }).click();
    await page.getByRole("textbox", { name: "备注" }).fill(note);
    await page.getByRole("button", { name: "提交走访" }).click();
    await page.getByRole("heading", { level: 1, name: /摸排/ }).waitFor();
  };
  const readVisit = async (roundId: string, visitId: string) =>
    lead.get("/api/survey-rounds/{roundId}/visits/{visitId}", { params: { path: { roundId, visitId } } });
  const arrived = async (page: Page) => page.getByText("已联网 · 没有待同步").waitFor();
  const signInAs = async (page: Page, { login, password }: Account) => {
    await page.getByLabel("登录名或邮箱").fill(login);
    await page.getByLabel("密码", { exact: true }).fill(password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
  };

  test("corrects a visit whose answer got lost, and shows both where another version stands", async () => {
    const roundId = await makeRound(lead, inject("world").pairId, "更正摸排", doorsOf(2, "更正样例"));
    const { context, page, cable } = await takeAlong(roundId);
    let isLost = false;
    // The server takes it; the phone never hears of it.
    await page.route(/\/visits\/[\w-]+$/, async (route) => {
      if (isLost) return route.continue();
      isLost = true;
      await route.fetch();
      await goOffline(context, cable);
      return route.abort();
    });
    await handIn(page, "101 更正样例第 1 家", "第一遍");
    await page.getByText("离线 · 1 条待同步").waitFor();
    await page.getByRole("link", { name: /第 1 家.*待同步/ }).click();
    await page.getByRole("textbox", { name: /^1\. 需求名称/ }).fill("降低测试成本");
    await page.getByRole("button", { name: "再加一条需求" }).click();
    await page.getByRole("textbox", { name: /^2\. 需求名称/ }).fill("自动判读图像");
    await page.getByRole("textbox", { name: "备注" }).fill("第二遍");
    await page.getByRole("button", { name: "提交走访" }).click();
    await goOnline(context, cable);
    await arrived(page);
    const [taken] = await listVisits(roundId);
    const { id: visitId = "" } = taken ?? {};
    expect(taken).toMatchObject({ state: "counted", hasConflict: false, needs: 2 });
    const read = await readVisit(roundId, visitId);
    expect(read.versions.map(({ content }) => content.note)).toEqual(["第二遍", "第一遍"]);

    // Somebody with a copy of the phone sends another version, and the lead lets that one stand.
    const params = { path: { roundId, visitId } };
    const [standing] = read.versions;
    const content = { ...standing?.content, note: "另一台手机", needs: [] } as never;
    const body = { content, sentAt: new Date().toISOString() } as never;
    const { digest } = await lead.put("/api/survey-rounds/{roundId}/visits/{visitId}", { params, body });
    const header = ifMatch(await readVisit(roundId, visitId));
    await lead.post("/api/survey-rounds/{roundId}/visits/{visitId}/settlement", {
      params: { path: params.path, header },
      body: { action: "choose", digest },
    });
    await page.getByRole("link", { name: /第 1 家.*已收到/ }).click();
    await page.getByRole("button", { name: "修改这次走访" }).click();
    await page.getByRole("textbox", { name: "备注" }).fill("第三遍");
    await page.getByRole("button", { name: "提交走访" }).click();
    await page.getByText("1 条要处理").waitFor();
    await page.getByRole("link", { name: /第 1 家.*有两个版本/ }).click();
    await page.getByText("第三遍").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, "walk-conflict", LOOK);
    await page.getByRole("link", { name: "联网并排看两个版本" }).click();
    await page.getByText("另一台手机").first().waitFor();
    await page.getByText("第三遍").first().waitFor();
    expect((await readVisit(roundId, visitId)).versions).toHaveLength(4);
    await context.close();
  });

  test("keeps what its officer wrote through the end of the session, unseen and unsent by whoever signs in between", async () => {
    const roundId = await makeRound(lead, inject("world").pairId, "换人摸排", doorsOf(2, "换人样例"));
    const { context, page, cable } = await takeAlong(roundId);
    await goOffline(context, cable);
    await handIn(page, "101 换人样例第 1 家", "只给我自己看");
    await context.clearCookies();
    await goOnline(context, cable);
    await page.getByText("登录已过期 · 1 条待同步").waitFor();
    await takePicture(page, "walk-signed-out", LOOK);
    await page.getByRole("link", { name: "登录后上传" }).click();
    await signInAs(page, accountIn(inject("accounts"), "pair_lead"));
    await arrived(page);
    await page.getByRole("link", { name: /第 1 家.*未到/ }).waitFor();
    expect(await listVisits(roundId)).toEqual([]);
    await page.getByRole("link", { name: "走访", exact: true }).click();
    // The pointer meets a round while the server is being told: nobody is led there, neither now nor once signed in.
    await page.getByRole("link", { name: /二季度摸排/ }).waitFor();
    await page.route("**/api/session", async (route) => {
      await page.getByRole("link", { name: /二季度摸排/ }).hover();
      await page.waitForTimeout(500);
      await route.continue();
    });
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.waitForURL("**/sign-in?next=/walk");
    await page.unroute("**/api/session");
    await signInAs(page, officer());
    await page.getByRole("link", { name: /换人摸排/ }).click();
    await page.getByRole("link", { name: /第 1 家.*已收到/ }).waitFor();
    expect((await listVisits(roundId)).map(({ state }) => state)).toEqual(["counted"]);
    await context.close();
  });

  test("whose officer signs out without a network shows nothing of theirs, and the session ends with the first network", async () => {
    const roundId = await makeRound(lead, inject("world").pairId, "退出摸排", doorsOf(1, "退出样例"));
    const { context, page, cable } = await takeAlong(roundId);
    await goOffline(context, cable);
    await page.reload();
    await handIn(page, "101 退出样例第 1 家", "退出之前写的");
    await page.getByRole("link", { name: "走访", exact: true }).click();
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.getByRole("heading", { name: "请先联网打开一次" }).waitFor();
    await expect.poll(async () => page.getByText("退出样例").count()).toBe(0);
    await goOnline(context, cable);
    await page.getByRole("button", { name: "再试一次" }).click();
    await signInAs(page, officer());
    await page.getByRole("link", { name: /退出摸排/ }).waitFor();
    await arrived(page);
    expect(await listVisits(roundId)).toHaveLength(1);
    await context.close();
  });

  test("that is full says what it could not keep, and keeps it once there is room", async () => {
    const roundId = await makeRound(lead, inject("world").pairId, "存满摸排", doorsOf(1, "存满样例"));
    const { context, page } = await takeAlong(roundId, { isNewBrowser: true });
    await context.addInitScript(FILL_UP);
    await context.addInitScript(() => localStorage.setItem("walk-warned", "not_lasting"));
    await fetchList(page, roundId);
    const setFull = async (isFull: boolean) => page.evaluate(`globalThis.isFull = ${isFull}`);
    await page.getByRole("link", { name: "101 存满样例第 1 家" }).click();
    await page.getByRole("textbox", { name: "备注" }).fill("有地方的时候");
    await page.getByRole("button", { name: "放弃这次填写" }).waitFor();
    await setFull(true);
    await page.getByRole("textbox", { name: "备注" }).fill("没有地方的时候");
    await page.getByRole("alert").getByText("手机存储已满").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, "walk-full", LOOK);
    await page.getByLabel("加照片", { exact: true }).setInputFiles(photoOf(1));
    await page.getByText("这张照片没有存下").waitFor();
    await setFull(false);
    await page.getByRole("button", { name: "重新保存" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    await page.reload();
    await expect.poll(async () => page.getByRole("textbox", { name: "备注" }).inputValue()).toBe("没有地方的时候");
    await context.close();
  });

  test("whose clock is a day ahead, in a round that was closed meanwhile, is taken as late by the server's time", async () => {
    const roundId = await makeRound(lead, inject("world").pairId, "迟到摸排", doorsOf(1, "迟到样例"));
    const { context, page, cable } = await takeAlong(roundId, { isNewBrowser: true });
    await context.addInitScript(SET_CLOCK);
    await context.addInitScript(() => localStorage.setItem("walk-warned", "not_lasting"));
    await fetchList(page, roundId);
    await page.getByText("这台手机的时间与服务器差 +24 h").waitFor();
    await goOffline(context, cable);
    await handIn(page, "101 迟到样例第 1 家", "地下室没有信号");
    await page.getByText("离线 · 1 条待同步").waitFor();
    const { version } = await lead.get("/api/survey-rounds/{roundId}", { params: { path: { roundId } } });
    await lead.post("/api/survey-rounds/{roundId}/transitions", {
      params: { path: { roundId }, header: ifMatch({ version }) },
      body: { action: "close" },
    });
    await goOnline(context, cable);
    await page.getByRole("link", { name: /第 1 家.*迟到，待负责人确认/ }).click();
    await page.getByText(/手机快 14[34]\d 分钟/).waitFor();
    const [taken] = await listVisits(roundId);
    expect(taken).toMatchObject({ state: "late", hasConflict: false });
    expect(Math.abs((taken?.clockAheadSeconds ?? 0) - 86_400)).toBeLessThan(600);
    await context.close();
  });

  test("is given a newer interface without a word lost, and in two tabs is sent by one", async () => {
    const roundId = await makeRound(lead, inject("world").pairId, "两页摸排", doorsOf(2, "两页样例"));
    const { context, page, cable } = await takeAlong(roundId);
    // Before the line is cut for the first time: a browser may look for an update on a dead line for minutes.
    await page.getByRole("link", { name: "102 两页样例第 2 家" }).click();
    await page.getByRole("textbox", { name: "备注" }).fill("写到一半，来了新版本");
    const wasBuilt = readFileSync(WORKER, "utf8");
    try {
      renewBuild(`${wasBuilt}\n// A newer build.`);
      await page.evaluate("navigator.serviceWorker.getRegistration().then((held) => held.update())");
      await page.getByText("有新版本，填写的内容都已存好").waitFor();
      await takePicture(page, "walk-newer", LOOK);
      await page.getByRole("button", { name: "更新" }).click();
      await page.getByText("有新版本，填写的内容都已存好").waitFor({ state: "detached" });
    } finally {
      renewBuild(wasBuilt);
    }
    await page.getByText("写到一半，来了新版本").waitFor();

    await page.goto(`/walk/${roundId}`);
    const puts: string[] = [];
    context.on("request", (request) => {
      if (request.method() === "PUT") puts.push(request.url());
    });
    const second = await context.newPage();
    await second.goto(`/walk/${roundId}`);
    await goOffline(context, cable);
    await handIn(page, "101 两页样例第 1 家", "只传一次");
    await second.getByText("离线 · 1 条待同步").waitFor();
    await goOnline(context, cable);
    await Promise.all([arrived(page), arrived(second)]);
    expect(puts).toHaveLength(1);
    expect(await listVisits(roundId)).toHaveLength(1);
    await second.close();

    await page.getByRole("link", { name: "102 两页样例第 2 家" }).click();
    await goOffline(context, cable);
    await page.reload();
    await page.getByText("写到一半，来了新版本").waitFor();
    await context.close();
  });
});
