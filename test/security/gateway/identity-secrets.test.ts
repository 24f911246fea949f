/** SC-28, S44, S47: after everything of identity was used, no secret of it stands in any file or word of the gateway. */
import { appendFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { passwordOf } from '../../gateway/gateway-harness.ts';
import { everySecret } from './every-secret.ts';
import { GatewayProcess } from './gateway-process.ts';

const somebody = (username: string) => ({ username, password: passwordOf(username) });
const gateway = new GatewayProcess();
afterAll(async () => {
  await gateway.end();
  await gateway.rig.gateway.remove();
});

describe('a gateway in a process of its own', () => {
  let secrets: readonly string[] = [];

  it('S44: neither passwords, codes, phones’ secrets, tokens, ids nor keys are in its files or its output while it runs', async () => {
    await gateway.start();
    secrets = await everySecret(gateway.rig, {
      officer: somebody('mrivera'),
      changer: somebody('mustchange.user'),
      helper: { ...somebody('radmin'), role: 'system-administrator' },
    });
    expect(secrets.length).toBeGreaterThan(30);
    expect(gateway.places(secrets)).toEqual([]);
  });

  it('nor after it was killed, nor after the next start', async () => {
    await gateway.end('SIGKILL');
    expect(gateway.places(secrets)).toEqual([]);
    await gateway.start();
    await gateway.end();
    expect(gateway.places(secrets)).toEqual([]);
  });

  it('and one that were there would be found', () => {
    appendFileSync(gateway.rig.gateway.file('journal.log'), `left behind: ${secrets[0] ?? ''}\n`);
    expect(gateway.places(secrets)).toEqual(['secret 0 in journal.log']);
  });
});
