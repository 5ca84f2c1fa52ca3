/**
 * Every change is written down before it is made: what cannot be audited is not done. Afterwards its outcome is added;
 * should that fail, the change stands, the log says so, and the entry without an outcome says that it was begun.
 */
import type { AuditEntry, AuditOutcome } from '../audit.ts';
import { textOfError } from '../error-text.ts';
import type { Caller } from '../http/route.ts';
import type { ControlWorld } from '../world.ts';
import { carryOut } from './carry-out.ts';
import { type Command, CommandRefusal, type Done } from './command.ts';
import { detailsOf, targetOf } from './target.ts';

const begin = async (entry: AuditEntry, { ports, deadline }: ControlWorld): Promise<void> => {
  try {
    await ports.audit.begin(entry, deadline);
  } catch (cause) {
    const why = 'the audit trail cannot be written, so nothing was changed; try again';
    throw new CommandRefusal('unavailable', `${why} (${textOfError(cause)})`, cause);
  }
};

const finish = async (
  entry: AuditEntry,
  outcome: AuditOutcome,
  { ports, deadline, log, requestId }: ControlWorld,
): Promise<void> => {
  try {
    await ports.audit.finish(entry, outcome, deadline);
  } catch (error) {
    log.error('an audited change has no outcome written down', { requestId, outcome, error });
  }
};

const failureOf = (error: unknown): AuditOutcome => ({
  kind: error instanceof CommandRefusal ? 'refused' : 'failed',
  detail: textOfError(error),
});

export const audited = async (
  command: Command,
  { actor, sourceIp }: Caller,
  world: ControlWorld,
): Promise<Done> => {
  const entry: AuditEntry = {
    id: world.requestId,
    atMs: world.nowMs,
    actor,
    sourceIp,
    command: command.name,
    target: targetOf(command),
    details: detailsOf(command),
    why: command.why ?? '',
  };
  await begin(entry, world);
  try {
    const done = await carryOut(command, actor, world);
    const outcome = { kind: done.changed ? 'done' : 'unchanged', detail: done.detail } as const;
    await finish(entry, outcome, world);
    return done;
  } catch (error) {
    await finish(entry, failureOf(error), world);
    throw error;
  }
};
