import { App as AntdApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
// The calendar asks for the names of days and months by the language, which is not there unless it is loaded.
import "dayjs/locale/zh-cn.js";
import type { ReactNode } from "react";
import { useLanguage } from "../text/texts.ts";
import { antdThemeOf } from "../ui/antd-theme.ts";
import { useTheme } from "../ui/theme.ts";

/** The nonce of this page, without which the browser refuses the styles that antd writes. */
const NONCE = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;

/** Gives the component library our look, our language and this page's nonce. */
export function AntdRoot({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const { isDark, isStill } = useTheme();
  return (
    <ConfigProvider
      theme={antdThemeOf(isDark, isStill)}
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      {...(NONCE === undefined ? {} : { csp: { nonce: NONCE } })}
    >
      <AntdApp component={false} message={{ maxCount: 3 }}>
        {children}
      </AntdApp>
    </ConfigProvider>
  );
}
