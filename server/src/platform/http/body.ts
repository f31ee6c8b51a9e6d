import type { Context } from "hono";
import { httpError } from "./errors.ts";

function sayBytes(bytes: number): string {
  return bytes % (1024 * 1024) === 0 ? `${bytes / 1024 / 1024} MB` : `${Math.ceil(bytes / 1024)} KB`;
}

/** Refuses by what the request says of its own length, before a byte of the body is read. */
export function refuseDeclaredLength(headers: Headers, limit: number): void {
  if (Number(headers.get("content-length") ?? 0) > limit) {
    throw httpError("http.body_too_large", { limit: sayBytes(limit) });
  }
}

/** Reads the body whole, up to the limit, whatever length was declared, and keeps it for whoever reads it next. */
export async function readBody(c: Context, limit: number): Promise<Uint8Array> {
  refuseDeclaredLength(c.req.raw.headers, limit);
  const chunks: Uint8Array[] = [];
  for await (const chunk of limitedStream(c.req.raw.body, limit)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const cache = c.req.bodyCache as unknown as { arrayBuffer?: Promise<ArrayBuffer> };
  cache.arrayBuffer = Promise.resolve(new Uint8Array(whole).buffer);
  return whole;
}

/** Passes a body on piece by piece; one that grows past the limit breaks off. */
async function* limitedStream(body: ReadableStream<Uint8Array> | null, limit: number): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limit) throw httpError("http.body_too_large", { limit: sayBytes(limit) });
    yield chunk;
  }
}
