// The two stories of the source in the pair of Wuxi, told through the services as its people would have entered them.
import { defineErrors } from "@dual-high/kernel";
import { findPairOf, putSampleNote } from "../../modules/pairs/index.ts";
import type { Ctx } from "../../platform/access/index.ts";
import { withSystem } from "../../platform/db/index.ts";
import { loadRegistry } from "../registry.ts";
import type { SampleAccount } from "../sample-pair.ts";
import { claimSeed, DECLINED, hasSeed, isUntouched } from "../seeds.ts";
import { findTitles, openFlow, signContract } from "./agreements.ts";
import { CONTRACTS } from "./contracts.ts";
import { findPeople, openAccounts } from "./people.ts";
import { loadProject } from "./project.ts";
import { CONTRACT_NOTE, PAIR_NOTE, UNIVERSITY, ZONE } from "./source.ts";

const storyError = defineErrors({
  "first_start.story_elsewhere": {
    kind: "validation",
    message: {
      zh: () => "这里已有别的数据，没有装入无锡的故事。请换一个空的文件夹或数据库。",
      en: () => "There are other data here, so the story of Wuxi was not loaded. Choose an empty folder or database.",
    },
  },
});

export interface StoryTools extends Pick<Ctx, "db" | "outbox" | "files"> {
  /** Keeps the passwords, which the database does not have. */
  readonly keepAccounts: (accounts: readonly SampleAccount[]) => Promise<void>;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface Story {
  readonly pairId: string;
  /** Null where the story was told before: what became of it since is its people's. */
  readonly projectId: string | null;
}

/**
 * Tells both stories in an installation in which nobody has been. One that was interrupted goes on where it was; one that was
 * told is left alone. Throws `first_start.story_elsewhere` where there are other data.
 */
export async function tellWuxi({ keepAccounts, onProgress = () => {}, ...base }: StoryTools): Promise<Story> {
  const { db } = base;
  await withSystem(db, async (tx) => {
    if (await hasSeed(tx, "wuxi")) return;
    if (!(await isUntouched(tx))) throw storyError("first_start.story_elsewhere", {});
    await claimSeed(tx, "wuxi", "1");
    await claimSeed(tx, "sample", DECLINED);
  });
  await loadRegistry(db);
  const pair = await withSystem(db, async (tx) => findPairOf(tx, ZONE, UNIVERSITY));
  if (pair === null) throw new Error(`The registry has no pair ${ZONE} × ${UNIVERSITY}.`);
  if (await withSystem(db, async (tx) => hasSeed(tx, "wuxi_told"))) return { pairId: pair.id, projectId: null };
  await openAccounts(db, pair, keepAccounts);
  const people = await findPeople(base, pair);
  await openFlow(people, pair.id);
  const known = await findTitles(people, pair.id);
  const all = CONTRACTS.length + 1;
  for (const [index, contract] of CONTRACTS.entries()) {
    await signContract(people, pair.id, known, contract, CONTRACT_NOTE);
    onProgress(index + 1, all);
  }
  const projectId = await loadProject(people, pair.id, known);
  await withSystem(db, async (tx) => {
    await putSampleNote(tx, pair.id, PAIR_NOTE);
    await claimSeed(tx, "wuxi_told", "1");
  });
  onProgress(all, all);
  return { pairId: pair.id, projectId };
}
