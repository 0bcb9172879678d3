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

/** What was handed out and did not come back, with the word beside the number. */
export function missingText(missing: number): string {
  if (missing === 0) return '✓ 对得上';
  return missing > 0 ? `✕ 少收 ${missing}` : `✕ 多收 ${-missing}`;
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
