import { describe, expect, it } from 'vitest';
import { fakeBridge } from '../gallery/fake-bridge.ts';
import type { Bridge } from '../../shared/bridge/calls.ts';
import { createClient } from './client.ts';
import { newer } from './snapshot.tsx';

const answering = (raw: unknown): Bridge => {
  const bridge = fakeBridge({ phase: 'active' });
  return { ...bridge, calls: { ...bridge.calls, 'lockout.release': async () => raw } };
};

describe('the bridge client', () => {
  it('believes no answer outside the contract', async () => {
    for (const raw of [undefined, null, 'yes', {}, { ok: true }, { ok: true, value: { releasedAt: 'soon' } }]) {
      const reply = await createClient(answering(raw)).call('lockout.release', { username: 'x' });
      expect(reply).toEqual({ ok: false, fault: { code: 'bridge.output' } });
    }
  });
  it('drops what is not in the contract from an answer', async () => {
    const raw = { ok: true, value: { releasedAt: '2026-11-23T10:00:00.000Z', password: 'x' } };
    const reply = await createClient(answering(raw)).call('lockout.release', { username: 'x' });
    expect(reply).toEqual({ ok: true, value: { releasedAt: '2026-11-23T10:00:00.000Z' } });
  });
  it('turns a thrown call into a fault, without its words', async () => {
    const bridge = fakeBridge({ phase: 'active' });
    const failing: Bridge = {
      ...bridge,
      calls: { ...bridge.calls, 'session.lock': () => Promise.reject(new Error('secret')) },
    };
    expect(await createClient(failing).call('session.lock', {})).toEqual({ ok: false, fault: { code: 'internal' } });
  });
  it('passes on no topic value outside the contract', () => {
    const heard: unknown[] = [];
    const bridge = fakeBridge({ phase: 'active' });
    let send: (value: unknown) => void = () => {};
    const client = createClient({
      ...bridge,
      subscribe: (_topic, listener) => {
        send = listener;
        return () => {};
      },
    });
    client.subscribe('search.progress', (value) => heard.push(value));
    send({ key: 'a', step: 0 });
    send({ key: 7 });
    expect(heard).toEqual([{ key: 'a', step: 0 }]);
  });
});

describe('the snapshot', () => {
  it('never goes back to an older one', async () => {
    const reply = await createClient(fakeBridge({ phase: 'active' })).call('session.get', {});
    if (!reply.ok) throw new Error(reply.fault.code);
    const older = { ...reply.value, revision: 3 };
    const later = { ...reply.value, revision: 4 };
    expect(newer(later, older)).toBe(later);
    expect(newer(older, later)).toBe(later);
    expect(newer(null, older)).toBe(older);
  });
});
