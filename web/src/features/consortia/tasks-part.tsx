import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import styles from "./consortia.module.css";
import type { Consortium, Task, TaskAction } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { Files } from "./files.tsx";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

async function addTaskFile(consortiumId: string, taskId: string, file: File): Promise<Consortium> {
  const params = { path: { consortiumId, taskId }, header: fileName(file) };
  return api.post("/api/consortia/{consortiumId}/tasks/{taskId}/files", { params, ...fileBody(file) });
}

type Asked = { readonly task: Task | null; readonly action: Exclude<TaskAction, "take_back"> | "write" };

/** Who does what until when; whoever reports a task does not accept it. A member's own tasks come first. */
export function TasksPart({ consortium }: { readonly consortium: Consortium }) {
  const t = useTexts(consortiaTexts);
  const { header, path, settle, doAtOnce } = useChanges(consortium);
  const [asked, setAsked] = useState<Asked | null>(null);
  // What a report said that was taken back, for the next one to begin with.
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const { taskList, memberList, mayManage, id } = consortium;
  const tasks = mayManage ? taskList : taskList.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
  const move = async (task: Task, action: TaskAction, { on, result }: { on: string; result: string }) =>
    api.post("/api/consortia/{consortiumId}/tasks/{taskId}/transitions", {
      params: { path: { ...path, taskId: task.id }, header },
      body: { action, on, result },
    });
  const takeBack = async (task: Task) => {
    setSaid({ ...said, [task.id]: task.result });
    await doAtOnce(
      async () => move(task, "take_back", { on: todayHere(), result: "" }),
      t("taskTakenBack", { title: task.title }),
    );
  };
  const present = memberList.filter(({ leftOn }) => leftOn === null);
  return (
    <>
      <TablePart
        title={t("tasks")}
        action={
          mayManage &&
          present.length > 0 && (
            <Button type="link" onClick={() => setAsked({ task: null, action: "write" })}>
              {t("addTask")}
            </Button>
          )
        }
        head={[t("taskTitle"), t("owner"), t("dueOn"), t("state"), t("todo")]}
      >
        {tasks.map((task) => (
          <tr key={task.id} data-gone={task.state === "dropped" || undefined}>
            <td>
              {task.title}
              {task.result !== "" && <small>{task.result}</small>}
              <Files
                consortium={consortium}
                files={task.files}
                add={task.mayAddFile ? async (file) => addTaskFile(id, task.id, file) : null}
              />
            </td>
            <td>
              {task.memberName}
              {task.isOwn && <small>{t("ownUnit")}</small>}
            </td>
            <td data-day className={task.isOverdue ? styles["late"] : undefined}>
              {task.dueOn}
              {task.isOverdue && <small className={styles["late"]}>{t("overdue")}</small>}
            </td>
            <td>
              {t(`task.${task.state}`)}
              {task.reportedBy !== null && (
                <small>{t("by", { name: task.reportedBy.name, on: task.reportedOn ?? "" })}</small>
              )}
              {task.acceptedBy !== null && (
                <small>{t("by", { name: task.acceptedBy.name, on: task.acceptedOn ?? "" })}</small>
              )}
            </td>
            <td>
              <span className={styles["acts"]}>
                {mayManage && task.state === "open" && (
                  <Button type="link" size="small" onClick={() => setAsked({ task, action: "write" })}>
                    {t("edit")}
                  </Button>
                )}
                {task.actions.map((action) => (
                  <Button
                    key={action}
                    type="link"
                    size="small"
                    onClick={() => (action === "take_back" ? void takeBack(task) : setAsked({ task, action }))}
                  >
                    {t(`taskAct.${action}`)}
                  </Button>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </TablePart>
      {asked?.action === "write" && (
        <FormDialog
          title={asked.task?.title ?? t("addTask")}
          draftName={`consortium:${id}:task:${asked.task?.id ?? "new"}`}
          fields={[
            { key: "title", label: t("taskTitle"), kind: "text", isRequired: true },
            {
              key: "memberId",
              label: t("owner"),
              kind: "choice",
              isRequired: true,
              options: present.map(({ id: value, name }) => ({ value, label: name })),
            },
            { key: "dueOn", label: t("dueOn"), kind: "day", isRequired: true },
          ]}
          initial={{
            title: asked.task?.title ?? "",
            memberId: asked.task?.memberId ?? present[0]?.id ?? "",
            dueOn: asked.task?.dueOn ?? "",
          }}
          submitLabel={asked.task === null ? t("addTask") : t("edit")}
          save={async ({ title = "", memberId = "", dueOn = "" }) => {
            const body = { title, memberId, dueOn };
            const work =
              asked.task === null
                ? api.post("/api/consortia/{consortiumId}/tasks", { params: { path, header }, body })
                : api.put("/api/consortia/{consortiumId}/tasks/{taskId}", {
                    params: { path: { ...path, taskId: asked.task.id }, header },
                    body,
                  });
            await settle(work, t("taskSaved", { title }));
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked !== null && asked.task !== null && asked.action !== "write" && (
        <FormDialog
          title={`${t(`taskAct.${asked.action}`)}：${asked.task.title}`}
          draftName={`consortium:${id}:task:${asked.task.id}:${asked.action}`}
          fields={[
            { key: "on", label: t("on"), kind: "day", isRequired: true },
            ...(asked.action === "accept"
              ? []
              : [
                  {
                    key: "result",
                    label: t(`taskText.${asked.action}`),
                    kind: "prose" as const,
                    isRequired: true,
                    ...(asked.action === "report" ? { hint: t("reportHint") } : {}),
                  },
                ]),
          ]}
          initial={{ on: todayHere(), result: (asked.action === "report" && said[asked.task.id]) || "" }}
          submitLabel={t(`taskAct.${asked.action}`)}
          save={async ({ on = "", result = "" }) => {
            const { task, action } = asked;
            if (task === null || action === "write") return;
            const done = t(action === "report" ? "taskReported" : "taskSaved", { title: task.title });
            await settle(move(task, action, { on, result }), done);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
