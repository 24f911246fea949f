/**
 * Connects to a controller: TLS 1.2 or newer, its certificate checked against the pinned authority and its name, within
 * one time limit for all of it. Never gives back a connection that is not encrypted.
 */
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { connectionFailure, LdapFailure } from './ldap-failure.ts';
import { START_TLS_REQUEST, startTlsAnswer } from './start-tls.ts';

export interface ControllerAddress {
  readonly host: string;
  readonly port: number;
  readonly startTls: boolean;
}

export interface SocketTerms {
  /** PEM. */
  readonly ca: string;
  readonly connectMs: number;
}

export const controllerAddress = (url: string): ControllerAddress => {
  const { protocol, hostname, port } = new URL(url);
  const startTls = protocol === 'ldap:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: port === '' ? (startTls ? 389 : 636) : Number(port), startTls };
};

const onceConnected = (plain: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    plain.once('error', reject);
    plain.once('connect', resolve);
  });

const askForTls = (plain: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const onData = (chunk: Buffer): void => {
      heard = Buffer.concat([heard, chunk]);
      const answer = startTlsAnswer(heard);
      if (answer === 'more') return;
      plain.pause();
      plain.off('data', onData);
      if (answer === 'accepted') resolve();
      else reject(new LdapFailure('start-tls'));
    };
    plain.on('data', onData);
    plain.once('error', reject);
    plain.once('close', () => reject(new LdapFailure('start-tls')));
    plain.write(START_TLS_REQUEST);
  });

// SECURITY: both checks are the runtime's own and are on by default; they are written out because all else hangs on them.
const intoTls = (plain: Socket, { host }: ControllerAddress, ca: string): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const secure = connectTls({
      socket: plain,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ca,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    });
    const onClose = (): void => reject(new LdapFailure('closed'));
    secure.on('error', reject); // stays: an error after this one is nobody's
    secure.once('close', onClose);
    secure.once('secureConnect', () => {
      secure.off('close', onClose);
      resolve(secure);
    });
  });

/** Throws {@link LdapFailure}. */
export const openSecureSocket = async (address: ControllerAddress, terms: SocketTerms): Promise<TLSSocket> => {
  const plain = connect({ host: address.host, port: address.port, noDelay: true });
  // Errors after this one has been given up are nobody's.
  plain.on('error', () => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LdapFailure('timeout')), terms.connectMs);
  });
  const established = async (): Promise<TLSSocket> => {
    await onceConnected(plain);
    if (address.startTls) await askForTls(plain);
    return intoTls(plain, address, terms.ca);
  };
  try {
    return await Promise.race([established(), late]);
  } catch (error) {
    plain.destroy();
    throw connectionFailure(error);
  } finally {
    clearTimeout(timer);
  }
};
