import { ApiProblem, type Schemas } from "@dual-high/client";
import { DeleteOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Input, Modal, Popover } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import type { ColumnWishes } from "./columns.ts";
import styles from "./list.module.css";
import { listTexts } from "./texts.ts";

type SavedView = Schemas["SavedView"];

/** What a view keeps: the list's part of the address, and the columns. */
export interface ViewQuery {
  readonly address: Readonly<Record<string, string>>;
  readonly columns: ColumnWishes | null;
}

interface ViewsMenuProps {
  readonly scopeId: string;
  readonly list: string;
  readonly current: ViewQuery;
  readonly onChoose: (query: ViewQuery) => void;
}

/** States of the list that were given a name: my own, and those that colleagues share. */
export function ViewsMenu({ scopeId, list, current, onChoose }: ViewsMenuProps) {
  const t = useTexts(listTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const queryKey = ["views", scopeId, list];
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/views", { params: { path: { scopeId }, query: { list } }, signal }),
    enabled: isOpen,
  });
  const readAgain = async () => queryClient.invalidateQueries({ queryKey });
  const drop = async (view: SavedView) => {
    try {
      await api.delete("/api/scopes/{scopeId}/views/{viewId}", { params: { path: { scopeId, viewId: view.id } } });
      await readAgain();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      void message.error(error.detail);
    }
  };
  const choose = (view: SavedView) => {
    const { address = {}, columns = null } = view.query as Partial<ViewQuery>;
    setOpen(false);
    onChoose({ address, columns });
  };
  const content = (
    <div className={styles["options"]}>
      {data?.items.length === 0 && <p className={styles["soft"]}>{t("noViews")}</p>}
      <ul className={styles["viewList"]} aria-label={t("views")}>
        {data?.items.map((view) => (
          <li key={view.id}>
            <button type="button" onClick={() => choose(view)}>
              <span>{view.name}</span>
              {view.isShared && <small>{t("shared")}</small>}
            </button>
            {(view.isMine || view.isShared) && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t("deleteView", { name: view.name })}
                onClick={() => void drop(view)}
              />
            )}
          </li>
        ))}
      </ul>
      <Button
        size="small"
        onClick={() => {
          setOpen(false);
          setSaving(true);
        }}
      >
        {t("saveView")}
      </Button>
    </div>
  );
  return (
    <>
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        content={content}
        trigger="click"
        placement="bottomRight"
        arrow={false}
        destroyOnHidden
      >
        <Button aria-haspopup="dialog">{t("views")}</Button>
      </Popover>
      {isSaving && (
        <SaveViewDialog
          onClose={() => setSaving(false)}
          onSave={async (name, isShared) => {
            await api.post("/api/scopes/{scopeId}/views", {
              params: { path: { scopeId } },
              body: { list, name, isShared, query: { ...current } },
            });
            await readAgain();
            void message.success(t("viewSaved", { name }));
          }}
        />
      )}
    </>
  );
}

interface SaveViewDialogProps {
  readonly onSave: (name: string, isShared: boolean) => Promise<void>;
  readonly onClose: () => void;
}

function SaveViewDialog({ onSave, onClose }: SaveViewDialogProps) {
  const t = useTexts(listTexts);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [problem, setProblem] = useState("");
  const save = async () => {
    try {
      await onSave(name.trim(), isShared);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.detail);
    }
  };
  return (
    <Modal
      open
      title={t("saveView")}
      okText={t("save")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      {problem !== "" && <Alert type="error" title={problem} />}
      <p>{t("saveViewText")}</p>
      <Input
        aria-label={t("viewName")}
        placeholder={t("viewName")}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() !== "" && void save()}
      />
      <p>
        <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
          {t("shareView")}
        </Checkbox>
      </p>
    </Modal>
  );
}
