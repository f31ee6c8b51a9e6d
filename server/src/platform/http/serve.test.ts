import { DomainError } from "@dual-high/kernel";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../config.ts";
import { readCertificate, serve } from "./serve.ts";

/** Something that answers when it is let, and notes that it was told to stop. */
function slowApi() {
  let answer: () => void = () => {};
  const api = {
    asked: 0,
    stopped: false,
    answer: () => answer(),
    stop: () => {
      api.stopped = true;
    },
    fetch: async () => {
      api.asked += 1;
      await new Promise<void>((resolve) => (answer = resolve));
      return new Response("done");
    },
  };
  return api;
}

test("stopping lets a running request finish and takes no new one", async () => {
  const api = slowApi();
  const serving = await serve(api, readConfig({ PORT: "0" }), null);
  const running = fetch(serving.url).then(async (response) => response.text());
  const started = performance.now();
  await expect.poll(() => api.asked).toBe(1);
  const stopped = serving.stop();
  expect(api.stopped).toBe(true);
  await expect(fetch(serving.url)).rejects.toThrow("fetch failed");
  api.answer();
  expect(await running).toBe("done");
  await stopped;
  // Not after the ten seconds in which a connection that is kept alive would hold it.
  expect(performance.now() - started).toBeLessThan(8000);
});

test("a request that does not finish is cut off when the time to stop is over", async () => {
  const api = slowApi();
  const serving = await serve(api, readConfig({ PORT: "0", SHUTDOWN_SECONDS: "1" }), null);
  const running = fetch(serving.url);
  const cut = running.then(
    () => "answered",
    () => "cut off",
  );
  await expect.poll(() => api.asked).toBe(1);
  await serving.stop();
  expect(await cut).toBe("cut off");
});

test("a port in use and an address that is not ours are named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await expect.poll(() => other.listening).toBe(true);
  const { port } = other.address() as { port: number };
  const failureOf = async (env: Record<string, string>) =>
    serve(slowApi(), readConfig(env), null).then(
      () => "served",
      (error: DomainError) => error.text("en"),
    );
  expect(await failureOf({ PORT: String(port) })).toContain(`PORT: ${port} is taken`);
  const away = { HOST: "192.0.2.1", TRUSTED_PROXY: "10.0.0.1", PUBLIC_URL: "https://pair.example" };
  expect(await failureOf(away)).toContain("HOST: this machine has no address 192.0.2.1");
});

test("a certificate that is none is refused before anything is opened", () => {
  const folder = mkdtempSync(join(tmpdir(), "dual-high-tls-"));
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  writeFileSync(cert, "no certificate");
  writeFileSync(key, "no key");
  expect(() => readCertificate(readConfig({ TLS_CERT: cert, TLS_KEY: key }))).toThrow(
    /TLS_CERT: and TLS_KEY are no valid pair/,
  );
  expect(() => readCertificate(readConfig({ TLS_CERT: join(folder, "none"), TLS_KEY: key }))).toThrow(
    /cannot read .*none/,
  );
  expect(readCertificate(readConfig({}))).toBeNull();
});
