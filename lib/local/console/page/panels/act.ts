/** Sends a command; what goes wrong is told where everybody sees it. */
import type { ConsoleCommand } from '../../commands.ts';
import { make } from '../dom.ts';
import { command } from '../server.ts';

const toastMs = 6_000;

const complain = (error: unknown): void => {
  const text = error instanceof Error ? error.message : String(error);
  const toast = make('p', { class: 'toast', role: 'alert' }, text);
  document.body.append(toast);
  setTimeout(() => toast.remove(), toastMs);
};

export const act = (what: ConsoleCommand): void => {
  command(what).catch(complain);
};
