/** A PostgreSQL of our own in a temporary folder, reached by a socket there. Its server refuses to run as root. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Child, startChild, waitFor } from "./child.ts";

const DEBIAN = "/usr/lib/postgresql";

export interface Cluster {
  readonly version: string;
  urlOf(database: string): string;
  createDatabase(name: string): void;
  readonly pid: () => number;
  start(): Promise<void>;
  /** `fast` cuts running transactions off, `immediate` is a crash of the server. */
  stop(how: "fast" | "immediate"): Promise<void>;
  /** Stops it and deletes its folder. */
  remove(): Promise<void>;
}

/** What is missing to start one here, in words, or null. */
function missingForPostgres(): string | null {
  if (findBinaries() === null) return `PostgreSQL 15 or later under ${DEBIAN} (Debian: apt-get install postgresql)`;
  if (process.getuid?.() !== 0) return null;
  try {
    execFileSync("setpriv", ["--version"], { stdio: "ignore" });
    execFileSync("id", ["postgres"], { stdio: "ignore" });
    return null;
  } catch {
    return "setpriv and the user postgres, since the server refuses to run as root";
  }
}

function findBinaries(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN)
    .map(Number)
    .filter((version) => version >= 15);
  const newest = Math.max(...versions);
  return versions.length > 0 && existsSync(join(DEBIAN, String(newest), "bin/initdb"))
    ? join(DEBIAN, String(newest), "bin")
    : null;
}

export async function openCluster(settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
  const missing = missingForPostgres();
  const bin = findBinaries();
  if (missing !== null || bin === null) throw new Error(`This benchmark needs ${missing}.`);
  const root = mkdtempSync(join(tmpdir(), "dual-high-pg-"));
  const data = join(root, "pg/data");
  const sockets = join(root, "pg");
  chmodSync(root, 0o755);
  mkdirSync(sockets);
  const prefix = process.getuid?.() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  if (prefix.length > 0) execFileSync("chown", ["postgres", sockets]);
  const run = (name: string, args: readonly string[]) => {
    const [command = "", ...rest] = [...prefix, join(bin, name), ...args];
    return execFileSync(command, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  };
  const sql = (text: string) => run("psql", ["-qAt", "-h", sockets, "-U", "postgres", "-d", "postgres", "-c", text]);
  run("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
  let server: Child | null = null;
  const all = { listen_addresses: "", unix_socket_directories: sockets, ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

  const cluster: Cluster = {
    version: readFileSync(join(data, "PG_VERSION"), "utf8").trim(),
    urlOf: (database) => `postgres://dualhigh@localhost/${database}?host=${encodeURIComponent(sockets)}`,
    createDatabase(name) {
      sql(`CREATE DATABASE ${name} OWNER dualhigh`);
    },
    pid: () => server?.pid ?? 0,
    async start() {
      const [command = "", ...rest] = [...prefix, join(bin, "postgres"), "-D", data, ...options];
      const started = startChild(command, rest);
      server = started;
      await waitFor("PostgreSQL", started, () => {
        try {
          return run("pg_isready", ["-h", sockets]) === "" ? null : true;
        } catch {
          return null;
        }
      });
    },
    async stop(how) {
      if (server === null || server.hasEnded()) return;
      await server.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
    },
    async remove() {
      await cluster.stop("immediate");
      rmSync(root, { recursive: true, force: true });
    },
  };
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  await cluster.start();
  // A plain role, as it would be in an office: row-level security does not bind a superuser.
  sql("CREATE ROLE dualhigh LOGIN CREATEDB CREATEROLE");
  return cluster;
}
