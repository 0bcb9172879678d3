// Commands the page already uses and the generated list does not hold yet.
import type { Nothing } from './types';

export interface DeskStatus {
  open: boolean;
  name: string | null;
  file: string | null;
  who: string | null;
  read_only: boolean;
  today: string;
}

export interface Pending {
  desk_status: { request: Nothing; response: DeskStatus };
  office_lock: { request: Nothing; response: Nothing };
  office_list: { request: Nothing; response: { file: string; modified: string }[] };
  office_create: {
    request: { name: string; street: string; passphrase: string; example: boolean };
    response: { recovery_key: string | null };
  };
  office_open: { request: { file: string; passphrase: string }; response: Nothing };
  round_mark: { request: { round: number; text: string }; response: RoundMarked };
  round_untested: { request: { round: number; building?: string | null }; response: Untested[] };
}

export interface RoundMarked {
  tested: number;
  untested: number;
  understood: string[];
  problems: string[];
  operation: number | null;
}

export interface Untested {
  resident: number;
  building: string;
  unit: string;
  room: string;
  name: string;
  phones: string[];
  reason: string | null;
}
