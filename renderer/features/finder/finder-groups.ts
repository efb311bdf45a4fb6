import type { Icon } from '@tabler/icons-react';

/** Something that can be gone to or done. */
export interface FinderItem {
  readonly id: string;
  readonly name: string;
  /** What tells it from others of its name. */
  readonly note: string | null;
  readonly Icon: Icon;
  /** Rejects where it cannot be done. */
  readonly go: () => void | Promise<unknown>;
}

export interface FinderGroup {
  readonly label: string;
  readonly items: readonly FinderItem[];
}

/** What is there anyway: those of which every word that was entered begins a word. All where nothing was entered. */
export function matching(items: readonly FinderItem[], text: string): readonly FinderItem[] {
  const wanted = wordsOf(text);
  return items.filter(({ name, note }) => {
    const words = wordsOf(`${name} ${note ?? ''}`);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  });
}

/** From so many letters on, a page or an action that begins with them is what is meant; before, and otherwise, records come first. */
const leastLetters = 3;

export function inOrder(
  own: readonly FinderGroup[],
  records: readonly FinderGroup[],
  text: string,
): readonly FinderGroup[] {
  const start = text.trim().toLocaleLowerCase('en-US');
  const isMeant = ({ items }: FinderGroup): boolean =>
    start.length >= leastLetters && items.some(({ name }) => name.toLocaleLowerCase('en-US').startsWith(start));
  return [...own.filter(isMeant), ...records, ...own.filter((group) => !isMeant(group))];
}

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLocaleLowerCase('en-US')
    .split(/[\s,]+/u)
    .filter((word) => word !== '');
