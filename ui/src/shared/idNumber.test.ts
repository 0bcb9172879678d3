import { describe, expect, it } from 'vitest';
import { testId } from './idNumber';

describe('an ID number while it is typed', () => {
  it('gives sex and birth date when it is right', () => {
    expect(testId('11010519491231002X')).toEqual({ ok: true, problem: '', sex: '女', birth: '1949-12-31' });
    expect(testId('440524188001010014')).toMatchObject({ ok: true, sex: '男', birth: '1880-01-01' });
  });
  it('takes a small or full-width X and spaces', () => {
    expect(testId('110105 19491231 002x').ok).toBe(true);
    expect(testId('11010519491231002Ｘ').ok).toBe(true);
  });
  it('says at once when one digit is wrong', () => {
    expect(testId('110105194912310021').problem).toContain('校验位');
    expect(testId('110105194902310021').problem).toContain('1949-02-31');
    expect(testId('1101051949123100211').problem).toBe('多了 1 位');
  });
  it('says at once how much is missing of one that is nearly there', () => {
    expect(testId('1101051949123100').problem).toBe('还差 2 位');
    expect(testId('110105491231002').problem).toContain('老证号');
  });
  it('says nothing while it is not complete', () =>
    expect(testId('1101051949')).toEqual({ ok: false, problem: '' }));
});
