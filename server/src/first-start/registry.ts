// The facts that a new installation begins with: server/seeds/README.md says what they are worth.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { putRegistryOrganisations, type RegistryOrganisation } from "../modules/directory/index.ts";
import { insertScopes } from "../modules/identity/index.ts";
import { openPairs, type PairFact } from "../modules/pairs/index.ts";
import { type Database, type Tx, withSystem } from "../platform/db/index.ts";
import { newId } from "../platform/ids.ts";
import { claimSeed } from "./seeds.ts";

interface Fact {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly source: string;
}
interface CityFact extends Fact {
  readonly code: string;
  readonly region: string;
}
interface ZoneFact extends Fact {
  readonly fullName?: string;
  readonly cityCode: string;
  readonly county?: string;
  readonly level: string;
  readonly isPilot: boolean;
  readonly industries?: readonly string[];
  readonly confidence: "high" | "medium" | "low";
  readonly note?: string;
}
interface UniversityFact extends Fact {
  readonly code?: string;
  readonly formerNames?: readonly string[];
  readonly cityCode: string;
  readonly website?: string;
}
interface SeededPair {
  readonly zone: string;
  readonly university: string;
  readonly phase: PairFact["phase"];
  readonly confidence: PairFact["confidence"];
  readonly evidence: string;
  readonly source: string;
}

/** Division code of the province whose registry this is. */
export const PROVINCE = { code: "320000", name: "江苏省", nameEn: "Jiangsu" } as const;

const FILES = ["cities", "zones", "universities", "pairs"] as const;

function readSeeds(): { readonly digest: string; readonly texts: Record<(typeof FILES)[number], string> } {
  const hash = createHash("sha256");
  const texts = { cities: "", zones: "", universities: "", pairs: "" };
  for (const name of FILES) {
    texts[name] = readFileSync(new URL(`../../seeds/${name}.jsonl`, import.meta.url), "utf8");
    hash.update(texts[name]);
  }
  return { digest: hash.digest("hex"), texts };
}

function linesOf<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** Loads the registry where it is not, or an earlier edition of it is. Answers how many facts were put, 0 for none. */
export async function loadRegistry(db: Database): Promise<number> {
  const { digest, texts } = readSeeds();
  return withSystem(db, async (tx) => {
    if (!(await claimSeed(tx, "registry", digest))) return 0;
    const cities = linesOf<CityFact>(texts.cities);
    const zones = linesOf<ZoneFact>(texts.zones);
    const universities = linesOf<UniversityFact>(texts.universities);
    const facts = [...cities.map(cityOf), ...zones.map(zoneOf), ...universities.map(universityOf)];
    const ids = await putRegistryOrganisations(tx, facts);
    const idOf = (key: string) => ids.get(key) ?? newId();
    await openScopes(tx, zones, universities, idOf);
    const cityNames = new Map(cities.map(({ code, name }) => [code, name]));
    const cityOfZone = new Map(zones.map(({ key, cityCode }) => [key, cityCode]));
    const pairs = linesOf<SeededPair>(texts.pairs);
    const nameOfKey = new Map([...zones, ...universities].map((fact) => [fact.key, fact]));
    await openPairs(
      tx,
      pairs.map(({ zone, university, phase, confidence, evidence, source }): PairFact => {
        const cityCode = cityOfZone.get(zone) ?? null;
        return {
          zone: sideOf(idOf(zone), nameOfKey.get(zone)),
          university: sideOf(idOf(university), nameOfKey.get(university)),
          cityCode,
          cityName: cityNames.get(cityCode ?? "") ?? null,
          phase,
          confidence,
          source: `${source} (${evidence})`,
          isSample: false,
        };
      }),
    );
    return facts.length + pairs.length;
  });
}

function sideOf(id: string, fact: Fact | undefined) {
  return { id, name: fact?.name ?? "", nameEn: fact?.nameEn ?? null };
}

/** A role can be held in each zone and university, beneath the province. */
async function openScopes(
  tx: Tx,
  zones: readonly ZoneFact[],
  universities: readonly UniversityFact[],
  idOf: (key: string) => string,
): Promise<void> {
  const [province = ""] = await insertScopes(tx, [{ ...PROVINCE, id: newId(), kind: "province", parentId: null }]);
  const below = (kind: "zone" | "university") => (fact: Fact) => ({
    id: idOf(fact.key),
    kind,
    code: fact.key.slice(fact.key.indexOf(":") + 1),
    name: fact.name,
    nameEn: fact.nameEn ?? null,
    parentId: province,
  });
  await insertScopes(tx, [...zones.map(below("zone")), ...universities.map(below("university"))]);
}

function cityOf({ key, code, name, nameEn, region, source }: CityFact): RegistryOrganisation {
  return { registryKey: key, kind: "city", name, nameEn: nameEn ?? null, cityCode: code, details: { region }, source };
}

function zoneOf(fact: ZoneFact): RegistryOrganisation {
  const { key, name, nameEn, fullName, cityCode, county, level, isPilot, industries, source, confidence, note } = fact;
  return {
    registryKey: key,
    kind: "zone",
    name,
    nameEn: nameEn ?? null,
    otherNames: fullName === undefined ? [] : [fullName],
    cityCode,
    details: { level, isPilot, county: county ?? null, industries: industries ?? [], note: note ?? null },
    source,
    confidence,
  };
}

function universityOf(fact: UniversityFact): RegistryOrganisation {
  const { key, code, name, nameEn, formerNames, cityCode, website, source, ...details } = fact;
  return {
    registryKey: key,
    kind: "university",
    name,
    nameEn: nameEn ?? null,
    otherNames: formerNames ?? [],
    cityCode,
    website: website ?? null,
    details: { code: code ?? null, ...details },
    source,
  };
}
