import { describe, expect, it } from 'vitest';
import { matchesKeys, type Action } from './action.ts';
import { ActionRegistry } from './registry.ts';

const pressed = (key: string, more: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});
const action = (id: string, keys: string, more: Partial<Action> = {}): Action => ({
  id,
  label: id,
  keys,
  run: () => {},
  ...more,
});
const calm = { inField: false, inDialog: false };

describe('keys', () => {
  it('reads modifiers exactly: Ctrl+L is not L', () => {
    expect(matchesKeys('Ctrl+L', pressed('l', { ctrlKey: true }))).toBe(true);
    expect(matchesKeys('Ctrl+L', pressed('l', { metaKey: true }))).toBe(true);
    expect(matchesKeys('Ctrl+L', pressed('l'))).toBe(false);
    expect(matchesKeys('L', pressed('l', { ctrlKey: true }))).toBe(false);
    expect(matchesKeys('?', pressed('?', { shiftKey: true }))).toBe(true);
  });
  it('leaves characters to the field that has the focus, and not Ctrl keys', () => {
    const registry = new ActionRegistry();
    registry.put(Symbol('r'), action('reveal', 'R'));
    registry.put(Symbol('l'), action('lock', 'Ctrl+L'));
    expect(registry.find(pressed('r'), { inField: true, inDialog: false })).toBeUndefined();
    expect(registry.find(pressed('r'), calm)?.id).toBe('reveal');
    expect(registry.find(pressed('l', { ctrlKey: true }), { inField: true, inDialog: false })?.id).toBe('lock');
  });
  it('keeps the screen below a dialog off the keyboard', () => {
    const registry = new ActionRegistry();
    registry.put(Symbol('r'), action('reveal', 'R'));
    registry.put(Symbol('1'), action('job', '1', { inDialog: true }));
    const open = { inField: false, inDialog: true };
    expect(registry.find(pressed('r'), open)).toBeUndefined();
    expect(registry.find(pressed('1'), open)?.id).toBe('job');
  });
  it('gives a key to the newest component that can use it, and back when it leaves', () => {
    const registry = new ActionRegistry();
    const newest = Symbol('newest');
    registry.put(Symbol('old'), action('old', 'F'));
    registry.put(newest, action('new', 'F'));
    expect(registry.find(pressed('f'), calm)?.id).toBe('new');
    registry.put(newest, action('new', 'F', { unavailable: { because: 'not now' } }));
    expect(registry.find(pressed('f'), calm)?.id).toBe('old');
    registry.drop(newest);
    expect(registry.find(pressed('f'), calm)?.id).toBe('old');
  });
  it('never runs what is unavailable', () => {
    const registry = new ActionRegistry();
    let ran = false;
    registry.put(Symbol('x'), action('x', 'X', { run: () => (ran = true), unavailable: { because: 'not this role' } }));
    registry.run('x');
    expect(ran).toBe(false);
  });
});
