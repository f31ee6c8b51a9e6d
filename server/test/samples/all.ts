// A sample of every route there is: what the matrix and the wall are tried with.
import { agreementsSamples } from "./agreements.ts";
import { challengesSamples } from "./challenges.ts";
import { confidentialitySamples } from "./confidentiality.ts";
import { consortiaSamples } from "./consortia.ts";
import { directorySamples } from "./directory.ts";
import { evaluationSamples } from "./evaluations.ts";
import { facilitiesSamples } from "./facilities.ts";
import { fundsSamples } from "./funds.ts";
import { insightSamples } from "./insight.ts";
import { jobSamples } from "./jobs.ts";
import { matchmakingSamples } from "./matchmaking.ts";
import { meetingDaySamples } from "./meeting-days.ts";
import { needVisibilitySamples } from "./need-visibility.ts";
import { needsSamples } from "./needs.ts";
import { notifySamples } from "./notify.ts";
import { pairsSamples } from "./pairs.ts";
import { preferenceSamples } from "./preferences.ts";
import { surveySamples } from "./surveys.ts";
import { identitySamples } from "./identity.ts";
import type { SamplesOf } from "./sample.ts";
import { projectsSamples } from "./projects.ts";
import { proofSamples } from "./proof.ts";

export const allSamples: SamplesOf = (world) => ({
  ...identitySamples(world),
  ...agreementsSamples(world),
  ...challengesSamples(world),
  ...confidentialitySamples(world),
  ...consortiaSamples(world),
  ...directorySamples(world),
  ...evaluationSamples(world),
  ...facilitiesSamples(world),
  ...fundsSamples(world),
  ...insightSamples(world),
  ...jobSamples(world),
  ...matchmakingSamples(world),
  ...meetingDaySamples(world),
  ...needVisibilitySamples(world),
  ...needsSamples(world),
  ...notifySamples(world),
  ...pairsSamples(world),
  ...preferenceSamples(world),
  ...projectsSamples(world),
  ...proofSamples(world),
  ...surveySamples(world),
});
