/**
 * Shares a scarce number of tasks: first what is assured to each, then by priority, and evenly among
 * equals, so that nobody gets a second helping before everyone of the same rank had a first.
 */
export type Claim = {
  readonly key: string;
  readonly priority: number;
  readonly asked: number;
  /** The part of `asked` that was promised whatever the others want. */
  readonly assured: number;
};

type Grants = Map<string, number>;

const outstanding = (claim: Claim, grants: Grants): number =>
  claim.asked - (grants.get(claim.key) ?? 0);

/** Fills equals to the same level: the smallest claims first, each at most its even share of what is left. */
const fillEvenly = (
  claims: readonly Claim[],
  sizeOf: (claim: Claim) => number,
  room: number,
  grants: Grants,
): number => {
  const smallestFirst = claims.toSorted(
    (a, b) => sizeOf(a) - sizeOf(b) || (a.key < b.key ? -1 : 1),
  );
  return smallestFirst.reduce((left, claim, index) => {
    const evenShare = Math.floor(left / (smallestFirst.length - index));
    const grant = Math.min(sizeOf(claim), evenShare);
    grants.set(claim.key, (grants.get(claim.key) ?? 0) + grant);
    return left - grant;
  }, room);
};

const byPriority = (claims: readonly Claim[]): readonly (readonly Claim[])[] =>
  [...Map.groupBy(claims, ({ priority }) => priority)]
    .sort(([a], [b]) => b - a)
    .map(([, equals]) => equals);

export const shareOut = (claims: readonly Claim[], room: number): ReadonlyMap<string, number> => {
  const grants: Grants = new Map();
  const ranks = byPriority(claims);
  const afterAssured = ranks.reduce(
    (left, equals) =>
      fillEvenly(equals, (claim) => Math.min(claim.asked, claim.assured), left, grants),
    room,
  );
  ranks.reduce(
    (left, equals) => fillEvenly(equals, (claim) => outstanding(claim, grants), left, grants),
    afterAssured,
  );
  return grants;
};
