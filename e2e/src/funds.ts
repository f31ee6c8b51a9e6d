import type { Api } from "./client.ts";

/** A fund of a hundred million with two contributors, of which a part has arrived. */
export async function makeFund(lead: Api, scopeId: string): Promise<{ readonly fundId: string }> {
  const fund = await lead.post("/api/scopes/{scopeId}/funds", {
    params: { path: { scopeId } },
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
  return { fundId: fund.id };
}
