import { countCommand } from '../orders/count-command.ts';

export const ceiling = countCommand({
  kind: 'ceiling',
  description: 'Let the count not rise above a number for a while',
  purpose: '12 at most for two hours',
});
