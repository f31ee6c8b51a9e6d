// One agreement's whole life by clicking: by a template, past other eyes, signed, registered, paid, shared, amended, proved, ended.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  addPayments,
  amendLicence,
  approveLicence,
  drawUpLicence,
  endLicence,
  gatherPapers,
  listWaiting,
  prepareLicences,
  registerLicence,
  shareOutLicence,
  signLicence,
} from "../src/agreement-life.ts";
import { findBrowser, openBrowser, signIn, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

describe.skipIf(findBrowser() === null)("an agreement", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("is lived from its draft to its end, and leaves nothing on its owner's workbench", async () => {
    const { pairId } = inject("world");
    const apiOf = async (role: string) => clientOf(inject("url"), accountIn(inject("accounts"), role));
    const lead = await apiOf("pair_lead");
    await prepareLicences(lead, pairId);
    const opened: { readonly close: () => Promise<void> }[] = [];
    const as = async (role: string) => {
      const { context, page } = await visit(browser);
      opened.push(context);
      await signIn(context, accountIn(inject("accounts"), role), "zh");
      return page;
    };
    const office = {
      owner: await as("pair_officer"),
      lead: await as("pair_lead"),
      zone: await as("zone_officer"),
      university: await as("transfer_officer"),
    };
    const { owner } = office;

    const agreementId = await drawUpLicence(owner, pairId);
    await addPayments(lead, agreementId);
    const path = `/p/${pairId}/agreements/${agreementId}`;
    const { number } = await lead.get("/api/agreements/{agreementId}", { params: { path: { agreementId } } });
    const waiting = async () => listWaiting(owner, pairId, number);

    await approveLicence(office, path);
    expect(await waiting()).toEqual([expect.stringContaining("审批已走完，待签署")]);
    await signLicence(owner, path);
    await registerLicence(owner, path);
    expect(await waiting()).toEqual([expect.stringContaining("逾期未到款 1,200,000.01 元")]);
    await shareOutLicence(office, path);
    await amendLicence(
      office,
      { zone: await apiOf("zone_officer"), university: await apiOf("transfer_officer") },
      path,
    );
    await gatherPapers(owner, number);
    expect(await waiting()).toEqual([expect.stringContaining("逾期未到款 500,000.00 元")]);
    await endLicence(owner, path);
    expect(await waiting()).toEqual([]);
    for (const each of opened) await each.close();
  });
});
