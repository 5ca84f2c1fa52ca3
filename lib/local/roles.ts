/** Roles of other accounts that may be assumed, and the sessions that came of them. */
import { randomBytes } from 'node:crypto';

export type LocalRole = {
  readonly account: string;
  readonly name: string;
  /** Asked of whoever assumes it. @default nothing is asked */
  readonly externalId?: string;
};

export type Session = {
  readonly account: string;
  readonly role: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

export type Roles = {
  /** Replaces one of the same account and name. */
  readonly put: (role: LocalRole) => void;
  /** Its sessions end with it, as they do where a role is deleted. */
  readonly remove: (role: Pick<LocalRole, 'account' | 'name'>) => void;
};

export type RoleBook = Roles & {
  /** `null` where there is no such role, or it asks for another external id: AWS does not tell which. */
  readonly assume: (arn: string, externalId: string | null) => Session | null;
  /** Whose keys these are; `null` for those of no session that stands. */
  readonly sessionOf: (accessKeyId: string) => Session | null;
};

export const roleArn = ({ account, name }: Pick<LocalRole, 'account' | 'name'>): string =>
  `arn:aws:iam::${account}:role/${name}`;

/** Sessions are an hour long and functions few, so a thousand are those of a day. */
const mostSessions = 1000;

/** Twenty letters that begin with ASIA, as AWS makes them for roles. */
const newSession = ({ account, name }: LocalRole): Session => ({
  account,
  role: name,
  accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(20).toString('hex'),
  sessionToken: randomBytes(32).toString('base64url'),
});

export const createRoleBook = (initial: readonly LocalRole[] = []): RoleBook => {
  const roles = new Map(initial.map((role) => [roleArn(role), role]));
  const sessions = new Map<string, Session>();
  const standing = (session: Session): boolean =>
    roles.has(roleArn({ account: session.account, name: session.role }));
  return {
    put: (role) => roles.set(roleArn(role), role),
    remove: (role) => roles.delete(roleArn(role)),
    assume: (arn, externalId) => {
      const role = roles.get(arn);
      if (role === undefined) return null;
      if (role.externalId !== undefined && role.externalId !== externalId) return null;
      const session = newSession(role);
      sessions.set(session.accessKeyId, session);
      const [oldest] = sessions.keys();
      if (sessions.size > mostSessions && oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    sessionOf: (accessKeyId) => {
      const session = sessions.get(accessKeyId);
      return session !== undefined && standing(session) ? session : null;
    },
  };
};
