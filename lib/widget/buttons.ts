/** The buttons that change something. Each says in its question whom it is about. */
import type { ServiceId } from '#engine/model.ts';
import { type Markup, nothing } from '#lib/markup.ts';
import { button, type Params } from './action.ts';
import type { Frame, ShownAlert } from './data.ts';
import { shownKey, shownName } from './names.ts';

export type ControlCommand = 'pause' | 'resume' | 'undo' | 'reset-breaker';

const labels: Readonly<Record<ControlCommand, string>> = {
  pause: 'Pause',
  resume: 'Resume',
  undo: 'Undo last change',
  'reset-breaker': 'Reset breaker',
};

const questions: Readonly<Record<ControlCommand, (target: string) => string>> = {
  pause: (target) => `Pause ${target}? Its counts stay as they are for an hour, whatever the load.`,
  resume: (target) => `Resume ${target}? Flyball scales again from the next tick on.`,
  undo: (target) =>
    `Undo the last change of ${target}? It is pinned to the count before for 30 minutes.`,
  'reset-breaker': (target) =>
    `Reset the circuit breaker of ${target}? Do it once the cause is repaired.`,
};

const scopeParams = (service: ServiceId | null): Params => {
  if (service === null) return { scope: { kind: 'fleet' } };
  const { account, region, cluster, name } = service;
  return { scope: { kind: 'service', service: { account, region, cluster, name } } };
};

const why = 'by a button of the dashboard';

/** `service` null: the whole fleet. */
export const commandButton = (
  command: ControlCommand,
  service: ServiceId | null,
  { endpoints: { control } }: Frame,
): Markup => {
  if (control === null) return nothing;
  const target = service === null ? 'the whole fleet' : shownName(service);
  return button({
    label: service === null ? `${labels[command]} fleet` : labels[command],
    confirmation: questions[command](target),
    endpoint: control,
    params: { command, ...scopeParams(service), why },
    primary: command === 'resume',
  });
};

export const resolveButton = (
  { id, code, subject }: ShownAlert,
  { endpoints: { control } }: Frame,
): Markup => {
  if (control === null) return nothing;
  return button({
    label: 'Resolve',
    confirmation: `Resolve the alert ${code} of ${subject === null ? 'the fleet' : shownKey(subject)}? It stays closed until its cause has gone and come back.`,
    endpoint: control,
    params: { command: 'resolve-alert', scope: { kind: 'alert', id }, why },
  });
};
