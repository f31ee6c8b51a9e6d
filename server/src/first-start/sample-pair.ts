// A made-up pair of Wuxi's size, to try the system with: scopes, an account for every role, and lists that come in as
// anyone's do.
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { ListKind } from "@dual-high/lists";
import { z } from "zod";
import {
  type ImportTarget,
  previewImport,
  putRegistryOrganisations,
  requestAcceptance,
} from "../modules/directory/index.ts";
import { createAccounts, hashPassword, insertScopes } from "../modules/identity/index.ts";
import { linkNeeds } from "../modules/needs/index.ts";
import { openPairs } from "../modules/pairs/index.ts";
import { callerOf, type Ctx } from "../platform/access/index.ts";
import { ROLE_NAMES, ROLES, type Role, type ScopeKind, SYSTEM_SCOPE_ID } from "../platform/access/matrix.ts";
import { type Database, type Tx, withSystem } from "../platform/db/index.ts";
import { newId } from "../platform/ids.ts";
import { enqueue, findJob, jobKind, type JobTools, type RunningJob } from "../platform/jobs/index.ts";
import { makePassword } from "./passwords.ts";
import { PROVINCE } from "./registry.ts";
import { claimSeed } from "./seeds.ts";

const Input = z.object({ pairId: z.uuid(), officerId: z.uuid(), enterpriseId: z.uuid() });
type Input = z.infer<typeof Input>;

export const loadSampleJob = jobKind("first_start.load_sample", Input);

/** Lists in the order in which the others build on them, under the names that the sample gives its files. */
const LISTS: readonly ListKind[] = ["achievements", "teams", "instruments", "needs"];

export interface SampleAccount {
  readonly role: Role;
  readonly login: string;
  readonly password: string;
}

const SCOPES = {
  department: { name: "样例部门", nameEn: "Sample Department" },
  zone: { name: "样例高新区", nameEn: "Sample High-tech Zone" },
  university: { name: "样例大学", nameEn: "Sample University" },
  enterprise: { name: "样例企业", nameEn: "Sample Enterprise" },
  facility: { name: "样例中试平台", nameEn: "Sample Pilot-scale Platform" },
  fund: { name: "样例转化基金", nameEn: "Sample Transformation Fund" },
  consortium: { name: "样例创新联合体", nameEn: "Sample Consortium" },
} as const satisfies Partial<Record<ScopeKind, { name: string; nameEn: string }>>;

/** Makes the pair and its accounts and asks for its lists; null where that was done or declined before. */
export async function openSamplePair(db: Database): Promise<SampleAccount[] | null> {
  // Digests of passwords take their time, and no transaction should wait for them.
  const accounts = await Promise.all(
    ROLE_NAMES.map(async (role) => {
      const password = makePassword();
      const secret = await hashPassword(password);
      return { id: newId(), role, login: role, displayName: `样例${ROLES[role].zh}`, password, secret };
    }),
  );
  return withSystem(db, async (tx) => {
    if (!(await claimSeed(tx, "sample", "1"))) return null;
    const scopes = await openScopes(tx);
    await createAccounts(
      tx,
      accounts.map((account) => ({ ...account, scopeId: scopes.get(placeOf(account.role)) ?? "" })),
    );
    const id = (kind: ScopeKind) => scopes.get(kind) ?? "";
    const officerId = accounts.find(({ role }) => role === "pair_lead")?.id ?? "";
    const input = { pairId: id("pair"), officerId, enterpriseId: id("enterprise") };
    await enqueue(tx, loadSampleJob, { scopeId: id("pair"), input });
    return accounts.map(({ role, login, password }) => ({ role, login, password }));
  });
}

function placeOf(role: Role): ScopeKind {
  return ROLES[role].kinds[0];
}

async function openScopes(tx: Tx): Promise<ReadonlyMap<ScopeKind, string>> {
  const [province = ""] = await insertScopes(tx, [{ ...PROVINCE, id: newId(), kind: "province", parentId: null }]);
  const organisations = await putRegistryOrganisations(
    tx,
    (["zone", "university"] as const).map((kind) => ({
      registryKey: `${kind}:sample`,
      kind,
      ...SCOPES[kind],
      source: "样例数据，虚构 / made up",
      isSample: true,
    })),
  );
  const scopes = Object.entries(SCOPES).map(([kind, names]) => ({
    id: organisations.get(`${kind}:sample`) ?? newId(),
    kind: kind as ScopeKind,
    code: "sample",
    ...names,
    parentId: province,
  }));
  await insertScopes(tx, scopes);
  const ids = new Map<ScopeKind, string>(scopes.map(({ kind, id }) => [kind, id]));
  const side = (kind: "zone" | "university") => ({ id: ids.get(kind) ?? "", ...SCOPES[kind] });
  const [pair = ""] = await openPairs(tx, [
    {
      zone: side("zone"),
      university: side("university"),
      cityCode: null,
      cityName: null,
      phase: "pilot",
      confidence: "confirmed",
      source: "样例数据，虚构 / made up",
      isSample: true,
    },
  ]);
  return ids.set("pair", pair).set("province", province).set("system", SYSTEM_SCOPE_ID);
}

const TEXTS = {
  write: { zh: "正在编写样例清单", en: "Writing the sample lists" },
  preview: { zh: "正在读取样例清单", en: "Reading the sample lists" },
  accept: { zh: "正在导入样例清单", en: "Taking the sample lists in" },
};
const STEPS = 2 * LISTS.length + 2;
const LOOK_MS = 500;

/** Brings the sample's lists in as the head of its office would: files, preview, acceptance. Again is no harm. */
export async function loadSample(
  job: RunningJob<Input>,
  tools: JobTools,
  targets: readonly ImportTarget[],
): Promise<{ readonly jobIds: readonly string[] }> {
  const { pairId, officerId, enterpriseId } = job.input;
  const caller = callerOf(officerId, officerId, [{ role: "pair_lead", scopeId: pairId, below: [] }]);
  const ctx: Ctx = { db: tools.db, outbox: tools.outbox, files: tools.files, caller };
  const folder = await mkdtemp(join(tmpdir(), "dual-high-sample-"));
  try {
    await job.progress(0, STEPS, TEXTS.write);
    const files = await writeLists(folder);
    const jobIds: string[] = [];
    // One after the other, so that the embedded database has time for people in between.
    for (const kind of LISTS) {
      await job.progress(1 + 2 * jobIds.length, STEPS, TEXTS.preview);
      const file = files.find((path) => basename(path) === `${kind}.xlsx`) ?? "";
      const bytes = new Uint8Array(await readFile(file));
      const upload = { name: `样例-${basename(file)}`, mediaType: "", bytes };
      const made = await previewImport(ctx, { files: tools.files, targets }, pairId, {
        kind,
        file: upload,
        classification: "public",
      });
      await job.progress(2 + 2 * jobIds.length, STEPS, TEXTS.accept);
      const { jobId } = await requestAcceptance(ctx, pairId, [made.id]);
      await untilEnded(tools.db, jobId, job.signal);
      jobIds.push(jobId);
    }
    await withSystem(tools.db, async (tx) => {
      // One enterprise of the list has people with an account, who see what is theirs.
      await linkNeeds(tx, pairId, enterpriseId);
      await job.finish(tx, { jobIds });
    });
    return { jobIds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeLists(folder: string): Promise<readonly string[]> {
  const worker = new Worker(new URL("./sample-lists-thread.ts", import.meta.url), { workerData: folder });
  try {
    const [files] = (await once(worker, "message")) as [readonly string[]];
    return files;
  } finally {
    await worker.terminate();
  }
}

async function untilEnded(db: Database, jobId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const job = await withSystem(db, async (tx) => findJob(tx, jobId));
    if (job === null || job.state === "done") return;
    if (job.state === "failed" || job.state === "cancelled")
      throw new Error(`Taking the lists in ended: ${job.state}.`);
    await sleep(LOOK_MS, undefined, { signal });
  }
}
