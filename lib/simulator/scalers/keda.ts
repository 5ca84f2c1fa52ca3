/**
 * KEDA on the length of a queue: a poll every 30 s, waiting and in flight together, shared out by the HorizontalPodAutoscaler
 * that it makes. It alone decides between none and one: active while the length is above the activation threshold, and to
 * zero once it was not for the cooldown of 300 s. With a minimum of one and more, activation is ignored.
 */
import { type Bounds, within } from './bounds.ts';
import { behave, noMemory } from './hpa-behaviour.ts';
import { byTotal } from './hpa-replicas.ts';
import type { Scaler, Sight } from './scaler.ts';

export type KedaSettings = Bounds & {
  /** Messages a task is to have. */
  readonly messagesPerTask: number;
  readonly activationMessages: number;
  readonly pollSeconds: number;
  readonly cooldownSeconds: number;
  readonly loopSeconds: number;
  readonly tolerance: number;
};

export const kedaAsItComes = (
  tuned: Bounds & { readonly messagesPerTask: number },
): KedaSettings => ({
  ...tuned,
  activationMessages: 0,
  pollSeconds: 30,
  cooldownSeconds: 300,
  loopSeconds: 15,
  tolerance: 0.1,
});

type Poll = { readonly atMs: number; readonly messages: number };

const polled = (last: Poll | null, { backlog, nowMs }: Sight, seconds: number): Poll | null => {
  if (backlog === null) return null;
  if (last !== null && nowMs < last.atMs + seconds * 1000) return last;
  return { atMs: nowMs, messages: backlog.waiting + backlog.inFlight };
};

export const beginKeda = (settings: KedaSettings): ((sight: Sight) => number) => {
  let poll: Poll | null = null;
  let activeMs: number | null = null;
  let memory = noMemory;

  const goneQuiet = (nowMs: number): boolean =>
    activeMs === null || nowMs - activeMs >= settings.cooldownSeconds * 1000;

  return (sight) => {
    const { nowMs, desired } = sight;
    poll = polled(poll, sight, settings.pollSeconds);
    if (poll === null) return desired;
    activeMs ??= desired > 0 ? nowMs : null;
    if (poll.messages > settings.activationMessages) activeMs = nowMs;
    if (settings.min === 0 && goneQuiet(nowMs)) return 0;
    if (desired === 0) return 1;
    const total = poll.messages;
    const { messagesPerTask: perReplica, tolerance } = settings;
    const recommended = byTotal({ current: desired, total, perReplica, tolerance });
    // The autoscaler that KEDA makes keeps one at least; only KEDA itself goes to zero.
    const replicas = within({ ...settings, min: Math.max(1, settings.min) }, recommended);
    const next = behave(memory, desired, { atMs: nowMs, replicas });
    memory = next.memory;
    return next.replicas;
  };
};

export const keda = (settings: KedaSettings): Scaler => ({
  name: 'keda',
  settings,
  everySeconds: settings.loopSeconds,
  begin: () => beginKeda(settings),
});
