/** Listings a page at a time. */
import * as z from 'zod';
import { cursorParameter, writeCursor } from './cursor.ts';

const mostOnPage = 500;

export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostOnPage)
    .default(100)
    .meta({ description: 'Entries on this page at most' }),
  cursor: cursorParameter,
};

export const nextPage = z
  .string()
  .nullable()
  .meta({ description: 'The cursor of the page after this one; null on the last' });

/** One entry more than asked for was looked up, which says whether there is another page. */
export const cutPage = <Entry>(
  list: string,
  entries: readonly Entry[],
  limit: number,
  placeOf: (entry: Entry) => string,
): { readonly shown: readonly Entry[]; readonly next: string | null } => {
  const shown = entries.slice(0, limit);
  const last = shown.at(-1);
  const isMore = entries.length > limit && last !== undefined;
  return { shown, next: isMore ? writeCursor(list, placeOf(last)) : null };
};
