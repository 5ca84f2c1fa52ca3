/** One service to be resolved, and the layers of settings that apply to it. */
import { type Fleet, lookUp, type Part } from './fleet.ts';
import { type Layer, partLayer } from './layers.ts';
import type { Names } from './placeholders.ts';
import type { Written } from './references.ts';
import type { ServiceEntry } from './schema.ts';
import { type TagSettings, type Tags, tagPath } from './tags.ts';

/** `entry` is null for a service that is enrolled by its tag alone. */
export type Subject = {
  readonly names: Names;
  readonly entry: Part<ServiceEntry> | null;
  readonly tags: Tags;
};

type Entry = Subject['entry'];

export const policyNamed = (fleet: Fleet, entry: Entry, tags: TagSettings): Written | null => {
  if (tags.policy !== null) return { name: tags.policy, path: tagPath('policy') };
  const part = entry?.settings.policy === undefined ? fleet.defaults : entry;
  const name = part.settings.policy;
  return name === undefined ? null : { name, path: `${part.path}.policy` };
};

/** Lowest first. The challenger of a service has these same layers with another policy among them. */
export const layersOf = (
  fleet: Fleet,
  entry: Entry,
  tags: TagSettings,
  policy: Written | null,
): readonly Layer[] => {
  const named = policy === null ? null : lookUp(fleet.policies, policy.name);
  return [fleet.defaults, named, entry]
    .flatMap((part) => (part === null ? [] : [partLayer(part)]))
    .concat(tags.layer);
};
