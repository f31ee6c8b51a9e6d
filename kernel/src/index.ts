export { addDays, addMonths, daysBetween } from "./calendar.ts";
export { formatChineseAmount } from "./chinese-amount.ts";
export { formatChineseNumber } from "./chinese-number.ts";
export {
  type CodeDoubt,
  type CodeReading,
  checkCreditCode,
  checkIpc,
  checkOrcid,
  checkPatentNumber,
  checkPhone,
} from "./codes.ts";
export { type Day, type DayReading, dayOfSerial, parseDay } from "./days.ts";
export { type ExactAmount, moneyUnitOfHeader, readExactAmount } from "./exact-amount.ts";
export { DomainError, defineErrors, type ErrorKind, findErrorDefinition, listErrorCodes } from "./errors.ts";
export { type Bilingual, fixedMessage, isLanguage, LANGUAGES, type Language, type Message, said } from "./language.ts";
export {
  formatMoney,
  formatMoneyRange,
  formatPercent,
  formatYuan,
  type MoneyReading,
  type MoneyUnit,
  parseFen,
  parseMoney,
  partOf,
} from "./money.ts";
export {
  type Answer,
  type Answers,
  checkAnswers,
  checkQuestionnaire,
  type Condition,
  FACT_NAMES,
  type FactName,
  isAsked,
  type Question,
  QUESTION_KINDS,
  type QuestionKind,
  type Questionnaire,
  type QuestionnaireSection,
  type QuestionProblem,
  questionsOf,
} from "./questionnaire.ts";
export { dropThousandsSeparators } from "./thousands.ts";
export { tidyText, toHalfWidth } from "./width.ts";
