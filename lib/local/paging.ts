/** Pages over a list, with tokens that say nothing to the caller. */
import { AwsError } from './aws-error.ts';

export type Page<Item> = {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
};

export const tokenOf = (offset: number): string =>
  Buffer.from(`offset:${offset}`).toString('base64url');

/** `undefined` for a token that was never given out. */
export const offsetOf = (token: string): number | undefined => {
  const [, digits] = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

export type PageRequest = {
  readonly token: string | undefined;
  readonly size: number | undefined;
  readonly defaultSize: number;
  readonly maxSize: number;
  /** How this service words its complaints. */
  readonly badSize: string;
  readonly badToken: string;
};

export const pageOf = <Item>(all: readonly Item[], request: PageRequest): Page<Item> => {
  const { token, maxSize } = request;
  const size = request.size ?? request.defaultSize;
  if (!Number.isInteger(size) || size < 1 || size > maxSize) {
    throw new AwsError(request.badSize, `Page size ${size} is not between 1 and ${maxSize}.`);
  }
  const offset = token === undefined || token === '' ? 0 : offsetOf(token);
  if (offset === undefined || offset > all.length) {
    throw new AwsError(request.badToken, 'The pagination token is not one that was given out.');
  }
  const end = offset + size;
  const nextToken = end < all.length ? tokenOf(end) : undefined;
  return { items: all.slice(offset, end), nextToken };
};
