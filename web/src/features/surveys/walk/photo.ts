/** The longest side of a photo that is kept, in pixels: a door plate and a page of text are still legible. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
/** What is no picture is kept as it is, up to this size. */
export const LARGEST_FILE = 10 * 1024 * 1024;

export interface PreparedFile {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly bytes: ArrayBuffer;
}

/**
 * A photo as it is kept and sent: scaled down, and drawn anew, so that the place and the device which cameras write into
 * their files stay behind. A file that the browser cannot draw is taken as it is.
 */
export async function prepareFile(file: File): Promise<PreparedFile> {
  const blob = file.type.startsWith("image/") ? await shrink(file) : null;
  const bytes = await (blob ?? file).arrayBuffer();
  const name = blob === null ? file.name : file.name.replace(/\.[^.]*$/, "").concat(".jpg");
  return { name: name.slice(-200), sha256: await digestOf(bytes), sizeBytes: bytes.byteLength, bytes };
}

async function shrink(file: File): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (bitmap === null) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
