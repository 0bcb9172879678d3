// What every page of the testing day is told about its round.
import type { RoundEntry } from '@/ipc/types';
import { dayText } from '@/shared/format';

export interface RoundProps {
  round: RoundEntry;
  /** All rounds, newest first. */
  rounds: RoundEntry[];
}

export const roundTitle = (round: RoundEntry): string =>
  `第${round.round}轮 ${round.kind === 'antigen' ? '抗原' : '核酸'} ${dayText(round.date)}`;
