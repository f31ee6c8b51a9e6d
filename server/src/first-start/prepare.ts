import { type Database, withSystem } from "../platform/db/index.ts";
import { loadRegistry } from "./registry.ts";
import { openSamplePair, type SampleAccount } from "./sample-pair.ts";
import { claimSeed, DECLINED, isUntouched } from "./seeds.ts";

/** What a database in which nobody has been is given: the registry, the registry and a sample pair, or nothing. */
export type FirstStart = "registry" | "sample" | "empty";

/** Gives it, and later editions of the registry to whoever has one. Answers the sample's accounts, where they were made. */
export async function prepare(db: Database, firstStart: FirstStart): Promise<readonly SampleAccount[] | null> {
  const isFirst = await withSystem(db, async (tx) => {
    const untouched = await isUntouched(tx);
    if (!untouched || firstStart === "sample") return untouched;
    await claimSeed(tx, "sample", DECLINED);
    if (firstStart === "empty") await claimSeed(tx, "registry", DECLINED);
    return true;
  });
  await loadRegistry(db);
  return isFirst && firstStart === "sample" ? openSamplePair(db) : null;
}
