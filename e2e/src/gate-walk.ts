// A gate by clicking: what is missing and who can supply it, waivers, an agreement that ends in another tab, and the decision.
import { ifMatch } from "@dual-high/client";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settle, takePicture } from "./browser.ts";
import type { Api } from "./client.ts";
import { type As, confirm, fill, open, press } from "./steps.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;
const GATE = "进入“概念验证”";

interface Place {
  readonly scopeId: string;
  readonly projectId: string;
}

/** An agreement in force that carries the stage. */
async function signForProof(lead: Api, { scopeId, projectId }: Place): Promise<string> {
  const { id: agreementId } = await lead.post("/api/scopes/{scopeId}/agreements", {
    params: { path: { scopeId } },
    body: {
      kind: "proof_of_concept",
      title: "耐热纤维素酶概念验证协议",
      subject: "耐热纤维素酶概念验证",
      amountFen: "12000000",
      startsOn: "2026-05-18",
      endsOn: "2028-05-17",
      parties: [
        { role: "partner", name: "样例大学", shareBp: 10_000 },
        { role: "platform", name: "样例概念验证中心", shareBp: 0 },
      ],
    },
  });
  const path = { agreementId };
  await lead.post("/api/agreements/{agreementId}/transitions", {
    params: { path, header: ifMatch(await lead.get("/api/agreements/{agreementId}", { params: { path } })) },
    body: { action: "sign", on: "2026-05-18" },
  });
  await lead.post("/api/projects/{projectId}/agreements", {
    params: { path: { projectId } },
    body: { stage: "proof_of_concept", agreementId },
  });
  return agreementId;
}

async function endElsewhere(lead: Api, agreementId: string): Promise<void> {
  const path = { agreementId };
  await lead.post("/api/agreements/{agreementId}/transitions", {
    params: { path, header: ifMatch(await lead.get("/api/agreements/{agreementId}", { params: { path } })) },
    body: { action: "end", on: "2026-11-01", reason: "合作方停产" },
  });
}

async function waive(head: Page, what: string, reason: string): Promise<void> {
  await press(head.getByRole("article", { name: GATE }), `豁免${what}`);
  await fill(head.getByRole("dialog"), { 原因: reason });
  await confirm(head, /^豁\s?免$/);
  await head.getByText(`豁免：${reason}`).waitFor();
}

/** Whoever applies decides nothing; what the head of the office sees is looked at again when they decide. `today`: the server's day. */
export async function passGate(as: As, lead: Api, place: Place, today: string): Promise<void> {
  const agreementId = await signForProof(lead, place);
  const project = `/p/${place.scopeId}/projects/${place.projectId}`;
  const officer = await as("pair_officer");
  await open(officer, project);
  const applied = officer.getByRole("article", { name: GATE });
  await press(applied, "申请过关");
  await fill(officer.getByRole("dialog"), { 说明: "五十升罐三批次达标，申请进入概念验证。" });
  await confirm(officer, "申请过关");
  await applied.getByText("待决定", { exact: true }).waitFor();
  await applied.getByText("由谁补：高新区工作人员登记").waitFor();
  expect(await applied.getByRole("button", { name: /^(豁免|通\s?过|暂\s?缓)/ }).count()).toBe(0);

  const head = await as("pair_lead");
  await open(head, project);
  const card = head.getByRole("article", { name: GATE });
  await card.scrollIntoViewIfNeeded();
  await takePicture(head, "gate-1-missing", LOOK);
  await waive(head, "高校的支持", "首批试点，支持协议在签");
  await waive(head, "高新区的支持", "首批试点，房租减免正在走流程");
  await press(card, /^通\s?过$/);
  await endElsewhere(lead, agreementId);
  const dialog = head.getByRole("dialog");
  await dialog.getByRole("button", { name: /^通\s?过$/ }).click();
  await dialog.getByText(/还不能通过“概念验证”关口：生效的合同（.*未生效、已终止或已到期.*请补齐/).waitFor();
  await takePicture(head, "gate-2-refused", LOOK);
  await press(dialog, /^取\s?消$/);
  await waive(head, "生效的合同", "资助协议待签，先行验证");
  await press(card, /^通\s?过$/);
  await fill(head.getByRole("dialog"), { 进入日期: today });
  await confirm(head, /^通\s?过$/);
  await head.getByText("已过的关口（1）").waitFor();
  await settle(head);
  await takePicture(head, "gate-3-passed", LOOK);
}
