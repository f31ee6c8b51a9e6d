import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { Command, Help, Option } from "commander";
import { type RecoverOptions, recoverCommand } from "./commands/admin.ts";
import { type AssignCommandOptions, assignCommand } from "./commands/assign.ts";
import { type VerifyAuditOptions, verifyAuditCommand } from "./commands/audit.ts";
import { type BackupCommandOptions, backupCommand } from "./commands/backup.ts";
import { type DemoCommandOptions, demoCommand } from "./commands/demo.ts";
import { type ExplainCommandOptions, explainCommand } from "./commands/explain.ts";
import { type MatchCommandOptions, matchCommand } from "./commands/match.ts";
import { type RankCommandOptions, rankCommand } from "./commands/rank.ts";
import { type RestoreCommandOptions, restoreCommand } from "./commands/restore.ts";
import { type SampleCommandOptions, sampleCommand } from "./commands/sample.ts";
import { type TermsCommandOptions, termsCommand } from "./commands/terms.ts";
import { type TrainCommandOptions, trainCommand } from "./commands/train.ts";
import { HELP, type HelpTexts, parsingError } from "./help.ts";
import { VERSION } from "./version.ts";

/** The command line in one language: its commands, options and help. */
export function buildProgram(language: Language): Command {
  const help = HELP[language];
  const program = prepare(new Command("dualhigh"), help, language);
  program
    .description(help.program)
    .version(VERSION, "-V, --version", help.version)
    .addOption(languageOption(help, language))
    .helpCommand("help [command]", help.helpCommand)
    .addHelpText("after", `\n${help.after}`);

  const match = addCommand(program, "match", help, language)
    .requiredOption("--needs <path>", help.options.needs)
    .option("--achievements <file>", help.options.achievements)
    .option("--instruments <file>", help.options.instruments)
    .option("--teams <file>", help.options.teams)
    .requiredOption("--out <file>", help.options.matchOut)
    .option("--top <n>", help.options.top, "5")
    .option("--capacity <n>", help.options.capacity, "2")
    .option("--today <day>", help.options.today)
    .option("--threads <n>", help.options.threads)
    .option("--no-resume", help.options.noResume)
    .option("--terms <file>", help.options.terms)
    .option("--weights <file>", help.options.weights)
    .option(
      "--map <list:header=field>",
      help.options.map,
      (value: string, all: string[]) => [...all, value],
      [] as string[],
    );
  finish(withModels(match, help), help).action((options: MatchCommandOptions) => matchCommand(options, language));

  const rank = addCommand(program, "rank", help, language)
    .requiredOption("--needs <file>", help.options.rankNeeds)
    .requiredOption("--candidates <file>", help.options.candidates)
    .option("--top <k>", help.options.rankTop, "20")
    .option("--terms <file>", help.options.terms)
    .option("--weights <file>", help.options.weights)
    .requiredOption("--out <file>", help.options.rankOut);
  finish(withModels(rank, help), help).action((options: RankCommandOptions) => rankCommand(options, language));

  const explain = addCommand(program, "explain", help, language)
    .requiredOption("--needs <file>", help.options.rankNeeds)
    .requiredOption("--candidates <file>", help.options.candidates)
    .requiredOption("--need <id>", help.options.need)
    .requiredOption("--candidate <id>", help.options.candidate)
    .option("--top <k>", help.options.explainTop, "5")
    .option("--terms <file>", help.options.terms)
    .option("--weights <file>", help.options.weights);
  finish(explain, help).action((options: ExplainCommandOptions) => explainCommand(options, language));

  const terms = addCommand(program, "terms", help, language).requiredOption("--out <file>", help.options.termsOut);
  finish(terms, help).action((options: TermsCommandOptions) => termsCommand(options, language));

  const train = addCommand(program, "train", help, language)
    .requiredOption("--feedback <file>", help.options.feedback)
    .option("--needs <file>", help.options.rankNeeds)
    .option("--candidates <file>", help.options.candidates)
    .option("--weights <file>", help.options.trainWeights)
    .requiredOption("--out <file>", help.options.trainOut);
  finish(train, help).action((options: TrainCommandOptions) => trainCommand(options, language));

  const assign = addCommand(program, "assign", help, language)
    .argument("<problem.json>", help.options.problem)
    .requiredOption("--out <file>", help.options.assignOut);
  finish(assign, help).action((path: string, options: AssignCommandOptions) => assignCommand(path, options, language));

  const sample = addCommand(program, "sample", help, language)
    .requiredOption("--out <folder>", help.options.sampleOut)
    .option("--seed <n>", help.options.seed, "1")
    .option("--forms", help.options.forms);
  finish(sample, help).action((options: SampleCommandOptions) => sampleCommand(options, language));

  const demo = addCommand(program, "demo", help, language)
    .argument("[story]", help.options.story)
    .option("--out <folder>", help.options.demoOut, "out");
  demo.action((story: string | undefined, options: DemoCommandOptions) => demoCommand(story, options, language));
  addMachineCommands(program, help, language);
  return program;
}

/** What is done on the machine itself, on the data of the server there. */
function addMachineCommands(program: Command, help: HelpTexts, language: Language): void {
  const backup = addCommand(program, "backup", help, language)
    .argument("<file>", help.options.backupFile)
    .option("--heads <file>", help.options.heads);
  finish(backup, help).action((file: string, options: BackupCommandOptions) => backupCommand(file, options, language));

  const restore = addCommand(program, "restore", help, language).argument("<file>", help.options.restoreFile);
  finish(restore, help).action((file: string, options: RestoreCommandOptions) =>
    restoreCommand(file, options, language),
  );

  const audit = addCommand(program, "audit", help, language).helpCommand("help [command]", help.helpCommand);
  const verify = addCommand(audit, "verify", help, language)
    .option("--against <file>", help.options.against)
    .option("--heads <file>", help.options.heads);
  finish(verify, help).action((options: VerifyAuditOptions) => verifyAuditCommand(options, language));

  const admin = addCommand(program, "admin", help, language).helpCommand("help [command]", help.helpCommand);
  addCommand(admin, "recover", help, language)
    .argument("<login>", help.options.login)
    .option("--json", help.options.json)
    .action((login: string, options: RecoverOptions) => recoverCommand(login, options, language));
}

function addCommand(program: Command, name: keyof HelpTexts["commands"], help: HelpTexts, language: Language): Command {
  const command = prepare(program.command(name), help, language);
  return command.description(help.commands[name].about).summary(help.commands[name].short);
}

function withModels(command: Command, help: HelpTexts): Command {
  return command
    .option("--embeddings <place>", help.options.embeddings)
    .option("--embeddings-model <name>", help.options.embeddingsModel)
    .option("--embeddings-prefix <text>", help.options.embeddingsPrefix)
    .option("--embeddings-cache <folder>", help.options.embeddingsCache)
    .option("--embeddings-weight <percent>", help.options.embeddingsWeight)
    .option("--rerank <place>", help.options.rerank)
    .option("--rerank-model <name>", help.options.rerankModel)
    .option("--rerank-top <n>", help.options.rerankTop)
    .option("--send-restricted", help.options.sendRestricted);
}

function finish(command: Command, help: HelpTexts): Command {
  return command.option("--json", help.options.json).option("--quiet", help.options.quiet);
}

function languageOption(help: HelpTexts, language: Language): Option {
  return new Option("--lang <zh|en>", help.options.lang).default(language);
}

/** Help and errors of parsing in the chosen language; errors are thrown so that the exit code stays ours. */
function prepare(command: Command, help: HelpTexts, language: Language): Command {
  const plain = new Help();
  const inWords = (text: string) =>
    Object.entries(help.words).reduce((told, [word, own]) => told.replaceAll(word, own), text);
  return command
    .helpOption("-h, --help", help.helpOption)
    .configureHelp({
      helpWidth: Math.min(process.stdout.columns ?? 100, 110),
      showGlobalOptions: true,
      styleTitle: (title) => help.titles[title] ?? title,
      commandUsage: (shown) => inWords(plain.commandUsage(shown)),
      subcommandTerm: (shown) => inWords(plain.subcommandTerm(shown)),
      optionDescription: (option) => inWords(plain.optionDescription(option)),
    })
    .showHelpAfterError(false)
    .configureOutput({ outputError: (text, write) => write(parsingError(text, language)) })
    .exitOverride();
}
