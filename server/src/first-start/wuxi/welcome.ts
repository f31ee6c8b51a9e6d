import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "../../platform/access/index.ts";
import { ROLES } from "../../platform/access/matrix.ts";
import type { SampleAccount } from "../sample-pair.ts";
import { tellWuxi } from "./load.ts";

/** Of an installation that is for showing, passwords are kept beside its data, to be looked up at the next start. */
const ACCOUNTS = "accounts.txt";
const EVERY = 10;

/** Tells the story and says where to look and how to sign in. */
export async function welcomeWuxi(
  base: Pick<Ctx, "db" | "outbox" | "files">,
  { folder, url, say }: { readonly folder: string; readonly url: string; say: (...lines: string[]) => void },
): Promise<void> {
  const path = join(folder, ACCOUNTS);
  const { pairId, projectId } = await tellWuxi({
    ...base,
    keepAccounts: async (accounts) => writeFile(path, listOf(accounts), { mode: 0o600 }),
    onProgress: (done, all) => {
      if (done % EVERY === 0 || done === all) say(`正在装入 / Loading: ${done}/${all}`);
    },
  });
  const accounts = await readFile(path, "utf8").catch(() => null);
  const found = projectId === null ? `${url}/p/${pairId}/projects` : `${url}/p/${pairId}/projects/${projectId}`;
  say(
    "",
    "无锡高新区 × 江南大学：来源中的两个故事已装入；来源没有写的，在页面上都标有“样例”。",
    "Wuxi National High-tech Zone × Jiangnan University: both stories of the source are here; what the source does not say is",
    "marked as sample on the pages.",
    `  38 份合同 / 38 contracts: ${url}/p/${pairId}`,
    `  母乳低聚糖项目 / the human milk oligosaccharides project: ${found}`,
    "",
    ...(accounts === null
      ? [`账号文件不在了 / The list of accounts is gone: ${path}`]
      : ["登录名、密码、角色（都是样例账号，第一个最合适）/ Login, password, role (samples; begin with the first):"]),
    ...(accounts === null ? [] : [accounts.trimEnd()]),
    `  ${path}`,
    "Ctrl-C 停止；再运行一次，接着用同一份数据。/ Ctrl-C stops; run it again to go on with the same data.",
  );
}

function listOf(accounts: readonly SampleAccount[]): string {
  const width = Math.max(...accounts.map(({ login }) => login.length));
  return accounts
    .map(
      ({ role, login, password }) => `  ${login.padEnd(width)}  ${password}  ${ROLES[role].zh} / ${ROLES[role].en}\n`,
    )
    .join("");
}
