import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import type { Account } from "./server.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"].concat(
  ["--disable-component-update", "--disable-sync"],
  process.getuid?.() === 0 ? ["--no-sandbox"] : [],
);
/** Screenshots of every page that was looked at, for people to look at too. */
const PICTURES = resolve(import.meta.dirname, "../out");

/** Longer than anything takes where every core is busy with other tests: a page that hangs still ends. */
const PATIENCE_MS = 90_000;

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export const SCHEMES = ["light", "dark"] as const;
export const WIDTHS = [1440, 390] as const;

export interface Look {
  readonly width: (typeof WIDTHS)[number];
  readonly scheme: (typeof SCHEMES)[number];
  readonly language: Language;
}

/** Debian's Chromium, or the one that CHROMIUM names; null where there is none. */
export function findBrowser(): string | null {
  return [process.env["CHROMIUM"] ?? "", ...PLACES].find((path) => path !== "" && existsSync(path)) ?? null;
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("There is no Chromium.");
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A browser that a tool drives over a port, with the cookies of its one window for whatever the tool opens. */
export async function openBrowserOn(port: number, profile: string): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("There is no Chromium.");
  const args = [...FLAGS, `--remote-debugging-port=${port}`];
  return chromium.launchPersistentContext(profile, { executablePath, args, baseURL: inject("url") });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page said on the console that it should not have. */
  readonly complaints: string[];
}

interface Circumstances extends Look {
  /** Another way to the server. */
  readonly url: string;
  /** Whoever opens the browser for the first time is warned that it may not keep things for good. */
  readonly isNewBrowser: boolean;
  /** Every document has axe from its beginning, which takes a third of the time that sending it to each takes. */
  readonly withAxe: boolean;
}

const AXE = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve(
  "axe-core/axe.min.js",
);
const readAxe = () => readFileSync(AXE, "utf8");

export async function visit(browser: Browser, given: Partial<Circumstances> = {}): Promise<Visit> {
  const { width = 1440, scheme = "light", language = "zh", url = inject("url") } = given;
  const context = await browser.newContext({
    baseURL: url,
    viewport: windowOf(width),
    colorScheme: scheme,
    locale: language === "zh" ? "zh-CN" : "en-GB",
    hasTouch: width === 390,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  // An empty page, before the first address, has no storage.
  const warned = `if (location.origin !== "null") localStorage.setItem("walk-warned", "not_lasting")`;
  if (given.isNewBrowser !== true) await context.addInitScript(warned);
  if (given.withAxe === true) await context.addInitScript({ content: readAxe() });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { context, page, complaints };
}

function windowOf(width: Look["width"]): { readonly width: number; readonly height: number } {
  return { width, height: width === 390 ? 844 : 900 };
}

/** Makes of an open page what it is in a window of another width, or in another scheme. */
export async function changeLook(page: Page, { width, scheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize(windowOf(width));
}

/** Signs in over the API: the form has a test of its own. */
export async function signIn(
  context: BrowserContext,
  { login, password }: Account,
  language?: Language,
): Promise<void> {
  const headers = { "sec-fetch-site": "same-origin" };
  const answer = await context.request.post("/api/session", { data: { login, password }, headers });
  expect(answer.status()).toBe(204);
  if (language === undefined) return;
  const me = (await (await context.request.get("/api/me")).json()) as { language: string; version: number };
  if (me.language === language) return;
  await context.request.patch("/api/me", {
    data: { language },
    headers: { ...headers, "if-match": `"${me.version}"` },
  });
}

/** The router of the build that people get, as it shows itself to tools. */
interface Router {
  readonly routesById: Readonly<Record<string, { readonly fullPath: string; readonly children?: unknown }>>;
  readonly state: { readonly status: "pending" | "idle" };
  readonly options: { readonly context: { readonly queryClient: { readonly isFetching: () => number } } };
  readonly history: { readonly push: (address: string) => void };
}
const ROUTER = "__TSR_ROUTER__";

/** Whether a page is there, asks for nothing and waits for nothing. Read in the page's own world. */
function isSettled(name: string): boolean {
  const { state, options } = (Reflect.get(globalThis, name) ?? {}) as Partial<Router>;
  return state?.status === "idle" && options?.context.queryClient.isFetching() === 0;
}

const QUIET_MS = 100;

/**
 * Waits until a page shows what it has, and still does a moment later. The page itself is asked: "networkidle" takes half a
 * second each time and is not waited for again where no document is loaded, and of a request that a page gave up the
 * browser does not always tell the end.
 */
export async function settle(page: Page): Promise<void> {
  do {
    await page.waitForFunction(isSettled, ROUTER, { polling: 50 });
    await page.locator("h1").first().waitFor({ state: "attached" });
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await sleep(QUIET_MS);
  } while (!(await page.evaluate(isSettled, ROUTER)));
}

/** Addresses of all pages that there are. */
export async function listRoutes(page: Page): Promise<string[]> {
  return page.evaluate((name) => {
    const { routesById } = Reflect.get(globalThis, name) as Router;
    return Object.values(routesById)
      .filter(({ children }) => children === undefined)
      .map(({ fullPath }) => (fullPath === "/" ? fullPath : fullPath.replace(/\/$/, "")));
  }, ROUTER);
}

/** Goes on to another page as a link does, without loading the interface again. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate(([name, to]) => (Reflect.get(globalThis, name) as Router).history.push(to), [
    ROUTER,
    address,
  ] as const);
}

/** Rows of a list beyond these look like those before them, and looking at one takes axe as long as a small page. */
const ALIKE = "tbody tr:nth-child(n+13), li:nth-child(n+31)";

/** Brings what still moves to where it comes to rest: a colour on its way is nobody's choice. */
async function finishAnimations(page: Page): Promise<void> {
  await page.locator("html").evaluate(({ ownerDocument }) => {
    for (const animation of ownerDocument.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
  });
}

/** What axe finds against WCAG 2.2 A and AA, and against good practice. */
export async function findViolations(page: Page): Promise<object[]> {
  await finishAnimations(page);
  const isThere = await page.evaluate(() => "axe" in globalThis);
  const { violations } = await new AxeBuilder({ page, axeSource: isThere ? "void 0" : readAxe() })
    // There are no frames within our pages; without them axe needs no second window.
    .setLegacyMode()
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .options({ resultTypes: ["violations"] })
    .exclude(ALIKE)
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })));
}

/** Longer than any page takes to be laid out anew in a window that has just become narrower. */
const LAID_OUT_MS = 3_000;

/** How many pixels a page is wider than its window, and stays: it should scroll one way only. */
export async function findOverflow(page: Page): Promise<number> {
  const overflow = async () =>
    page.locator("html").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  const until = performance.now() + LAID_OUT_MS;
  let found = await overflow();
  while (found > 0 && performance.now() < until) {
    await sleep(QUIET_MS);
    found = await overflow();
  }
  return found;
}

/** In continuous integration nobody looks at what passed: a picture there is one of a fault. */
const WANTS_ALL_PICTURES = process.env["CI"] === undefined;

export async function takePicture(page: Page, name: string, look: Look, isFault = false): Promise<void> {
  if (!WANTS_ALL_PICTURES && !isFault) return;
  mkdirSync(PICTURES, { recursive: true });
  const path = join(PICTURES, `${name}-${look.width}-${look.language}-${look.scheme}.png`);
  await page.screenshot({ path, animations: "disabled" });
}
