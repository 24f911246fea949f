import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../shared/policy/roles.ts';
import { openRooms, roomFor } from './room.ts';

const rooms = (role: keyof typeof ROLES): string[] => openRooms(ROLES[role].capabilities).map((room) => room.id);

describe('S37: a person is shown the rooms of the role and no other', () => {
  it.each([
    ['police-officer', ['search']],
    ['command-clerk', ['search']],
    ['desk-officer', ['search', 'desk']],
    ['it-auditor', ['oversight']],
    ['system-administrator', ['desk', 'administration']],
    ['vendor', []],
  ] as const)('%s', (role, expected) => {
    expect(rooms(role)).toEqual(expected);
  });
  it('does not go back to a room that is no longer open', () => {
    expect(roomFor('oversight', ROLES['police-officer'].capabilities)?.id).toBe('search');
    expect(roomFor('search', ROLES.vendor.capabilities)).toBeNull();
  });
});
