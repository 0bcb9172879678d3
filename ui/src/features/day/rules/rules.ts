// Rules in words. Pure; what they mean is computed by the program.
import type { BoardEffect, DatedRule, Pool, Zone } from '@/ipc/types';

type Content<T> = T extends { name: infer N; value: infer V } ? { name: N; value: V } : never;
/** A rule's content, without its day. */
export type Rule = Content<DatedRule>;

export const ruleKinds: [Rule['name'], string, string][] = [
  ['pooling', '混采', '几个人一管'],
  ['exclusions', '不列应检', '哪些原因可以不算在应检里'],
  ['isolation', '隔离天数', '隔离几天、第几天检测'],
  ['board', '无疫情小区', '连续多少天没有新增'],
];
export const zoneNames: Record<Zone, string> = {
  lockdown: '封控区',
  control: '管控区',
  prevention: '防范区',
  none: '未划定',
};
export const zones: Zone[] = ['lockdown', 'control', 'prevention', 'none'];
export const effectNames: Record<BoardEffect, string> = {
  cancel: '取消，从头计',
  suspend: '暂停，排除后恢复',
  ignore: '不影响',
};

export const dayWords = (day: string): string => (day <= '1900-01-01' ? '一开始就是' : `自 ${day} 起`);

export function poolWords(pool: Pool): string {
  if (pool.household) return `一户一管（最多 ${pool.seats} 人）`;
  return pool.seats === 1 ? '单管' : `${pool.seats} 混 1`;
}

/** What a rule says, a line each. */
export function describe(rule: Rule): string[] {
  switch (rule.name) {
    case 'pooling': {
      const byZone = zones.flatMap((zone) => {
        const pool = rule.value.zones[zone];
        return pool ? [`${zoneNames[zone]} ${poolWords(pool)}`] : [];
      });
      return [`平常 ${poolWords(rule.value.default)}`, ...(byZone.length > 0 ? [byZone.join('；')] : [])];
    }
    case 'exclusions':
      return [rule.value.reasons.join('、') || '没有可以不列应检的原因'];
    case 'isolation': {
      const { phases, first_day: first, from_exposure: exposure } = rule.value;
      const parts = phases.map(
        (phase) =>
          `${phase.central ? '集中' : '居家'} ${phase.days} 天${phase.tests.length ? `，第 ${phase.tests.join('、')} 天检测` : ''}`,
      );
      const start = exposure ? '最后接触' : '开始管控';
      return [parts.join('；再'), `从${start}那天算起，那天叫第 ${first} 天`];
    }
    case 'board': {
      const { days, confirmed, suspected, contact } = rule.value;
      return [
        `连续 ${days} 个整天（0–24 时）没有新增`,
        `确诊：${effectNames[confirmed]}　疑似：${effectNames[suspected]}　密接：${effectNames[contact]}`,
      ];
    }
  }
}

/** The one that holds on a day. `newestFirst`. */
export const inForce = (newestFirst: DatedRule[], day: string): DatedRule | undefined =>
  newestFirst.find((rule) => rule.holds_from <= day);

/** "1、3 5" → [1, 3, 5] */
export const numbersIn = (text: string): number[] => (text.normalize('NFKC').match(/\d+/g) ?? []).map(Number);
export const wordsIn = (text: string): string[] => text.split(/[\s,，、;；]+/).filter(Boolean);
