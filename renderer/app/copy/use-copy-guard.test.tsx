import { render, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { BridgeContext } from '../../bridge/bridge-context.ts';
import { createClient } from '../../bridge/client.ts';
import { BottomLineContext } from '../bottom-line.ts';
import { useCopyGuard } from './use-copy-guard.ts';

const RECORD = 'r'.repeat(22);

function Results() {
  useCopyGuard();
  return (
    <div role="grid" tabIndex={0} aria-activedescendant="result-1">
      <div id="result-1" role="row" data-copy-record={RECORD}>
        <span data-copy="row/0/number">2026-113-000001</span>
      </div>
    </div>
  );
}

test('S39: what the gateway refuses to copy is said with its rule, and nothing is put on the clipboard', async () => {
  const asked: unknown[] = [];
  const said: string[] = [];
  const copy = (input: unknown) => {
    asked.push(input);
    return Promise.resolve({ ok: false, fault: { code: 'capability.missing', rule: 'S37' } });
  };
  const client = createClient({ calls: { 'record.copy': copy } as never, subscribe: () => () => {} });
  const { getByRole } = render(
    <BridgeContext value={client}>
      <BottomLineContext value={{ text: '', say: (text) => said.push(text) }}>
        <Results />
      </BottomLineContext>
    </BridgeContext>,
  );
  getByRole('grid').focus();
  const event = new Event('copy', { bubbles: true, cancelable: true });
  getByRole('grid').dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  await waitFor(() => expect(said.at(-1)).toMatch(/^Not copied, S37: /));
  expect(asked).toEqual([{ record: RECORD, section: 'row', row: 0, field: 'number' }]);
});
