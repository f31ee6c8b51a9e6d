/** A cell of an .xls sheet; a formula has its stored result. */
export type BiffCell = string | number | boolean | null | { readonly day: number } | { readonly formulaResult: number };

export interface BiffSheet {
  readonly name: string;
  readonly rows: readonly (readonly BiffCell[])[];
  /** First and last row, first and last column, zero-based. */
  readonly merges?: readonly (readonly [number, number, number, number])[];
  readonly isHidden?: boolean;
  readonly hiddenColumns?: readonly number[];
  readonly hiddenRows?: readonly number[];
}

const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
const FAT_SECTOR = 0xfffffffd;

function record(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => buffer.writeUInt16LE(value, index * 2));
  return buffer;
}

function double(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(value);
  return buffer;
}

function unicode(text: string): Buffer {
  return Buffer.concat([words(text.length), Buffer.from([1]), Buffer.from(text, "utf16le")]);
}

const DATE_STYLE = 1;

/** The stream “Workbook” of Excel 97-2003 (BIFF8), with as much in it as lists need. */
export function biffStream(
  sheets: readonly BiffSheet[],
  { globals = [] }: { globals?: readonly Buffer[] } = {},
): Buffer {
  const strings = new Map<string, number>();
  const indexOf = (text: string) => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text) ?? 0;
  };
  const bof = (kind: number) => record(0x809, words(0x600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0));
  const cell = (value: BiffCell, row: number, column: number): Buffer[] => {
    if (value === null) return [];
    if (typeof value === "number") return [record(0x203, Buffer.concat([words(row, column, 0), double(value)]))];
    if (typeof value === "boolean")
      return [record(0x205, Buffer.concat([words(row, column, 0), Buffer.from([Number(value), 0])]))];
    if (typeof value === "string")
      return [record(0xfd, words(row, column, 0, indexOf(value) & 0xffff, indexOf(value) >> 16))];
    if ("day" in value) return [record(0x203, Buffer.concat([words(row, column, DATE_STYLE), double(value.day)]))];
    // The formula itself is 1+1; nobody calculates it.
    const tokens = Buffer.from([0x1e, 1, 0, 0x1e, 1, 0, 0x03]);
    return [
      record(
        0x06,
        Buffer.concat([words(row, column, 0), double(value.formulaResult), words(0, 0, 0, tokens.length), tokens]),
      ),
    ];
  };
  const bodies = sheets.map((sheet) =>
    Buffer.concat([
      bof(0x10),
      ...(sheet.hiddenColumns ?? []).map((column) => record(0x7d, words(column, column, 2048, 15, 1, 0))),
      ...(sheet.hiddenRows ?? []).map((row) => record(0x208, words(row, 0, 255, 300, 0, 0, 0x20, 0))),
      ...sheet.rows.flatMap((row, at) => row.flatMap((value, column) => cell(value, at, column))),
      ...(sheet.merges === undefined ? [] : [record(0xe5, words(sheet.merges.length, ...sheet.merges.flat()))]),
      record(0x0a, Buffer.alloc(0)),
    ]),
  );
  const counts = Buffer.alloc(8);
  counts.writeUInt32LE(strings.size, 0);
  counts.writeUInt32LE(strings.size, 4);
  // A record holds 8,224 bytes at most; a continued string repeats its flag byte, which is avoided by breaking between strings.
  const blocks: Buffer[][] = [[counts]];
  let size = 8;
  for (const text of strings.keys()) {
    const bytes = unicode(text);
    if (size + bytes.length > 8224) {
      blocks.push([]);
      size = 0;
    }
    blocks.at(-1)?.push(bytes);
    size += bytes.length;
  }
  const style = (format: number) => record(0xe0, words(0, format, 0, 0, 0, 0, 0, 0, 0, 0));
  const head = [bof(0x05), ...globals, style(0), style(14)];
  const tail = [
    ...blocks.map((block, index) => record(index === 0 ? 0xfc : 0x3c, Buffer.concat(block))),
    record(0x0a, Buffer.alloc(0)),
  ];
  const name = (sheet: BiffSheet) =>
    Buffer.concat([Buffer.from([sheet.name.length, 1]), Buffer.from(sheet.name, "utf16le")]);
  const bound = (sheet: BiffSheet, position: number) => {
    const place = Buffer.alloc(6);
    place.writeUInt32LE(position, 0);
    place[4] = sheet.isHidden === true ? 1 : 0;
    return record(0x85, Buffer.concat([place, name(sheet)]));
  };
  const length = (buffers: readonly Buffer[]) => buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  let position = length(head) + length(sheets.map((sheet) => bound(sheet, 0))) + length(tail);
  const bounds = sheets.map((sheet, index) => {
    const written = bound(sheet, position);
    position += bodies[index]?.length ?? 0;
    return written;
  });
  return Buffer.concat([...head, ...bounds, ...tail, ...bodies]);
}

/** One stream in a compound file (OLE2), as Excel 97-2003 wraps its workbook. */
export function compoundFile(stream: Buffer, { name = "Workbook", further = [] as readonly string[] } = {}): Buffer {
  const content = Buffer.alloc(Math.max(8, Math.ceil(stream.length / SECTOR)) * SECTOR);
  stream.copy(content);
  const contentSectors = content.length / SECTOR;
  const perSector = SECTOR / 4;
  let fatSectors = 1;
  while (fatSectors * perSector < contentSectors + 1 + fatSectors) fatSectors += 1;
  const fat = Buffer.alloc(fatSectors * SECTOR, 0xff);
  for (let sector = 0; sector < contentSectors; sector++) {
    fat.writeUInt32LE(sector + 1 === contentSectors ? END_OF_CHAIN : sector + 1, sector * 4);
  }
  const directorySector = contentSectors;
  fat.writeUInt32LE(END_OF_CHAIN, directorySector * 4);
  for (let index = 0; index < fatSectors; index++) fat.writeUInt32LE(FAT_SECTOR, (directorySector + 1 + index) * 4);

  const directory = Buffer.alloc(SECTOR);
  const entry = (at: number, title: string, type: number, start: number, size: number) => {
    const offset = at * 128;
    directory.write(title, offset, "utf16le");
    directory.writeUInt16LE((title.length + 1) * 2, offset + 64);
    directory[offset + 66] = type;
    directory[offset + 67] = 1;
    for (const link of [68, 72, 76]) directory.writeUInt32LE(FREE, offset + link);
    directory.writeUInt32LE(start, offset + 116);
    directory.writeUInt32LE(size, offset + 120);
  };
  entry(0, "Root Entry", 5, END_OF_CHAIN, 0);
  directory.writeUInt32LE(1, 76);
  // Excel reads a stream below 4,096 bytes from elsewhere, so the size given is that of the padded content.
  entry(1, name, 2, 0, content.length);
  further.forEach((title, index) => {
    entry(2 + index, title, 1, 0, 0);
    directory.writeUInt32LE(2 + index, (1 + index) * 128 + 72);
  });

  const header = Buffer.alloc(SECTOR);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(value, at);
  header.writeUInt32LE(fatSectors, 44);
  header.writeUInt32LE(directorySector, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END_OF_CHAIN, 60);
  header.writeUInt32LE(END_OF_CHAIN, 68);
  for (let index = 0; index < 109; index++) {
    header.writeUInt32LE(index < fatSectors ? directorySector + 1 + index : FREE, 76 + index * 4);
  }
  return Buffer.concat([header, content, directory, fat]);
}

/** An .xls workbook. */
export function makeXls(sheets: readonly BiffSheet[]): Uint8Array {
  return compoundFile(biffStream(sheets));
}
