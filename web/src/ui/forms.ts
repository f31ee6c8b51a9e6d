import { ApiProblem } from "@dual-high/client";
import type { FormInstance } from "antd";

/** Puts what the server has against each field beside it; answers what is left to say above the form. */
export function showFieldProblems(form: Pick<FormInstance, "setFields">, error: unknown): string {
  if (!(error instanceof ApiProblem)) throw error;
  const inBody = error.errors.filter((one) => one.in === "body" && one.pointer !== "");
  form.setFields(
    inBody.map(({ pointer, detail }) => ({ name: pointer.slice(1).split("/"), errors: [detail] })) as never,
  );
  return inBody.length > 0 && inBody.length === error.errors.length ? "" : error.detail;
}
