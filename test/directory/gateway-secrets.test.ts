/** SC-28: on a real domain too no secret stands in any file or word of the gateway, the service account's own among them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everySecret } from '../security/gateway/every-secret.ts';
import { GatewayProcess } from '../security/gateway/gateway-process.ts';
import { DESK, WRONG } from '../security/gateway/identity-rig.ts';
import { PASSWORD, SERVICE_SECRET } from './domain-people.ts';
import { addGroups, DomainGateway } from './gateway-on-domain.ts';
import { withDomain } from './with-domain.ts';

withDomain('secrets of a gateway on Active Directory', 1, (domain) => {
  const gateway = new GatewayProcess();
  const files = new DomainGateway();
  const timeouts = { connectMs: 1_000, operationMs: 1_000 };
  const flags = (secret = SERVICE_SECRET): readonly string[] => {
    const { configFile, secretFile } = files.files(domain(), { timeouts }, secret);
    return ['--directory', configFile, '--directory-secret-file', secretFile];
  };
  beforeAll(() => addGroups(domain(), { 'PW Administrators': ['never'] }));
  afterAll(async () => {
    await gateway.end();
    await gateway.rig.gateway.remove();
    await files.remove();
  });

  it('S44, IA-5: nothing is left behind by sign-ins, a change of password, a factor, outages and a wrong bind', async () => {
    await gateway.start(...flags());
    const secrets = [
      ...(await everySecret(gateway.rig, {
        officer: { username: 'mover', password: PASSWORD },
        changer: { username: 'mustchange', password: PASSWORD },
        helper: { username: 'never', password: PASSWORD, role: 'system-administrator' },
      })),
      SERVICE_SECRET,
      'Not-The-Secret-1!',
    ];
    // The account's name and place are in the configuration; what is said of a failure names neither.
    await gateway.end();
    await gateway.start(...flags('Not-The-Secret-1!'));
    await expect(gateway.rig.begin('mover', DESK, PASSWORD)).rejects.toThrow('directory.unavailable');
    await gateway.end();
    await domain().dc.kill();
    await gateway.start(...flags());
    for (const password of [PASSWORD, WRONG]) {
      await expect(gateway.rig.begin('mover', DESK, password)).rejects.toThrow('directory.unavailable');
    }
    await gateway.end();
    expect(secrets.length).toBeGreaterThan(30);
    expect(gateway.places(secrets)).toEqual([]);
    expect(gateway.output).not.toMatch(/svc-precinct|unicodePwd|AcceptSecurityContext/);
  });
});
