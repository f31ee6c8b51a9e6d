import { ifMatch } from "@dual-high/client";
import type { Api } from "./client.ts";

/** A clear need of this enterprise, through its triage. */
export async function acceptNeed(
  api: Api,
  scopeId: string,
  title: string,
  enterprise = "样例钢铁有限公司",
): Promise<string> {
  const need = await api.post("/api/scopes/{scopeId}/needs", {
    params: { path: { scopeId }, query: { submit: "true" } },
    body: {
      title,
      content: "现有真空脱气工艺氧含量偏高，影响轴承寿命，希望改进精炼与连铸保护。",
      indicators: "氧含量≤6 ppm；收得率不低于 92%",
      basis: "有 100 吨 RH 一套，可供试验。",
      enterprise,
      budget: { low: "50000000", high: "80000000" },
    },
  });
  let moved = need;
  for (const action of ["begin_triage", "accept"] as const) {
    moved = await api.post("/api/needs/{needId}/transitions", {
      params: { path: { needId: need.id }, header: ifMatch(moved) },
      body: { action },
    });
  }
  return need.id;
}

/** A negotiated challenge with a bid and a talk, a sealed draft beside it, and a bid that is still written. */
export async function makeChallenges(
  lead: Api,
  researcher: Api,
  scopeId: string,
): Promise<Readonly<Record<"challengeId" | "draftChallengeId" | "bidId" | "ownBidId" | "universityId", string>>> {
  const universityId = (await researcher.get("/api/me")).grants[0]?.scopeId ?? "";
  const closesAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const draft = async (title: string, mode: "negotiated" | "sealed") => {
    const needIds = [await acceptNeed(lead, scopeId, title)];
    const made = await lead.post("/api/scopes/{scopeId}/challenges", {
      params: { path: { scopeId } },
      body: { needIds, mode },
    });
    return lead.patch("/api/challenges/{challengeId}", {
      params: { path: { challengeId: made.id }, header: ifMatch(made) },
      body: { closesAt, quota: 2 },
    });
  };
  const begin = async (challengeId: string, title: string) =>
    researcher.post("/api/challenges/{challengeId}/bids", {
      params: { path: { challengeId } },
      body: {
        bidderId: universityId,
        content: {
          title,
          members: [
            { name: "王某", unit: "样例大学", title: "教授", role: "总负责", hours: 400, isLead: true },
            { name: "李某", unit: "样例大学", title: "副教授", role: "连铸保护", hours: 300 },
          ],
          plan: "先在 RH 上做渣系与真空度试验，再做连铸全程保护，最后在两条产线各浇 20 炉验证。",
          indicators: [
            { key: "i1", promised: "≤5 ppm" },
            { key: "i2", promised: "93%" },
          ],
          price: "65000000",
          evidence: "国家重点研发计划课题两项，授权专利 11 件。",
        },
      },
    });
  const sealed = await draft("轴承钢洁净度在线检测", "sealed");
  const negotiated = await draft("提高轴承钢的纯净度", "negotiated");
  const open = await lead.post("/api/challenges/{challengeId}/publication", {
    params: { path: { challengeId: negotiated.id }, header: ifMatch(negotiated) },
  });
  const bid = await begin(open.id, "轴承钢超低氧精炼成套工艺");
  await researcher.post("/api/bids/{bidId}/submission", { params: { path: { bidId: bid.id }, header: ifMatch(bid) } });
  await lead.post("/api/bids/{bidId}/talks", {
    params: { path: { bidId: bid.id } },
    body: { kind: "meeting", heldOn: "2026-11-20", body: "双方看了产线，约定先做三炉试验。" },
  });
  await lead.post("/api/challenges/{challengeId}/addenda", {
    params: { path: { challengeId: open.id }, header: ifMatch(open) },
    body: { body: "补充说明：试验用钢由企业提供，不计入报价。" },
  });
  const own = await begin(open.id, "基于夹杂物控制的轴承钢纯净化");
  return { challengeId: open.id, draftChallengeId: sealed.id, bidId: bid.id, ownBidId: own.id, universityId };
}
