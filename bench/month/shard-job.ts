/** One shard of a fleet through one month: what a thread is asked, and does. */
import * as z from 'zod';
import { threeSignalPolicy } from '../reads/three-signals.ts';
import { membersOf } from './fleet.ts';
import { type Month, playMonth } from './play.ts';

export const shardJobSchema = z.strictObject({
  react: z.enum(['fast', 'usual', 'thrifty']),
  /** Of this shard's services, for these days; 0 is none. */
  ceilingDollars: z.number().min(0),
  services: z.number().int().min(1),
  firstSeed: z.number().int().min(0),
  days: z.number().min(0.1).max(30),
});

export type ShardJob = Readonly<z.infer<typeof shardJobSchema>>;

const target = 60;
const dayMs = 86_400_000;
const endMs = Date.UTC(2026, 11, 1);

export const playShard = ({
  react,
  ceilingDollars,
  services,
  firstSeed,
  days,
}: ShardJob): Month => {
  const span = { startMs: endMs - days * dayMs, endMs };
  const members = membersOf(services, firstSeed, span);
  return playMonth(members, span, {
    policy: { ...threeSignalPolicy(target), react },
    ceilingDollars,
  });
};
