// Words chosen in a cell of the table: what is offered for what was typed so far, and what comes of choosing. Pure.

export interface Choice {
  words: readonly string[];
  /** Several, separated by 、. */
  isMany: boolean;
}

export const wordsOf = (text: string): string[] =>
  text
    .split(/[、,，;；+\s]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The word still being typed; '' when it is whole. */
function unfinished({ words, isMany }: Choice, text: string): string {
  const last = isMany ? (text.split(/[、,，;；+\s]/).at(-1) ?? '') : text.trim();
  return words.includes(last) ? '' : last;
}

/** The words offered: those that fit the one being typed, or all. */
export function offered(choice: Choice, text: string): readonly string[] {
  const part = unfinished(choice, text);
  const fitting = choice.words.filter((word) => word.includes(part));
  return fitting.length > 0 ? fitting : choice.words;
}

/** Which of the offered is taken unless another is chosen: the only sense what was typed makes; -1 when that is open. */
export function guess(choice: Choice, text: string): number {
  const words = offered(choice, text);
  const part = unfinished(choice, text);
  if (part !== '') return words.findIndex((word) => word.includes(part));
  return choice.isMany ? -1 : words.indexOf(text.trim());
}

/** The text when a word is taken: of one it takes the place, of several it comes or goes. */
export function taken(choice: Choice, text: string, word: string): string {
  if (!choice.isMany) return word;
  const part = unfinished(choice, text);
  const isBegun = choice.words.some((each) => each.includes(part));
  const words = wordsOf(text).filter((each) => each !== part || !isBegun);
  return (words.includes(word) ? words.filter((each) => each !== word) : [...words, word]).join('、');
}

/**
 * The text to be kept when the list stands at `word`. Of several it is taken when it ends what is being typed, or when nothing else was
 * done since the cell held `before`.
 */
export function finished(choice: Choice, text: string, word: string | undefined, before: string): string {
  if (!choice.isMany) return word ?? text.trim();
  const words = wordsOf(text);
  const isTaken =
    word !== undefined &&
    (unfinished(choice, text) !== '' || (!words.includes(word) && words.join() === wordsOf(before).join()));
  return isTaken ? taken(choice, text, word) : words.join('、');
}
