/** Whole arrivals out of a rate: the fraction left over is carried on, so that none is lost or invented. */

export type Arrivals = { readonly count: number; readonly carry: number };

export const arrive = (perSecond: number, seconds: number, carry: number): Arrivals => {
  const exact = Math.max(0, perSecond) * seconds + carry;
  // 0.1 + 0.2 style rounding would otherwise hold a whole arrival back for a step.
  const count = Math.floor(exact + 1e-9);
  return { count, carry: exact - count };
};
