/** Reading costs money, so it is said what and agreed to first. */
import { metricPrice } from '../metric-price.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

export const agreeToRead = async (
  what: string,
  billedMetrics: number,
  yes: boolean,
  world: CliWorld,
): Promise<void> => {
  const cost = `Reading ${what} asks CloudWatch for ${billedMetrics} metrics: ${metricPrice(billedMetrics)}.`;
  world.complain(cost);
  if (yes) return;
  if (world.ask === null) {
    throw new CliFailure('nobody is there to agree to that; say --yes');
  }
  if (!(await world.ask('Go on? [y/N] '))) throw new CliFailure('nothing was read');
};
