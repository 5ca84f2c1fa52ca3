/**
 * What is remembered of a service at rest, which ECS will say again until something happens to it. Whatever is not at
 * rest is not remembered: what moves has to be looked at.
 */
import type { ServiceId, ServiceView } from '../model.ts';
import type { Sight } from '../state.ts';

/** Others' tags come and go with every deployment, and nothing here depends on them. */
const ownPrefix = 'flyball:';

/** In order, so that the same tags are the same text, whatever the order in which ECS lists them. */
const ownTags = (tags: ServiceView['tags']): Sight['tags'] =>
  Object.fromEntries(
    Object.entries(tags)
      .filter(([key]) => key.startsWith(ownPrefix))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export const sightOf = (view: ServiceView): Sight | null => {
  const { desired, running, pending, rollout, failedTasks, targetGroupArns, tags } = view;
  if (running !== desired || pending !== 0 || rollout !== 'steady') return null;
  return { desired, failedTasks, targetGroupArns, tags: ownTags(tags) };
};

export const viewFrom = (id: ServiceId, sight: Sight): ServiceView => ({
  id,
  ...sight,
  running: sight.desired,
  pending: 0,
  rollout: 'steady',
});

/** A table does not keep the order of tags. */
const textOf = ({ desired, failedTasks, targetGroupArns, tags }: Sight): string =>
  JSON.stringify([desired, failedTasks, targetGroupArns, ownTags(tags)]);

export const isSameSight = (a: Sight | null, b: Sight | null): boolean =>
  a === null || b === null ? a === b : textOf(a) === textOf(b);

/** Whether the same policy reads the same signals of it. */
export const isMeasuredAlike = (a: ServiceView, b: ServiceView): boolean =>
  JSON.stringify([ownTags(a.tags), a.targetGroupArns]) ===
  JSON.stringify([ownTags(b.tags), b.targetGroupArns]);
