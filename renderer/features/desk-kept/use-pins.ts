/** The records pinned for this tour: references that the gateway shows as far as they may be seen for the reason in force. */
import { useQueryClient } from '@tanstack/react-query';
import { useCall } from '../../bridge/use-call.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { useCapability } from '../../bridge/snapshot.tsx';
import type { Action } from '../../app/actions/action.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FAULT_TEXTS } from '../../app/fault-texts.ts';
import type { PinList } from '../../../shared/session/desk.ts';
import { WORDS } from './words.ts';

/** P pins the record in sight, and unpins it. */
export function usePinAction(
  pins: Pins,
  record: { readonly id: string; readonly number: string } | null,
  isActive: boolean,
): void {
  const pinned = record !== null && pins.isPinned(record.id);
  const action: Action = {
    id: 'kept.pin',
    group: WORDS.group,
    label: pinned ? 'Unpin the record' : 'Pin the record for this tour',
    keys: 'P',
    run: () => {
      if (record !== null) pins.toggle(record);
    },
    ...(record === null ? { unavailable: { because: 'No row is selected and no record is open.' } } : {}),
  };
  useActions(isActive ? [action] : []);
}

const NO_PINS: PinList = { pins: [], hidden: 0 };

export interface Pins {
  readonly list: PinList;
  readonly isPinned: (id: string) => boolean;
  /** Pins it, or unpins it when it is pinned. */
  readonly toggle: (record: { readonly id: string; readonly number: string }) => void;
}

export function usePins(reasonId: string | null): Pins {
  const bridge = useBridge();
  const queries = useQueryClient();
  const say = useSay();
  const mayView = useCapability('record.view');
  const salt = reasonId ?? '';
  const answer = useCall('pin.list', {}, { enabled: mayView && reasonId !== null, salt });
  const list = answer.state === 'ready' && reasonId !== null ? answer.value : NO_PINS;
  const isPinned = (id: string): boolean => list.pins.some((pin) => pin.record === id);
  const toggle: Pins['toggle'] = ({ id, number }) => {
    const pinned = isPinned(id);
    void bridge.call(pinned ? 'pin.remove' : 'pin.add', { record: id }).then((reply) => {
      if (reply.ok) {
        queries.setQueryData(['pin.list', {}, salt], reply);
        say(`${number} is ${pinned ? 'unpinned' : 'pinned for this tour'}.`);
      } else say(FAULT_TEXTS[reply.fault.code].title);
    });
  };
  return { list, isPinned, toggle };
}
