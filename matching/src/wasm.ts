/**
 * Just enough of WebAssembly's binary format (specification, chapter 5) to put a small module together at run time:
 * functions over imported memories, written with the instructions' own names. An instruction that reads or writes memory
 * 1 instead of 0 is called name@1 (multi-memory, in version 3 of the specification).
 */

/** What is used of the WebAssembly that every runtime of JavaScript has, and TypeScript declares for browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, WasmFunction>> };
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => WasmMemory;
};

/** Bytes that WebAssembly's functions work on. Posted to a thread, one that is shared is the same bytes there. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

export type WasmFunction = (...parameters: number[]) => number;

export interface WasmSource {
  /** What it takes. The result is always an i32. */
  readonly parameters: readonly ("i32" | "f32" | "f64")[];
  readonly locals: readonly (readonly [count: number, type: keyof typeof TYPES])[];
  /** Instructions, one or more to a line, "name" or "name:immediate:immediate"; a word after # ends the line. */
  readonly code: string;
}

const TYPES = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const SIMD = 0xfd;
const VOID = 0x40;
const NAMES_MEMORY = 0x40;

export type MemoryKind = "private" | "shared";

const PAGE_BYTES = 65_536;
// Loops that take several numbers at a time may read, though not use, so many bytes past the last.
const READ_BEYOND = 64;
// What any memory of a kind keeps: from no page to as many as there are, which for one that is shared is to be said.
const LIMITS: Readonly<Record<MemoryKind, readonly number[]>> = {
  private: [0x00, 0],
  shared: [0x03, 0, 0x80, 0x80, 0x04],
};

const OPCODES: Readonly<Record<string, readonly number[]>> = {
  loop: [0x03, VOID],
  if: [0x04, VOID],
  end: [0x0b],
  br_if: [0x0d],
  "local.get": [0x20],
  "local.set": [0x21],
  "local.tee": [0x22],
  "i32.load": [0x28, 2],
  "i32.load8_u": [0x2d, 0],
  "i32.load16_u": [0x2f, 1],
  "i32.store": [0x36, 2],
  "i32.const": [0x41],
  "i32.lt_u": [0x49],
  "i32.add": [0x6a],
  "i32.mul": [0x6c],
  "i32.shr_u": [0x76],
  "v128.load": [SIMD, 0x00, 4],
  "v128.load8x8_s": [SIMD, 0x01, 3],
  "v128.load32_splat": [SIMD, 0x09, 2],
  "v128.store": [SIMD, 0x0b, 4],
  "f32x4.splat": [SIMD, 0x13],
  "f64x2.splat": [SIMD, 0x14],
  "i32x4.extract_lane": [SIMD, 0x1b],
  "f32x4.ge": [SIMD, 0x46],
  "v128.or": [SIMD, 0x50],
  "v128.any_true": [SIMD, 0x53],
  "i32x4.extend_low_i16x8_s": [SIMD, 0xa7, 0x01],
  "i32x4.extend_high_i16x8_s": [SIMD, 0xa8, 0x01],
  "i32x4.add": [SIMD, 0xae, 0x01],
  "i32x4.mul": [SIMD, 0xb5, 0x01],
  "i32x4.dot_i16x8_s": [SIMD, 0xba, 0x01],
  "f32x4.add": [SIMD, 0xe4, 0x01],
  "f32x4.mul": [SIMD, 0xe6, 0x01],
  "f64x2.add": [SIMD, 0xf0, 0x01],
  "f64x2.mul": [SIMD, 0xf2, 0x01],
  "f32x4.convert_i32x4_s": [SIMD, 0xfa, 0x01],
};

/**
 * Functions over a new memory of at least `bytes`: as WebAssembly, or in plain JavaScript where that cannot run or a function has
 * no source for it. Both must do the same, to the last bit: this is the one place that chooses.
 *
 * @param plain the same functions in JavaScript, over the memory they are given; places in bytes, as in WebAssembly
 * @param load is another in tests alone
 */
export function loadKernel<Name extends string>(
  sources: Readonly<Partial<Record<Name, WasmSource>>>,
  bytes: number,
  plain: (memory: ArrayBuffer) => Readonly<Record<Name, WasmFunction>>,
  load: typeof loadWasm = loadWasm,
): { readonly memory: ArrayBuffer; readonly functions: Readonly<Record<Name, WasmFunction>> } {
  const wasm = load(sources as Readonly<Record<string, WasmSource>>, bytes);
  const memory = wasm?.memory ?? new ArrayBuffer(bytes);
  return { memory, functions: { ...plain(memory), ...wasm?.exports } };
}

/** Compiles the functions over a new memory of at least `bytes`, or returns null where WebAssembly cannot run. */
export function loadWasm(
  functions: Readonly<Record<string, WasmSource>>,
  bytes: number,
): { readonly memory: ArrayBuffer; readonly exports: Readonly<Record<string, WasmFunction>> } | null {
  const instantiate = compileWasm(functions, ["private"]);
  const memory = makePrivateMemory(bytes);
  return instantiate === null || memory === null
    ? null
    : { memory: memory.buffer as ArrayBuffer, exports: instantiate([memory]) };
}

/** Gives functions that work on these memories. */
export type Instantiate = (memories: readonly WasmMemory[]) => Readonly<Record<string, WasmFunction>>;

/** Compiles functions once for any memories of these kinds, or returns null where that cannot be. */
export function compileWasm(
  functions: Readonly<Record<string, WasmSource>>,
  kinds: readonly MemoryKind[],
): Instantiate | null {
  return orNull(() => {
    const module = new WebAssembly.Module(Uint8Array.from(assemble(functions, kinds)));
    return (memories) => new WebAssembly.Instance(module, { i: Object.fromEntries(memories.entries()) }).exports;
  });
}

/** A memory of at least `bytes` for this thread, or null where there is no room for it. */
export function makePrivateMemory(bytes: number): WasmMemory | null {
  return orNull(() => new WebAssembly.Memory({ initial: pagesFor(bytes) }));
}

/** A memory of at least `bytes` for all threads, or null: there are none beyond 4 GB, or where the system has no room for its addresses. */
export function makeSharedMemory(bytes: number): WasmMemory | null {
  const pages = pagesFor(bytes);
  return orNull(() => new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }));
}

function pagesFor(bytes: number): number {
  return Math.ceil((bytes + READ_BEYOND) / PAGE_BYTES);
}

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function assemble(functions: Readonly<Record<string, WasmSource>>, kinds: readonly MemoryKind[]): number[] {
  const names = Object.keys(functions);
  const sources = Object.values(functions);
  const types = sources.map(({ parameters }) => [
    0x60,
    ...vector(parameters.map((type) => [TYPES[type]])),
    1,
    TYPES.i32,
  ]);
  const memories = kinds.map((kind, at) => [...nameBytes("i"), ...nameBytes(String(at)), 0x02, ...LIMITS[kind]]);
  const exported = names.map((name, at) => [...nameBytes(name), 0x00, at]);
  const bodies = sources.map(({ locals, code }) =>
    sized([...vector(locals.map(([count, type]) => [...unsigned(count), TYPES[type]])), ...instructions(code), 0x0b]),
  );
  const sections = [
    [1, vector(types)],
    [2, vector(memories)],
    [3, vector(sources.map((_, at) => [at]))],
    [7, vector(exported)],
    [10, vector(bodies)],
  ] as const;
  return [...HEADER, ...sections.flatMap(([id, content]) => [id, ...sized(content)])];
}

function instructions(code: string): number[] {
  return code
    .replaceAll(/#.*/g, "")
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const [name, ...immediates] = word.split(":");
      const encode = name === "i32.const" ? signed : unsigned;
      return [...opcodeOf(name!), ...immediates.flatMap((value) => encode(Number(value)))];
    });
}

function opcodeOf(name: string): readonly number[] {
  const [base, memory] = name.split("@");
  const opcode = OPCODES[base!]!;
  // The last byte says how the address is aligned, and whether the number of a memory follows.
  return memory === undefined ? opcode : [...opcode.slice(0, -1), opcode.at(-1)! | NAMES_MEMORY, Number(memory)];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

function nameBytes(name: string): number[] {
  return sized(Array.from(name, (character) => character.charCodeAt(0)));
}

// LEB128: seven bits to a byte, the eighth says that more follow.
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
