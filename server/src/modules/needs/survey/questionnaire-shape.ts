import { z } from "@hono/zod-openapi";
import { FACT_NAMES, QUESTION_KINDS, type Questionnaire as KernelQuestionnaire } from "@dual-high/kernel";

const Key = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]{0,49}$/)
  .describe("Latin letters, digits and _, starting with a small letter");
const Words = z.strictObject({
  zh: z.string().trim().min(1).max(500),
  en: z.string().trim().min(1).max(500),
});

const Comparison = z.union([
  z.strictObject({ question: Key, isAnswered: z.boolean() }),
  z.strictObject({
    question: Key,
    isOneOf: z
      .array(z.union([z.string().max(200), z.number(), z.boolean()]))
      .min(1)
      .max(50),
  }),
]);
const Group = z.union([
  z.strictObject({ all: z.array(Comparison).min(1).max(20) }),
  z.strictObject({ any: z.array(Comparison).min(1).max(20) }),
]);
const Part = z.union([Comparison, Group]);
// Two levels of all and any say everything that a form asks; a schema without recursion every client understands.
const Condition = z.union([
  Comparison,
  z.strictObject({ all: z.array(Part).min(1).max(20) }),
  z.strictObject({ any: z.array(Part).min(1).max(20) }),
]);

const Question = z.strictObject({
  key: Key,
  kind: z.enum(QUESTION_KINDS).describe("`fact` is read out of the directory and shown, never typed"),
  label: Words,
  help: Words.optional(),
  isRequired: z.boolean().optional(),
  options: z
    .array(z.strictObject({ value: z.string().trim().min(1).max(100), label: Words }))
    .max(100)
    .optional(),
  unit: Words.optional(),
  least: z.number().optional(),
  most: z.number().optional(),
  fact: z.enum(FACT_NAMES).optional(),
  when: Condition.optional().describe("Asked only where this holds"),
});

export const Questionnaire = z
  .strictObject({
    format: z.literal("dual-high.questionnaire/1"),
    title: Words,
    sections: z
      .array(z.strictObject({ key: Key, title: Words, questions: z.array(Question).max(200) }))
      .min(1)
      .max(30),
  })
  .openapi("Questionnaire") satisfies z.ZodType<KernelQuestionnaire>;

export const QuestionProblems = z.array(
  z.object({
    question: z.string(),
    code: z.string(),
    text: z.object({ zh: z.string(), en: z.string() }),
  }),
);

export const Answers = z
  .record(
    z.string().max(50),
    z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(100), z.null()]),
  )
  .describe("By the keys of the questions");
