/** Suggesting what was meant: the closest known name, if any is close enough to be a slip of the finger. */

/** Keys pressed too many, too few or wrong, between two words; two neighbours swapped count as one. */
const editDistance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
};

/** Names longer than this are not compared, so that a hostile file cannot buy time with long names. */
const longestCompared = 64;

/** Two letters begin too many words. */
const shortestStem = 3;

/** `maximum` for `max`: one begins with the other. */
const shortened = (name: string, known: readonly string[]): string | undefined =>
  known.find(
    (candidate) =>
      Math.min(name.length, candidate.length) >= shortestStem &&
      (name.startsWith(candidate) || candidate.startsWith(name)),
  );

export const nearest = (name: string, known: readonly string[]): string | null => {
  if (name.length > longestCompared) return null;
  const tolerated = Math.max(1, Math.floor(name.length / 3));
  const ranked = known
    .filter((candidate) => Math.abs(candidate.length - name.length) <= tolerated)
    .map((candidate) => ({
      candidate,
      distance: editDistance(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= tolerated)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate ?? shortened(name, known) ?? null;
};

const mostListed = 20;

/** `did you mean max?`, or else the names there are. */
export const suggestion = (name: string, known: readonly string[]): string => {
  const close = nearest(name, known);
  if (close !== null) return `did you mean ${close}?`;
  if (known.length === 0) return 'none is defined';
  const more = known.length > mostListed ? `, and ${known.length - mostListed} more` : '';
  return `known: ${known.slice(0, mostListed).join(', ')}${more}`;
};
