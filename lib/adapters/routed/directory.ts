/** The tagged services of all homes. */
import type { Directory } from '#lib/ports.ts';
import type { HomeDirectory } from '../discovery/directory.ts';
import { askAll } from './ask-all.ts';
import type { Homes } from './homes.ts';
import { shareOf } from './patience.ts';

export const routedDirectory = (homes: Homes<HomeDirectory>): Directory => ({
  tagged: async (nowMs, deadline) => {
    const { answers, unasked } = await askAll(homes, deadline, (directory, own) =>
      directory.tagged(nowMs, own),
    );
    return { services: answers.flat(), unasked };
  },
  tend: async (nowMs, deadline) => {
    const own = shareOf(deadline, homes.all.length);
    await Promise.all(homes.all.map((home) => homes.portOf(home)?.tend(nowMs, own)));
  },
});
