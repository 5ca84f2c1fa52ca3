/** Where a story is played: the deployed function in a process of its own, woken once a minute. */
import type { Home } from '#config/fleet.ts';
import type { World } from '#simulator/plant/world.ts';
import { makeAsset } from './bundle.ts';
import { type Lambda, startLambda } from './lambda.ts';
import type { LogLine, Thrown } from './messages.ts';
import { minuteMs, openPlace, type Place, type PlaceSetup, variablesFor } from './place.ts';

/** As the stack sets it. */
const lambdaTimeoutMs = 50_000;

export type Setting = PlaceSetup & {
  /** @default empty: services enrol by their tag */
  readonly fleetYaml?: string;
  /** @default act, which is not what a stack begins with */
  readonly mode?: 'observe' | 'act';
};

export type Ticked = { readonly thrown: Thrown | null; readonly lines: readonly LogLine[] };

export type Stage = Omit<Place, 'close'> & {
  /** All that was logged so far, by every process. */
  readonly lines: readonly LogLine[];
  readonly passMinute: () => void;
  /** Lets a minute pass and runs its tick, with so much time left to the function. */
  readonly tick: (timeoutMs?: number) => Promise<Ticked>;
  /** The desired count of a service after each of so many ticks, all of which must succeed. */
  readonly play: (ticks: number, service: string) => Promise<readonly number[]>;
  readonly desired: (service: string) => number;
  /** The same in another account or region. */
  readonly desiredAt: (home: Home, service: string) => number;
  /** Calls of UpdateService, refused ones included. */
  readonly updates: () => number;
  /** Another execution environment of the same function. */
  readonly coldStart: () => Promise<Lambda>;
  /** Ends the warm process as a crash would; the next tick starts a new one. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Fleet = Pick<Stage, 'coldStart' | 'kill' | 'lines'> & {
  readonly warm: () => Promise<Lambda>;
};

/** The function's execution environments: one that is kept warm, and as many more as are asked for. */
const createEnvironments = (file: string, variables: Readonly<Record<string, string>>): Fleet => {
  const lines: LogLine[] = [];
  const running = new Set<Lambda>();
  let warm: Promise<Lambda> | null = null;
  const coldStart = async (): Promise<Lambda> => {
    const lambda = await startLambda({ file, variables, onLog: (line) => lines.push(line) });
    running.add(lambda);
    return lambda;
  };
  return {
    lines,
    coldStart,
    warm: () => {
      warm ??= coldStart();
      return warm;
    },
    kill: async () => {
      warm = null;
      await Promise.all([...running].map((lambda) => lambda.kill()));
      running.clear();
    },
  };
};

const desiredIn = (world: World, service: string): number => {
  const run = world.services().find(({ setup }) => setup.name === service);
  if (run === undefined) throw new Error(`There is no service ${service} in this world`);
  return run.desired;
};

const playing =
  ({ tick, desired }: Pick<Stage, 'tick' | 'desired'>): Stage['play'] =>
  async (ticks, service) => {
    const counts: number[] = [];
    while (counts.length < ticks) {
      const { thrown } = await tick();
      if (thrown !== null) throw new Error(`${thrown.name}: ${thrown.message}`);
      counts.push(desired(service));
    }
    return counts;
  };

export const openStage = async (setting: Setting): Promise<Stage> => {
  const { fleetYaml = '', mode = 'act' } = setting;
  const asset = await makeAsset(fleetYaml);
  const place = await openPlace(setting);
  const { clock, world, aws } = place;
  const variables = { ...variablesFor(aws.url), FLYBALL_MODE: mode };
  const { lines, coldStart, warm, kill } = createEnvironments(asset.file, variables);
  const passMinute = (): void => {
    clock.advance(minuteMs);
    world.advanceTo(clock.nowMs());
  };
  const tick = async (timeoutMs = lambdaTimeoutMs): Promise<Ticked> => {
    passMinute();
    const lambda = await warm();
    const before = lines.length;
    const thrown = await lambda.invoke(clock.nowMs(), timeoutMs);
    return { thrown, lines: lines.slice(before) };
  };
  const desired = (service: string): number => desiredIn(world, service);
  return {
    ...place,
    ...{ lines, passMinute, tick, desired, coldStart, kill },
    desiredAt: (home, service) => desiredIn(place.worldAt(home), service),
    play: playing({ tick, desired }),
    updates: () => aws.calls.get('ecs:UpdateService') ?? 0,
    close: async () => {
      await kill();
      await place.close();
      await asset.remove();
    },
  };
};
