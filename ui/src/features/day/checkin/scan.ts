// What came in at the one field: a token of a person or household, a tube's barcode, or words typed by a person. Only sorting;
// who is meant is for the program to say.

export type Scanned =
  | { kind: 'token'; text: string }
  | { kind: 'tube'; text: string }
  /** Looks like a token of ours and its check digits are wrong. */
  | { kind: 'misread'; text: string }
  | { kind: 'words'; text: string };

/** Check digits of a token: ISO 7064 MOD 97-10, as the program prints them. */
export function isToken(text: string): boolean {
  if (!/^[12]\d{11,19}$/.test(text) || text.length % 2 === 1) return false;
  const rest = [...text.slice(0, -2)].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return 98 - ((rest * 100) % 97) === Number(text.slice(-2));
}

/** A barcode as the program keeps it. */
export const plainBarcode = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/**
 * Sorts one line. `known`: barcodes of the round's tubes. `isTube`: the person said that a tube comes next. An unknown number that
 * could be a token read badly never opens a tube by itself.
 */
export function readScan(raw: string, known: ReadonlySet<string>, isTube = false): Scanned {
  const text = raw.normalize('NFKC').trim();
  const barcode = plainBarcode(text);
  if (isTube || known.has(barcode)) return { kind: 'tube', text: barcode };
  if (isToken(text)) return { kind: 'token', text };
  if (/^[12]0\d{10,18}$/.test(text) && text.length % 2 === 0) return { kind: 'misread', text };
  const isBarcode = /^(?=(?:[^\d]*\d){5})[A-Z0-9._-]{6,40}$/.test(barcode) && !/\s/.test(text);
  if (isBarcode && !/^\d{1,4}(-\d{1,4}){1,2}$/.test(text)) return { kind: 'tube', text: barcode };
  return { kind: 'words', text };
}
