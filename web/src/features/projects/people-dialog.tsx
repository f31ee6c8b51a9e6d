import { ifMatch } from "@dual-high/client";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import type { Member, Project } from "./data.ts";
import { Dialog } from "./dialog.tsx";
import { ChoiceField, TextField } from "./labelled.tsx";
import styles from "./projects.module.css";
import { projectsTexts } from "./texts.ts";

const ROLES = ["lead", "researcher", "manager", "enterprise", "university", "zone", "investor"] as const;

type Line = Member & { readonly key: number; readonly login: string };

interface PeopleDialogProps {
  readonly project: Project;
  readonly onDone: (next: Project) => void;
  readonly onClose: () => void;
}

export function PeopleDialog({ project, onDone, onClose }: PeopleDialogProps) {
  const t = useTexts(projectsTexts);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    project.members.map((member, key) => ({ ...member, key, login: "" })),
  );
  const change = (key: number, some: Partial<Line>) =>
    setLines((held) => held.map((line) => (line.key === key ? { ...line, ...some } : line)));
  const add = () =>
    setLines((held) => [
      ...held,
      {
        key: Math.max(-1, ...held.map(({ key }) => key)) + 1,
        name: "",
        unit: "",
        role: "researcher",
        userId: null,
        login: "",
      },
    ]);
  return (
    <Dialog
      title={t("editPeople")}
      okText={t("save")}
      width={860}
      onSend={async () => {
        const members = lines
          .filter(({ name }) => name.trim() !== "")
          .map(({ name, unit, role, userId, login }) => ({
            name: name.trim(),
            unit: unit.trim(),
            role,
            userId,
            login: login.trim() === "" ? null : login.trim(),
          }));
        onDone(
          await api.patch("/api/projects/{projectId}", {
            params: { path: { projectId: project.id }, header: ifMatch(project) },
            body: { members },
          }),
        );
      }}
      onClose={onClose}
    >
      {lines.map(({ key, name, unit, role, userId, login }, index) => {
        const said = (column: string) => t("memberCell", { number: index + 1, column });
        return (
          <div key={key} className={styles["row"]}>
            <TextField label={said(t("memberName"))} value={name} onChange={(next) => change(key, { name: next })} />
            <TextField label={said(t("memberUnit"))} value={unit} onChange={(next) => change(key, { unit: next })} />
            <ChoiceField
              label={said(t("memberRole"))}
              value={role}
              onChange={(next) => change(key, { role: next as Member["role"] })}
              options={ROLES.map((value) => ({ value, label: t(`member.${value}`) }))}
            />
            {userId === null ? (
              <TextField
                label={said(t("memberLogin"))}
                value={login}
                onChange={(next) => change(key, { login: next })}
              />
            ) : (
              <small>{t("memberHasAccount")}</small>
            )}
            <Button
              type="text"
              aria-label={t("removeMember", { number: index + 1 })}
              onClick={() => setLines((held) => held.filter((line) => line.key !== key))}
            >
              ×
            </Button>
          </div>
        );
      })}
      <Button onClick={add}>{t("addMember")}</Button>
    </Dialog>
  );
}
