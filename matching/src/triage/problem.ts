/** What must be solved, improved or made. */
import type { Sentence } from "./passages.ts";

/** What to do or what is wrong: an aim with its verb, or a defect. */
const PROBLEM =
  /解决|攻克|突破|克服|消除|去除|脱除|避免|防止|抑制|提高|提升|降低|减少|改善|改进|优化|缩短|延长|增强|替代|开发|研制|研发|制备|设计|建立|构建|实现|处理|回收|利用|检测|识别|监测|预测|控制|难题|难点|瓶颈|问题|缺陷|不足|不稳定|不均|偏差|开裂|变形|失效|腐蚀|磨损|污染|泄漏|无法|不能|难以|容易|缺乏|下降|偏[大小高低差]|过[高低大小快慢]|超[差标]|波动|烧伤|脱落|断裂|裂纹|堵塞|老化|分层|气泡|气孔|毛刺|划伤|粘连|噪声|振动|发热|如何|improve|reduce|increase|prevent|develop|solve|replace|detect|remove|avoid|cannot|problem|failure/i;

/** The sentences that say it: those with an aim or a defect that are not about the enterprise. */
export function findProblem(sentences: readonly Sentence[]): Sentence[] {
  return sentences.filter(
    ({ text, section, isAboutCompany }) =>
      !isAboutCompany && section !== "basis" && section !== "background" && PROBLEM.test(text),
  );
}
