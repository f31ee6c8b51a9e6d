const END = 0x06054b50;
/** 1980-01-01 00:00, the first moment that a zip can name. */
const FIRST_DAY = 0x0021;

/** Takes the time of writing out of a zip just written, in place, so that the same content is the same bytes. */
export function fixZipDates(zip: Buffer): void {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END) throw new Error("not a zip without comment");
  let entry = zip.readUInt32LE(end + 16);
  for (let rest = zip.readUInt16LE(end + 10); rest > 0; rest -= 1) {
    const local = zip.readUInt32LE(entry + 42);
    zip.writeUInt32LE(FIRST_DAY << 16, entry + 12);
    zip.writeUInt32LE(FIRST_DAY << 16, local + 10);
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
}
