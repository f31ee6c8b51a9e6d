export { type Api, type ApiOptions, createApi, type RegisteredRoute } from "./api.ts";
export { readCertificate, type Serving, serve } from "./serve.ts";
export type { FileAnswer, UploadedFile } from "./file.ts";
export { cursorFrom, type Page, PageQuery, pageOf, pageSchema } from "./paging.ts";
export { Problem } from "./problem.ts";
export type { Access, Router } from "./route.ts";
export { fieldErrorIn } from "./validation.ts";
export { expectVersion } from "./versions.ts";
