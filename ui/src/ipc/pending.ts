// Commands the page already uses and the generated list does not hold yet.

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

export interface Pending {
  round_mark: { request: { round: number; text: string }; response: RoundMarked };
  round_untested: { request: { round: number; building?: string | null }; response: Untested[] };
}
