import type { Database } from 'better-sqlite3';

/**
 * A text as it is compared and searched: without accents, marks and case, compatibility forms undone, spaces single. Letters of every
 * script stay.
 */
export function foldText(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  const folded = text.normalize('NFKD').replaceAll(marks, '').toLowerCase().normalize('NFKC');
  return folded.replaceAll(/[øłđðþßæœıŧħ]/gu, (letter) => unfolded[letter] ?? letter);
}

/** Printable ASCII without two spaces running, which most texts are. */
const isPlain = /^(?:[!-~]| (?! ))*$/;
// Marks of Latin, Greek and Cyrillic letters only: in Thai, Hindi or Hebrew a mark is a letter of its own.
const marks = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}][\u0300-\u036F]*)[\u0300-\u036F]/gu;
const unfolded: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ŧ: 't',
  ħ: 'h',
};

/** Makes `fold(text)` known to a connection. */
export function registerFold(db: Database): void {
  db.function('fold', { deterministic: true }, (value: string | number | null) =>
    value === null ? null : foldText(String(value)),
  );
}
