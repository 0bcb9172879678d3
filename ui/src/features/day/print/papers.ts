// Which papers there are, what each can be asked, and the file's name. Pure.
import type { LabelSheet, Paper } from '@/ipc/types';

export type PaperKind = 'roster' | Paper['kind'];
export interface PaperEntry {
  kind: PaperKind;
  title: string;
  about: string;
  /** About a round. */
  round?: 'any' | 'antigen';
  buildings?: boolean;
  large?: boolean;
  /** Shows phones or ID numbers, masked unless asked. */
  masks?: boolean;
  date?: boolean;
  group?: boolean;
}

export const papers: PaperEntry[] = [
  {
    kind: 'roster',
    title: '采样名册',
    about: '一楼一表：条码、√、未检原因，封面有户数人数，后面留空行',
    round: 'any',
    buildings: true,
    large: true,
    masks: true,
  },
  {
    kind: 'poster',
    title: '大字通知',
    about: '一栋一张，贴在楼门口：时刻、采样点',
    round: 'any',
    buildings: true,
  },
  {
    kind: 'labels',
    title: '抗原袋标签',
    about: 'A4 不干胶，一户一枚，写着房号，印着条码',
    round: 'antigen',
    buildings: true,
  },
  {
    kind: 'calls',
    title: '催检电话单',
    about: '还没采的人，按楼，留着记两次电话',
    round: 'any',
    large: true,
    masks: true,
  },
  {
    kind: 'apart',
    title: '单采、上门名单',
    about: '居家隔离的、下不了楼的、请上门的：条码、电话，留着写管号',
    round: 'any',
    masks: true,
  },
  {
    kind: 'retest',
    title: '复采名单',
    about: '阳性管里的人、电话、前后管，单采结果留着填',
    round: 'any',
    masks: true,
  },
  { kind: 'figures', title: '公示', about: '各楼检测数字和各轮趋势，不写姓名，可以张贴', round: 'any' },
  { kind: 'review', title: '复盘', about: '这一轮的数字和记下的经验教训', round: 'any' },
  { kind: 'board', title: '无疫情榜', about: 'A3，连续多少天和每天的依据', date: true },
  { kind: 'daily', title: '日报', about: '交街道的每日报表', date: true },
  {
    kind: 'cards',
    title: '住户联系卡',
    about: '一户一张，条码扫一下就是这一户',
    buildings: true,
    masks: true,
  },
  {
    kind: 'special',
    title: '重点人群名单',
    about: '一类人一份，按楼',
    group: true,
    large: true,
    masks: true,
  },
];

export interface Choice {
  round: number;
  /** Empty: all. */
  buildings: number[];
  large: boolean;
  date: string;
  group: string;
  sheet: LabelSheet;
}

/** The request for a paper that is no roster. */
export function paperOf(kind: Paper['kind'], choice: Choice): Paper {
  const { round, large, date, group, sheet } = choice;
  const buildings = choice.buildings.length > 0 ? choice.buildings : null;
  switch (kind) {
    case 'daily':
      return { kind, date };
    case 'board':
      return { kind, date };
    case 'cards':
      return { kind, buildings };
    case 'special':
      return { kind, group, large };
    case 'calls':
      return { kind, round, large };
    case 'apart':
      return { kind, round };
    case 'retest':
      return { kind, round };
    case 'labels':
      return { kind, round, buildings, sheet };
    case 'poster':
      return { kind, round, buildings };
    case 'figures':
      return { kind, round };
    case 'review':
      return { kind, round };
  }
}

/** 第2轮采样名册（12号楼等3栋，大字）; `nameOf` says what a building is called. */
export function fileName(entry: PaperEntry, choice: Choice, nameOf: (id: number) => string): string {
  const about = entry.round ? `第${choice.round}轮` : entry.date ? `${choice.date} ` : '';
  const group = entry.group ? choice.group : '';
  const some = entry.buildings && choice.buildings.length > 0;
  const [first] = choice.buildings.map(nameOf);
  const others = choice.buildings.length > 1 ? `等${choice.buildings.length}栋` : '';
  const which = some ? `${first}${others}` : '';
  const hints = [which, entry.large && choice.large ? '大字' : ''].filter(Boolean).join('，');
  return `${about}${group}${entry.title}${hints ? `（${hints}）` : ''}.pdf`;
}
