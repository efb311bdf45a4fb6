import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';

/** As much as a person reads on paper. Whatever is longer is taken as CSV. */
const mostOnPaper = 2000;
const page = 500;

interface Paper<T> {
  readonly items: readonly T[];
  /** There are more than these. */
  readonly isPart: boolean;
}

/** Reads everything that belongs on paper, a page at a time, and prints it once it is drawn. */
export function usePaper<T>(
  read: (after: number, limit: number) => Promise<readonly T[]>,
  numberOf: (item: T) => number,
) {
  const prepare = useMutation({
    async mutationFn(): Promise<Paper<T>> {
      const items: T[] = [];
      for (let after = 0; items.length < mostOnPaper;) {
        const found = await read(after, page);
        items.push(...found);
        const last = found.at(-1);
        if (found.length < page || last === undefined) return { items, isPart: false };
        after = numberOf(last);
      }
      return { items, isPart: true };
    },
  });
  const { data: paper } = prepare;
  useEffect(() => {
    if (paper !== undefined) globalThis.print();
  }, [paper]);
  return { paper, print: () => prepare.mutate(), isPreparing: prepare.isPending, error: prepare.error };
}
