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
export async function readBody(c: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  refuseDeclaredLength(c.req.raw.headers, limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of limitedStream(c.req.raw.body, limit)) {
    chunks.push(chunk);
    length += chunk.byteLength;
  }
  // A buffer of its own and not a piece of the pool's: who reads the body next takes all of it.
  const whole = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    whole.set(chunk, end);
    end += chunk.byteLength;
  }
  const cache = c.req.bodyCache as unknown as { arrayBuffer?: Promise<ArrayBuffer> };
  cache.arrayBuffer = Promise.resolve(whole.buffer);
  return whole;
}

/**
 * Passes a body on piece by piece; one that grows past the limit breaks off. The stream is left and not cancelled: that
 * would cut the connection before the client reads why.
 */
async function* limitedStream(body: ReadableStream<Uint8Array> | null, limit: number): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  let length = 0;
  for await (const chunk of body.values({ preventCancel: true })) {
    length += chunk.byteLength;
    if (length > limit) throw httpError("http.body_too_large", { limit: sayBytes(limit) });
    yield chunk;
  }
}
