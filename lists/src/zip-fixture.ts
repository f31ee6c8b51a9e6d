import { crc32, deflateRawSync } from "node:zlib";

/** One entry for a test's zip. What is not given is right; what is given may be a lie. */
export interface FixtureEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Name in the local header, where it should differ from the directory's. */
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  /** 0 is Windows, 3 is Unix. */
  readonly host?: number;
}

/** Writes a zip for tests, byte by byte, so that every field can be wrong on purpose. */
export function makeZip(entries: readonly FixtureEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
    const content = Buffer.from((entry.content ?? "") as string);
    const packed = (entry.method ?? 8) === 8 ? deflateRawSync(content) : content;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(entry.flags ?? 0x800, 2);
    shared.writeUInt16LE(entry.method ?? 8, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(entry.crc ?? crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.size ?? content.length, 18);
    const signature = Buffer.from("PK\x03\x04");
    shared.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([signature, shared, localName, packed]);
    shared.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, entry.host ?? 0]), shared, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}
