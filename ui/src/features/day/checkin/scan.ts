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

/** The check digit of an ID card: GB 11643. */
function isIdCard(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = [...text.slice(0, 17)].reduce(
    (all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11),
    0,
  );
  return '10X98765432'[sum % 11] === text[17];
}

/** A number that is somebody's or some goods' and never a tube's: an ID card, a mobile phone, a shop's barcode. The program says whose. */
export const isOthers = (text: string): boolean =>
  isIdCard(text) ||
  /^[1-8]\d{5}(19|20)\d{9}[\dX]$/.test(text) ||
  /^1[3-9]\d{9}$/.test(text) ||
  /^69\d{11}$/.test(text);

/** Whether what was not understood may have been a tube's number, too short to be taken for one by itself. */
export const mayBeTube = (text: string): boolean =>
  /^(?=.*\d)[A-Z0-9._-]{3,40}$/.test(plainBarcode(text)) && !/\s/.test(text.trim());

/**
 * Sorts one line. `known`: barcodes of the round's tubes. `isTube`: the person said that a tube comes next. An unknown number that
 * could be a token read badly never opens a tube by itself.
 */
export function readScan(raw: string, known: ReadonlySet<string>, isTube = false): Scanned {
  const text = raw.normalize('NFKC').trim();
  const barcode = plainBarcode(text);
  if (isTube || known.has(barcode)) return { kind: 'tube', text: barcode };
  if (isToken(text)) return { kind: 'token', text };
  if (isOthers(barcode)) return { kind: 'words', text: barcode };
  if (/^[12]0\d{10,18}$/.test(text) && text.length % 2 === 0) return { kind: 'misread', text };
  const long = /^(?=(?:[^\d]*\d){5})[A-Z0-9._-]{6,40}$/;
  const lettered = /^[A-Z]{2,}[-_]?\d{3,38}$/;
  const isBarcode = (long.test(barcode) || lettered.test(barcode)) && !/\s/.test(text);
  if (isBarcode && !/^\d{1,4}(-\d{1,4}){1,2}$/.test(text)) return { kind: 'tube', text: barcode };
  return { kind: 'words', text };
}
