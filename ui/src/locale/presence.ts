// 在住状态: codes and their Chinese, as the program names them.
import type { PresenceState } from '@/ipc/types';

export const presenceStates: { code: PresenceState; name: string }[] = [
  { code: 'home', name: '在住' },
  { code: 'away', name: '外出' },
  { code: 'hospital', name: '住院' },
  { code: 'home_isolation', name: '居家隔离' },
  { code: 'central_isolation', name: '集中隔离' },
  { code: 'closed_loop', name: '闭环单位' },
  { code: 'moved_out', name: '迁出' },
  { code: 'deceased', name: '死亡' },
];
