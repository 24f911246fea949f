/** The preload as a script for Chromium: the same {@link makeBridge}, over the host's binding instead of Electron's IPC. */
import { makeBridge } from '../../preload/make-bridge.ts';
import { PRELOAD_CALLS, PRELOAD_GLOBAL, PRELOAD_TOPICS } from '../../preload/names.ts';

/** Names the host and its script share; the first disappears from the page before the page's first script runs. */
export const INVOKE_BINDING = '__precinctInvoke';
export const DELIVER_FUNCTION = '__precinctDeliver';

/** Runs in the main frame only: a frame inside the page gets no bridge (and the host refuses its calls anyway). */
export function preloadScript(): string {
  const names = JSON.stringify([PRELOAD_CALLS, PRELOAD_TOPICS, PRELOAD_GLOBAL, INVOKE_BINDING, DELIVER_FUNCTION]);
  return `(() => {
  'use strict';
  const [calls, topics, name, binding, delivery] = ${names};
  const invoke = window[binding];
  delete window[binding];
  if (window.top !== window || typeof invoke !== 'function') return;
  const makeBridge = ${makeBridge.toString()};
  const bridge = makeBridge(calls, topics, {
    invoke: (call, input) => invoke(call, input),
    onTopic: (deliver) => Object.defineProperty(window, delivery, { value: Object.freeze((t, v) => deliver(t, v)) }),
  });
  Object.defineProperty(window, name, { value: bridge, enumerable: true });
})();`;
}
