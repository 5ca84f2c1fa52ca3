/** The other door: a button of the dashboard. It answers a line of HTML, which CloudWatch shows in the widget. */
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { html, type Markup } from '#lib/markup.ts';
import { audited } from '../commands/audited.ts';
import { type Command, CommandRefusal, type Done } from '../commands/command.ts';
import { targetOf } from '../commands/target.ts';
import { findServiceById } from '../find-service.ts';
import { HttpProblem } from '../http/problem.ts';
import type { ControlWorld } from '../world.ts';
import { claimsOf, commandOf, type Press, pressSchema } from './press.ts';

/** As CloudWatch asks every custom widget what it is. */
const describeSchema = z.object({ describe: z.literal(true) });

const described =
  'Flyball: what the buttons of its dashboard call. It changes things, so it is no widget of its own; it takes `command`, `scope` and `why`.';

const doneAnswer = (command: Command, { changed, detail }: Done): Markup =>
  html`<p><b>${command.name}</b> ${changed ? 'for' : 'was done before for'} ${targetOf(command)}. ${detail}</p>`;

const refusedAnswer = (message: string, requestId: string): Markup =>
  html`<p><b>Nothing was changed.</b> ${message}</p><p><small>Request ${requestId}</small></p>`;

const checkManaged = async ({ scope }: Press, world: ControlWorld): Promise<void> => {
  if (scope.kind === 'service') await findServiceById(scope.service, world);
};

const carriedOut = async (press: Press, world: ControlWorld): Promise<Markup> => {
  const command = commandOf(press);
  await checkManaged(press, world);
  const actor = { kind: 'widget', claims: claimsOf(press) } as const;
  return doneAnswer(command, await audited(command, { actor, sourceIp: null }, world));
};

const failedAnswer = (error: unknown, { log, requestId }: ControlWorld): Markup => {
  if (error instanceof CommandRefusal || error instanceof HttpProblem) {
    return refusedAnswer(error.message, requestId);
  }
  log.error('button failed', { requestId, error });
  return html`<p><b>This failed.</b> Whether anything was changed, the audit trail says.</p><p><small>Request ${requestId}</small></p>`;
};

export type Buttons = (event: unknown, context: Context) => Promise<string>;

export const createButtons =
  (open: (requestId: string, context: Context) => Promise<ControlWorld>): Buttons =>
  async (event, context) => {
    const requestId = context.awsRequestId;
    if (describeSchema.safeParse(event).success) return described;
    const parsed = pressSchema.safeParse(event);
    if (!parsed.success) {
      const problem = `This is no button of the dashboard: ${z.prettifyError(parsed.error)}`;
      return refusedAnswer(problem.slice(0, 1_000), requestId).source;
    }
    const world = await open(requestId, context);
    try {
      return (await carriedOut(parsed.data, world)).source;
    } catch (error) {
      return failedAnswer(error, world).source;
    }
  };
