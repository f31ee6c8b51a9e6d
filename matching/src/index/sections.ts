/** Several typed arrays in one stretch of a buffer, each aligned to its elements, found again by their lengths alone. */

import { makeSharedMemory, type WasmMemory } from "../wasm.ts";

/** A buffer, and the WebAssembly memory whose bytes these are, if any: its functions work on what lies there where it is. */
export interface Room {
  readonly buffer: ArrayBufferLike;
  readonly memory?: WasmMemory;
}

/** Gives at least `bytes` zeroed bytes: an ArrayBuffer for one thread, or a SharedArrayBuffer for several. */
export type Allocate = (bytes: number) => Room;

export const allocatePrivate: Allocate = (bytes) => ({ buffer: new ArrayBuffer(bytes) });
export const allocateShared: Allocate = (bytes) => ({ buffer: new SharedArrayBuffer(bytes) });

/** For blocks that are searched: shared, and a WebAssembly memory where one can be had (up to 4 GB). */
export const allocateForSearch: Allocate = (bytes) => {
  const memory = makeSharedMemory(bytes);
  return memory === null ? allocateShared(bytes) : { buffer: memory.buffer, memory };
};

/** A stretch of a buffer: where an index's block, or its vocabulary, lies. Threads to which it is posted share it. */
export interface ByteRange extends Room {
  readonly byteOffset: number;
  readonly byteLength: number;
}

const ARRAYS = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

type ElementName = keyof typeof ARRAYS;

/** Names of sections, in the order in which they lie, with the type of their elements. */
export type SectionTypes = Readonly<Record<string, ElementName>>;

export type Sections<T extends SectionTypes> = {
  readonly [Name in keyof T]: InstanceType<(typeof ARRAYS)[T[Name]]>;
};

export type SectionLengths<T extends SectionTypes> = Readonly<Record<keyof T, number>>;

// Large enough for any element.
const ALIGNMENT = 8;

export function alignedBytes(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** The bytes that sections of these lengths take. */
export function bytesOfSections<T extends SectionTypes>(types: T, lengths: SectionLengths<T>): number {
  let bytes = 0;
  for (const [name, type] of Object.entries(types)) {
    bytes += alignedBytes(lengths[name]! * ARRAYS[type].BYTES_PER_ELEMENT);
  }
  return bytes;
}

/** Views on the sections from `byteOffset` on, which is a multiple of 8. */
export function openSections<T extends SectionTypes>(
  types: T,
  lengths: SectionLengths<T>,
  buffer: ArrayBufferLike,
  byteOffset: number,
): Sections<T> {
  const views: Record<string, unknown> = {};
  let at = byteOffset;
  for (const [name, type] of Object.entries(types)) {
    const length = lengths[name]!;
    const View: new (buffer: ArrayBufferLike, byteOffset: number, length: number) => unknown = ARRAYS[type];
    views[name] = new View(buffer, at, length);
    at += alignedBytes(length * ARRAYS[type].BYTES_PER_ELEMENT);
  }
  return views as Sections<T>;
}
