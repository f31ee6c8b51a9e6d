import { defineErrors } from "@dual-high/kernel";

interface File {
  readonly file: string;
}

interface Part extends File {
  readonly part: string;
}

interface Limit extends File {
  readonly limit: number;
}

/** Every way in which a zip container (.xlsx, .docx, a zip of forms) is refused. */
export const zipError = defineErrors({
  "lists.zip_not_zip": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”的内容不是其扩展名所示的格式（不是压缩包结构）。请用原软件打开该文件，另存为所需格式后重新提交。`,
      en: ({ file }: File) =>
        `“${file}” is not what its name says: it has no zip structure. Open it in its own program, save it in the expected format and submit it again.`,
    },
  },
  "lists.zip_damaged": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”已损坏或不完整（可能传输中断）。请向提供者重新索取该文件。`,
      en: ({ file }: File) =>
        `“${file}” is damaged or incomplete, perhaps by an interrupted transfer. Ask the sender for the file again.`,
    },
  },
  "lists.zip_part_damaged": {
    kind: "validation",
    message: {
      zh: ({ file, part }: Part) =>
        `“${file}”中的“${part}”已损坏（校验不符），为避免读错内容，未予采用。请重新索取或重新保存该文件。`,
      en: ({ file, part }: Part) =>
        `“${part}” inside “${file}” is damaged (its checksum does not match) and was not used. Get the file again or save it anew.`,
    },
  },
  "lists.zip_part_missing": {
    kind: "validation",
    message: {
      zh: ({ file, part }: Part) => `“${file}”中缺少“${part}”，无法读取。请用原软件打开后重新保存。`,
      en: ({ file, part }: Part) =>
        `“${file}” has no “${part}” inside and cannot be read. Open it in its own program and save it again.`,
    },
  },
  "lists.zip_encrypted": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”设有密码，无法读取。请取消密码后重新提交。`,
      en: ({ file }: File) => `“${file}” is protected by a password. Remove the password and submit it again.`,
    },
  },
  "lists.zip_method": {
    kind: "validation",
    message: {
      zh: ({ file, part }: Part) =>
        `“${file}”中的“${part}”采用了不支持的压缩方式。请用系统自带的“压缩为 ZIP 文件”重新打包。`,
      en: ({ file, part }: Part) =>
        `“${part}” inside “${file}” uses a compression method that is not supported. Pack it again as an ordinary zip file.`,
    },
  },
  "lists.zip_file_too_large": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) => `“${file}”超过 ${megabytes(limit)} MB 的上限，未予读取。请拆分后分别提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” is larger than the limit of ${megabytes(limit)} MB and was not read. Split it and submit the parts.`,
    },
  },
  "lists.zip_too_many_entries": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) => `“${file}”内含文件超过 ${limit} 个的上限，未予读取。请拆分后分别提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” holds more than the limit of ${limit} files and was not read. Split it and submit the parts.`,
    },
  },
  "lists.zip_too_large_inside": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) =>
        `“${file}”解压后超过 ${megabytes(limit)} MB 的上限，未予读取。请删除空白行列、图片等多余内容，或拆分后提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” unpacks to more than the limit of ${megabytes(limit)} MB and was not read. Remove blank rows, pictures and the like, or split it.`,
    },
  },
  "lists.zip_bomb": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) =>
        `“${file}”的压缩比异常（超过 ${limit} 倍），疑似恶意文件或含大量空白，未予读取。请核实来源；若来源可靠，将有效内容复制到新文件后提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” is compressed more than ${limit} times over, which a hostile file or masses of blanks would be, and was not read. Check where it comes from; if it is sound, copy its content into a new file.`,
    },
  },
  "lists.zip_unsafe_name": {
    kind: "validation",
    message: {
      zh: ({ file, part }: Part) =>
        `“${file}”内含路径不安全的文件名“${part}”，疑似恶意文件，未予读取。请核实来源，必要时重新打包。`,
      en: ({ file, part }: Part) =>
        `“${file}” holds a file whose name points outside it (“${part}”), as hostile files do, and was not read. Check where it comes from and pack it again.`,
    },
  },
  "lists.zip_duplicate_name": {
    kind: "validation",
    message: {
      zh: ({ file, part }: Part) =>
        `“${file}”内有两个同名文件“${part}”，无法判断以哪个为准，未予读取。请用原软件打开后重新保存，或改名后重新打包。`,
      en: ({ file, part }: Part) =>
        `“${file}” holds two files named “${part}” and was not read, for nothing says which one counts. Save it again in its own program, or rename one and pack it again.`,
    },
  },
});

function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 2 ** 20));
}
