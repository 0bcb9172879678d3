// What a room in the picture says, by what one asks: a tone, a mark and words. Never the tone alone.

export type Question = 'presence' | 'special' | 'round' | 'verified';

export interface Look {
  tone: 'plain' | 'soft' | 'away' | 'empty' | 'alarm' | 'warn' | 'good';
  mark: string;
  words: string;
}

/** A room as the picture needs it. */
export interface PictureRoom {
  id: number;
  unit: string;
  room: string;
  floor: number | null;
  kind: string;
  label: string | null;
  state: 'occupied' | 'away' | 'empty';
  residents: number;
  present: number;
  /** Chinese names, each once. */
  tags: string[];
  isolation: 'home' | 'central' | null;
  round: { expected: number; tested: number; refused: number } | null;
  verified: string | null;
  names: string[];
  households: number[];
}

export const questions: { key: Question; title: string }[] = [
  { key: 'presence', title: '住着谁' },
  { key: 'special', title: '重点人群' },
  { key: 'round', title: '本轮检测' },
  { key: 'verified', title: '核实日期' },
];

/** The tags a picture can show at once: one character each, in order of urgency. */
export const marks: [string, string][] = [
  ['独居', '独'],
  ['肾透析', '透'],
  ['吸氧', '氧'],
  ['卧床', '卧'],
  ['失能', '失'],
  ['孕产妇', '孕'],
  ['肿瘤放化疗', '疗'],
  ['严重精神障碍', '精'],
  ['80岁以上', '高'],
  ['婴幼儿', '婴'],
  ['残疾', '残'],
  ['空巢', '巢'],
  ['纯老家庭', '老'],
];

export function lookOf(room: PictureRoom, question: Question): Look {
  if (room.state === 'empty') return { tone: 'empty', mark: '空', words: room.label ?? '空关' };
  if (question === 'special') return special(room);
  if (question === 'round') return round(room);
  if (question === 'verified') {
    return room.verified
      ? { tone: 'good', mark: room.verified.slice(5).replace('-', '/'), words: `${room.verified} 核实` }
      : { tone: 'warn', mark: '？', words: '没有核实过' };
  }
  return presence(room);
}

function presence(room: PictureRoom): Look {
  if (room.isolation === 'home') return { tone: 'alarm', mark: `隔${room.present}`, words: '居家隔离' };
  if (room.state === 'away') {
    return room.isolation === 'central'
      ? { tone: 'away', mark: '集', words: '集中隔离，家中无人' }
      : { tone: 'away', mark: '外', words: '登记有人，现在都不在' };
  }
  return { tone: 'soft', mark: String(room.present), words: `在住${room.present}人` };
}

function special(room: PictureRoom): Look {
  const found = marks.filter(([tag]) => room.tags.includes(tag));
  if (found.length === 0) return { tone: 'plain', mark: '', words: '没有重点人员' };
  return {
    tone: 'warn',
    mark: found
      .slice(0, 3)
      .map(([, mark]) => mark)
      .join(''),
    words: found.map(([tag]) => tag).join('、'),
  };
}

function round(room: PictureRoom): Look {
  if (!room.round || room.round.expected === 0) return { tone: 'plain', mark: '—', words: '没有应检的人' };
  const { expected, tested, refused } = room.round;
  if (tested === expected) return { tone: 'good', mark: '✓', words: `${expected}人都已采` };
  if (refused > 0)
    return { tone: 'alarm', mark: `✕${expected - tested}`, words: `${expected - tested}人未采` };
  return {
    tone: tested > 0 ? 'warn' : 'plain',
    mark: `${tested}/${expected}`,
    words: `${expected}人中已采${tested}人`,
  };
}

export const legends: Record<Question, { tone: Look['tone']; mark: string; words: string }[]> = {
  presence: [
    { tone: 'soft', mark: '3', words: '在住人数' },
    { tone: 'away', mark: '外', words: '都不在' },
    { tone: 'alarm', mark: '隔', words: '居家隔离' },
    { tone: 'empty', mark: '空', words: '空关' },
  ],
  special: [
    { tone: 'warn', mark: '独高', words: '有重点人员（字是哪一类）' },
    { tone: 'plain', mark: '', words: '没有' },
    { tone: 'empty', mark: '空', words: '空关' },
  ],
  round: [
    { tone: 'good', mark: '✓', words: '都已采' },
    { tone: 'warn', mark: '1/3', words: '采了一部分' },
    { tone: 'alarm', mark: '✕1', words: '有人未采' },
    { tone: 'plain', mark: '0/3', words: '还没登记' },
    { tone: 'empty', mark: '空', words: '空关' },
  ],
  verified: [
    { tone: 'good', mark: '4/8', words: '核实日期' },
    { tone: 'warn', mark: '？', words: '没有核实过' },
    { tone: 'empty', mark: '空', words: '空关' },
  ],
};
