import { keyOf } from '#engine/model.ts';
import type { OverrideScope } from '#lib/ports.ts';
import type { Command } from './command.ts';

export const scopeName = (scope: OverrideScope): string => {
  switch (scope.kind) {
    case 'service':
      return keyOf(scope.service);
    case 'group':
      return `group ${scope.group}`;
    case 'fleet':
      return 'the whole fleet';
    default:
      return scope satisfies never;
  }
};

export const targetOf = (command: Command): string => {
  switch (command.kind) {
    case 'give':
    case 'withdraw':
      return scopeName(command.scope);
    case 'undo':
      return keyOf(command.service);
    case 'resolve-alert':
      return `alert ${command.id}`;
    default:
      return command satisfies never;
  }
};

/** What a reader of the audit trail needs to know beyond name and target. */
export const detailsOf = (command: Command): Readonly<Record<string, string | number>> => {
  switch (command.kind) {
    case 'give': {
      const tasks = command.orders.flatMap((order) => ('tasks' in order ? [order.tasks] : []));
      return {
        orders: command.orders.map(({ kind }) => kind).join(', '),
        seconds: command.seconds,
        ...(tasks[0] === undefined ? {} : { tasks: tasks[0] }),
      };
    }
    case 'withdraw':
      return { kinds: command.kinds?.join(', ') ?? 'all' };
    case 'undo':
      return command.seconds === null ? {} : { seconds: command.seconds };
    case 'resolve-alert':
      return {};
    default:
      return command satisfies never;
  }
};
