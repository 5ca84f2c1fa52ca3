/** Every service of the world as the page knows it. */
import type { Fleet } from '#config/fleet.ts';
import { shownKeyOf } from '#lib/shown-name.ts';
import { localHome } from '../arns.ts';
import type { LoggedDecision, Skip, Turn } from '../journal.ts';
import { nameOf } from '../plant.ts';
import type { Product } from '../product.ts';
import { type Facts, type FactsOptions, factsOf } from './service-facts.ts';
import { createTrack, type Track } from './track.ts';
import type { Service } from './wire.ts';

export type ServiceBook = {
  readonly decided: (decision: LoggedDecision) => void;
  readonly skipped: (skip: Skip) => void;
  readonly turned: (turn: Turn) => void;
  /** What is forecast now, by `cluster/name`. */
  readonly foreseen: (learnt: FactsOptions['foresights']) => void;
  /** Takes in the minutes that are over. */
  readonly follow: () => void;
  readonly isObserved: (name: string) => boolean;
  readonly all: () => Service[];
  /** Those that changed since this was last asked. */
  readonly news: () => Service[];
};

const createTracks = () => {
  const tracks = new Map<string, Track>();
  return (name: string): Track => {
    const track = tracks.get(name) ?? createTrack();
    tracks.set(name, track);
    return track;
  };
};

export const createServiceBook = ({ world, plant }: Product, fleet: Fleet): ServiceBook => {
  let foresights: FactsOptions['foresights'] = new Map();
  const trackOf = createTracks();
  const skipped = new Map<string, string>();
  const each = (tell: (track: Track, facts: Facts) => Service | null): Service[] =>
    world.services().flatMap((run) => {
      const told = tell(
        trackOf(nameOf(run.setup)),
        factsOf(run, { fleet, plant, skipped, foresights }),
      );
      return told === null ? [] : [told];
    });
  return {
    decided: (decision) => {
      const name = shownKeyOf(decision.service, localHome);
      skipped.delete(name);
      trackOf(name).decided(decision);
    },
    skipped: ({ service, why }) => {
      skipped.set(shownKeyOf(service, localHome), why);
    },
    turned: (turn) => trackOf(shownKeyOf(turn.service, localHome)).turned(turn),
    foreseen: (learnt) => {
      foresights = learnt;
    },
    follow: () => {
      for (const run of world.services()) {
        trackOf(nameOf(run.setup)).follow(run, world.minutes(run.setup));
      }
    },
    isObserved: (service) => {
      const [cluster = '', name = ''] = service.split('/');
      const run = world.find({ cluster, name });
      return (
        run !== undefined &&
        factsOf(run, { fleet, plant, skipped, foresights }).handling === 'observe'
      );
    },
    all: () => each((track, facts) => track.all(facts)),
    news: () => each((track, facts) => track.news(facts)),
  };
};
