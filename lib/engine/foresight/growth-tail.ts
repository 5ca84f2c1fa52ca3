/** The upper end of a distribution in six numbers: a few quantiles, and a power law beyond the last of them. */

/** Chances of exceeding the quantiles that are kept. */
export const keptRisks = [0.5, 0.2, 0.1, 0.05, 0.02] as const;
export const tailRisk = 0.02;

export type GrowthTail = {
  /** What is exceeded with the chance of the same place in `keptRisks`; ascending. */
  readonly exceeded: readonly number[];
  /** How slowly the tail thins out: halving the risk multiplies the quantile by 2 to this power. */
  readonly exponent: number;
};

/** What is exceeded with this chance. Between the kept ones in a straight line over the logarithm of the risk. */
export const exceededWith = ({ exceeded, exponent }: GrowthTail, risk: number): number => {
  const last = exceeded.at(-1) ?? 0;
  if (risk <= tailRisk) return last * (tailRisk / risk) ** exponent;
  const upper = keptRisks.findIndex((kept) => kept < risk);
  const [riskAbove, riskBelow] = [keptRisks[upper - 1] ?? keptRisks[0], keptRisks[upper] ?? 0.02];
  const share = Math.log(riskAbove / risk) / Math.log(riskAbove / riskBelow);
  const from = exceeded[upper - 1] ?? exceeded[0] ?? 0;
  return from + ((exceeded[upper] ?? last) - from) * Math.min(1, Math.max(0, share));
};
