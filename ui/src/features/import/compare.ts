// Two sides of a question, word by word. Pure.

export interface Word {
  text: string;
  differs: boolean;
}

/** Words of either side that the other does not have; an empty side says so. */
export function compare(ours: string, theirs: string): { ours: Word[]; theirs: Word[] } {
  const left = ours.split(' ').filter(Boolean);
  const right = theirs.split(' ').filter(Boolean);
  const words = (its: string[], other: string[]): Word[] =>
    its.length === 0
      ? [{ text: '（空）', differs: false }]
      : its.map((text) => ({ text, differs: !other.includes(text) }));
  return { ours: words(left, right), theirs: words(right, left) };
}
