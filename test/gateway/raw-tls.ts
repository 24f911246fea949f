/** A TLS connection held by a test: several calls over one, resumed ones, whatever certificate the server shows. */
import { once } from 'node:events';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { Problem } from '../../shared/faults/faults.ts';

export interface RawConnection {
  readonly socket: TLSSocket;
  /** One GET over it; the status and the body. */
  get(path: string): Promise<{ readonly status: number; readonly json: Partial<Problem> }>;
  /** The newest ticket for resumption. */
  ticket(): Promise<Buffer>;
  close(): void;
}

const bodyOf = (text: string): { readonly status: number; readonly json: Partial<Problem> } | null => {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (length === undefined || Buffer.byteLength(body) < Number(length)) return null;
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), json: JSON.parse(body) as Partial<Problem> };
};

export async function openConnection(url: string, options: ConnectionOptions): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ...options });
  let newest: Buffer | null = null;
  socket.on('session', (ticket: Buffer) => {
    newest = ticket;
  });
  await once(socket, 'secureConnect');
  return {
    socket,
    get: async (path) => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
      let text = '';
      for (;;) {
        const [chunk] = (await once(socket, 'data')) as [Buffer];
        text += chunk.toString('utf8');
        const answer = bodyOf(text);
        if (answer) return answer;
      }
    },
    ticket: async () => {
      if (newest === null) await once(socket, 'session');
      if (newest === null) throw new Error('no ticket was given');
      return newest;
    },
    close: () => {
      socket.destroy();
    },
  };
}
