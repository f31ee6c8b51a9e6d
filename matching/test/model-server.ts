import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface AskedOfModel {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
}

/** Answers the n-th request, from 0. */
export type Answer = (asked: AskedOfModel, n: number, response: ServerResponse) => void;

/** Runs a test against a server of its own on this machine. */
export async function withModelServer<T>(
  answer: Answer,
  test: (url: string, asked: readonly AskedOfModel[]) => Promise<T>,
): Promise<T> {
  const all: AskedOfModel[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      const asked = { path: request.url ?? "", headers: request.headers, body };
      all.push(asked);
      answer(asked, all.length - 1, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, all);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader("content-type", "application/json").end(JSON.stringify(value));
}

/** Vectors that tell texts apart: how often each of three characters stands in a text. */
export function countingEmbeddings({ body }: AskedOfModel): unknown {
  const inputs = body["input"] as string[];
  const data = inputs.map((text, index) => ({
    index,
    embedding: ["电", "膜", "a"].map((character) => 1 + text.split(character).length),
  }));
  return { object: "list", model: body["model"], data: data.reverse() };
}
