import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { List } from "../../../ui/list/list.tsx";
import type { Column } from "../../../ui/list/types.ts";
import { Page } from "../../../ui/page.tsx";
import { dayName, dayNumberOf, priceOn } from "./calendar-grid.ts";
import { type Bookable, bookingsKey } from "./queries.ts";
import { BookingsTabs } from "./tabs.tsx";
import { bookingsTexts } from "./texts.ts";

export function BookablesPage() {
  const t = useTexts(bookingsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const [today] = useState(() => dayName(dayNumberOf(Math.floor(Date.now() / 60_000))));
  const prices = (bookable: Bookable) =>
    bookable.rules.admits
      .map((userClass) => `${t(`class.${userClass}`)} ${formatFen(priceOn(bookable, userClass, today), language)}`)
      .join(" · ");
  const columns: readonly Column<Bookable>[] = [
    { key: "name", title: t("name"), text: ({ name }) => name, width: 280, isSortable: true },
    { key: "location", title: t("location"), text: ({ location }) => location ?? "", width: 200 },
    { key: "capacity", title: t("capacity"), text: ({ capacity }) => String(capacity), width: 90, align: "right" },
    { key: "price", title: t("priceHour"), text: prices, width: 380 },
    { key: "access", title: t("access"), text: ({ isOpen }) => t(isOpen ? "openToAll" : "openToPair"), width: 150 },
  ];
  return (
    <Page title={t("bookables")} purpose={t("bookablesPurpose")}>
      <BookingsTabs />
      <List
        name="bookables"
        label={t("bookables")}
        queryKey={[...bookingsKey, "bookables", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/bookables", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        searchHint={t("searchBookables")}
        defaultSort="name"
        addressOf={({ id }) => `/p/${scopeId}/bookables/${id}`}
        empty={{ title: t("bookablesNone"), text: t("bookablesNoneText") }}
      />
    </Page>
  );
}
