import { useNavigate } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App } from "antd";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { bodyOf } from "../../ui/record/body.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import type { Values } from "../../ui/record/merge.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { readItems } from "./forms.ts";
import type { DirectoryRecord, RecordCalls } from "./kinds.ts";
import { recordQuery } from "./queries.ts";
import { directoryTexts } from "./texts.ts";

interface FormProps<R extends DirectoryRecord> {
  readonly calls: RecordCalls<R>;
  readonly fieldsOf: (held: R | null) => readonly FieldSpec[];
  readonly valuesOf: (held: R | null) => Values;
  readonly nameOf: (record: R) => string;
  readonly addressOf: (id: string) => string;
}

/** Results of a team are typed as paragraphs; everything else is sent as the fields say. */
function sent(fields: readonly FieldSpec[], values: Values, changed: readonly string[]): object {
  const body = bodyOf(fields, values, changed);
  const { items } = values;
  return "items" in body && typeof items === "string" ? { ...body, items: readItems(items) } : body;
}

export function EditRecordPage<R extends DirectoryRecord>(props: FormProps<R> & { readonly id: string }) {
  const { calls, id, fieldsOf, valuesOf, nameOf, addressOf } = props;
  const t = useTexts(directoryTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const record = useSuspenseQuery(recordQuery(calls, id)).data;
  const fields = fieldsOf(record);
  const back = async () => navigate({ to: addressOf(id) });
  return (
    <Page title={t("editTitle", { name: nameOf(record) })}>
      <RecordForm
        draftName={`${calls.plural}:${id}`}
        fields={fields}
        held={{ values: valuesOf(record), version: record.version }}
        save={async (values, changed, version) => {
          const saved = await calls.change(id, version, sent(fields, values, changed));
          queryClient.setQueryData(recordQuery(calls, id).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: [calls.plural] });
          void message.success(t("saved", { name: nameOf(saved) }));
          await back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...recordQuery(calls, id), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={() => void back()}
      />
    </Page>
  );
}

interface NewRecordProps<R extends DirectoryRecord> extends FormProps<R> {
  readonly scopeId: string;
  readonly title: string;
  readonly listAddress: string;
}

export function NewRecordPage<R extends DirectoryRecord>(props: NewRecordProps<R>) {
  const { calls, scopeId, title, listAddress, fieldsOf, valuesOf, nameOf, addressOf } = props;
  const t = useTexts(directoryTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = fieldsOf(null);
  const empty = valuesOf(null);
  return (
    <Page title={title}>
      <RecordForm
        draftName={`${calls.plural}:new:${scopeId}`}
        fields={fields}
        held={{ values: empty, version: 0 }}
        isNew
        save={async (values) => {
          const stated = Object.keys(values).filter((field) => values[field] !== "" && values[field] !== false);
          const saved = await calls.create(scopeId, sent(fields, values, stated));
          void queryClient.invalidateQueries({ queryKey: [calls.plural] });
          void message.success(t("saved", { name: nameOf(saved) }));
          await navigate({ to: addressOf(saved.id) });
        }}
        onCancel={() => void navigate({ to: listAddress })}
      />
    </Page>
  );
}
