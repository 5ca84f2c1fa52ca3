/**
 * Shares scarce room among claims for whole tasks: first what is assured to each, then by priority, and evenly
 * among equals, so that nobody gets a second helping before everyone of the same rank had a first.
 */
export type Claim = {
  readonly key: string;
  readonly priority: number;
  readonly asked: number;
  /** The part of `asked` that was promised whatever the others want. */
  readonly assured: number;
  /** Room that one task takes: 1 where tasks are counted, its vCPU where those are. */
  readonly unit: number;
};

type Grants = Map<string, number>;

const outstanding = (claim: Claim, grants: Grants): number =>
  claim.asked - (grants.get(claim.key) ?? 0);

const wholeTasks = (room: number, unit: number): number => Math.floor(room / unit + 1e-9);

type Portion = { readonly claim: Claim; readonly size: number };

const grant = (grants: Grants, { claim, size }: Portion): number => {
  grants.set(claim.key, (grants.get(claim.key) ?? 0) + size);
  return size * claim.unit;
};

/** What even shares leave over, because a share is no whole task, goes round one task at a time. */
const handRound = (portions: readonly Portion[], room: number, grants: Grants): number =>
  portions.reduce((left, { claim, size }) => {
    const fits = size > 0 && claim.unit <= left + 1e-9;
    return fits ? left - grant(grants, { claim, size: 1 }) : left;
  }, room);

/** Fills equals to the same level: the smallest claims first, each at most its even share of what is left. */
const fillEvenly = (
  claims: readonly Claim[],
  sizeOf: (claim: Claim) => number,
  room: number,
  grants: Grants,
): number => {
  const smallestFirst = claims
    .map((claim): Portion => ({ claim, size: sizeOf(claim) }))
    .sort(
      (a, b) =>
        a.size * a.claim.unit - b.size * b.claim.unit || (a.claim.key < b.claim.key ? -1 : 1),
    );
  let left = room;
  const unfilled = smallestFirst.map(({ claim, size }, index): Portion => {
    const evenShare = left / (smallestFirst.length - index);
    const given = Math.min(size, wholeTasks(evenShare, claim.unit));
    left -= grant(grants, { claim, size: given });
    return { claim, size: size - given };
  });
  return handRound(unfilled, left, grants);
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
    Math.max(0, room),
  );
  ranks.reduce(
    (left, equals) => fillEvenly(equals, (claim) => outstanding(claim, grants), left, grants),
    afterAssured,
  );
  return grants;
};
