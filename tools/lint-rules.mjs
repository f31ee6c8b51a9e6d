// @ts-check
// Rules of this house that oxlint does not bring; .oxlintrc.json loads them as `house/...`. Plain JavaScript, since an
// editor may load them with the machine's own Node.

const SUPPRESSION = /^\s*(?:oxlint|eslint)-disable(?:-line|-next-line)?\b/;
const REASON = /\s--\s+\S/;

/** `oxlint-disable-next-line rule -- why` is a decision; without the why it is a hole in a wall. */
const suppressionReason = {
  /** @param {{ sourceCode: { getAllComments(): { value: string }[] }, report(problem: object): void }} context */
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (SUPPRESSION.test(comment.value) && !REASON.test(comment.value)) {
            context.report({ node: comment, message: "State the reason after the rule's name: `-- why`." });
          }
        }
      },
    };
  },
};

export default { meta: { name: "house" }, rules: { "suppression-reason": suppressionReason } };
