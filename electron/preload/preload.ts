/**
 * Electron's preload: puts the frozen bridge on the page's window. Nothing of Electron passes it: no ipcRenderer, no
 * event objects, no channel names. Compiled into one CommonJS file.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, TOPIC_CHANNEL } from './channels.ts';
import { makeBridge } from './make-bridge.ts';
import { PRELOAD_CALLS, PRELOAD_GLOBAL, PRELOAD_TOPICS } from './names.ts';

const bridge = makeBridge(PRELOAD_CALLS, PRELOAD_TOPICS, {
  invoke: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onTopic: (deliver) => {
    ipcRenderer.on(TOPIC_CHANNEL, (_event, topic: string, value: unknown) => deliver(topic, value));
  },
});

// SECURITY: row 28.
contextBridge.exposeInMainWorld(PRELOAD_GLOBAL, bridge);
