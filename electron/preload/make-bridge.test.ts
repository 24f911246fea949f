/** What the page gets is frozen, complete, and made of plain functions of plain names. */
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { BRIDGE_GLOBAL, CALL_NAMES, TOPIC_NAMES } from '../../shared/bridge/calls.ts';
import { makeBridge } from './make-bridge.ts';
import { PRELOAD_CALLS, PRELOAD_GLOBAL, PRELOAD_TOPICS } from './names.ts';

test('row 28: the preload’s names are those of the table', () => {
  expect(PRELOAD_CALLS).toEqual(CALL_NAMES);
  expect(PRELOAD_TOPICS).toEqual(TOPIC_NAMES);
  expect(PRELOAD_GLOBAL).toBe(BRIDGE_GLOBAL);
});

test('row 28: the bridge is frozen through and through', () => {
  const bridge = makeBridge(PRELOAD_CALLS, PRELOAD_TOPICS, {
    invoke: () => Promise.resolve(),
    onTopic: () => undefined,
  });
  expect(Object.keys(bridge)).toEqual(['calls', 'subscribe']);
  for (const part of [bridge, bridge.calls, bridge.subscribe, ...Object.values(bridge.calls)]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test('a topic reaches its subscribers with the value alone, until they stop', () => {
  let deliver: (topic: string, value: unknown) => void = () => undefined;
  const bridge = makeBridge([], ['a', 'b'], { invoke: () => Promise.resolve(), onTopic: (one) => (deliver = one) });
  const heard: unknown[][] = [];
  const listener = (...all: unknown[]): void => void heard.push(all);
  const stop = bridge.subscribe('a', listener);
  bridge.subscribe('a', listener);
  deliver('a', 1);
  stop();
  deliver('a', 2);
  deliver('b', 3);
  deliver('unknown', 4);
  expect(heard).toEqual([[1], [1], [2]]);
  expect(() => bridge.subscribe('unknown', listener)).toThrow(TypeError);
});

test('it stands alone: run from its own text it works without anything around it', () => {
  // The Chromium host sends exactly this text to the page.
  const alone = runInNewContext(`(${makeBridge.toString()})`) as typeof makeBridge;
  const bridge = alone(['x'], [], {
    invoke: (name, input) => Promise.resolve([name, input]),
    onTopic: () => undefined,
  });
  return expect(bridge.calls['x']!(1)).resolves.toEqual(['x', 1]);
});
