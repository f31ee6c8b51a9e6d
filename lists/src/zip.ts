import { promisify } from "node:util";
import { crc32, inflateRaw, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from "yauzl";
import { zipError } from "./zip-errors.ts";

export interface ZipLimits {
  /** Size of the archive itself. */
  readonly maxBytes: number;
  readonly maxEntries: number;
  /** What one entry may unpack to; checked when it is read. */
  readonly maxEntryBytes: number;
  /** What all entries together declare to unpack to; checked before anything is unpacked. */
  readonly maxTotalBytes: number;
  /** Unpacked to packed, of the whole and of each entry read; small contents are exempt. */
  readonly maxRatio: number;
}

const MB = 2 ** 20;

const ZIP_LIMITS: ZipLimits = {
  maxBytes: 256 * MB,
  maxEntries: 10_000,
  maxEntryBytes: 256 * MB,
  maxTotalBytes: 512 * MB,
  maxRatio: 200,
};

/** Below this a high ratio is no danger, and empty tables do compress a hundred times over. */
const RATIO_FROM_BYTES = 8 * MB;

/** From here on inflating leaves the event loop free for others. */
const ASYNC_FROM_BYTES = MB;

export interface ZipEntry {
  readonly name: string;
  /** Declared size unpacked; a longer content is never unpacked, a shorter one is refused. */
  readonly size: number;
  readonly compressedSize: number;
}

/** A zip whose directory has been checked. Folders are left out of `entries`. */
export interface GuardedZip {
  readonly entries: readonly ZipEntry[];
  has(name: string): boolean;
  /** The content, unpacked within the limits and proven by its checksum. */
  read(name: string, options?: { readonly maxBytes?: number }): Promise<Uint8Array>;
}

/** What the first bytes say a file is, whatever its name. `ole` is the old binary Office format. */
export type FileNature = "zip" | "ole" | "ole_encrypted" | "pdf" | "rtf" | "markup" | "empty" | "other";

export function natureOf(bytes: Uint8Array): FileNature {
  if (bytes.length === 0) return "empty";
  const buffer = asBuffer(bytes);
  const head = buffer.toString("latin1", 0, 64);
  if (/^PK(\x03\x04|\x05\x06)/.test(head)) return "zip";
  if (head.startsWith("\xd0\xcf\x11\xe0")) {
    // Office wraps a password-protected .docx or .xlsx in an OLE file that holds a stream of this name.
    return buffer.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "ole_encrypted" : "ole";
  }
  if (head.startsWith("%PDF-")) return "pdf";
  if (head.startsWith("{\\rtf")) return "rtf";
  if (/^(\xef\xbb\xbf)?\s*<[!?a-z]/i.test(head)) return "markup";
  return "other";
}

/**
 * Opens a zip that a stranger sent. The directory is judged before anything is unpacked, so that a refusal is cheap;
 * `file` is the name that a person knows the archive by.
 */
export async function openZip(
  bytes: Uint8Array,
  options: Partial<ZipLimits> & { readonly file: string },
): Promise<GuardedZip> {
  const { file } = options;
  const limits = { ...ZIP_LIMITS, ...options };
  if (bytes.length > limits.maxBytes) throw zipError("lists.zip_file_too_large", { file, limit: limits.maxBytes });
  const nature = natureOf(bytes);
  if (nature === "ole_encrypted") throw zipError("lists.zip_encrypted", { file });
  if (nature !== "zip") throw zipError("lists.zip_not_zip", { file });

  const zip = await damaged(file, () => fromBufferPromise(asBuffer(bytes), { decodeStrings: false }));
  if (zip.entryCount > limits.maxEntries) {
    throw zipError("lists.zip_too_many_entries", { file, limit: limits.maxEntries });
  }
  const directory = await readDirectory(zip, file);
  checkSizes([...directory.values()], bytes.length, file, limits);

  return {
    entries: [...directory].map(([name, entry]) => ({
      name,
      size: entry.uncompressedSize,
      compressedSize: entry.compressedSize,
    })),
    has: (name) => directory.has(name),
    read: async (name, { maxBytes = limits.maxEntryBytes } = {}) => {
      const entry = directory.get(name);
      if (!entry) throw zipError("lists.zip_part_missing", { file, part: name });
      return readEntry(zip, entry, bytes, { file, part: name }, { ...limits, maxEntryBytes: maxBytes });
    },
  };
}

async function readDirectory(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const directory = new Map<string, Entry>();
  const entries = zip.eachEntry();
  for (;;) {
    const step = await damaged(file, () => entries.next());
    if (step.done) return directory;
    const entry = step.value;
    const name = decodeName(entry);
    if (!isSafeName(name)) throw zipError("lists.zip_unsafe_name", { file, part: printable(name) });
    if (entry.isEncrypted()) throw zipError("lists.zip_encrypted", { file });
    if (name.endsWith("/")) continue;
    // Two readers may take either one, so that what was checked is not what is used.
    if (directory.has(name)) throw zipError("lists.zip_duplicate_name", { file, part: name });
    directory.set(name, entry);
  }
}

/** What the directory declares bounds what reading costs: an entry that unpacks to more than it declares is stopped there. */
function checkSizes(entries: readonly Entry[], packed: number, file: string, limits: ZipLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  // Entries that overlap in the archive count each for itself, so the known kind of bomb without nesting ends here.
  checkRatio(total, packed, file, limits);
  if (total > limits.maxTotalBytes) throw zipError("lists.zip_too_large_inside", { file, limit: limits.maxTotalBytes });
}

function checkRatio(size: number, packed: number, file: string, limits: ZipLimits): void {
  if (size > RATIO_FROM_BYTES && size > packed * limits.maxRatio) {
    throw zipError("lists.zip_bomb", { file, limit: limits.maxRatio });
  }
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  bytes: Uint8Array,
  where: { file: string; part: string },
  limits: ZipLimits,
): Promise<Uint8Array> {
  const { file } = where;
  if (entry.uncompressedSize > limits.maxEntryBytes) {
    throw zipError("lists.zip_too_large_inside", { file, limit: limits.maxEntryBytes });
  }
  checkRatio(entry.uncompressedSize, entry.compressedSize, file, limits);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw zipError("lists.zip_method", where);

  const damage = () => zipError("lists.zip_part_damaged", where);
  const header = await zip.readLocalFileHeaderPromise(entry).catch(() => {
    throw damage();
  });
  // Names are outside every checksum; that both copies agree is the only proof there is.
  if (!header.fileName.equals(entry.fileNameRaw)) throw damage();
  const packed = bytes.subarray(header.fileDataStart, header.fileDataStart + entry.compressedSize);
  const content = entry.compressionMethod === 0 ? packed : await inflate(packed, entry.uncompressedSize, damage);
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32) throw damage();
  return content;
}

const inflateAside = promisify(inflateRaw);

async function inflate(packed: Uint8Array, size: number, damage: () => Error): Promise<Uint8Array> {
  // zlib stops at `maxOutputLength`: an entry that lies about its size costs no more than what it declared.
  const options = { maxOutputLength: Math.max(size, 1), chunkSize: Math.min(Math.max(size, 64), 4 * MB) };
  try {
    return size < ASYNC_FROM_BYTES ? inflateRawSync(packed, options) : await inflateAside(packed, options);
  } catch {
    throw damage();
  }
}

/**
 * Zips made by Chinese Windows hold names in GB18030 without saying so; Unix tools hold UTF-8 without saying so. Bytes
 * that read as UTF-8 are taken for it, except from Windows when no character needs three bytes: Chinese in UTF-8 always
 * does, whereas a short GB18030 name such as 一.docx is valid UTF-8 by chance.
 */
function decodeName(entry: Entry): string {
  const utf8 = getFileNameLowLevel(0x800, entry.fileNameRaw, entry.extraFields, false);
  const isMarked = (entry.generalPurposeBitFlag & 0x800) !== 0;
  if (isMarked || /^[\x20-\x7e]*$/.test(utf8)) return utf8;
  const host = entry.versionMadeBy >> 8;
  const isFromWindows = host === 0 || host === 10 || host === 11;
  const isUtf8 = !utf8.includes("\ufffd") && (!isFromWindows || /[\u0800-\uffff]/.test(utf8));
  return isUtf8 ? utf8 : new TextDecoder("gb18030").decode(entry.fileNameRaw).replaceAll("\\", "/");
}

function isSafeName(name: string): boolean {
  if (name === "" || name.startsWith("/") || /^[a-z]:/i.test(name)) return false;
  return !/[\0-\x1f\x7f]/.test(name) && !name.split("/").includes("..");
}

function printable(name: string): string {
  return name.replace(/[\0-\x1f\x7f]/g, "?").slice(0, 200);
}

async function damaged<T>(file: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch {
    throw zipError("lists.zip_damaged", { file });
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
