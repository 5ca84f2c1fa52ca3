/** Carries out what misfortunes and the peace after them ask for, in the order in which it is due. */
import type { WorldCommand } from '#local/console/commands.ts';
import type { Misfortune } from './misfortunes.ts';

type Due = { readonly atMs: number; readonly command: WorldCommand };

/** A third of the load: whoever still is at a ceiling then has no reason to be. */
const peacefulLoad = 0.3;

export const peaceFrom = (atMs: number, services: readonly string[]): readonly Due[] =>
  services.map((service) => ({ atMs, command: { kind: 'load', service, factor: peacefulLoad } }));

export const turnsOf = (all: readonly Misfortune[]): readonly Due[] =>
  all.flatMap(({ fromMs, toMs, begin, end }) => [
    { atMs: fromMs, command: begin },
    ...(end === null ? [] : [{ atMs: toMs, command: end }]),
  ]);

export const createFate = (turns: readonly Due[], carryOut: (command: WorldCommand) => void) => {
  const due = turns.toSorted((a, b) => a.atMs - b.atMs);
  let next = 0;
  return (nowMs: number): void => {
    for (let each = due[next]; each !== undefined && each.atMs <= nowMs; each = due[next]) {
      carryOut(each.command);
      next += 1;
    }
  };
};
