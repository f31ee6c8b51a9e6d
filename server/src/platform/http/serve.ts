import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createSecureContext } from "node:tls";
import { createAdaptorServer } from "@hono/node-server";
import { type Config, configError } from "../config.ts";
import type { Api } from "./api.ts";

export interface Serving {
  /** Where it listens, as people open it on this machine. */
  readonly url: string;
  /** Takes no new connection, lets running requests finish for a while, then cuts them off. */
  stop(): Promise<void>;
}

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads the certificate, so that a wrong path is told before anything is opened; null where none is set. */
export function readCertificate({ TLS_CERT, TLS_KEY }: Config): Certificate | null {
  if (TLS_CERT === undefined || TLS_KEY === undefined) return null;
  const files = { cert: readPem("TLS_CERT", TLS_CERT), key: readPem("TLS_KEY", TLS_KEY) };
  try {
    createSecureContext(files);
  } catch (error) {
    const { message } = error as Error;
    const text = {
      zh: `与 TLS_KEY 不是一对有效的证书和私钥（${message}）`,
      en: `and TLS_KEY are no valid pair (${message})`,
    };
    throw configError("config.invalid", { problems: [{ name: "TLS_CERT", text }] });
  }
  return files;
}

/** Serves the API over HTTP, or HTTPS with a certificate. Throws an error that names the setting at fault. */
export async function serve(
  api: Pick<Api, "fetch" | "stop">,
  config: Config,
  certificate: Certificate | null,
): Promise<Serving> {
  const timeouts = {
    // Slow headers and slow bodies hold a connection, and no more than that.
    headersTimeout: 15_000,
    // The largest upload over a line of 100 KB a second still gets through.
    requestTimeout: (config.REQUEST_TIMEOUT_SECONDS + Math.max(60, config.UPLOAD_LIMIT_MB * 10)) * 1000,
    keepAliveTimeout: 30_000,
    maxHeaderSize: 16 * 1024,
  };
  const server = createAdaptorServer({
    fetch: async (request, bindings) => api.fetch(request, bindings as never),
    ...(certificate === null
      ? { serverOptions: timeouts }
      : { createServer: createHttpsServer, serverOptions: { ...timeouts, ...certificate } }),
  }) as Server;
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const host = config.HOST.includes(":") ? `[${config.HOST}]` : config.HOST;
  return {
    url: `${certificate === null ? "http" : "https"}://${host}:${port}`,
    async stop() {
      api.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection whose last request has just been answered is idle only now: it would be kept alive.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const cut = setTimeout(() => server.closeAllConnections(), config.SHUTDOWN_SECONDS * 1000);
      await closed;
      clearTimeout(cut);
      clearInterval(sweep);
    },
  };
}

async function listen(server: Server, { HOST, PORT }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explainListen(error, HOST, PORT)));
    server.listen(PORT, HOST, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Readonly<Record<string, { name: string; zh: string; en: string }>> = {
    EADDRINUSE: { name: "PORT", zh: `${port} 已被另一个程序占用`, en: `${port} is taken by another program` },
    EACCES: { name: "PORT", zh: `没有权限监听 ${port}`, en: `no permission to listen on ${port}` },
    EADDRNOTAVAIL: { name: "HOST", zh: `本机没有地址 ${host}`, en: `this machine has no address ${host}` },
    ENOTFOUND: { name: "HOST", zh: `找不到主机名 ${host}`, en: `there is no host named ${host}` },
  };
  const reason = reasons[error.code ?? ""];
  if (reason === undefined) return error;
  return configError("config.invalid", { problems: [{ name: reason.name, text: { zh: reason.zh, en: reason.en } }] });
}

function readPem(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const text = { zh: `读不到文件 ${path}（${code}）`, en: `cannot read ${path} (${code})` };
    throw configError("config.invalid", { problems: [{ name, text }] });
  }
}
