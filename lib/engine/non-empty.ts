/**
 * Lists that are never empty, told apart without copying: taking a list to pieces as `[first, ...rest]` runs its
 * iterator, and cost a third of a decision.
 */
export type NonEmpty<T> = readonly [T, ...T[]];

export const isNonEmpty = <T>(items: readonly T[]): items is NonEmpty<T> => items.length > 0;

export const mapNonEmpty = <T, U>(
  items: NonEmpty<T>,
  map: (item: T, index: number) => U,
): NonEmpty<U> => {
  const mapped = items.map(map);
  if (!isNonEmpty(mapped)) throw new Error('A list that is not empty became an empty one');
  return mapped;
};
