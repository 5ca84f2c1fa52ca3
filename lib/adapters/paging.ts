/** All pages of a listing, up to a stated number: a listing that never ends must not hang a tick. */
export type Page<T, Token = string> = {
  readonly items: readonly T[];
  readonly next: Token | undefined;
};

export type Paging<T, Token> = {
  readonly what: string;
  readonly pagesAtMost: number;
  readonly page: (token: Token | undefined) => Promise<Page<T, Token>>;
};

export const allPages = async <T, Token = string>({
  what,
  pagesAtMost,
  page,
}: Paging<T, Token>): Promise<readonly T[]> => {
  const items: T[] = [];
  let token: Token | undefined;
  for (let count = 0; count < pagesAtMost; count += 1) {
    const { items: more, next } = await page(token);
    items.push(...more);
    // Some services end a listing with an empty token instead of none.
    if (next === undefined || next === '') return items;
    token = next;
  }
  throw new Error(
    `${what} has more than ${pagesAtMost} pages (${items.length} items so far); split the fleet over several stacks`,
  );
};
