import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { BridgeContext } from '../../bridge/bridge-context.ts';
import { createClient } from '../../bridge/client.ts';
import { useForgetChanged, useForgetRecords } from './use-forget-records.ts';
import { useOpenRecord } from './use-open-record.ts';

const ID = 'c'.repeat(22);

/** Counts openings; every one of them would be a row of the audit log. */
function mount() {
  let openings = 0;
  const calls = {
    'record.open': () => {
      openings += 1;
      return Promise.resolve({ ok: false, fault: { code: 'record.unknown' } });
    },
  };
  const client = createClient({ calls: calls as never, subscribe: () => () => {} });
  const queries = new QueryClient();
  function Page() {
    useOpenRecord(ID, 'r1');
    return null;
  }
  function Room({ tabs, isShown, reason }: { tabs: readonly string[]; isShown: boolean; reason: string | null }) {
    useForgetRecords(tabs, reason);
    return isShown ? <Page /> : null;
  }
  const ui = (tabs: readonly string[], isShown: boolean, reason: string | null) => (
    <BridgeContext value={client}>
      <QueryClientProvider client={queries}>
        <Room tabs={tabs} isShown={isShown} reason={reason} />
      </QueryClientProvider>
    </BridgeContext>
  );
  const { rerender } = render(ui([ID], true, 'r1'));
  return {
    openings: () => openings,
    kept: () => queries.getQueryCache().getAll().length,
    show: (tabs: readonly string[], isShown: boolean, reason: string | null) => rerender(ui(tabs, isShown, reason)),
  };
}

it('S36: a record closed and opened again is a new view; going to another tab and back is not', async () => {
  const { openings, show } = mount();
  await waitFor(() => expect(openings()).toBe(1));
  show([ID], false, 'r1');
  show([ID], true, 'r1');
  expect(openings()).toBe(1);
  show([], false, 'r1');
  show([ID], true, 'r1');
  await waitFor(() => expect(openings()).toBe(2));
});

it('S26: nothing of a record stays in memory when its reason ends', async () => {
  const { openings, kept, show } = mount();
  await waitFor(() => expect(openings()).toBe(1));
  expect(kept()).toBe(1);
  show([ID], false, null);
  expect(kept()).toBe(0);
});

it('S36: a record that a search found changed is opened anew, once; one that is new or the same is not', () => {
  const queries = new QueryClient();
  const other = 'd'.repeat(22);
  const keep = (): void => {
    for (const id of [ID, other]) queries.setQueryData(['record.opened', id, 'r1'], 'its page');
  };
  const kept = () => [ID, other].filter((id) => queries.getQueryData(['record.opened', id, 'r1']) !== undefined);
  function Room({ rows }: { readonly rows: Parameters<typeof useForgetChanged>[0] }) {
    useForgetChanged(rows);
    return null;
  }
  const ui = (rows: Parameters<typeof useForgetChanged>[0]) => (
    <QueryClientProvider client={queries}>
      <Room rows={rows} />
    </QueryClientProvider>
  );
  keep();
  const { rerender } = render(ui([{ id: ID }, { id: other, news: 'new' }]));
  expect(kept()).toEqual([ID, other]);
  rerender(ui([{ id: ID, news: 'changed' }, { id: other }]));
  expect(kept()).toEqual([other]);
  keep();
  rerender(ui([{ id: ID, news: 'changed' }, { id: other }, { id: 'e'.repeat(22) }]));
  expect(kept()).toEqual([ID, other]);
});
