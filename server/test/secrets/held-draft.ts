// A need that an enterprise is still writing, in the pair that will look after it: the pair, its zone and its province find
// nothing of it, those included who read what is restricted.
import { makePair, universityOf } from "../pairs.ts";
import type { TestApp } from "../test-app.ts";
import { administrators } from "./administrators.ts";
import { acting, asOwnerOf } from "./planting.ts";
import type { PlantedSecret, Secret } from "./secret.ts";

const MARKER = "白泽草稿HD4402";

export const heldDraft: Secret = { name: "a need that its enterprise is still writing", plant };

async function plant(world: TestApp): Promise<PlantedSecret> {
  const province = await world.createScope("province");
  const zone = await world.createScope("zone", { parentId: province });
  const pair = await makePair(world, zone);
  const enterprise = await world.createScope("enterprise", { parentId: zone });
  const owner = await world.someone("enterprise_member", enterprise);
  const colleague = await world.someone("enterprise_lead", enterprise);
  const outsider = await world.createUser([
    ["pair_lead", pair],
    ["technology_manager", pair],
    ["liaison_officer", pair],
    ["zone_officer", zone],
    ["transfer_officer", await universityOf(world, pair)],
    ["province_officer", province],
    ["reader", enterprise],
  ]);
  const byOwner = acting(world, owner.token);
  const first = { title: `${MARKER}降低能耗`, content: `${MARKER}：每吨用电 900 度，希望降到 700 度。` };
  const made = await byOwner("POST", `/api/scopes/${enterprise}/needs`, first);
  const needId = String(made["id"]);
  const saying = { content: `${MARKER}：每吨用电 900 度，希望降到 650 度以下。`, basis: `${MARKER}两台电炉` };
  await byOwner("PATCH", `/api/needs/${needId}`, saying, made["version"]);
  const hold = async (by: string | null) =>
    asOwnerOf(world, "needs", "UPDATE needs SET held_by = $2 WHERE id = $1", [needId, by]);
  // As if it were a draft of the office, so that the walk has something to find.
  await hold(null);

  const addresses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    needs: { needId },
    scopes: { scopeId: pair, needId },
    pairs: { pairId: pair },
  };
  const neighbour = await world.createScope("enterprise", { parentId: zone });
  return {
    marker: MARKER,
    scopeId: pair,
    paramsOf: (path) => addresses[path.split("/")[2] ?? ""] ?? {},
    queries: { "GET /api/search": `?q=${encodeURIComponent(MARKER)}` },
    bodies: {},
    insiders: [
      { userId: owner.userId, route: "GET /api/needs/{needId}" },
      { userId: colleague.userId, route: "GET /api/needs/{needId}" },
    ],
    outsiders: [
      { name: "everybody of the pair, its zone and its province", userId: outsider, tries: "everything" },
      {
        name: "another enterprise of the zone",
        userId: (await world.someone("enterprise_lead", neighbour)).userId,
        tries: "reading",
      },
      ...(await administrators(world)),
    ],
    shownBefore: [
      "GET /api/scopes/{scopeId}/needs",
      "GET /api/scopes/{scopeId}/needs/export",
      "GET /api/needs/{needId}",
      "GET /api/needs/{needId}/reading",
    ],
    close: async () => hold(enterprise),
  };
}
