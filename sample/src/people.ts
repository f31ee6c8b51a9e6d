import type { Random } from "./random.ts";

/** Everybody in the sample lists is made up and looks it: a surname with 某, a telephone out of a row of zeros. */
export const SURNAMES = Array.from(
  "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马苗方任袁柳史唐薛雷贺倪汤罗毕郝安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛戴宋庞熊纪舒项祝董梁杜阮蓝季贾江童郭梅盛林钟徐邱高夏蔡田樊胡霍万柯卢丁邓单洪包石崔吉程陆翁甄封储靳段焦谷车侯班仰宁仇武符刘景詹龙叶白蒲",
);

export function samplePerson(random: Random): string {
  return random.pick(SURNAMES) + random.weighted([["某", 7] as const, ["某某", 3] as const]);
}

export function samplePhone(serial: number): string {
  return `1380000${String(serial).padStart(4, "0")}`;
}

const COINED_FIRST = Array.from("澄惠锡云禾景瑞泊衡栖朗沐翊稷澜青卓越屹启弘岚博锦晟昱鼎曜同拓允清立旭融鸿凯润诚芯");
const COINED_SECOND = Array.from("光远澜辰泽曜朴川梧岳言恒丰棱砺原和益宁舟源林成业");

/** Every coined enterprise name begins with 样例·, so that no row can be taken for a real firm. */
export function sampleEnterprises(random: Random): (trades: readonly string[]) => string {
  const pairs = COINED_FIRST.flatMap((first) =>
    COINED_SECOND.filter((second) => second !== first).map((second) => first + second),
  );
  const names = random.shuffle(pairs);
  let used = 0;
  return (trades) => {
    const name = names[used++ % names.length] as string;
    const trade = random.pick(trades);
    const form = /(科技|技术|工程|材料|软件|旅游|物流|服务)$/.test(trade)
      ? random.weighted([
          ["有限公司", 6],
          ["（无锡）有限公司", 2],
          ["股份有限公司", 2],
        ])
      : random.weighted([
          ["有限公司", 5],
          ["科技有限公司", 4],
          ["股份有限公司", 1],
        ]);
    return `样例·${name}${trade}${form}`;
  };
}
