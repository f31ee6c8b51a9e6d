export { type ReadFormsOptions, readNeedForms } from "./read-forms.ts";
export { describeOrigin } from "./problems.ts";
export { type ReadListOptions, readList } from "./read-list.ts";
export { readSheets, type SheetTexts } from "./read-sheets.ts";
export { readTerms } from "./read-terms.ts";
export { readTexts, type TextReading } from "./read-texts.ts";
export { listFields } from "./fields.ts";
export type { ListFile } from "./tables/table.ts";
export type {
  Achievement,
  Contact,
  Instrument,
  LegalStatus,
  ListKind,
  ListReading,
  MoneyRange,
  Need,
  Origin,
  Problem,
  RecordOf,
  TableReading,
  Team,
} from "./types.ts";
export { LIST_KINDS, LIST_NAMES } from "./types.ts";
export type { FoundPlaceholders, TemplateProblem } from "./template/find-placeholders.ts";
export { fillTemplate, readTemplate } from "./template/template.ts";
export type { TemplateField, TemplateList, TemplateValues, TemplateVocabulary } from "./template/vocabulary.ts";
export {
  type CorrectionPlan,
  planCorrections,
  planFormCorrections,
  writeCorrections,
  writeFormCorrections,
  writePlannedCorrections,
} from "./write/corrections.ts";
export type { DocumentBlock, DocumentCell, DocumentPlan, DocumentTable } from "./write/document-plan.ts";
export { writeDocument, writePdf } from "./write/document.ts";
export { writeNeedForm } from "./write/need-form.ts";
export {
  loadWriter,
  neutralise,
  type SheetCell,
  type SheetColumn,
  type SheetPlan,
  textWidth,
  type WorkbookPlan,
  writeWorkbook,
} from "./write/workbook.ts";
