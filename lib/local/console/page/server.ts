/** The way to the server: its events in, commands out. */
import type { ConsoleCommand } from '../commands.ts';
import {
  type Dashboard,
  dashboardSchema,
  functionAnswerSchema,
  type Update,
  updateSchema,
} from '../wire.ts';

export type Connection = {
  readonly onUpdate: (update: Update) => void;
  readonly onLost: () => void;
};

/** The browser connects again by itself, and is then told everything anew. */
export const listen = ({ onUpdate, onLost }: Connection): void => {
  const events = new EventSource('/_local/events');
  events.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    onUpdate(updateSchema.parse(JSON.parse(String(data))));
  });
  events.addEventListener('error', onLost);
};

export const command = async (what: ConsoleCommand): Promise<void> => {
  const response = await fetch('/_local/commands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
  if (!response.ok) throw new Error(`${what.kind}: ${await response.text()}`);
};

export const loadDashboard = async (): Promise<Dashboard> => {
  const response = await fetch('/_local/dashboard');
  if (!response.ok) throw new Error(`The dashboard cannot be had: ${await response.text()}`);
  return dashboardSchema.parse(await response.json());
};

/** As the console of CloudWatch calls a function, with the rights of who looks. */
export const callFunction = async (endpoint: string, event: object): Promise<unknown> => {
  const response = await fetch('/_local/functions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, event }),
  });
  if (!response.ok) throw new Error(`The function gave no answer: ${await response.text()}`);
  return functionAnswerSchema.parse(await response.json()).answer;
};
