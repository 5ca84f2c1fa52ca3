import { countCommand } from '../orders/count-command.ts';

export const pin = countCommand({
  kind: 'pin',
  description: 'Set the count to a number and keep it there, whatever is measured',
  purpose: 'exactly 12 for two hours',
});
