import { expect, it } from 'vitest';
import { backupIsDue } from './backup';

const good = {
  last_backup: { number: 1, at: '2022-04-10 20:00:00', size: 1, second: false },
  last_backup_minutes: 10,
  backup_is_old: true,
  backup_trouble: null,
};

it('a change of the last half hour is no reason to worry, an hour without a backup is', () => {
  expect(backupIsDue(good)).toBe(false);
  expect(backupIsDue({ ...good, last_backup_minutes: 61 })).toBe(true);
  expect(backupIsDue({ ...good, last_backup_minutes: 900, backup_is_old: false })).toBe(false);
});

it('no backup at all and trouble with the drive are always said', () => {
  expect(backupIsDue({ ...good, last_backup: null, last_backup_minutes: null })).toBe(true);
  expect(backupIsDue({ ...good, backup_is_old: false, backup_trouble: 'U 盘没有插上' })).toBe(true);
});
