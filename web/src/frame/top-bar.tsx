import { DownOutlined, SearchOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import { useMe } from "../data/me.ts";
import { endSession } from "../data/session.ts";
import { setLanguage, useLanguage, usePick, useTexts } from "../text/texts.ts";
import mark from "../ui/mark.svg";
import { changeMyLanguage } from "./account.ts";
import { useAddressOf, usePages } from "./menu.tsx";
import { ScopeSwitch } from "./scope-switch.tsx";
import { frameTexts } from "./texts.ts";
import styles from "./top-bar.module.css";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const t = useTexts(frameTexts);
  return (
    <header className={styles["bar"]}>
      <Link to="/" className={styles["brand"]}>
        <img src={mark} alt="" width="24" height="24" />
        <span>{t("product")}</span>
      </Link>
      <ScopeSwitch />
      <button type="button" className={styles["search"]} onClick={onSearch}>
        <SearchOutlined aria-hidden />
        <span className={styles["searchLabel"]}>{t("search")}</span>
        <kbd aria-hidden>{IS_MAC ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <BadgeLinks />
      <AccountMenu />
    </header>
  );
}

/** The pages on which something waits, each with its number: 待办 and 消息. */
function BadgeLinks() {
  const pick = usePick();
  const addressOf = useAddressOf();
  return usePages().map((page) => {
    const { key, label, Badge } = page;
    if (Badge === undefined) return null;
    return (
      <Link key={key} to={addressOf(page)} className={styles["waiting"]}>
        {pick(label)}
        <Badge />
      </Link>
    );
  });
}

function AccountMenu() {
  const t = useTexts(frameTexts);
  const me = useMe();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  const signOut = async () => {
    await endSession();
    queryClient.clear();
    await navigate({ to: "/sign-in" });
  };
  const switchLanguage = async () => {
    const other = language === "zh" ? "en" : "zh";
    setLanguage(other);
    await changeMyLanguage(queryClient, other);
  };
  const items: MenuProps["items"] = [
    { key: "who", type: "group", label: `${me.displayName} · ${me.login}` },
    { key: "inbox", label: t("inbox"), onClick: () => void navigate({ to: "/inbox" }) },
    { key: "settings", label: t("settings"), onClick: () => void navigate({ to: "/settings" }) },
    { key: "language", label: t("otherLanguage"), onClick: () => void switchLanguage() },
    { key: "reference", label: <a href="/api/reference">{t("reference")}</a> },
    { type: "divider" },
    { key: "out", label: t("signOut"), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className={styles["account"]} aria-label={`${t("account")}: ${me.displayName}`}>
        <span className={styles["accountName"]}>{me.displayName}</span>
        <DownOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}
