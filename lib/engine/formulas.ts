import type { Readings } from './model.ts';
import type { SignalDefinition } from './policy.ts';

export const withFormulas = (
  _signals: Readonly<Record<string, SignalDefinition>>,
  readings: Readings,
): Readings => readings;
