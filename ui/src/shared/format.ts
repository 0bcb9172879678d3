// How values look: numbers, days, ages, doors, masks. Pure functions.

const grouped = new Intl.NumberFormat('zh-CN');

export function count(value: number | null | undefined): string {
  return value == null ? '—' : grouped.format(value);
}

/** 1,280户 3,402人 */
export function both(households: number | null | undefined, persons: number | null | undefined): string {
  return `${count(households)}户 ${count(persons)}人`;
}

export function percent(part: number, whole: number): string {
  if (whole === 0) return '—';
  // 100% is said only when nobody is missing.
  const value = Math.floor((part / whole) * 1000) / 10;
  return `${value.toFixed(1)}%`;
}

/** Full years on `today`; an unknown month or day counts as its beginning. */
export function age(birth: string | null | undefined, today: string): number | undefined {
  const born = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(birth ?? '');
  const now = /^(\d{4})-(\d{2})-(\d{2})/.exec(today);
  if (!born || !now) return undefined;
  const years = Number(now[1]) - Number(born[1]);
  const before = `${now[2]}-${now[3]}` < `${born[2] ?? '01'}-${born[3] ?? '01'}`;
  return Math.max(0, years - (before ? 1 : 0));
}

/** 12号楼2单元402室, with its 小区 where the office has several. */
export function door(building: string, unit: string, room: string, compound?: string | null): string {
  if (!building) return '地址待核';
  const inside = `${buildingName(building)}${unit ? `${unit}单元` : ''}${roomName(room)}`;
  return compound ? `${compound} ${inside}` : inside;
}

/** 402 → 402室; a shop or a villa stays as it is called. */
export function roomName(room: string): string {
  return /^[\dA-Za-z-]+$/.test(room) ? `${room}室` : room;
}

/** 12 → 12号楼; a name that is more than a number stays. */
export function buildingName(building: string): string {
  if (!building) return '地址待核';
  return /^[\d-]+[A-Za-z甲乙丙]?$/.test(building) ? `${building}号楼` : building;
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** 4月10日 周日 */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return day;
  return `${month}月${date}日 周${weekdays[new Date(Date.UTC(year, month - 1, date)).getUTCDay()]}`;
}

/** The day `days` after. */
export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** “今天 09:12”, “昨天 20:01”, “4月3日 18:20” */
export function moment(at: string, today: string): string {
  const day = at.slice(0, 10);
  const time = at.slice(11, 16);
  if (day === today) return `今天 ${time}`;
  if (day === addDays(today, -1)) return `昨天 ${time}`;
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日 ${time}`;
}

/** A cell's value for people: what a ledger's other columns were kept as is read out. */
export function plain(value: string | number | null): string {
  if (value === null || value === '') return '（空）';
  if (typeof value !== 'string' || !value.startsWith('{')) return String(value);
  try {
    return Object.entries(JSON.parse(value) as Record<string, unknown>)
      .map(([header, cell]) => `${header} ${String(cell)}`)
      .join('，');
  } catch {
    return value;
  }
}
