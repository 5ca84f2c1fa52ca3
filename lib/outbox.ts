/** What is still to be told, shared by the tick function and its workers. */

/**
 * Each of what was loaded goes once, wherever it stands now; it is plain data, so equal text is equal. What could not be told comes first,
 * since it is the worst.
 */
export const settledBox = <Owed>(
  held: readonly Owed[],
  loaded: readonly Owed[],
  owed: readonly Owed[],
): readonly Owed[] => {
  const gone = loaded.map((each) => JSON.stringify(each));
  const others = held.filter((each) => {
    const at = gone.indexOf(JSON.stringify(each));
    if (at === -1) return true;
    gone.splice(at, 1);
    return false;
  });
  return [...owed, ...others];
};
