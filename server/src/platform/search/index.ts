export {
  findEverywhere,
  putSearchDocuments,
  removeSearchDocuments,
  searchCondition,
  type SearchDocument,
  type SearchHit,
} from "./documents.ts";
export { searchRoutes } from "./routes.ts";
export { pinyinKey } from "./words.ts";
