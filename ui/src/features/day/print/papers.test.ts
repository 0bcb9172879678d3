import { describe, expect, it } from 'vitest';
import { fileName, paperOf, papers } from './papers';

const choice = {
  round: 2,
  buildings: [],
  large: false,
  date: '2022-04-10',
  group: '80岁以上独居',
  sheet: '3x8' as const,
};
const nameOf = (id: number): string => `${id}号楼`;
const entry = (kind: string) => papers.find((each) => each.kind === kind) ?? papers[0]!;

describe('papers', () => {
  it('are each listed once', () => expect(new Set(papers.map((each) => each.kind)).size).toBe(papers.length));
  it('ask for all buildings unless some are chosen', () => {
    expect(paperOf('labels', choice)).toEqual({
      kind: 'labels',
      round: 2,
      buildings: null,
      sheet: '3x8',
    });
    expect(paperOf('cards', { ...choice, buildings: [7] })).toEqual({ kind: 'cards', buildings: [7] });
  });
  it('have a name that says what is in the file', () => {
    expect(fileName(entry('roster'), { ...choice, buildings: [1, 2], large: true }, nameOf)).toBe(
      '第2轮采样名册（1号楼等2栋，大字）.pdf',
    );
    expect(fileName(entry('special'), choice, nameOf)).toBe('80岁以上独居重点人群名单.pdf');
    expect(fileName(entry('daily'), choice, nameOf)).toBe('2022-04-10 日报.pdf');
  });
});
