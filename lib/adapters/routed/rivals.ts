/** Other scalers of all homes: Application Auto Scaling knows those of one account and region. */
import type { RivalScalers } from '#lib/ports.ts';
import type { HomeRivals } from '../application-auto-scaling.ts';
import { askAll } from './ask-all.ts';
import type { Homes } from './homes.ts';

export const routedRivals = (homes: Homes<HomeRivals>): RivalScalers => ({
  find: async (nowMs, deadline) => {
    const { answers, unasked } = await askAll(homes, deadline, (rivals, own) =>
      rivals.find(nowMs, own),
    );
    return { found: new Map(answers.flatMap((found) => [...found])), unasked };
  },
});
