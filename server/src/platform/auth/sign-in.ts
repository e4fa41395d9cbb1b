import { PosthornError } from '../errors/index.ts';
import type { Platform } from '../platform.ts';
import { hashOfNobody, verifyPassword } from './passwords.ts';
import { openSession } from './sessions.ts';
import { authTables, countAttempts, type UserRow, userByEmail } from './store.ts';

/** Wrong sign-ins within a quarter of an hour, per account and per address. */
const window = 15 * 60_000;
const mostPerAccount = 10;
const mostPerAddress = 50;

export interface SignedIn {
  readonly user: UserRow;
  readonly token: string;
  readonly csrfToken: string;
}

/**
 * Signs a user in. The attempt is counted before the password is looked at, so that many at once don't slip through.
 * @param address of the caller, for the limit
 * @throws PosthornError `auth.too-many-attempts`, `auth.wrong-credentials`
 */
export async function signIn(platform: Platform, email: string, password: string, address: string): Promise<SignedIn> {
  const db = authTables(platform.db);
  const now = platform.clock();
  const account = `account/${email.toLowerCase()}`;
  const subjects = [account, `address/${address}`];
  await db
    .insertInto('platform.sign_in_attempts')
    .values(subjects.map((subject) => ({ subject, at: now })))
    .execute();
  const since = new Date(now.getTime() - window);
  const [ofAccount, ofAddress] = await Promise.all(subjects.map((subject) => countAttempts(db, subject, since)));
  if (ofAccount! > mostPerAccount || ofAddress! > mostPerAddress) {
    platform.log.warn({ account, address }, 'too many wrong sign-ins');
    throw new PosthornError('auth.too-many-attempts');
  }
  const user = await userByEmail(db, email);
  const right = await verifyPassword(password, user?.password_hash ?? (await hashOfNobody()));
  if (user === undefined || !right || !user.active) throw new PosthornError('auth.wrong-credentials');
  await db.deleteFrom('platform.sign_in_attempts').where('subject', '=', account).execute();
  const { token, csrfToken } = await openSession(platform, user.id);
  await platform.db.transaction().execute(async (trx) => {
    await trx
      .withTables<{ 'platform.users': UserRow }>()
      .updateTable('platform.users')
      .set({ last_sign_in_at: now })
      .where('id', '=', user.id)
      .execute();
    await platform.audit.append(trx, { kind: 'user', id: user.id, name: user.name }, 'user.signed-in', `user/${user.id}`, {});
  });
  return { user, token, csrfToken };
}
