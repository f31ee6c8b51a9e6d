import process from "node:process";
import { DomainError, isLanguage, type Language } from "@dual-high/kernel";
import { MatchingError } from "@dual-high/matching";
import { CommanderError } from "commander";
import { cliError } from "./errors.ts";
import { buildProgram } from "./program.ts";
import { texts } from "./texts.ts";

/** Exit codes that scripts may rely on. */
const EXIT = { done: 0, failed: 1, badInput: 2 } as const;

/**
 * Runs the `dualhigh` command.
 * @param argv what stands behind the command's name
 * @returns 0 done, 1 failed, 2 bad input
 */
export async function run(argv: readonly string[]): Promise<number> {
  const { language, unknown } = languageOf(argv);
  const isJson = argv.includes("--json");
  try {
    if (unknown !== undefined) throw cliError("cli.lang_option", { value: unknown });
    await buildProgram(language).parseAsync([...argv], { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    return report(error, language, isJson);
  }
}

/**
 * The language has to be known before the arguments are parsed, for the help and the errors of parsing are texts too. A
 * language that does not exist is told when the command runs, in Chinese.
 */
function languageOf(argv: readonly string[]): { language: Language; unknown?: string } {
  const at = argv.findIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
  const value = at < 0 ? process.env.DUALHIGH_LANG : (argv[at]?.split("=")[1] ?? argv[at + 1]);
  if (isLanguage(value)) return { language: value };
  return at < 0 || value === undefined ? { language: "zh" } : { language: "zh", unknown: value };
}

function report(error: unknown, language: Language, isJson: boolean): number {
  const known = error instanceof DomainError || error instanceof MatchingError;
  const isInput = known && !(error instanceof DomainError && error.kind === "unavailable");
  const text = known
    ? error.text(language)
    : `${texts[language].unexpected}${error instanceof Error ? error.message : String(error)}`;
  if (isJson)
    process.stdout.write(`${JSON.stringify({ error: { code: known ? error.code : "cli.unexpected", text } })}\n`);
  process.stderr.write(`${texts[language].errorMark}${text}\n`);
  if (!known && process.env.DUALHIGH_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
  return isInput ? EXIT.badInput : EXIT.failed;
}
