/** A stream or storage of a compound file: `content` is null for a storage. */
export interface CompoundEntry {
  readonly name: string;
  readonly content: Uint8Array | null;
}

const SIGNATURE = 0xe11a_b1a1_e011_cfd0n;
const LAST_SECTOR = 0xffff_fffa;
const END_OF_CHAIN = 0xffff_fffe;
const ENTRY_SIZE = 128;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;

/** Sectors of a file, each of which belongs to one chain only: so no chain is cyclic, and all together are no longer than the file. */
class Sectors {
  readonly #bytes: Uint8Array;
  readonly #size: number;
  readonly #first: number;
  readonly #isTaken: Uint8Array;
  next: Uint32Array = new Uint32Array(0);

  constructor(bytes: Uint8Array, size: number, first: number) {
    this.#bytes = bytes;
    this.#size = size;
    this.#first = first;
    this.#isTaken = new Uint8Array(Math.max(0, Math.ceil((bytes.length - first) / size)));
  }

  take(sector: number): Uint8Array {
    if (!(sector < this.#isTaken.length) || this.#isTaken[sector] === 1)
      throw new Error("sector out of range or used twice");
    this.#isTaken[sector] = 1;
    const at = this.#first + sector * this.#size;
    return this.#bytes.subarray(at, at + this.#size);
  }

  chain(start: number, size?: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let sector = start; sector !== END_OF_CHAIN; sector = this.next[sector] ?? LAST_SECTOR)
      parts.push(this.take(sector));
    const content = Buffer.concat(parts);
    if (size !== undefined && size > content.length) throw new Error("chain shorter than its stream");
    return content.subarray(0, size);
  }
}

function numbers(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

/**
 * Opens a compound file (OLE2, [MS-CFB]), the container of .xls. Every chain of sectors is followed once and must fit the
 * file, which bounds the work by its length; Excel writes no other.
 * @throws Error where the container contradicts itself
 */
export function readCompoundFile(bytes: Uint8Array): CompoundEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 1536 || view.getBigUint64(0, true) !== SIGNATURE) throw new Error("no compound file");
  const shift = view.getUint16(30, true);
  if ((shift !== 9 && shift !== 12) || view.getUint16(32, true) !== 6) throw new Error("sector size");
  const sectors = new Sectors(bytes, 1 << shift, 1 << shift);

  const fatSectors = [...numbers(bytes.subarray(76, 512))];
  for (let sector = view.getUint32(68, true); sector < LAST_SECTOR; ) {
    const list = numbers(sectors.take(sector));
    fatSectors.push(...list.subarray(0, -1));
    sector = list.at(-1) ?? END_OF_CHAIN;
  }
  const count = view.getUint32(44, true);
  sectors.next = numbers(
    Buffer.concat(
      fatSectors
        .slice(0, count)
        .filter((sector) => sector < LAST_SECTOR)
        .map((sector) => sectors.take(sector)),
    ),
  );

  const directory = sectors.chain(view.getUint32(48, true));
  const entries = directoryEntries(directory);
  const root = entries.find(({ type }) => type === ROOT);
  if (root === undefined) throw new Error("no root");
  const small = new Sectors(root.size === 0 ? new Uint8Array(0) : sectors.chain(root.start, root.size), 64, 0);
  if (view.getUint32(64, true) > 0) small.next = numbers(sectors.chain(view.getUint32(60, true)));
  const cutoff = view.getUint32(56, true);
  return entries
    .filter(({ type }) => type === STORAGE || type === STREAM)
    .map(({ name, type, start, size }) => {
      if (type === STORAGE) return { name, content: null };
      if (size === 0) return { name, content: new Uint8Array(0) };
      return { name, content: (size < cutoff ? small : sectors).chain(start, size) };
    });
}

function directoryEntries(directory: Uint8Array) {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  return Array.from({ length: Math.floor(directory.length / ENTRY_SIZE) }, (_, index) => {
    const at = index * ENTRY_SIZE;
    const nameLength = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    return {
      name: new TextDecoder("utf-16le").decode(directory.subarray(at, at + nameLength)),
      type: view.getUint8(at + 66),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    };
  });
}
