import { describe, expect, it } from 'vitest';
import { liesIn, networkOf } from './network.ts';

const within = (address: string, text: string): boolean => {
  const network = networkOf(text);
  return network !== null && liesIn(address, network);
};

describe('networks', () => {
  it.each([
    ['10.1.2.3', '10.1.0.0/16'],
    ['::ffff:10.1.2.3', '10.1.0.0/16'],
    ['::FFFF:10.1.2.3', '10.1.0.0/16'],
    ['10.1.2.3', '::ffff:10.1.0.0/112'],
    ['127.0.0.1', '127.0.0.0/8'],
    ['::1', '::1/128'],
    ['::1', '::1'],
    ['2001:db8::5', '2001:db8::/32'],
    ['2001:0DB8:0:0:0:0:0:5', '2001:db8::/32'],
    ['fe80::1%eth0', 'fe80::/10'],
    ['8.8.8.8', '0.0.0.0/0'],
    ['192.168.1.7', '192.168.1.7'],
  ])('%s lies in %s', (address, network) => {
    expect(within(address, network)).toBe(true);
  });

  it.each([
    ['10.2.2.3', '10.1.0.0/16'],
    ['2001:db9::5', '2001:db8::/32'],
    ['::10.1.2.3', '10.1.0.0/16'],
    ['2001:db8::5', '0.0.0.0/0'],
    ['192.168.1.8', '192.168.1.7'],
    ['', '0.0.0.0/0'],
    ['nonsense', '::/0'],
    ['1::2::3', '::/0'],
    ['300.1.1.1', '0.0.0.0/0'],
    ['1:2:3:4:5:6:7', '::/0'],
    ['1:2:3:4:5:6:7:8:9', '::/0'],
  ])('%s does not lie in %s', (address, network) => {
    expect(within(address, network)).toBe(false);
  });

  it.each(['', 'x', '10.0.0.0/33', '10.0.0.0/-1', '::/129', '10.0.0/8', '10.0.0.0/8/8', '1::2::3/64', '10.0.0.256'])(
    '%j is no network',
    (text) => {
      expect(networkOf(text)).toBeNull();
    },
  );
});
