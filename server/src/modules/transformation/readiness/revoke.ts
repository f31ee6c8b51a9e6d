// A level that was granted and should not have been, or no longer holds.
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { readinessDecided } from "../events.ts";
import { updateReadiness } from "../queries.ts";
import { changing } from "../service/changing.ts";
import { aboutOf, requireFound } from "../service/found.ts";
import type { Project } from "../types.ts";
import { findReviewProject, listReviews, listVerdicts, revokeReview } from "./queries.ts";
import { admitRevocation, heldLevel } from "./rules.ts";
import type { ReadinessRevocation } from "./types.ts";

/**
 * By somebody who neither applied for the level nor granted it. The project falls to the highest level that stands; stages that
 * were entered stay entered, and the gates that let them in show what they relied on.
 */
export async function revokeLevel(ctx: Ctx, reviewId: string, { reason }: ReadinessRevocation): Promise<Project> {
  const projectId = await transact(ctx, async (tx) => requireFound(await findReviewProject(tx, reviewId)));
  return changing(ctx, projectId, { permission: "project.decide" }, async (tx, project) => {
    const reviews = await listReviews(tx, projectId);
    const review = requireFound(reviews.find(({ id }) => id === reviewId));
    const verdicts = (await listVerdicts(tx, projectId)).filter((each) => each.reviewId === reviewId);
    const by = ctx.caller.userId;
    admitRevocation(review, { by, grantedBy: verdicts.map(({ reviewerId }) => reviewerId) });
    await revokeReview(tx, reviewId, { by, reason });
    const left = heldLevel(reviews.filter(({ id }) => id !== reviewId));
    await updateReadiness(tx, projectId, left);
    const { level, appliedBy } = review;
    await ctx.outbox.emit(tx, readinessDecided, {
      aggregate: `project:${projectId}`,
      scopeId: project.scopeId,
      payload: { ...aboutOf(project), level, outcome: "revoked", appliedBy },
    });
    return {
      step: "level_revoked",
      details: { level, reason, left },
      audited: { action: "project.level_revoked", details: { reviewId, level, left } },
    };
  });
}
