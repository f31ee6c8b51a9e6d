import type { Judge } from "./facts.ts";

// As if two contracts more had ended half well, so that a single one does not decide.
const DOUBT = 2;

/** How contracts ended so far: towards 1 as more are fulfilled, towards -1 as more fail. Newcomers are not judged. */
export const judgeRecord: Judge = (_need, { record }) => {
  if (record === undefined || record.fulfilled + record.failed === 0) return null;
  return (record.fulfilled - record.failed) / (record.fulfilled + record.failed + DOUBT);
};
