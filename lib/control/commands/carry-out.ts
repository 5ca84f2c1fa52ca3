/** Does what was asked for, by the very functions that the command line uses. */
import { undoDefaults } from '#lib/orders/defaults.ts';
import { givenUnder, type Terms } from '#lib/orders/given.ts';
import { planUndo } from '#lib/orders/undo.ts';
import type { Actor } from '../audit.ts';
import type { ControlWorld } from '../world.ts';
import { actorName } from './actor-name.ts';
import { type Command, CommandRefusal, type Done } from './command.ts';
import { resolveAlert } from './resolve-alert.ts';
import { targetOf } from './target.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>;

/** An order by itself is as given; an undo's says what it is. */
type Giving = Omit<Of<'give'>, 'kind' | 'name'> & Pick<Terms, 'isUndo'>;

const give = async (
  { scope, orders, seconds, why, isUndo }: Giving,
  who: string,
  { ports, nowMs, deadline }: ControlWorld,
): Promise<Done> => {
  const given = givenUnder(orders, { who, why, seconds, isUndo }, nowMs);
  await ports.overrideBook.give(scope, given, nowMs, deadline);
  return { changed: true, detail: 'It takes effect with the next tick.' };
};

const withdraw = async (
  { scope, kinds }: Of<'withdraw'>,
  { ports, nowMs, deadline }: ControlWorld,
): Promise<Done> => {
  const { changed } = await ports.overrideBook.withdraw(scope, kinds, nowMs, deadline);
  const detail = changed
    ? 'What was ordered is taken back as of the next tick.'
    : 'Nothing of the kind was ordered, so there is nothing to take back.';
  return { changed, detail };
};

const undo = async (command: Of<'undo'>, who: string, world: ControlWorld): Promise<Done> => {
  const { service, seconds, why } = command;
  const plan = await planUndo(service, world.ports, world.nowMs, world.deadline);
  const target = targetOf(command);
  switch (plan.kind) {
    case 'pin': {
      const usual = undoDefaults(plan.action);
      const terms = {
        seconds: seconds ?? usual.seconds,
        why: why ?? usual.why ?? '',
        isUndo: usual.isUndo,
      };
      const orders = [{ kind: 'pin' as const, tasks: plan.tasks }];
      const { from, to } = plan.action;
      await give({ scope: { kind: 'service', service }, orders, ...terms }, who, world);
      return { changed: true, detail: `${to} becomes ${from} again with the next tick.` };
    }
    case 'done':
      return { changed: false, detail: 'It was undone before, and the pin of that holds.' };
    case 'nothing':
      throw new CommandRefusal('conflict', `Flyball has not changed ${target} yet`);
    case 'unknown':
      throw new CommandRefusal('unavailable', `${target} cannot be undone: ${plan.cause}`);
    default:
      return plan satisfies never;
  }
};

export const carryOut = (command: Command, actor: Actor, world: ControlWorld): Promise<Done> => {
  const who = actorName(actor);
  switch (command.kind) {
    case 'give':
      return give(command, who, world);
    case 'withdraw':
      return withdraw(command, world);
    case 'undo':
      return undo(command, who, world);
    case 'resolve-alert':
      return resolveAlert(command, who, world);
    default:
      return command satisfies never;
  }
};
