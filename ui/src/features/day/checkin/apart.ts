// Why somebody is tested apart, in words.
import type { Apart } from '@/ipc/types';

export const reasonsApart: Record<Apart, string> = {
  antigen: '抗原阳性 单采、上门',
  isolated: '居家隔离 单采',
  visited: '行动不便 上门',
  asked: '来电请上门',
};
