// 送 等 收 登, and what is missing, in words. Pure.
import type { DoorLog, Kits, KitRow, Step } from '@/ipc/types';

export const steps: Step[] = ['sent', 'waited', 'collected', 'registered'];
export const stepNames: Record<Step, string> = {
  sent: '送',
  waited: '等',
  collected: '收',
  registered: '登',
};

export const nextStep = (log: Pick<DoorLog, 'steps'>): Step | undefined =>
  steps.find((step) => !log.steps[step]);

/** What does not add up, with the word beside each number: too few here and too many there are two differences. */
export function missingText(log: Pick<DoorLog, 'missing' | 'over' | 'uncollected' | 'wrong'>): string {
  const parts = [];
  if (log.missing > log.over) parts.push(`少收 ${log.missing - log.over}`);
  if (log.over > 0) parts.push(`多收 ${log.over}`);
  if (log.uncollected > 0) parts.push(`${log.uncollected} 户没收`);
  if (log.wrong) return `✕ ${parts.join('，')}`;
  return parts.length > 0 ? `○ ${parts.join('，')}` : '✓ 对得上';
}

/** After kits were noted: what to look at before going on; "" when nothing. */
export function warningOf(kits: Kits): string {
  const returned = kits.returned ?? 0;
  return returned > kits.issued ? `收回 ${returned} 份，比发的 ${kits.issued} 份多，请核对。` : '';
}

/** A household's kits with one number typed; undefined when it is no number. */
export function withTyped(
  row: KitRow,
  field: 'issued' | 'returned' | 'positive',
  typed: string,
): Kits | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text !== '' && !/^\d{1,4}$/.test(text)) return undefined;
  const { household, issued, returned, positive, note } = row;
  const kits: Kits = { household, issued, returned, positive, note };
  if (field === 'returned') kits.returned = text === '' ? null : Number(text);
  else kits[field] = Number(text);
  return kits;
}
