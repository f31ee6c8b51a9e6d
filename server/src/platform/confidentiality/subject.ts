/** Something confidential, of whatever module: a need, the confidential part of a challenge. */
export interface ConfidentialSubject {
  /** In the singular, snake_case: `need`, `challenge_part`. */
  readonly kind: string;
  readonly id: string;
  /** The scope whose office looks after it, and whose statement is accepted. */
  readonly scopeId: string;
  /** The zone of that scope. */
  readonly zoneId: string;
  /** The scope whose secret it is, where that is another, such as an enterprise's: its people see who read. */
  readonly ownerId: string | null;
}
