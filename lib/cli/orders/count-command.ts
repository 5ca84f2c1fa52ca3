/** The orders that carry a number: pin, floor and ceiling. */
import { mostTasks } from '#config/names.ts';
import { usualDefaults } from '#lib/orders/defaults.ts';
import { type Command, defineCommand } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { givenArgs, scopeArgs, subjectArg } from './args.ts';
import { giveOrders } from './change.ts';

type CountOrder = {
  readonly kind: 'pin' | 'floor' | 'ceiling';
  readonly description: string;
  readonly purpose: string;
};

const tasksOf = (text: string | undefined): number => {
  const tasks = /^\d{1,6}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (tasks <= mostTasks) return tasks;
  throw new UsageError(
    `${text === undefined ? 'the number of tasks is missing' : `"${text}" is not a number of tasks`}; write a whole number from 0 to ${mostTasks}`,
  );
};

export const countCommand = ({ kind, description, purpose }: CountOrder): Command =>
  defineCommand({
    name: kind,
    description,
    args: {
      service: subjectArg,
      tasks: { type: 'positional', required: false, description: 'The number of tasks' },
      ...givenArgs,
      ...scopeArgs,
    },
    examples: [
      [`flyball ${kind} shop/checkout 12 --for 2h --why "the launch" --stack Flyball`, purpose],
      [`flyball ${kind} 3 --group backend --why "the launch" --stack Flyball`, 'the same for each'],
    ],
    run: async (args, world) => {
      const isForService = args.group === undefined && args['whole-fleet'] !== true;
      // Without a service the number comes first.
      const [service, text, surplus] = isForService
        ? [args.service, args.tasks]
        : [undefined, args.service, args.tasks];
      if (surplus !== undefined) {
        throw new UsageError(
          `"${args.service}" is for one of them only; name a service, or pass --group <name>, or --whole-fleet`,
        );
      }
      const order = { kind, tasks: tasksOf(text) };
      return giveOrders({ service, args, world }, [order], usualDefaults);
    },
  });
