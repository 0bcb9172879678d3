import { describe, expect, it } from 'vitest';
import { readLine } from './shorthand';

describe('a line of marks', () => {
  it('reads building, rooms tested and a room with its reason', () => {
    expect(readLine('12 301 302未 发热')).toEqual({
      building: '12',
      marks: [
        { room: '301', isTested: true, reason: '' },
        { room: '302', isTested: false, reason: '发热' },
      ],
      stray: [],
    });
  });
  it('takes full-width digits, Chinese commas and the word for building', () => {
    const line = readLine('１２号楼 301，302、２-４０１未');
    expect(line.building).toBe('12');
    expect(line.marks.map((mark) => mark.room)).toEqual(['301', '302', '2-401']);
    expect(line.marks[2]?.isTested).toBe(false);
  });
  it('keeps a word that belongs to no refusal apart', () => {
    expect(readLine('12 301 发热').stray).toEqual(['发热']);
  });
  it('is empty for nothing', () => {
    expect(readLine('  ')).toEqual({ building: '', marks: [], stray: [] });
  });
});
