// The digit test of a resident ID number (GB 11643-1999) while it is typed. The program tests again; this only answers sooner.

export interface IdTest {
  ok: boolean;
  /** What is wrong, in Chinese; "" while the number is still being typed. */
  problem: string;
  sex?: '男' | '女';
  birth?: string;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Too short for a resident ID; 15 digits is the form before 1999. */
function short(id: string): IdTest {
  if (!/^\d*X?$/.test(id)) return { ok: false, problem: '只能是数字，最后一位可以是 X' };
  if (id.length === 15) return { ok: false, problem: '15 位是老证号；是新证的话还差 3 位' };
  return { ok: false, problem: id.length >= 14 ? `还差 ${18 - id.length} 位` : '' };
}

export function testId(text: string): IdTest {
  const id = text.normalize('NFKC').replace(/[\s-]/g, '').replace(/[x×]$/i, 'X');
  if (id.length < 18) return short(id);
  if (!/^\d{17}[\dX]$/.test(id))
    return {
      ok: false,
      problem: id.length > 18 ? `多了 ${id.length - 18} 位` : '只能是数字，最后一位可以是 X',
    };
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  // Residence permits of Hong Kong, Macau and Taiwan have the same form.
  const day = new Date(`${birth}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== birth)
    return { ok: false, problem: `出生日期 ${birth} 不存在` };
  const sum = weights.reduce((all, weight, at) => all + weight * Number(id[at]), 0);
  const sex = Number(id[16]) % 2 === 1 ? '男' : '女';
  if (checks[sum % 11] !== id[17]) return { ok: false, problem: '校验位不对，有一位输错了', sex, birth };
  return { ok: true, problem: '', sex, birth };
}
