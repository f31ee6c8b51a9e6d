import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { type Bilingual, defineErrors } from "@dual-high/kernel";
import { z } from "zod";

/** One line of the table that configures the server: docs/operations/configuration.md is generated from these. */
interface Setting<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  /** Never printed, not even to say what was wrong with it. */
  readonly secret?: true;
  readonly meaning: Bilingual;
  /** What a right value looks like. */
  readonly expects: Bilingual;
}

/** A setting that always has a value; the fallback is written as it would be in the environment. */
interface Defaulted<S extends z.ZodType = z.ZodType> extends Setting<S> {
  readonly fallback: string;
}

function defaulted<S extends z.ZodType>(line: Defaulted<S>): Defaulted<S> {
  return line;
}

function optional<S extends z.ZodType>(line: Setting<S>): Setting<S> {
  return line;
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
}

function numberBetween(least: number, most: number): Bilingual {
  return { zh: `${least} 到 ${most} 的整数`, en: `a whole number from ${least} to ${most}` };
}

const path = z.string().min(1);
const PATH: Bilingual = { zh: "文件或文件夹的路径", en: "a path" };

function isNetwork(value: string): boolean {
  const [address = "", bits, ...rest] = value.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const SETTINGS = {
  HOST: defaulted({
    schema: z.string().regex(/^[A-Za-z0-9.:-]+$/),
    fallback: "127.0.0.1",
    meaning: {
      zh: "监听的地址。不是本机地址时必须同时设置 TLS_CERT 和 TLS_KEY，或 TRUSTED_PROXY",
      en: "Address to listen on. Beyond this machine it takes TLS_CERT and TLS_KEY, or TRUSTED_PROXY",
    },
    expects: { zh: "IP 地址或主机名", en: "an IP address or a host name" },
  }),
  PORT: defaulted({
    schema: wholeNumber(0, 65_535),
    fallback: "8080",
    meaning: { zh: "监听的端口，0 为任选一个空闲端口", en: "Port to listen on; 0 takes any free one" },
    expects: numberBetween(0, 65_535),
  }),
  PUBLIC_URL: optional({
    schema: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
    meaning: {
      zh: "用户在浏览器里打开的地址，用于链接和来源校验。缺省由 HOST、PORT 得出",
      en: "Address that people open, for links and the check of origins. Unset: made from HOST and PORT",
    },
    expects: { zh: "https://host[:port]，不带路径", en: "https://host[:port], without a path" },
  }),
  DATA_DIR: defaulted({
    schema: path,
    fallback: "data",
    meaning: { zh: "内嵌数据库和文件所在的文件夹", en: "Folder of the embedded database and of files" },
    expects: PATH,
  }),
  FILES_DIR: optional({
    schema: path,
    meaning: {
      zh: "上传文件所在的文件夹；多台机器共用一个数据库时，须为它们共用的文件夹。缺省为 DATA_DIR 下的 files",
      en: "Folder of uploaded files; several machines on one database share it. Unset: `files` in DATA_DIR",
    },
    expects: PATH,
  }),
  SEALING_KEY_FILE: optional({
    schema: path,
    meaning: {
      zh: "密封榜单的服务器密钥文件，首次使用时生成，权限 600；不在数据库和备份里，须另行保管。多台机器须用同一份。缺省在 DATA_DIR 旁边",
      en: "Server keys of sealed challenges, made at their first use with mode 600; neither in the database nor in backups: keep a copy elsewhere. Several machines share it. Unset: beside DATA_DIR",
    },
    expects: PATH,
  }),
  DATABASE_URL: optional({
    schema: z.url({ protocol: /^postgres(?:ql)?$/ }),
    secret: true,
    meaning: {
      zh: "PostgreSQL 15 或更新版本的连接地址。缺省使用内嵌数据库",
      en: "Connection to a PostgreSQL from 15 on. Unset: the embedded database",
    },
    expects: { zh: "postgresql://user:password@host/database", en: "postgresql://user:password@host/database" },
  }),
  TLS_CERT: optional({
    schema: path,
    meaning: { zh: "HTTPS 证书链文件（PEM），须与 TLS_KEY 同时设置", en: "Certificate chain (PEM); goes with TLS_KEY" },
    expects: PATH,
  }),
  TLS_KEY: optional({
    schema: path,
    meaning: { zh: "HTTPS 私钥文件（PEM），须与 TLS_CERT 同时设置", en: "Private key (PEM); goes with TLS_CERT" },
    expects: PATH,
  }),
  TRUSTED_PROXY: optional({
    schema: z
      .string()
      .transform((text) => text.split(",").map((part) => part.trim()))
      .pipe(z.array(z.string().refine(isNetwork)).min(1)),
    meaning: {
      zh: "可信反向代理的地址或网段，逗号分隔。只采信它们给出的 X-Forwarded-For，HTTPS 由它们负责",
      en: "Addresses or networks of proxies, separated by commas. X-Forwarded-For is believed from them alone; they speak HTTPS",
    },
    expects: { zh: "例如 10.0.0.5,192.168.1.0/24", en: "such as 10.0.0.5,192.168.1.0/24" },
  }),
  SESSION_IDLE_MINUTES: defaulted({
    schema: wholeNumber(1, 240),
    fallback: "30",
    meaning: { zh: "多久不操作后须重新登录，分钟", en: "Minutes without a request after which a session ends" },
    expects: numberBetween(1, 240),
  }),
  SESSION_ABSOLUTE_HOURS: defaulted({
    schema: wholeNumber(1, 24),
    fallback: "12",
    meaning: { zh: "登录后最长有效时间，小时", en: "Hours after signing in at which a session ends" },
    expects: numberBetween(1, 24),
  }),
  ATTEMPTS_PER_ACCOUNT: defaulted({
    schema: wholeNumber(3, 100),
    fallback: "10",
    meaning: { zh: "同一账号在时段内允许的登录尝试次数", en: "Attempts to sign in per account and window" },
    expects: numberBetween(3, 100),
  }),
  ATTEMPTS_PER_ADDRESS: defaulted({
    schema: wholeNumber(10, 10_000),
    fallback: "100",
    meaning: {
      zh: "同一来源地址在时段内允许的尝试次数（一个单位常共用一个出口地址）",
      en: "Attempts per address and window (an office often shares one address)",
    },
    expects: numberBetween(10, 10_000),
  }),
  ATTEMPTS_WINDOW_MINUTES: defaulted({
    schema: wholeNumber(1, 1440),
    fallback: "15",
    meaning: { zh: "登录尝试计数的时段，分钟", en: "Window in which attempts are counted, minutes" },
    expects: numberBetween(1, 1440),
  }),
  BODY_LIMIT_KB: defaulted({
    schema: wholeNumber(16, 102_400),
    fallback: "1024",
    meaning: { zh: "一般请求正文的上限，KB", en: "Largest body of an ordinary request, KB" },
    expects: numberBetween(16, 102_400),
  }),
  UPLOAD_LIMIT_MB: defaulted({
    schema: wholeNumber(1, 1024),
    fallback: "50",
    meaning: { zh: "上传文件的上限，MB", en: "Largest uploaded file, MB" },
    expects: numberBetween(1, 1024),
  }),
  REQUEST_TIMEOUT_SECONDS: defaulted({
    schema: wholeNumber(1, 600),
    fallback: "30",
    meaning: { zh: "处理一个请求的最长时间，秒", en: "Longest time for one request, seconds" },
    expects: numberBetween(1, 600),
  }),
  SHUTDOWN_SECONDS: defaulted({
    schema: wholeNumber(1, 300),
    fallback: "10",
    meaning: { zh: "停止时等待进行中请求的时间，秒", en: "Time for running requests to finish when stopping, seconds" },
    expects: numberBetween(1, 300),
  }),
  METRICS_TOKEN: optional({
    schema: z.string().min(16),
    secret: true,
    meaning: {
      zh: "读取 /metrics 的令牌（Authorization: Bearer）。缺省只允许本机读取",
      en: "Token for /metrics (Authorization: Bearer). Unset: answered to this machine alone",
    },
    expects: { zh: "至少 16 个字符", en: "at least 16 characters" },
  }),
  LOG_LEVEL: defaulted({
    schema: z.enum(["debug", "info", "warn", "error"]),
    fallback: "info",
    meaning: { zh: "日志级别", en: "Least level that is logged" },
    expects: { zh: "debug、info、warn 或 error", en: "debug, info, warn or error" },
  }),
} as const;

type Name = keyof typeof SETTINGS;
type Value<L> =
  L extends Defaulted<infer S> ? z.output<S> : L extends Setting<infer S> ? z.output<S> | undefined : never;

/** Settings keep their names from the environment, so that one search finds every use. */
export type Config = { readonly [N in Exclude<Name, "PUBLIC_URL">]: Value<(typeof SETTINGS)[N]> } & {
  /** Where people reach the server, scheme and host. Unset while the port is only known once it listens. */
  readonly PUBLIC_URL: string | undefined;
};

const LINES = Object.entries(SETTINGS) as readonly (readonly [Name, Setting | Defaulted])[];

export interface ConfigProblem {
  readonly name: string;
  readonly text: Bilingual;
}

export const configError = defineErrors({
  "config.invalid": {
    kind: "validation",
    message: {
      zh: ({ problems }: { readonly problems: readonly ConfigProblem[] }) =>
        ["配置有误，服务没有启动：", ...problems.map(({ name, text }) => `  ${name}：${text.zh}`)].join("\n"),
      en: ({ problems }: { readonly problems: readonly ConfigProblem[] }) =>
        ["Not started, the configuration is wrong:", ...problems.map(({ name, text }) => `  ${name}: ${text.en}`)].join(
          "\n",
        ),
    },
  },
});

/** Reads the environment, or throws one error that names every setting that is wrong. An empty text counts as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, line] of LINES) {
    const given = env[name] === "" ? undefined : env[name];
    const text = given ?? ("fallback" in line ? line.fallback : undefined);
    if (text === undefined) continue;
    const reading = line.schema.safeParse(text);
    if (reading.success) values[name] = reading.data;
    else problems.push({ name, text: sayUnfit(line, text) });
  }
  const config = values as unknown as Config;
  problems.push(...checkTogether(config));
  if (problems.length > 0) throw configError("config.invalid", { problems });
  return { ...config, PUBLIC_URL: config.PUBLIC_URL ?? ownOrigin(config) };
}

export function filesFolderOf({ FILES_DIR, DATA_DIR }: Config): string {
  return FILES_DIR ?? join(DATA_DIR, "files");
}

/** Outside the folder that a backup of the data takes along. */
export function sealingKeyFileOf({ SEALING_KEY_FILE, DATA_DIR }: Config): string {
  return SEALING_KEY_FILE ?? `${resolve(DATA_DIR)}-sealing.key`;
}

function sayUnfit(line: Setting, text: string): Bilingual {
  if (line.secret === true)
    return { zh: `应为 ${line.expects.zh}（不显示所给的值）`, en: `${line.expects.en} (value not shown)` };
  const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  return { zh: `${shown} 不对，应为${line.expects.zh}`, en: `${shown} is not ${line.expects.en}` };
}

function checkTogether(config: Config): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const { TLS_CERT, TLS_KEY, TRUSTED_PROXY, HOST } = config;
  if ((TLS_CERT === undefined) !== (TLS_KEY === undefined)) {
    const [missing, there] = TLS_CERT === undefined ? ["TLS_CERT", "TLS_KEY"] : ["TLS_KEY", "TLS_CERT"];
    problems.push({
      name: missing,
      text: { zh: `已设置 ${there}，也须设置 ${missing}`, en: `must be set too, since ${there} is` },
    });
  }
  if (HOST !== undefined && !isLoopback(HOST) && TLS_CERT === undefined && TLS_KEY === undefined && !TRUSTED_PROXY) {
    problems.push({
      name: "HOST",
      text: {
        zh: `${HOST} 会在网络上明文传送密码。请设置 TLS_CERT 和 TLS_KEY，或把服务放在 TRUSTED_PROXY 之后`,
        en: `${HOST} would send passwords over the network in the clear. Set TLS_CERT and TLS_KEY, or stand behind a TRUSTED_PROXY`,
      },
    });
  }
  if (config.PUBLIC_URL === undefined && (TRUSTED_PROXY !== undefined || HOST === "0.0.0.0" || HOST === "::")) {
    problems.push({
      name: "PUBLIC_URL",
      text: {
        zh: "请写明用户打开的地址，它无法从 HOST 得出",
        en: "must say which address people open; it cannot be made from HOST",
      },
    });
  }
  return problems;
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function ownOrigin({ HOST, PORT, TLS_CERT }: Config): string | undefined {
  if (PORT === 0) return undefined;
  const host = HOST.includes(":") ? `[${HOST}]` : HOST;
  return new URL(`${TLS_CERT === undefined ? "http" : "https"}://${host}:${PORT}`).origin;
}

/** docs/operations/configuration.md; a test keeps the file equal to this. */
export function describeConfig(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const row = ([name, line]: (typeof LINES)[number]) => {
    const fallback = "fallback" in line ? `\`${line.fallback}\`` : "-";
    return `| \`${name}\` | ${fallback} | ${cell(line.meaning.zh)} | ${cell(line.meaning.en)} | ${cell(line.expects.zh)} / ${cell(line.expects.en)} |`;
  };
  return [
    "# 配置 / Configuration",
    "",
    "服务由环境变量配置。写错的设置在启动时按名称指出，服务不会启动；密码和令牌不会显示。本表由程序生成。",
    "",
    "The server is configured by environment variables. A wrong one is refused at start, by name; secrets are never",
    "printed. This table is generated.",
    "",
    "| 变量 / variable | 缺省 / default | 含义 | Meaning | 取值 / expects |",
    "| --- | --- | --- | --- | --- |",
    ...LINES.map(row),
    "",
  ].join("\n");
}
