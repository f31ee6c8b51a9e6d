import type { Schemas } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { ROLE_LABELS, type Role } from "../../frame/roles.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { showFieldProblems } from "../../ui/forms.ts";
import { Handout, linkOf } from "./handout.tsx";
import { peopleTexts } from "./texts.ts";

interface InviteDialogProps {
  readonly scope: { readonly id: string; readonly name: string };
  /** The roles that can be held there. */
  readonly roles: readonly Role[];
  readonly send: (draft: Schemas["InvitationDraft"]) => Promise<Schemas["InvitationMade"]>;
  readonly onClose: () => void;
}

interface Fields {
  readonly displayName: string;
  readonly login: string;
  readonly role: Role | undefined;
}

export function InviteDialog({ scope, roles, send, onClose }: InviteDialogProps) {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const draft = useDraft<Fields>(`invite:${scope.id}`, { displayName: "", login: "", role: roles[0] });
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<Schemas["InvitationMade"] | null>(null);

  const invite = async ({ displayName, login, role }: Fields) => {
    if (role === undefined) return;
    setBusy(true);
    setProblem("");
    try {
      setMade(await send({ displayName: displayName.trim(), login: login.trim(), role }));
      draft.clear();
      await queryClient.invalidateQueries({ queryKey: ["invitations"] });
    } catch (error) {
      setProblem(showFieldProblems(form, error));
    } finally {
      setBusy(false);
    }
  };
  if (made !== null) {
    const link = linkOf(made.handout.path);
    const role = pick(ROLE_LABELS[made.role]);
    return (
      <Handout
        title={t("handoutTitle")}
        name={made.displayName}
        message={t("handoutMessage", { name: made.displayName, scope: scope.name, role, link })}
        expiresAt={made.handout.expiresAt}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      open
      title={t("invite")}
      okText={t("inviteSend")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} style={{ marginBottom: 16 }} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.value}
        onValuesChange={draft.change}
        onFinish={(fields) => void invite(fields)}
      >
        <Form.Item name="displayName" label={t("inviteName")} rules={[{ required: true, message: t("required") }]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="login"
          label={t("inviteLogin")}
          extra={t("inviteLoginHint")}
          rules={[{ required: true, message: t("required") }]}
        >
          <Input autoComplete="off" autoCapitalize="none" maxLength={100} />
        </Form.Item>
        <Form.Item name="role" label={t("role")} rules={[{ required: true, message: t("required") }]}>
          <Select options={roles.map((value) => ({ value, label: pick(ROLE_LABELS[value]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export async function inviteTo(scopeId: string, body: Schemas["InvitationDraft"]): Promise<Schemas["InvitationMade"]> {
  return api.post("/api/scopes/{scopeId}/invitations", { params: { path: { scopeId } }, body });
}
