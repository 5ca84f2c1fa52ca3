/** Some sixty services: a group that is divided, one that is not, and those without any. */
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { keyOf, type Point, type ServiceId, type ServiceView } from '#engine/model.ts';
import { idOf, minuteMs, startMs, viewOf } from '../../tick/support.ts';
import type { Minute } from './plot.ts';

export const caps = { backend: { tasks: 60 }, small: { vcpu: 20 } } as const;
export const share = 0.3;
export const minTasks = 10;
export const maxStarts = 40;
export const cooldownInMs = 2 * minuteMs;

/** Cooldowns are short and scale-in is brave, so that much happens in ten minutes. */
export const yaml = `
defaults:
  max: 14
  react: fast
  collapse: false
  stabilize: { in: 1m }
  cooldown: { out: 1m, in: 2m }
  limits: { in: { select: max, policies: [{ percent: 80, per: 1m }] } }
  breakers:
    - { trip: actuation, failures: 5, open: 60s, maxOpen: 60s }
groups:
  backend: { maxTasks: ${caps.backend.tasks} }
  small: { maxVcpu: ${caps.small.vcpu} }
blastGuard: { share: ${share * 100}%, minTasks: ${minTasks} }
maxStarts: ${maxStarts}
`;

const inBackend = 24;
const inSmall = 5;
/** Of a task in the group `small`. */
const vcpu = 2;

export type Group = keyof typeof caps;

type Actor = {
  readonly id: ServiceId;
  readonly group: Group | null;
  desired: number;
  /** When somebody set its count by hand. */
  byHandMs: number;
  readonly points: Point[];
};

export type Stage = {
  readonly world: MemoryWorld;
  readonly actors: readonly Actor[];
};

const groupAt = (index: number): Group | null => {
  if (index < inBackend) return 'backend';
  return index < inBackend + inSmall ? 'small' : null;
};

const actorAt = (index: number): Actor => ({
  id: idOf(`web-${index}`),
  group: groupAt(index),
  desired: 2,
  byHandMs: Number.NEGATIVE_INFINITY,
  points: [],
});

const mostActors = 62;

export const createStage = (): Stage => ({
  world: createMemoryWorld(),
  actors: Array.from({ length: mostActors }, (_, index) => actorAt(index)),
});

const tagsOf = ({ group }: Actor): ServiceView['tags'] => ({
  'flyball:enabled': 'true',
  ...(group === null ? {} : { 'flyball:group': group }),
  ...(group === 'small' ? { 'flyball:vcpu': String(vcpu) } : {}),
});

const target = 60;

/** CPU that so many tasks' worth of demand makes, and what the past was like. */
const measured = (actor: Actor, demand: number, atMs: number): void => {
  const tasks = Math.max(1, actor.desired);
  const point = { atMs, value: Math.min(100, (target * demand) / tasks), tasks };
  const missing = actor.points.length === 0 ? 8 : 0;
  for (let age = missing; age > 0; age -= 1) {
    actor.points.push({ ...point, atMs: atMs - age * minuteMs });
  }
  actor.points.push(point);
  actor.points.splice(0, actor.points.length - 10);
};

const place = ({ world }: Stage, actor: Actor): void => {
  const { id, desired, points } = actor;
  const cpu = { kind: 'series', points: [...points] } as const;
  placeService(world, viewOf(id.name, desired, { tags: tagsOf(actor) }), { cpu });
};

const present = (index: number, { loners }: Minute): boolean =>
  index < inBackend + inSmall + loners;

const demandOf = (actor: Actor, index: number, { demands }: Minute): number =>
  demands[index % demands.length] ?? actor.desired;

/** Whoever raises a group's count by hand takes room that nobody granted, so in groups counts are only lowered. */
const setByHand = (actor: Actor, nowMs: number): void => {
  actor.byHandMs = nowMs;
  actor.desired = actor.group === null ? actor.desired + 3 : Math.max(1, actor.desired - 2);
};

export const atMs = (minute: number): number => startMs + minute * minuteMs;

/** All tasks that were asked for run by now. */
export const minuteBegins = (stage: Stage, now: Minute, minute: number): void => {
  for (const [index, actor] of stage.actors.entries()) {
    const key = keyOf(actor.id);
    if (!present(index, now)) {
      stage.world.lookups.delete(key);
      stage.world.tagged.delete(key);
      continue;
    }
    if (now.byHand.includes(index)) setByHand(actor, atMs(minute));
    measured(actor, demandOf(actor, index, now), atMs(minute) - 1_000);
    place(stage, actor);
  }
};

/** Within the minute demand may jump to what it will be. */
export const demandJumps = (stage: Stage, next: Minute | undefined, nowMs: number): void => {
  if (next === undefined) return;
  for (const [index, actor] of stage.actors.entries()) {
    if (!stage.world.tagged.has(keyOf(actor.id))) continue;
    measured(actor, demandOf(actor, index, next), nowMs - 1_000);
    const points = [...actor.points];
    stage.world.readings.set(keyOf(actor.id), { cpu: { kind: 'series', points } });
  }
};

export const isHere = ({ world }: Stage, { id }: Pick<Actor, 'id'>): boolean =>
  world.tagged.has(keyOf(id));

export const usedIn = (stage: Stage, group: Group): number =>
  stage.actors
    .filter((actor) => actor.group === group && isHere(stage, actor))
    .reduce((sum, { desired }) => sum + desired * (group === 'small' ? vcpu : 1), 0);

export const tasksIn = (stage: Stage): number =>
  stage.actors
    .filter((actor) => isHere(stage, actor))
    .reduce((sum, { desired }) => sum + desired, 0);
