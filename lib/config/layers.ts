/** Layers of settings, lowest first, and what they come to. */
import type { Urgency } from '#engine/policy.ts';
import {
  builtInSettings,
  type CompleteSettings,
  parameterOf,
  parameterOfWait,
} from './built-in.ts';
import type { ParameterValues } from './parameters.ts';
import type { Settings } from './schema.ts';

export type Layer = {
  readonly settings: Settings;
  /** How to name the place where a setting of this layer was written. */
  readonly pathOf: (key: keyof Settings) => string;
};

export const partLayer = (part: { readonly path: string; readonly settings: Settings }): Layer => ({
  settings: part.settings,
  pathOf: (key) => `${part.path}.${key}`,
});

/** Per direction and urgency where a setting has them; rules and limits are replaced as a whole. */
const overlay = (below: CompleteSettings, above: Settings): CompleteSettings => ({
  ...below,
  ...above,
  tolerance: { ...below.tolerance, ...above.tolerance },
  stabilize: { ...below.stabilize, ...above.stabilize },
  limits: { ...below.limits, ...above.limits },
  cooldown: {
    out: { ...below.cooldown.out, ...above.cooldown?.out },
    in: { ...below.cooldown.in, ...above.cooldown?.in },
  },
});

export const settle = (parameters: ParameterValues, layers: readonly Layer[]): CompleteSettings =>
  layers.reduce((below, { settings }) => overlay(below, settings), builtInSettings(parameters));

/** Where a value was written; the higher rank was written closer to the service. */
export type Origin = { readonly path: string; readonly rank: number };

/** Where the value that won was written. */
export const originOf = (layers: readonly Layer[], key: keyof Settings): Origin => {
  const rank = layers.findLastIndex(({ settings }) => settings[key] !== undefined);
  const path = layers[rank]?.pathOf(key) ?? parameterOf[key] ?? `the default of ${key}`;
  return { path, rank };
};

/** Cooldowns are merged one by one, so each may have been written elsewhere. */
export const waitOriginOf = (
  layers: readonly Layer[],
  direction: 'out' | 'in',
  urgency: Urgency,
): Origin => {
  const rank = layers.findLastIndex(
    ({ settings }) => settings.cooldown?.[direction][urgency] !== undefined,
  );
  return { path: layers[rank]?.pathOf('cooldown') ?? parameterOfWait(direction, urgency), rank };
};
