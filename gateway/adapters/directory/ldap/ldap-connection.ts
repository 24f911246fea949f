/**
 * One connection to one controller, on the LDAP library. Never reconnects (a second connection would be in clear or not
 * bound), and lets no text of the library or the server out: they may quote what was sent.
 */
import { Attribute, Change, Client, InvalidCredentialsError, ResultCodeError, type Filter } from 'ldapts';
import type { PasswordRefusal } from '../../../../shared/session/account.ts';
import { ldapEntry, type LdapEntry } from './ldap-entry.ts';
import { LdapFailure } from './ldap-failure.ts';
import { openSecureSocket, type ControllerAddress, type SocketTerms } from './secure-socket.ts';
import { bindAnswer, passwordRefusal, type BindAnswer } from './server-answers.ts';

export interface ConnectionTerms extends SocketTerms {
  readonly operationMs: number;
}

export interface Search {
  readonly base: string;
  readonly scope: 'base' | 'sub';
  readonly filter: Filter | string;
  readonly attributes: readonly string[];
  /** Attributes wanted as bytes; must be among `attributes`. */
  readonly asBytes?: readonly string[];
  /** At most this many entries; absent: all, page by page. */
  readonly atMost?: number;
}

export interface LdapConnection {
  /** Any answer that is not about credentials throws {@link LdapFailure}. */
  bind(dn: string, password: string): Promise<BindAnswer>;
  /** Referrals are left out, never followed. A base that does not exist has no entries. */
  search(search: Search): Promise<readonly LdapEntry[]>;
  replace(dn: string, attribute: string, value: string): Promise<void>;
  /** The old password proves whose change it is (delete and add in one). */
  changePassword(dn: string, oldPassword: string, newPassword: string): Promise<'changed' | PasswordRefusal>;
  alive(): boolean;
  close(): void;
}

const PAGE = 500;
const NO_SUCH_OBJECT = 32;

const failure = (error: unknown): LdapFailure => {
  if (error instanceof LdapFailure) return error;
  if (error instanceof ResultCodeError) return new LdapFailure('answer', error.code);
  return new LdapFailure(error instanceof Error && error.message.endsWith('timed out') ? 'timeout' : 'closed');
};

/** As the directory wants it: in quotes, UTF-16LE. */
const unicodePassword = (operation: 'delete' | 'add', password: string): Change => {
  const values = [Buffer.from(`"${password}"`, 'utf16le')];
  return new Change({ operation, modification: new Attribute({ type: 'unicodePwd', values }) });
};

const changePasswordOn = async (
  client: Client,
  ...[dn, oldPassword, newPassword]: Parameters<LdapConnection['changePassword']>
): Promise<'changed' | PasswordRefusal> => {
  try {
    await client.modify(dn, [unicodePassword('delete', oldPassword), unicodePassword('add', newPassword)]);
    return 'changed';
  } catch (error) {
    const refusal = error instanceof ResultCodeError ? passwordRefusal(error.code, error.message) : null;
    if (refusal === null) throw failure(error);
    return refusal;
  }
};

const bindOn = async (client: Client, dn: string, password: string): Promise<BindAnswer> => {
  // SECURITY: a Windows controller answers success to a name with an empty password (RFC 4513 §5.1.2).
  if (password === '') return 'refused';
  try {
    await client.bind(dn, password);
    return 'ok';
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return bindAnswer(error.message);
    throw failure(error);
  }
};

const searchOn = async (client: Client, asked: Search): Promise<readonly LdapEntry[]> => {
  try {
    const { searchEntries } = await client.search(asked.base, {
      scope: asked.scope,
      filter: asked.filter,
      attributes: [...asked.attributes],
      explicitBufferAttributes: [...(asked.asBytes ?? [])],
      derefAliases: 'never',
      ...(asked.atMost === undefined ? { paged: { pageSize: PAGE } } : { sizeLimit: asked.atMost }),
    });
    return searchEntries.map(ldapEntry);
  } catch (error) {
    if (error instanceof ResultCodeError && error.code === NO_SUCH_OBJECT) return [];
    throw failure(error);
  }
};

/** Throws {@link LdapFailure}. */
export const openLdapConnection = async (
  address: ControllerAddress,
  terms: ConnectionTerms,
): Promise<LdapConnection> => {
  const socket = await openSecureSocket(address, terms);
  let given = false;
  const theOneSocket = (): typeof socket => {
    // SECURITY: the library would connect anew by itself, in clear and not bound, when the connection is gone.
    if (given || socket.destroyed) throw new LdapFailure('closed');
    given = true;
    return socket;
  };
  const client = new Client({
    url: 'ldap://controller.invalid', // never resolved: the socket is there already, and is TLS
    timeout: terms.operationMs,
    createConnection: theOneSocket,
  });
  return {
    bind: (dn, password) => bindOn(client, dn, password),
    search: (asked) => searchOn(client, asked),
    replace: async (dn, attribute, value) => {
      const modification = new Attribute({ type: attribute, values: [value] });
      await client.modify(dn, new Change({ operation: 'replace', modification })).catch((error: unknown) => {
        throw failure(error);
      });
    },
    changePassword: (...change) => changePasswordOn(client, ...change),
    alive: () => !socket.destroyed && socket.readyState === 'open',
    close: () => {
      socket.end();
      socket.destroy();
    },
  };
};
