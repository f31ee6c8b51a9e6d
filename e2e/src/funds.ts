import { ifMatch, type Schemas } from "@dual-high/client";
import type { Api } from "./client.ts";

type Application = Schemas["FundApplication"];

/** Who asks, who looks into it, and who decides and pays. */
interface Hands {
  readonly asker: Api;
  readonly officer: Api;
  readonly lead: Api;
}

/** A fund of a hundred million, with a commitment of which a tranche was paid, an application before it and a draft. */
export async function makeFund(
  hands: Hands,
  scopeId: string,
): Promise<{ readonly fundId: string; readonly fundApplicationId: string; readonly fundDraftId: string }> {
  const { asker, lead } = hands;
  const path = { scopeId };
  const fund = await lead.post("/api/scopes/{scopeId}/funds", {
    params: { path },
    body: {
      name: "样例成果转化基金",
      purpose: "支持结对项目的概念验证、中试和孵化。",
      sizeFen: "10000000000",
      startsOn: "2026-01-01",
      endsOn: "2033-12-31",
      stagePlan: [
        { key: "proof_of_concept", amountFen: "1500000000" },
        { key: "pilot_scale", amountFen: "4000000000" },
        { key: "incubation", amountFen: "2500000000" },
        { key: "industrialization", amountFen: "2000000000" },
      ],
      contributors: [
        { name: "样例高新区", source: "zone", committedFen: "6000000000" },
        { name: "样例大学", source: "university", committedFen: "2000000000" },
      ],
    },
  });
  for (const [at, amountFen] of ["3000000000", "1000000000"].entries()) {
    const contributorId = fund.contributors[at]?.id ?? "";
    const body = { amountFen, on: "2026-02-10", voucher: `银收-00${at + 1}` };
    await lead.post("/api/fund-contributors/{contributorId}/payments", { params: { path: { contributorId } }, body });
  }
  const ask = async (title: string) =>
    asker.post("/api/scopes/{scopeId}/fund-applications", {
      params: { path },
      body: {
        fundId: fund.id,
        title,
        applicant: "样例生物工程有限公司",
        purpose: "建 500 升发酵线，完成三批中试。",
        stage: "pilot_scale",
        kind: "grant_to_equity",
        amountFen: "500000000",
        terms: {
          trigger: "financing_round",
          triggerText: "完成 A 轮市场化融资",
          valuation: "按本轮投前估值",
          discountBp: 2000,
          teamShareBp: 7000,
          lockedUntil: "2028-12-31",
        },
      },
    });
  const approved = await decide(hands, await ask("母乳低聚糖中试"));
  const { items } = await lead.get("/api/funds/{fundId}/commitments", { params: { path: { fundId: fund.id } } });
  const trancheId = items[0]?.tranches[0]?.id ?? "";
  await lead.post("/api/fund-tranches/{trancheId}/payment", {
    params: { path: { trancheId } },
    body: { on: "2026-06-10", voucher: "银付-001" },
  });
  const { id: fundDraftId } = await ask("功能糖概念验证");
  return { fundId: fund.id, fundApplicationId: approved.id, fundDraftId };
}

/** Through due diligence and the committee, by the people who have to. */
async function decide({ asker, officer, lead }: Hands, drafted: Application): Promise<Application> {
  const at = (now: Application) => ({ path: { applicationId: now.id }, header: ifMatch(now) });
  const idOf = async (api: Api) => (await api.get("/api/me")).userId;
  const root = "/api/fund-applications/{applicationId}";
  let now = await asker.post(`${root}/transitions`, { params: at(drafted), body: { action: "submit" } });
  const investigatorId = await idOf(officer);
  now = await lead.post(`${root}/diligence`, { params: at(now), body: { investigatorId } });
  const report = { findings: "小试数据完整，团队稳定，企业已配套资金。", conclusion: "support" } as const;
  now = await officer.post(`${root}/report`, { params: at(now), body: report });
  const memberIds = [await idOf(lead)];
  now = await lead.post(`${root}/committee`, { params: at(now), body: { memberIds, meetsOn: "2026-06-01" } });
  const vote = { vote: "for", reason: "技术成熟，条款合理" } as const;
  now = await lead.post(`${root}/votes`, { params: at(now), body: vote });
  const tranches = [
    { amountFen: "200000000", plannedOn: "2026-06-10" },
    { amountFen: "300000000", plannedOn: "2026-12-31" },
  ];
  const body = { outcome: "approve", on: "2026-06-01", reason: "一致通过", tranches } as const;
  return lead.post(`${root}/decision`, { params: at(now), body: { ...body, tranches } });
}

/** A fund of a million, all of it paid in, that no other test works on. */
export async function enterPaidFund(lead: Api, scopeId: string, name: string): Promise<string> {
  const contributors = [{ name: "样例高新区", source: "zone" as const, committedFen: "100000000" }];
  const body = { name, sizeFen: "100000000", startsOn: "2026-01-01", endsOn: "2033-12-31", contributors };
  const fund = await lead.post("/api/scopes/{scopeId}/funds", { params: { path: { scopeId } }, body });
  await lead.post("/api/fund-contributors/{contributorId}/payments", {
    params: { path: { contributorId: fund.contributors[0]?.id ?? "" } },
    body: { amountFen: "100000000", on: "2026-01-02", voucher: "银收-走查" },
  });
  return fund.id;
}
