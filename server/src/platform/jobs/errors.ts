import { defineErrors } from "@dual-high/kernel";

interface Named {
  readonly title: { readonly zh: string; readonly en: string };
}

export const jobsError = defineErrors({
  "jobs.not_found": {
    kind: "not_found",
    message: {
      zh: () => "没有找到这个后台任务，或您无权查看。请核对地址。",
      en: () => "There is no such background job, or you may not see it. Check the address.",
    },
  },
  "jobs.already_ended": {
    kind: "conflict",
    message: {
      zh: ({ title }: Named) => `后台任务“${title.zh}”已经结束，无法取消。请刷新查看结果。`,
      en: ({ title }: Named) => `The job “${title.en}” has ended and cannot be cancelled. Refresh to see its result.`,
    },
  },
  "jobs.not_retriable": {
    kind: "conflict",
    message: {
      zh: ({ title }: Named) => `后台任务“${title.zh}”没有失败，也没有取消，无需重试。请刷新查看进度。`,
      en: ({ title }: Named) => `The job “${title.en}” neither failed nor was cancelled. Refresh to see how far it is.`,
    },
  },
  "jobs.read_only": {
    kind: "forbidden",
    message: {
      zh: ({ title }: Named) => `您在这里只能查看，不能取消或重试“${title.zh}”。如需办理，请联系本单位负责人。`,
      en: ({ title }: Named) =>
        `You may look here and not cancel or retry “${title.en}”. Ask the head of your office to do it.`,
    },
  },
});
