import { defineErrors } from "@dual-high/kernel";

interface Named {
  readonly file: string;
}

interface Labelled {
  readonly label: string;
}

export const directoryError = defineErrors({
  "directory.file_too_slow": {
    kind: "limit",
    message: {
      zh: ({ file, seconds }: Named & { readonly seconds: number }) =>
        `文件“${file}”${seconds} 秒内没有读完，已停止。请拆成几个文件后分别导入。`,
      en: ({ file, seconds }: Named & { readonly seconds: number }) =>
        `“${file}” was not read within ${seconds} seconds and was given up. Split it into several files.`,
    },
  },
  "directory.file_too_much": {
    kind: "limit",
    message: {
      zh: ({ file }: Named) => `文件“${file}”展开后占用内存过多，已停止读取。请拆成几个文件后分别导入。`,
      en: ({ file }: Named) => `“${file}” takes too much memory when it is opened. Split it into several files.`,
    },
  },
  "directory.state_secret": {
    kind: "validation",
    message: {
      zh: ({ file, zhPlace }: Named & { readonly zhPlace: string; readonly enPlace: string }) =>
        `文件“${file}”${zhPlace}标有国家秘密的密级，没有接收。涉密内容不得进入本系统，请按保密规定处理后，去掉涉密行再导入。`,
      en: ({ file, enPlace }: Named & { readonly zhPlace: string; readonly enPlace: string }) =>
        `“${file}” was not taken: ${enPlace} carries the mark of a state secret, which may not enter this system. Handle it as the rules on secrets say, and import the list without it.`,
    },
  },
  "directory.import_not_open": {
    kind: "conflict",
    message: {
      zh: ({ file, state }: Named & { readonly state: string }) =>
        `“${file}”${zhState(state)}，不能再这样操作。请刷新后查看。`,
      en: ({ file, state }: Named & { readonly state: string }) =>
        `“${file}” ${enState(state)}, so this cannot be done any more. Refresh to see it.`,
    },
  },
  "directory.import_running": {
    kind: "conflict",
    message: {
      zh: ({ file }: Named) => `“${file}”正在导入，请等它完成。`,
      en: ({ file }: Named) => `“${file}” is being taken in. Wait until that is done.`,
    },
  },
  "directory.rows_restricted": {
    kind: "forbidden",
    message: {
      zh: ({ file }: { readonly file: string }) =>
        `“${file}”里有限定人员阅读的行，原表只能由导入人或有权处理保密事项的人下载。`,
      en: ({ file }: { readonly file: string }) =>
        `“${file}” has rows for named people alone: whoever handed it in downloads it, or whoever handles what is confidential.`,
    },
  },
  "directory.classification_missing": {
    kind: "validation",
    message: {
      zh: ({ file }: Named) => `请先为“${file}”选择密级（公开、内部、敏感）。国家秘密不得导入。`,
      en: ({ file }: Named) =>
        `Say first how “${file}” is classified (public, internal, confidential). State secrets may not be imported.`,
    },
  },
  "directory.forms_have_no_columns": {
    kind: "validation",
    message: {
      zh: ({ file }: Named) => `“${file}”是征集表，没有列可以对应。请直接修改表格后重新上传。`,
      en: ({ file }: Named) =>
        `“${file}” is a form and has no columns to assign. Correct the form and upload it again.`,
    },
  },
  "directory.nothing_to_mend": {
    kind: "not_found",
    message: {
      zh: ({ file }: Named) => `“${file}”没有要改的行。`,
      en: ({ file }: Named) => `Nothing in “${file}” needs a correction.`,
    },
  },
  "directory.record_archived": {
    kind: "conflict",
    message: {
      zh: ({ label }: Labelled) => `“${label}”已归档，不能修改。请先恢复。`,
      en: ({ label }: Labelled) => `“${label}” is archived and cannot be changed. Restore it first.`,
    },
  },
  "directory.merge_with_itself": {
    kind: "validation",
    message: {
      zh: () => "选的是同一条记录。请选两条不同的记录。",
      en: () => "Both are the same record. Choose two.",
    },
  },
  "directory.merged_already": {
    kind: "conflict",
    message: {
      zh: ({ label }: Labelled) => `“${label}”已经合并到另一条记录。请刷新后查看。`,
      en: ({ label }: Labelled) => `“${label}” was merged into another record already. Refresh to see it.`,
    },
  },
  "directory.merge_undone": {
    kind: "conflict",
    message: {
      zh: () => "这次合并已经撤销。请刷新后查看。",
      en: () => "This merge was undone already. Refresh to see it.",
    },
  },
  "directory.chain_parent_unfit": {
    kind: "validation",
    message: {
      zh: () => "上级节点不存在，或属于另一个结对。请刷新后重选。",
      en: () => "The node above does not exist or belongs to another pair. Refresh and choose again.",
    },
  },
  "directory.kind_not_taken": {
    kind: "validation",
    message: {
      zh: ({ kind }: { readonly kind: string }) => `还不能导入这类清单（${kind}）。`,
      en: ({ kind }: { readonly kind: string }) => `Lists of this kind (${kind}) are not taken in.`,
    },
  },
});

function zhState(state: string): string {
  return { accepted: "已经导入", undone: "的导入已撤销", discarded: "的预览已放弃" }[state] ?? "还没有导入";
}

function enState(state: string): string {
  return (
    { accepted: "was taken in already", undone: "was undone", discarded: "was discarded" }[state] ??
    "has not been taken in"
  );
}
