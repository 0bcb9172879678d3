// Whether the newest backup asks for a word. Pure.
import type { Today } from '@/ipc/types';

/** Backups follow a change within half an hour; one later than this does not come by itself any more. */
const late = 60;

export function backupIsDue(
  report: Pick<Today, 'last_backup' | 'last_backup_minutes' | 'backup_is_old' | 'backup_trouble'>,
): boolean {
  if (!report.last_backup || report.backup_trouble !== null) return true;
  return report.backup_is_old && (report.last_backup_minutes ?? 0) >= late;
}
