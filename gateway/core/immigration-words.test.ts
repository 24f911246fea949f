/** What the list of words refuses, and what it must leave alone. */
import { describe, expect, it } from 'vitest';
import { namesImmigrationEnforcement } from './immigration-words.ts';

describe('S74, S85: immigration enforcement named as the reason', () => {
  it.each([
    'Check for ICE',
    'ICE detainer on the subject',
    'ice hold request',
    'help ice find him',
    'I.C.E. asked for it',
    'immigration enforcement',
    'Immigration status of the driver',
    'deportation',
    'he was deported',
    'removal order from the court',
    'order of removal',
    'civil detainer',
    'CIVIL DETAINERS',
    'assist ERO with the address',
    'request of HSI agents',
    'illegal aliens on the block',
    'undocumented tenant',
    'citizen\u00adship status',
    'im\u200bmigration',
    'ＤＥＰＯＲＴ',
    'form I-247A',
    'working with ICE agents',
    'WARRANT FOR ICE DETAINER',
  ])('refuses "%s"', (text) => {
    expect(namesImmigrationEnforcement(text)).toBe(true);
  });

  it.each([
    'Robbery at the ice cream truck',
    'ICE CREAM TRUCK ROBBERY',
    'ICE cream vendor assaulted',
    'police notice, service of an order',
    'slipped on ice in front of 120-40',
    'Vehicle skidded with ICE on the road, driver hurt',
    'lost property: hockey bag with ice skates',
    'removal of a vehicle from the scene',
    'deporte club burglary',
    'the hero of the story, zero injuries',
    'detained at the desk for identification',
    'order of protection check',
    'Justice, office, price, device',
    'bought for ice cubes',
  ])('leaves "%s" alone', (text) => {
    expect(namesImmigrationEnforcement(text)).toBe(false);
  });
});
