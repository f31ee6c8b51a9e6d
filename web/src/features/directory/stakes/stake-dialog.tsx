import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Input, Modal, Radio } from "antd";
import { useId, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useTexts } from "../../../text/texts.ts";
import { findFieldProblems } from "../../../ui/record/fields.ts";
import { FormField } from "../../../ui/record/form-field.tsx";
import { recordTexts } from "../../../ui/record/texts.ts";
import { type Stake, STAKES_KEY } from "./data.ts";
import { RecordPicker } from "./record-picker.tsx";
import styles from "./stakes.module.css";
import { stakeBody, stakeFields, stakeText } from "./stake-form.ts";
import { stakesTexts } from "./texts.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What is entered: a holder for an enterprise, an enterprise for a holder, or a stake that is changed. */
export type StakeSubject =
  | { readonly enterprise: Named }
  | { readonly holder: Named; readonly holderKind: Stake["holderKind"] }
  | { readonly stake: Stake };

interface StakeDialogProps {
  readonly scopeId: string;
  readonly subject: StakeSubject;
  readonly onClose: () => void;
}

export function StakeDialog({ scopeId, subject, onClose }: StakeDialogProps) {
  const t = useTexts(stakesTexts);
  const tRecord = useTexts(recordTexts);
  const id = useId();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [values, setValues] = useState(stakeText("stake" in subject ? subject.stake : null));
  const [kind, setKind] = useState<Stake["holderKind"]>("person");
  const [picked, setPicked] = useState<Named | null>(null);
  const [name, setName] = useState("");
  const [unit, setUnit] = useState("");
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const fields = stakeFields(t);

  const put = async (): Promise<Stake> => {
    const body = stakeBody(values);
    if ("stake" in subject) {
      const params = { path: { stakeId: subject.stake.id }, header: ifMatch(subject.stake) };
      return api.patch("/api/stakes/{stakeId}", { params, body });
    }
    const isIn = "enterprise" in subject;
    const organisationId = isIn ? subject.enterprise.id : (picked?.id ?? "");
    const holder = isIn
      ? { holderKind: kind, holderId: picked?.id ?? null, holderName: name, holderUnit: kind === "person" ? unit : "" }
      : { holderKind: subject.holderKind, holderId: subject.holder.id };
    const params = { path: { organisationId } };
    return api.post("/api/organisations/{organisationId}/stakes", { params, body: { ...body, ...holder } });
  };
  const save = async () => {
    const found = findFieldProblems(fields, values, tRecord);
    setProblems(found);
    setProblem("holder" in subject && picked === null ? t("enterpriseMissing") : "");
    if (Object.keys(found).length > 0 || ("holder" in subject && picked === null)) return;
    setBusy(true);
    try {
      const { holderName: holder, enterprise } = await put();
      void message.success(t("saved", { holder, enterprise }));
      await queryClient.invalidateQueries({ queryKey: STAKES_KEY });
      onClose();
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  const title =
    "stake" in subject
      ? t("editTitle", { holder: subject.stake.holderName, enterprise: subject.stake.enterprise })
      : "enterprise" in subject
        ? t("addIn", { enterprise: subject.enterprise.name })
        : t("addOf", { holder: subject.holder.name });
  return (
    <Modal
      open
      title={title}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        {problem !== "" && <Alert type="error" role="alert" title={problem} />}
        {"enterprise" in subject && (
          <>
            <Radio.Group
              aria-label={t("holderKind")}
              value={kind}
              options={(["person", "organisation"] as const).map((value) => ({ value, label: t(`holder.${value}`) }))}
              onChange={(event) => {
                setKind(event.target.value as Stake["holderKind"]);
                setPicked(null);
              }}
            />
            <div>
              <label htmlFor={`${id}-known`}>{t("known")}</label>
              <RecordPicker
                id={`${id}-known`}
                scopeId={scopeId}
                kind={kind}
                placeholder={t("knownHint")}
                value={picked}
                onChange={setPicked}
              />
            </div>
            {picked === null && (
              <div>
                <label htmlFor={`${id}-name`}>{t("holderName")}</label>
                <Input
                  id={`${id}-name`}
                  value={name}
                  maxLength={200}
                  onChange={({ target }) => setName(target.value)}
                />
              </div>
            )}
            {picked === null && kind === "person" && (
              <div>
                <label htmlFor={`${id}-unit`}>{t("holderUnit")}</label>
                <Input
                  id={`${id}-unit`}
                  value={unit}
                  maxLength={200}
                  onChange={({ target }) => setUnit(target.value)}
                />
              </div>
            )}
          </>
        )}
        {"holder" in subject && (
          <div>
            <label htmlFor={`${id}-enterprise`}>{t("enterprise")}</label>
            <RecordPicker
              id={`${id}-enterprise`}
              scopeId={scopeId}
              kind="organisation"
              placeholder={t("enterpriseHint")}
              value={picked}
              onChange={setPicked}
            />
          </div>
        )}
        <div className={styles["fields"]}>
          {fields.map((field) => (
            <FormField
              key={field.key}
              id={`${id}-${field.key}`}
              field={field}
              value={values[field.key] ?? ""}
              problem={problems[field.key]}
              onChange={(value) => {
                setValues({ ...values, [field.key]: value });
                // What was wrong is being mended; saving looks at it again.
                setProblems((before) =>
                  Object.fromEntries(Object.entries(before).filter(([key]) => key !== field.key)),
                );
              }}
            />
          ))}
        </div>
      </div>
    </Modal>
  );
}
