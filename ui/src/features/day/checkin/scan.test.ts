import { describe, expect, it } from 'vitest';
import { isToken, mayBeTube, readScan } from './scan';

/** A token as the program prints it. */
function token(body: string): string {
  const rest = [...body].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return body + String(98 - ((rest * 100) % 97)).padStart(2, '0');
}
const none = new Set<string>();
const person = token('1010000077');

describe('what came in at the field', () => {
  it('is a token when its check digits are right', () => {
    expect(isToken(person)).toBe(true);
    expect(readScan(` ${person} `, none).kind).toBe('token');
    expect(readScan(token('2010000077'), none).kind).toBe('token');
  });
  it('is a token in full-width digits as well, as an input method may send them', () => {
    const wide = [...person].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    expect(readScan(wide, none)).toEqual({ kind: 'token', text: person });
  });
  it('is misread when one digit is wrong, and never opens a tube', () => {
    for (let at = 2; at < person.length; at++) {
      const wrong = person.slice(0, at) + ((Number(person[at]) + 1) % 10) + person.slice(at + 1);
      expect(readScan(wrong, none).kind, wrong).toBe('misread');
    }
  });
  it('is a tube when it looks like one, is known, or was announced', () => {
    expect(readScan('sh20220410001', none)).toEqual({ kind: 'tube', text: 'SH20220410001' });
    expect(readScan('2204100001', none).kind).toBe('tube');
    expect(readScan('123', new Set(['123'])).kind).toBe('tube');
    expect(readScan('101000007700', none, true).kind).toBe('tube');
  });
  it('is a tube when letters and a few digits make a short number', () => {
    expect(readScan('sh0001', none)).toEqual({ kind: 'tube', text: 'SH0001' });
    expect(readScan('B101', none).kind, 'a room below the ground').toBe('words');
    expect(mayBeTube('A001') && mayBeTube('123')).toBe(true);
    expect(mayBeTube('12 301') || mayBeTube('张三')).toBe(false);
  });
  it('is never a tube when it is an ID card, a phone or a shop barcode', () => {
    for (const text of ['11010519491231002x', '110105194912310021', '13812345678', '6901234567892'])
      expect(readScan(text, none).kind, text).toBe('words');
  });
  it('is words when a person typed', () => {
    for (const text of ['12 301 302未 发热', '12-301', '3-2-1201', '12', '12号楼 301', ''])
      expect(readScan(text, none).kind, text).toBe('words');
  });
});
