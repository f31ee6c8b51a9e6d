// What is shown to named people only. A module says who is invited; here stand the statement that they accept, that they
// did, and every reading:
//   const statement = await getStatement(tx, subject.scopeId);      shown to whoever is invited
//   await acceptStatement(tx, subject, digestTheySend);             their click
//   if (!(await hasAccepted(tx, subject))) throw confidentialityError("confidentiality.not_accepted", { number });
//   await noteReading(tx, subject, "terms");                        in the transaction that reads what is shown
//   await listReadings(tx, subject, { limit, after });              for whose secret it is, and for who handles it
// Rows may be guarded with `app_trusted_scopes()`: scopes in which the actor holds `confidential.handle`.
export { acceptStatement, type Acceptance, hasAccepted, listAcceptances } from "./acceptances.ts";
export { confidentialityError } from "./errors.ts";
export { confidentialityPersonalData } from "./personal-data.ts";
export { listReadings, noteReading, noteReadings, type Reading } from "./readings.ts";
export { ConfidentialityStatement, confidentialityRoutes } from "./routes.ts";
export { getStatement, type Statement } from "./statements.ts";
export type { ConfidentialSubject } from "./subject.ts";
