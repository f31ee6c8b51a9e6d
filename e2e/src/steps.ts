// What a walk does again and again on a page.
import type { Locator, Page } from "playwright-core";
import { settle } from "./browser.ts";

/** Opens a page as somebody. */
export type As = (role: string) => Promise<Page>;

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settle(page);
}

export async function press(page: Page | Locator, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
}

export async function fill(page: Page | Locator, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text);
}

/** Sends what a dialog asks for, which closes when the server has taken it. */
export async function confirm(page: Page, name: string | RegExp): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name }).last().click();
  await dialog.waitFor({ state: "hidden" });
}
