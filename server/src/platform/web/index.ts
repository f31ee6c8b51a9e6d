import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import process from "node:process";
import type { Language } from "@dual-high/kernel";

/** One file of the built interface, in each form in which it can be sent. */
interface Asset {
  readonly mediaType: string;
  readonly etag: string;
  readonly forms: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
}

const ENCODINGS = ["br", "gzip", "identity"] as const;
type Encoding = (typeof ENCODINGS)[number];
const SUFFIXES: Readonly<Record<Encoding, string>> = { br: ".br", gzip: ".gz", identity: "" };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

export interface SentAsset {
  readonly mediaType: string;
  readonly etag: string;
  readonly encoding: Encoding;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The interface as `npm run build -w web` left it: what the server sends besides the API. */
export interface WebPages {
  /** Null when there is no such file. */
  findAsset(name: string, acceptEncoding: string): SentAsset | null;
  /** The service worker of the build, or null while there is none. */
  worker(): string | null;
  /** The page of every address, or null while the interface has not been built. */
  page(language: Language, nonce: string, hasSession: boolean): string | null;
  /** What stands there instead, for the person who runs the server. */
  missingPage(): string;
}

const NONCE = "__CSP_NONCE__";

/** Reads what was built into memory, and reads it again once it has been built anew. */
export function openWeb(folder: string): WebPages {
  const read = { at: 0, html: "", worker: null as string | null, assets: new Map<string, Asset>() };
  const marker = join(folder, "../.building");
  const refresh = (): boolean => {
    // Half of it is there while it is being built.
    if (isHeld(marker)) return read.at !== 0;
    const index = join(folder, "index.html");
    const at = statSync(index, { throwIfNoEntry: false })?.mtimeMs;
    if (at === undefined) return false;
    if (at !== read.at) {
      const worker = join(folder, "sw.js");
      Object.assign(read, {
        at,
        html: readFileSync(index, "utf8"),
        worker: existsSync(worker) ? readFileSync(worker, "utf8") : null,
        assets: readAssets(folder),
      });
    }
    return true;
  };
  refresh();
  return {
    findAsset(name, acceptEncoding) {
      const asset = read.assets.get(name);
      if (asset === undefined) return null;
      const accepted = acceptEncoding.split(",").map((part) => part.trim().split(";")[0]);
      const encoding = ENCODINGS.find((one) => asset.forms[one] !== undefined && accepted.includes(one)) ?? "identity";
      const bytes = asset.forms[encoding];
      return bytes === undefined ? null : { mediaType: asset.mediaType, etag: asset.etag, encoding, bytes };
    },
    worker: () => (refresh() ? read.worker : null),
    page(language, nonce, hasSession) {
      if (!refresh()) return null;
      const attributes = `lang="${language === "zh" ? "zh-CN" : "en"}"${hasSession ? " data-session" : ""}`;
      return read.html.replace('lang="zh-CN"', attributes).replaceAll(NONCE, nonce);
    },
    missingPage: () => (isHeld(marker) ? PREPARING_PAGE : UNBUILT_PAGE),
  };
}

function readAssets(folder: string): Map<string, Asset> {
  const names = new Set(readdirSync(join(folder, "assets")));
  const assets = new Map<string, Asset>();
  for (const name of names) {
    const mediaType = MEDIA_TYPES[extname(name)];
    if (mediaType === undefined) continue;
    const forms = Object.fromEntries(
      ENCODINGS.filter((encoding) => names.has(name + SUFFIXES[encoding])).map((encoding) => [
        encoding,
        readFileSync(join(folder, "assets", name + SUFFIXES[encoding])),
      ]),
    );
    const etag = `"${createHash("sha256")
      .update(forms["identity"] as Buffer)
      .digest("base64url")
      .slice(0, 22)}"`;
    assets.set(name, { mediaType, etag, forms });
  }
  return assets;
}

/** A file that holds the number of a process which still runs. */
function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

const PREPARING_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="1">
<title>正在准备 · 双高协同 · Dual-High</title>
</head>
<body>
<h1>正在准备页面，马上就好</h1>
<p>第一次启动要把页面构建一次，约十几秒。准备好后本页会自动打开。</p>
<h1 lang="en">Getting the pages ready</h1>
<p lang="en">The first start builds them once, in some ten seconds. This page opens by itself when they are there.</p>
</body>
</html>
`;

const UNBUILT_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>双高协同 · Dual-High</title>
</head>
<body>
<h1>页面还没有构建</h1>
<p>服务已启动，接口可用（<a href="/api/reference">/api/reference</a>）。请在项目文件夹中运行 <code>npm run build -w web</code>，然后刷新本页。</p>
<h1 lang="en">The interface has not been built</h1>
<p lang="en">The server runs and the API answers (<a href="/api/reference">/api/reference</a>). Run <code>npm run build -w web</code> in the project's folder, then reload this page.</p>
</body>
</html>
`;
