// How a line of marks reads while it is typed: `12 301 302未 发热 402张三未 外出`. Only for showing; what counts is what the program
// understood.

export interface Mark {
  building: string;
  room: string;
  /** One person of the room; "": all of it. */
  name: string;
  isTested: boolean;
  reason: string;
}

export interface Line {
  marks: Mark[];
  /** Words that belong to nothing. */
  stray: string[];
}

const refusal = /^(.*?)[未没][检测采做]?(.*)$/;

function say(mark: Mark, rest: string): void {
  const found = refusal.exec(rest);
  mark.name = found ? (found[1] ?? '') : rest.replace(/[√✓好已]+$/, '');
  mark.isTested = !found;
  mark.reason = found?.[2] ?? '';
}

export function readLine(text: string): Line {
  const line: Line = { marks: [], stray: [] };
  let building = '';
  const words = text.normalize('NFKC').split(/[\s,，、;；:：。]+/);
  for (const word of words.filter(Boolean)) {
    const named = /^(.+?)(?:号?[楼栋幢座]|号)$/.exec(word);
    // 小区/12: a door has no word of Chinese before a stroke.
    const isInside = /^[^/]*[\u3400-\u9fff][^/]*\//.test(word);
    if (named || isInside || building === '') {
      building = named?.[1] ?? word;
      continue;
    }
    const door = /^(?=[A-Za-z]*\d)([A-Za-z\d-]+)室?(.*)$/.exec(word);
    const last = line.marks.at(-1);
    if (door) {
      const mark: Mark = {
        building,
        room: (door[1] ?? '').toUpperCase(),
        name: '',
        isTested: true,
        reason: '',
      };
      say(mark, door[2] ?? '');
      line.marks.push(mark);
    } else if (last?.isTested === false) {
      last.reason += word;
    } else if (last) {
      const { name } = last;
      say(last, word);
      last.name ||= name;
    } else {
      line.stray.push(word);
    }
  }
  return line;
}

/** The row of the building that was said, bare or as 小区/12; undefined when it could be several. */
export function meant(
  places: { id: number | null; compound?: string | null; building: string }[],
  said: string,
): number | undefined {
  const [name = '', compound] = said.split('/').reverse();
  const fitting = places.filter(
    (each) => each.building === name && (compound === undefined || (each.compound ?? '') === compound),
  );
  return fitting.length === 1 ? (fitting[0]?.id ?? undefined) : undefined;
}

/** The building a next line would be about. */
export const lastBuilding = (line: Line): string => line.marks.at(-1)?.building ?? '';
