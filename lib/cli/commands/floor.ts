import { countCommand } from '../orders/count-command.ts';

export const floor = countCommand({
  kind: 'floor',
  description: 'Let the count not fall below a number for a while',
  purpose: '12 at least for two hours',
});
