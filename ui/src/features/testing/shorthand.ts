// How a line of marks reads while it is typed: `12 301 302未 发热`. Only for showing; what counts is what the program understood.

export interface Mark {
  room: string;
  isTested: boolean;
  reason: string;
}

export interface Line {
  building: string;
  marks: Mark[];
  /** Words that belong to nothing. */
  stray: string[];
}

const refusals = /(未检|未采|未|没|不|×|✕|x|X)$/;

export function readLine(text: string): Line {
  const words = text
    .normalize('NFKC')
    .replace(/[,，、;；]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const line: Line = { building: '', marks: [], stray: [] };
  const first = words.shift();
  if (!first) return line;
  line.building = first.replace(/(号楼|楼|栋|幢|号)$/, '');
  for (const word of words) {
    if (/^(?:[\d甲乙丙]+-)*\d/.test(word)) {
      const isTested = !refusals.test(word);
      line.marks.push({ room: word.replace(refusals, ''), isTested, reason: '' });
      continue;
    }
    const last = line.marks.at(-1);
    if (last && !last.isTested) last.reason = last.reason ? `${last.reason} ${word}` : word;
    else line.stray.push(word);
  }
  return line;
}
