export { ContentFolder } from "./content.ts";
export { CLASSIFICATIONS, type Classification, type FileDraft, type FileRecord, FileStore } from "./store.ts";
