// A bid for a sealed challenge between its submission and the opening: those who prepare it read it, and nobody else, whatever
// they are in the pair, on its sides or above.
import { makePair, universityOf } from "../pairs.ts";
import type { TestApp } from "../test-app.ts";
import { administrators } from "./administrators.ts";
import { acting, asOwnerOf } from "./planting.ts";
import type { PlantedSecret, Secret } from "./secret.ts";

const MARKER = "青鸟密卷WK5519";
const DAY_MS = 86_400_000;

export const sealedBid: Secret = { name: "a sealed bid", plant };

async function plant(world: TestApp): Promise<PlantedSecret> {
  const province = await world.createScope("province");
  const zone = await world.createScope("zone", { parentId: province });
  const pair = await makePair(world, zone);
  const university = await universityOf(world, pair);
  const enterprise = await world.createScope("enterprise", { parentId: zone });
  const lead = await world.someone("pair_lead", pair);
  const bidder = await world.someone("researcher", university);
  const everybody = await world.createUser([
    ["pair_lead", pair],
    ["pair_officer", pair],
    ["technology_manager", pair],
    ["liaison_officer", pair],
    ["zone_officer", zone],
    ["province_officer", province],
    ["enterprise_lead", enterprise],
  ]);
  const rival = await world.createUser([
    ["transfer_officer", university],
    ["researcher", university],
  ]);

  const byLead = acting(world, lead.token);
  const byBidder = acting(world, bidder.token);

  let need = await byLead("POST", `/api/scopes/${pair}/needs?submit=true`, {
    title: "提高轴承钢的纯净度",
    content: "氧含量偏高，影响轴承寿命。",
    indicators: "氧含量≤6 ppm",
    enterprise: "某钢铁有限公司",
    enterpriseId: enterprise,
  });
  for (const action of ["begin_triage", "accept"]) {
    need = await byLead("POST", `/api/needs/${String(need["id"])}/transitions`, { action }, need["version"]);
  }
  const drafted = await byLead("POST", `/api/scopes/${pair}/challenges`, { needIds: [need["id"]], mode: "sealed" });
  const challengeId = String(drafted["id"]);
  const closesAt = new Date(Date.now() + 20 * DAY_MS).toISOString();
  const changed = await byLead("PATCH", `/api/challenges/${challengeId}`, { closesAt }, drafted["version"]);
  await byLead("POST", `/api/challenges/${challengeId}/publication`, undefined, changed["version"]);
  const { indicators } = changed["terms"] as { indicators: { key: string }[] };
  const bid = await byBidder("POST", `/api/challenges/${challengeId}/bids`, {
    bidderId: university,
    content: {
      title: `${MARKER}精炼工艺`,
      members: [
        { name: `${MARKER}某`, unit: "某大学", title: "教授", role: `${MARKER}负责`, hours: 400, isLead: true },
      ],
      plan: `${MARKER}先做小试，再做中试。`,
      indicators: indicators.map(({ key }) => ({ key, promised: `${MARKER}≤5 ppm` })),
      price: "65000000",
      priceNote: `${MARKER}含税`,
      evidence: `${MARKER}授权专利`,
      contact: `${MARKER}电话`,
    },
  });
  const bidId = String(bid["id"]);
  await byBidder("POST", `/api/bids/${bidId}/submission`, undefined, bid["version"]);
  // As if the bidder had let somebody of the office in: what the walk must see as long as it is so.
  await letIn(world, bidId, [bidder.userId, everybody]);

  const here = { challengeId, bidId };
  const addresses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    challenges: here,
    bids: here,
    "public-notices": here,
    me: here,
    needs: { needId: String(need["id"]) },
    scopes: { scopeId: pair },
    pairs: { pairId: pair },
  };
  return {
    marker: MARKER,
    scopeId: pair,
    paramsOf: (path) => addresses[path.split("/")[2] ?? ""] ?? {},
    queries: { "GET /api/search": `?q=${encodeURIComponent(MARKER)}` },
    bodies: {},
    insiders: [
      { userId: bidder.userId, route: "GET /api/bids/{bidId}" },
      { userId: bidder.userId, route: "GET /api/me/bids" },
    ],
    outsiders: [
      { name: "the office, the enterprise, the zone and the province", userId: everybody, tries: "everything" },
      { name: "a colleague and the transfer office of the bidder's university", userId: rival, tries: "reading" },
      ...(await administrators(world)),
    ],
    shownBefore: ["GET /api/bids/{bidId}", "GET /api/me/bids"],
    close: async () => letIn(world, bidId, [bidder.userId]),
  };
}

async function letIn(world: TestApp, bidId: string, readers: readonly string[]): Promise<void> {
  await asOwnerOf(world, "bids", "UPDATE bids SET readers = $2 WHERE id = $1", [bidId, readers]);
}
