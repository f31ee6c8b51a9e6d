import { readYuan, yuanText } from "../../text/amounts.ts";
import { orNull } from "../../ui/record/fields.ts";
import type { Values } from "../../ui/record/merge.ts";
import type { Agreement, AgreementKind } from "./data.ts";

/** The kinds with what each is divided into, as the server has them. */
const SUB_KINDS: Readonly<Record<AgreementKind, readonly string[]>> = {
  development: ["commissioned", "cooperative"],
  transfer: ["patent", "patent_application", "know_how", "software", "layout", "plant_variety", "biomedical"],
  licence: ["patent", "know_how", "software"],
  consulting: [],
  service: ["general", "training", "intermediary"],
  proof_of_concept: [],
  pilot_scale: [],
  incubation: [],
  consortium: [],
  appointment: ["vice_president", "professor"],
  confidentiality: [],
  framework: [],
};
export const KINDS = Object.keys(SUB_KINDS) as readonly AgreementKind[];

/** A kind and its division as one choice: `transfer/patent`. */
export const KIND_CHOICES: readonly string[] = KINDS.flatMap((kind) => [
  kind,
  ...SUB_KINDS[kind].map((subKind) => `${kind}/${subKind}`),
]);

export const EMPTY: Values = {
  kind: "development/commissioned",
  title: "",
  amount: "",
  enterpriseId: "",
  startsOn: "",
  endsOn: "",
  subject: "",
  indicators: "",
  ipTerms: "",
  otherTerms: "",
};

export function valuesOf(agreement: Agreement): Values {
  const { kind, subKind, title, amountFen, enterpriseId, startsOn, endsOn, subject, indicators, ipTerms, otherTerms } =
    agreement;
  return {
    kind: subKind === null ? kind : `${kind}/${subKind}`,
    title,
    amount: yuanText(amountFen),
    enterpriseId: enterpriseId ?? "",
    startsOn: startsOn ?? "",
    endsOn: endsOn ?? "",
    subject,
    indicators,
    ipTerms,
    otherTerms,
  };
}

const said = (value: string | boolean | undefined): string => (typeof value === "string" ? value.trim() : "");

/** What of the form is sent; a new one sends all of it. */
export function bodyOf(values: Values) {
  const [kind = "development", subKind = null] = said(values["kind"]).split("/");
  return {
    kind: kind as AgreementKind,
    subKind,
    title: said(values["title"]),
    amountFen: readYuan(said(values["amount"])),
    enterpriseId: orNull(said(values["enterpriseId"])),
    startsOn: orNull(said(values["startsOn"])),
    endsOn: orNull(said(values["endsOn"])),
    subject: said(values["subject"]),
    indicators: said(values["indicators"]),
    ipTerms: said(values["ipTerms"]),
    otherTerms: said(values["otherTerms"]),
  };
}

/** Of the body, what belongs to the fields that were changed. */
export function changeOf(values: Values, changed: readonly string[]) {
  const body = bodyOf(values);
  const fields = new Set(
    changed.flatMap((field) => (field === "kind" ? ["kind", "subKind"] : field === "amount" ? ["amountFen"] : [field])),
  );
  return Object.fromEntries(Object.entries(body).filter(([field]) => fields.has(field)));
}
