import { readFileSync } from "node:fs";
import { DomainError } from "@dual-high/kernel";
import { describe, expect, test } from "vitest";
import { type Config, describeConfig, readConfig } from "./config.ts";

function problemsOf(env: Record<string, string>): { names: string[]; zh: string; en: string } {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const problems = error.params["problems"] as { name: string }[];
    return { names: problems.map(({ name }) => name), zh: error.text("zh"), en: error.text("en") };
  }
  return { names: [], zh: "", en: "" };
}

test("without any setting the server listens on this machine alone", () => {
  const config: Config = readConfig({});
  expect(config).toMatchObject({
    HOST: "127.0.0.1",
    PORT: 8080,
    PUBLIC_URL: "http://127.0.0.1:8080",
    SESSION_IDLE_MINUTES: 30,
    SESSION_ABSOLUTE_HOURS: 12,
  });
  expect(config.DATABASE_URL).toBeUndefined();
});

test("an empty value counts as unset", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" }).PORT).toBe(8080);
});

describe("bad configuration is refused by name, in both languages", () => {
  test.each([
    [{ PORT: "http" }, ["PORT"]],
    [{ PORT: "65536" }, ["PORT"]],
    [{ PORT: "-1", SESSION_IDLE_MINUTES: "0" }, ["PORT", "SESSION_IDLE_MINUTES"]],
    [{ PUBLIC_URL: "ftp://office" }, ["PUBLIC_URL"]],
    [{ DATABASE_URL: "mysql://u:p@host/db" }, ["DATABASE_URL"]],
    [{ TLS_CERT: "cert.pem" }, ["TLS_KEY"]],
    [{ TLS_KEY: "key.pem" }, ["TLS_CERT"]],
    [{ TRUSTED_PROXY: "10.0.0.0/33" }, ["TRUSTED_PROXY"]],
    [{ TRUSTED_PROXY: "proxy.local" }, ["TRUSTED_PROXY"]],
    [{ HOST: "192.168.1.9" }, ["HOST"]],
    [{ HOST: "0.0.0.0", TLS_CERT: "c.pem", TLS_KEY: "k.pem" }, ["PUBLIC_URL"]],
    [{ TRUSTED_PROXY: "10.0.0.5" }, ["PUBLIC_URL"]],
    [{ METRICS_TOKEN: "short" }, ["METRICS_TOKEN"]],
    [{ LOG_LEVEL: "loud" }, ["LOG_LEVEL"]],
  ])("%j", (env, names) => {
    const found = problemsOf(env);
    expect(found.names).toEqual(names);
    for (const name of names) {
      expect(found.zh).toContain(name);
      expect(found.en).toContain(name);
    }
  });
});

test("a wrong secret is named, never shown", () => {
  const { zh, en } = problemsOf({ DATABASE_URL: "mysql://root:hunter2@db/x", METRICS_TOKEN: "hunter2" });
  expect(zh + en).not.toContain("hunter2");
});

test("an address beyond this machine takes a certificate or a trusted proxy", () => {
  const behindProxy = {
    HOST: "0.0.0.0",
    TRUSTED_PROXY: "10.0.0.5, 192.168.1.0/24",
    PUBLIC_URL: "https://pair.example",
  };
  expect(readConfig(behindProxy).TRUSTED_PROXY).toEqual(["10.0.0.5", "192.168.1.0/24"]);
  const withCertificate = { HOST: "192.168.1.9", TLS_CERT: "c.pem", TLS_KEY: "k.pem" };
  expect(readConfig(withCertificate).PUBLIC_URL).toBe("https://192.168.1.9:8080");
});

test("the documented table is the table that is read", () => {
  const written = readFileSync(new URL("../../../docs/operations/configuration.md", import.meta.url), "utf8");
  expect(written).toBe(describeConfig());
});
