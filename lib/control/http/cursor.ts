/** Where a listing goes on. Opaque, so that what it holds can change; no secret, since it only says a place in a list. */
import * as z from 'zod';
import { HttpProblem } from './problem.ts';

/** Names are 255 characters at most, and a cursor holds one key. */
const mostCharacters = 2_048;

const cursorSchema = z.strictObject({ list: z.string(), after: z.string() });

export const cursorParameter = z
  .string()
  .max(mostCharacters)
  .optional()
  .meta({ description: 'The `next` of the page before' });

/** `list` keeps a cursor of one listing out of another. */
export const writeCursor = (list: string, after: string): string =>
  Buffer.from(JSON.stringify({ list, after })).toString('base64url');

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one of the ways of not being a cursor, which the schema says.
    return null;
  }
};

/** `null` for the first page. */
export const readCursor = (list: string, cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  const parsed = cursorSchema.safeParse(parsedJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success && parsed.data.list === list) return parsed.data.after;
  throw new HttpProblem(
    400,
    'the cursor is none of this listing; pass the `next` of the page before, or none for the first page',
  );
};
