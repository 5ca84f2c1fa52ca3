/** Whether a signal is an average over tasks, which falls when tasks are added, or a total of the service. */
import type { SignalDefinition } from '../policy.ts';

export const isPerTask = (definition: SignalDefinition | undefined): boolean => {
  switch (definition?.kind) {
    case 'requests':
    case 'queueDepth':
      return false;
    case 'custom':
    case 'expression':
    case 'formula':
      return definition.per === 'task';
    default:
      return true;
  }
};
