// Days as people type them. Pure.
import { addDays } from './format';

const words: Record<string, number> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  后天: 2,
};

/** "YYYY-MM-DD" of a day that there is. */
function existing(year: number, month: number, date: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  const isThere = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return isThere ? at.toISOString().slice(0, 10) : undefined;
}

/**
 * 昨天, 4月10日, 10日, 20220410, 220410, 0410, 2022-4-10, 2022年4月10日 → "2022-04-10"; undefined when there is no such day. A day without
 * its year is this year's, or last year's when this year's is after `max`; without its month this month's.
 */
export function parseDay(typed: string, today: string, max?: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/\s|(星期|周)[一二三四五六日天]/g, '');
  if (text in words) return addDays(today, words[text] ?? 0);
  const [year = 0, month = 0] = today.split('-').map(Number);
  const short = (months: number, date: number): string | undefined => {
    const found = existing(year, months, date);
    return found !== undefined && max !== undefined && found > max ? existing(year - 1, months, date) : found;
  };
  const full =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
    /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (full) {
    const typedYear = Number(full[1]);
    return existing(typedYear < 100 ? 2000 + typedYear : typedYear, Number(full[2]), Number(full[3]));
  }
  const monthDay = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d\d)(\d\d)$/.exec(text);
  if (monthDay) return short(Number(monthDay[1]), Number(monthDay[2]));
  const dateOnly = /^(\d{1,2})[日号]$/.exec(text);
  return dateOnly ? existing(year, month, Number(dateOnly[1])) : undefined;
}

/** 2022年4月10日 */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : day;
}
